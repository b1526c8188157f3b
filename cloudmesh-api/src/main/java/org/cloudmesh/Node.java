package org.cloudmesh;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A machine as it was last seen. A fact, not a handle: it never changes; {@link #observedAt} says how old it is, and
 * verbs are on {@link Nodes}. Immutable.
 *
 * @param id what it is known by
 * @param name its label, as it was asked for; two nodes may share one when others made them
 * @param state what it was doing
 * @param providerState the cloud's own word for that, such as {@code SHUTOFF}
 * @param image the id of the image it was made from
 * @param flavor the id or name of its flavor
 * @param location where it is, such as a region or zone
 * @param publicAddresses its public addresses, if any
 * @param privateAddresses its private addresses, if any
 * @param ssh where it answers ssh; null while it has no address
 * @param labels the labels it carries at the cloud, those of the library ({@code cloudmesh-…}) included
 * @param createdAt when the cloud says it was made
 * @param observedAt when these facts were asked for
 * @param message the cloud's own words, after a failure
 * @param raw the cloud's own record of it as JSON, unchanged but for secrets
 */
public record Node(
        NodeId id,
        String name,
        NodeState state,
        String providerState,
        @Nullable String image,
        @Nullable String flavor,
        @Nullable String location,
        List<String> publicAddresses,
        List<String> privateAddresses,
        @Nullable SshAddress ssh,
        Map<String, String> labels,
        @Nullable Instant createdAt,
        Instant observedAt,
        @Nullable String message,
        String raw) {

    /** Made by the library, and by providers through {@link org.cloudmesh.spi.NodeBuilder}. */
    @Unstable
    public Node {
        publicAddresses = List.copyOf(publicAddresses);
        privateAddresses = List.copyOf(privateAddresses);
        labels = Map.copyOf(labels);
    }

    /** The name of the cloud it is on. */
    public String cloud() {
        return id.cloud();
    }

    /** One line as the original showed a node: {@code <Node: uuid=…, name=…, state=…, public_ips=[…], private_ips=[…], provider=… ...>}. */
    public String repr() {
        return "<Node: uuid=%s, name=%s, state=%s, public_ips=%s, private_ips=%s, provider=%s ...>"
                .formatted(
                        id.providerId(),
                        name,
                        state.word().toUpperCase(Locale.ROOT),
                        listed(publicAddresses),
                        listed(privateAddresses),
                        Table.provider(this));
    }

    /** {@code ['10.0.0.1']}, as Python has it. */
    static String listed(List<String> addresses) {
        return addresses.stream().map("'%s'"::formatted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** One line: name, state, where, and how to reach it. */
    @Override
    public String toString() {
        return Table.inOneLine(name + " (" + id + ") " + state + (ssh == null ? "" : " " + ssh));
    }
}
