package org.cloudmesh;

import java.util.regex.Pattern;

/**
 * Where a node answers ssh, and as whom to log in. Immutable.
 *
 * @param user the login user of the node's image
 * @param host a name or an address
 * @param port usually 22
 */
public record SshAddress(String user, String host, int port) {

    /** Where ssh usually answers. */
    public static final int DEFAULT_PORT = 22;

    private static final Pattern ADDRESS = Pattern.compile("(?:([^@]+)@)?(\\[[^]]+]|[^:@]+)(?::(\\d{1,5}))?");

    /**
     * Reads {@code user@host:port}; without a user, it is who runs this program, without a port 22.
     *
     * @throws IllegalArgumentException if it cannot be read so
     */
    public static SshAddress parse(String address) {
        var parts = ADDRESS.matcher(address.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no address for ssh; write user@host or user@host:port".formatted(address));
        }
        var user = parts.group(1) == null ? System.getProperty("user.name", "root") : parts.group(1);
        var host = parts.group(2).replaceAll("[\\[\\]]", "");
        return new SshAddress(user, host, parts.group(3) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(3)));
    }

    @Override
    public String toString() {
        return port == DEFAULT_PORT ? user + "@" + host : user + "@" + host + ":" + port;
    }
}
