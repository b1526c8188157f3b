package org.cloudmesh.testkit.contract;

import java.util.Optional;
import org.cloudmesh.spi.HostKey;
import org.cloudmesh.spi.HostKeys;
import org.jspecify.annotations.Nullable;

/** Accepts the first host key it sees, and only that one from then on. Thread-safe. */
final class FirstSeen implements HostKeys {

    private @Nullable HostKey known;

    @Override
    public synchronized Optional<HostKey> known() {
        return Optional.ofNullable(known);
    }

    @Override
    public synchronized boolean accept(HostKey shown) {
        if (known == null) {
            known = shown;
        }
        return known.equals(shown);
    }
}
