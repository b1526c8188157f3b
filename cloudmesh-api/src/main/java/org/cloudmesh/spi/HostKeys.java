package org.cloudmesh.spi;

import java.util.Optional;

/** The host key of one node: accepted on first sight, refused when it changes. Thread-safe. */
public interface HostKeys {

    /** What the node showed before; a shell asks the host for a key of this algorithm first. */
    Optional<HostKey> known();

    /** Whether this key is the known one; the first one ever shown is recorded and accepted. */
    boolean accept(HostKey shown);
}
