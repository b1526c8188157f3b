package org.cloudmesh;

/**
 * Where a node answers ssh, and as whom to log in. Immutable.
 *
 * @param user the login user of the node's image
 * @param host a name or an address
 * @param port usually 22
 */
public record SshAddress(String user, String host, int port) {

    @Override
    public String toString() {
        return port == 22 ? user + "@" + host : user + "@" + host + ":" + port;
    }
}
