package org.cloudmesh.jclouds.http;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import java.util.List;
import java.util.Properties;
import org.cloudmesh.spi.CloudConfig;
import org.jclouds.Constants;
import org.jclouds.http.okhttp.OkHttpClientSupplier;
import org.jclouds.http.okhttp.config.OkHttpCommandExecutorServiceModule;

/** What a {@link NativeHandle} is built with, so that it reaches the cloud as the driver does: proxy, trust, client, no retries. */
public final class NativeHttp {

    private NativeHttp() {}

    /** What to override: the proxy, and no retries. */
    public static Properties properties(CloudConfig config, HttpSettings settings) {
        var properties = Proxying.properties(config, settings.endpoint());
        properties.setProperty(Constants.PROPERTY_MAX_RETRIES, "0");
        return properties;
    }

    /** The client over okhttp, trusting whom the driver trusts. */
    public static List<Module> modules(CloudConfig config, HttpSettings settings) {
        var client = new HttpClients(config, settings, new DeadlineInterceptor());
        return List.of(new OkHttpCommandExecutorServiceModule(), new AbstractModule() {
            @Override
            protected void configure() {
                bind(OkHttpClientSupplier.class).toInstance(client);
            }
        });
    }
}
