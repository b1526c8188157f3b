package org.cloudmesh.jclouds.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.cloudmesh.spi.CloudConfig;
import org.jclouds.http.okhttp.OkHttpClientSupplier;

/** Makes the client that jclouds sends with: whom it trusts, and how long it waits. */
final class HttpClients implements OkHttpClientSupplier {

    private static final int KEPT_CONNECTIONS = 64;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER = "Retry-After";

    private final CloudConfig config;
    private final HttpSettings settings;
    private final DeadlineInterceptor deadlines;

    HttpClients(CloudConfig config, HttpSettings settings, DeadlineInterceptor deadlines) {
        this.config = config;
        this.settings = settings;
        this.deadlines = deadlines;
    }

    @Override
    public OkHttpClient get() {
        var builder = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .socketFactory(new InterruptibleSockets())
                .connectionPool(new ConnectionPool(KEPT_CONNECTIONS, 1, TimeUnit.MINUTES))
                .addInterceptor(deadlines)
                .addNetworkInterceptor(HttpClients::onlyOnce);
        if ("https".equals(settings.endpoint().getScheme())) {
            builder.sslSocketFactory(
                    config.sslContext(settings.scheme()).getSocketFactory(), config.trustManager(settings.scheme()));
        }
        return builder.build();
    }

    /** A 503 that says "retry after 0", in as many digits as it likes, is sent again by the client itself, be it a create or not. */
    private static Response onlyOnce(Interceptor.Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        return response.code() == UNAVAILABLE
                        && String.valueOf(response.header(RETRY_AFTER)).strip().matches("0+")
                ? response.newBuilder().removeHeader(RETRY_AFTER).build()
                : response;
    }
}
