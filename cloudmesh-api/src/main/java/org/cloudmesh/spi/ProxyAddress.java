package org.cloudmesh.spi;

import java.net.Proxy;
import org.cloudmesh.Unstable;
import org.jspecify.annotations.Nullable;

/**
 * The proxy between here and a cloud. Immutable; {@code toString} has no password.
 *
 * @param type {@link Proxy.Type#HTTP} (CONNECT) or {@link Proxy.Type#SOCKS} (version 5)
 * @param host without brackets where it is an IPv6 address
 * @param port from 1 to 65535
 * @param user null if it wants none
 * @param password null if it wants none
 */
public record ProxyAddress(
        Proxy.Type type,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {

    /** Made by the library. */
    @Unstable
    public ProxyAddress {}

    @Override
    public String toString() {
        var at = host.contains(":") ? "[" + host + "]" : host;
        return (type == Proxy.Type.SOCKS ? "socks5://" : "http://") + (user == null ? "" : "***@") + at + ":" + port;
    }
}
