package org.cloudmesh.spi;

import java.util.Objects;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshAddress;
import org.jspecify.annotations.Nullable;

/**
 * A node as a shell sees it. Immutable.
 *
 * @param id what connections are kept by
 * @param name for messages
 * @param address where it answers, seen from the jump host if there is one, and as whom to log in
 * @param identity what to log in with
 * @param hostKeys what is known of its host key
 * @param jumpHost through which it is reached, null if directly; has a host key, and may have a jump host, of its own
 */
public record Host(
        NodeId id,
        String name,
        SshAddress address,
        Identity identity,
        HostKeys hostKeys,
        @Nullable Host jumpHost) {

    /** Checks that all is there. */
    public Host {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(hostKeys, "hostKeys");
    }

    /** A host that is reached directly. */
    public Host(NodeId id, String name, SshAddress address, Identity identity, HostKeys hostKeys) {
        this(id, name, address, identity, hostKeys, null);
    }
}
