package org.cloudmesh.testkit.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.Node;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.NewNode;

/** Makes machines at a {@link SimCloud}. */
final class SimCreate implements SimVerb<NewNode, Node> {

    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private final SimSettings settings;
    private final SimMachines machines;
    private final CloudContext context;
    private final CreateRequest request;

    SimCreate(SimSettings settings, SimMachines machines, CloudContext context, CreateRequest request) {
        this.settings = settings;
        this.machines = machines;
        this.context = context;
        this.request = request;
    }

    @Override
    public String operation() {
        return "create";
    }

    @Override
    public String name(NewNode node) {
        return node.name();
    }

    @Override
    public Optional<CloudmeshException> refusal(NewNode node) {
        if (!settings.images.has(request.image())) {
            return Optional.of(unknown("image", request.image()));
        }
        if (!SimFlavors.has(request.flavor())) {
            return Optional.of(unknown("flavor", request.flavor()));
        }
        if (machines.known(request, node).isPresent()) {
            return Optional.empty();
        }
        if (machines.isNameTaken(node.name())) {
            return Optional.of(taken(node.name()));
        }
        return machines.left() == 0 ? Optional.of(quota()) : Optional.empty();
    }

    @Override
    public Optional<CloudmeshException> refusal(List<NewNode> nodes) {
        var fresh = nodes.stream()
                .filter(node -> machines.known(request, node).isEmpty())
                .map(NewNode::name)
                .toList();
        if (fresh.size() > machines.left()) {
            return Optional.of(quota());
        }
        var seen = new HashSet<String>();
        return settings.hasUniqueNames()
                ? fresh.stream().filter(name -> !seen.add(name)).findFirst().map(this::taken)
                : Optional.empty();
    }

    @Override
    public Node apply(NewNode node) {
        var now = context.time().now();
        return machines.known(request, node)
                .orElseGet(() -> machines.make(request, node, now))
                .node(context.name(), now);
    }

    private NotFoundException unknown(String kind, String id) {
        return new NotFoundException(kind, id, "%s: no %s %s".formatted(context.name(), kind, id));
    }

    private CloudmeshException taken(String name) {
        return new ConflictException(
                context.name(),
                operation(),
                CONFLICT,
                null,
                "there is a machine \"%s\", and names are unique here; nothing was made".formatted(name),
                null);
    }

    private CloudmeshException quota() {
        return new QuotaExceededException(
                context.name(),
                operation(),
                FORBIDDEN,
                null,
                "the quota of %d machines is used up".formatted(settings.quota),
                null);
    }
}
