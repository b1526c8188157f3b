package org.cloudmesh.jclouds.http;

import com.google.inject.AbstractModule;
import org.jclouds.http.HttpErrorHandler;
import org.jclouds.http.HttpRetryHandler;
import org.jclouds.http.IOExceptionRetryHandler;
import org.jclouds.http.annotation.ClientError;
import org.jclouds.http.annotation.Redirection;
import org.jclouds.http.annotation.ServerError;
import org.jclouds.http.okhttp.OkHttpClientSupplier;

/** jclouds without its own retries, and with answers kept as they came: it repeats creates, and forgets why. */
final class RawHttpModule extends AbstractModule {

    private final OkHttpClientSupplier client;

    RawHttpModule(OkHttpClientSupplier client) {
        this.client = client;
    }

    @Override
    protected void configure() {
        var keep = new KeepAnswer();
        bind(HttpErrorHandler.class).annotatedWith(Redirection.class).toInstance(keep);
        bind(HttpErrorHandler.class).annotatedWith(ClientError.class).toInstance(keep);
        bind(HttpErrorHandler.class).annotatedWith(ServerError.class).toInstance(keep);
        bind(HttpRetryHandler.class).annotatedWith(Redirection.class).toInstance(HttpRetryHandler.NEVER_RETRY);
        bind(HttpRetryHandler.class).annotatedWith(ClientError.class).toInstance(HttpRetryHandler.NEVER_RETRY);
        bind(HttpRetryHandler.class).annotatedWith(ServerError.class).toInstance(HttpRetryHandler.NEVER_RETRY);
        bind(IOExceptionRetryHandler.class).toInstance(IOExceptionRetryHandler.NEVER_RETRY);
        bind(OkHttpClientSupplier.class).toInstance(client);
    }
}
