package org.cloudmesh.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshAddress;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Node}. Not thread-safe. */
public final class NodeBuilder {

    private final NodeId id;
    private String name;
    private NodeState state;
    private Instant observedAt;
    private String providerState = "";
    private @Nullable String image;
    private @Nullable String flavor;
    private @Nullable String location;
    private List<String> publicAddresses = List.of();
    private List<String> privateAddresses = List.of();
    private @Nullable SshAddress ssh;
    private Map<String, String> labels = Map.of();
    private @Nullable Instant createdAt;
    private @Nullable String message;
    private String raw = "{}";

    /** Begins with what each must have. */
    public NodeBuilder(NodeId id, String name, NodeState state, Instant observedAt) {
        this.id = id;
        this.name = name;
        this.state = state;
        this.observedAt = observedAt;
    }

    /** Begins with a copy. */
    public NodeBuilder(Node node) {
        this(node.id(), node.name(), node.state(), node.observedAt());
        providerState = node.providerState();
        image = node.image();
        flavor = node.flavor();
        location = node.location();
        publicAddresses = node.publicAddresses();
        privateAddresses = node.privateAddresses();
        ssh = node.ssh();
        labels = node.labels();
        createdAt = node.createdAt();
        message = node.message();
        raw = node.raw();
    }

    /** Its label. */
    public NodeBuilder name(String value) {
        this.name = value;
        return this;
    }

    /** What it does. */
    public NodeBuilder state(NodeState value) {
        this.state = value;
        return this;
    }

    /** When these facts were asked for. */
    public NodeBuilder observedAt(Instant value) {
        this.observedAt = value;
        return this;
    }

    /** The cloud's own word for the state. */
    public NodeBuilder providerState(String value) {
        this.providerState = value;
        return this;
    }

    /** The id of the image. */
    public NodeBuilder image(@Nullable String value) {
        this.image = value;
        return this;
    }

    /** The id or name of the flavor. */
    public NodeBuilder flavor(@Nullable String value) {
        this.flavor = value;
        return this;
    }

    /** Where it is. */
    public NodeBuilder location(@Nullable String value) {
        this.location = value;
        return this;
    }

    /** Its public addresses. */
    public NodeBuilder publicAddresses(List<String> value) {
        this.publicAddresses = value;
        return this;
    }

    /** Its private addresses. */
    public NodeBuilder privateAddresses(List<String> value) {
        this.privateAddresses = value;
        return this;
    }

    /** Where it answers ssh. */
    public NodeBuilder ssh(@Nullable SshAddress value) {
        this.ssh = value;
        return this;
    }

    /** All labels it carries. */
    public NodeBuilder labels(Map<String, String> value) {
        this.labels = value;
        return this;
    }

    /** When the cloud says it was made. */
    public NodeBuilder createdAt(@Nullable Instant value) {
        this.createdAt = value;
        return this;
    }

    /** The cloud's own words after a failure. */
    public NodeBuilder message(@Nullable String value) {
        this.message = value;
        return this;
    }

    /** The cloud's own record as JSON, without secrets. */
    public NodeBuilder raw(String value) {
        this.raw = value;
        return this;
    }

    /** The finished record. */
    public Node build() {
        return new Node(
                id,
                name,
                state,
                providerState,
                image,
                flavor,
                location,
                publicAddresses,
                privateAddresses,
                ssh,
                labels,
                createdAt,
                observedAt,
                message,
                raw);
    }
}
