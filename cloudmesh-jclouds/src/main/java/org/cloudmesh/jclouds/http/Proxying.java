package org.cloudmesh.jclouds.http;

import java.net.URI;
import java.util.Properties;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.ProxyAddress;
import org.jclouds.Constants;

/** The proxy of a cloud, in jclouds' words: it sets its own on every request. */
public final class Proxying {

    private Proxying() {}

    /** What to override; empty where there is no proxy. */
    public static Properties properties(CloudConfig config, URI endpoint) {
        var properties = new Properties();
        properties.setProperty(Constants.PROPERTY_PROXY_ENABLE_JVM_PROXY, "false");
        config.proxy(endpoint).ifPresent(proxy -> set(properties, proxy));
        return properties;
    }

    private static void set(Properties properties, ProxyAddress proxy) {
        properties.setProperty(Constants.PROPERTY_PROXY_TYPE, proxy.type().name());
        properties.setProperty(Constants.PROPERTY_PROXY_HOST, proxy.host());
        properties.setProperty(Constants.PROPERTY_PROXY_PORT, Integer.toString(proxy.port()));
        if (proxy.user() != null) {
            properties.setProperty(Constants.PROPERTY_PROXY_USER, proxy.user());
        }
        if (proxy.password() != null) {
            properties.setProperty(Constants.PROPERTY_PROXY_PASSWORD, proxy.password());
        }
    }
}
