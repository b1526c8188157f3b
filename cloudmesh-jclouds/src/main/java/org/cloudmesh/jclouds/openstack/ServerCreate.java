package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.Outcome;

/** Makes servers, one a request. Thread-safe. */
final class ServerCreate {

    private static final Set<String> REMEMBERED = Set.of("key pair", "security group", "network");

    private final OpenStackApi api;
    private final Networks networks;
    private final MeshAccess access;
    private final ServerRequest bodies;

    ServerCreate(OpenStackApi api, Networks networks, MeshAccess access) {
        this.api = api;
        this.networks = networks;
        this.access = access;
        bodies = new ServerRequest(api, networks, access);
    }

    Outcome<Node> create(CreateRequest request, NewNode node, Deadline deadline) {
        try {
            return once(request, node, deadline);
        } catch (NotFoundException e) {
            return REMEMBERED.contains(e.kind()) ? again(request, node, deadline) : Outcome.failed(named(e, request));
        }
    }

    /** Refused, so nothing was begun: what somebody gave back meanwhile is made anew, once. */
    private Outcome<Node> again(CreateRequest request, NewNode node, Deadline deadline) {
        access.forget(request.access().mesh());
        networks.forget();
        try {
            return once(request, node, deadline);
        } catch (NotFoundException e) {
            return Outcome.failed(named(e, request));
        }
    }

    /** @throws NotFoundException if Nova does not know what was named */
    private Outcome<Node> once(CreateRequest request, NewNode node, Deadline deadline) {
        ObjectNode body;
        String location;
        try {
            body = bodies.body(request, node, deadline);
            location =
                    request.location() == null ? api.token(deadline).services().region() : request.location();
        } catch (RateLimitException | CancelledException e) {
            throw e;
        } catch (CloudmeshException e) {
            // Whatever came of it, no server was asked for.
            return Outcome.failed(e);
        }
        return send(request, node, location, body, deadline);
    }

    private Outcome<Node> send(
            CreateRequest request, NewNode node, String location, ObjectNode body, Deadline deadline) {
        try {
            var answer = api.post(Service.COMPUTE, "CreateServer", "/servers", body, deadline)
                    .path("server");
            var id = Json.text(answer, "id");
            if (id == null) {
                throw api.broken("CreateServer", new IOException("no id is in it"));
            }
            return Outcome.done(new NodeBuilder(new NodeId(api.cloud(), id), node.name(), NodeState.PENDING, api.now())
                    .providerState("BUILD")
                    .image(request.image())
                    .flavor(request.flavor())
                    .location(location)
                    .labels(node.labels())
                    .raw(Json.raw(answer))
                    .build());
        } catch (UnavailableException e) {
            return Outcome.unknown(e);
        } catch (RateLimitException | CancelledException | NotFoundException e) {
            throw e;
        } catch (CloudmeshException e) {
            return Outcome.failed(e);
        }
    }

    /** Nova does not say which image it has not found. */
    private static NotFoundException named(NotFoundException e, CreateRequest request) {
        var name = switch (e.kind()) {
            case "image" -> request.image();
            case "flavor" -> request.flavor();
            case "key pair" -> String.valueOf(request.access().keyPair());
            default -> e.name();
        };
        var message = String.valueOf(e.getMessage());
        return new NotFoundException(e.kind(), name, message.contains(name) ? message : message + ": \"" + name + "\"");
    }
}
