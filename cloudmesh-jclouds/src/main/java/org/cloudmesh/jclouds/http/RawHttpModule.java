package org.cloudmesh.jclouds.http;

import com.google.common.base.Function;
import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.matcher.Matchers;
import com.google.inject.name.Names;
import java.net.Proxy;
import java.net.URI;
import java.util.Properties;
import org.jclouds.Constants;
import org.jclouds.http.HttpErrorHandler;
import org.jclouds.http.HttpRetryHandler;
import org.jclouds.http.IOExceptionRetryHandler;
import org.jclouds.http.annotation.ClientError;
import org.jclouds.http.annotation.Redirection;
import org.jclouds.http.annotation.ServerError;
import org.jclouds.http.okhttp.OkHttpClientSupplier;
import org.jclouds.http.okhttp.config.OkHttpCommandExecutorServiceModule;
import org.jclouds.logging.config.BindLoggersAnnotatedWithResource;
import org.jclouds.proxy.ProxyForURI;

/**
 * What jclouds sends with, and no more of it: all that its contexts bind takes a second to make. Without its own retries, with
 * answers kept as they came, and logging nothing: it repeats creates, forgets why, and prints secrets.
 */
final class RawHttpModule extends AbstractModule {

    private final OkHttpClientSupplier client;
    private final Properties proxy;

    /** With what {@link Proxying} says. */
    RawHttpModule(OkHttpClientSupplier client, Properties proxy) {
        this.client = client;
        this.proxy = proxy;
    }

    @Override
    protected void configure() {
        install(new OkHttpCommandExecutorServiceModule());
        bind(OkHttpClientSupplier.class).toInstance(client);
        bindSettings();
        Names.bindProperties(binder(), proxy);
        bind(new TypeLiteral<Function<URI, Proxy>>() {}).to(ProxyForURI.class);
        bindListener(Matchers.any(), new BindLoggersAnnotatedWithResource(new SilentModule().createLoggerFactory()));
        var keep = new KeepAnswer();
        bind(HttpErrorHandler.class).annotatedWith(Redirection.class).toInstance(keep);
        bind(HttpErrorHandler.class).annotatedWith(ClientError.class).toInstance(keep);
        bind(HttpErrorHandler.class).annotatedWith(ServerError.class).toInstance(keep);
        bind(HttpRetryHandler.class).annotatedWith(Redirection.class).toInstance(HttpRetryHandler.NEVER_RETRY);
        bind(HttpRetryHandler.class).annotatedWith(ClientError.class).toInstance(HttpRetryHandler.NEVER_RETRY);
        bind(HttpRetryHandler.class).annotatedWith(ServerError.class).toInstance(HttpRetryHandler.NEVER_RETRY);
        bind(IOExceptionRetryHandler.class).toInstance(IOExceptionRetryHandler.NEVER_RETRY);
    }

    /** What jclouds insists on; none of it says how long, how often or how many, which the client does. */
    private void bindSettings() {
        var settings = new Properties();
        settings.setProperty(Constants.PROPERTY_USER_AGENT, "cloudmesh");
        settings.setProperty(Constants.PROPERTY_IDEMPOTENT_METHODS, "");
        settings.setProperty(Constants.PROPERTY_CONNECTION_TIMEOUT, "0");
        settings.setProperty(Constants.PROPERTY_SO_TIMEOUT, "0");
        settings.setProperty(Constants.PROPERTY_MAX_CONNECTIONS_PER_CONTEXT, "0");
        settings.setProperty(Constants.PROPERTY_MAX_CONNECTIONS_PER_HOST, "0");
        Names.bindProperties(binder(), settings);
    }
}
