package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;

/** What is done to one server. Thread-safe. */
final class ServerActions {

    private final OpenStackApi api;

    ServerActions(OpenStackApi api) {
        this.api = api;
    }

    /** @param task what the server is at once Nova took it */
    Outcome<NodeUpdate> act(String operation, String id, JsonNode body, String task, Deadline deadline) {
        return outcome(() -> {
            try {
                api.post(Service.COMPUTE, operation, path(id) + "/action", body, deadline);
            } catch (NotFoundException e) {
                throw whether(id, e, deadline);
            }
            return ServerStates.during(task);
        });
    }

    /** Nova answers 404 to an action on a server that is being built, before it has a place: it is there all the same. */
    private CloudmeshException whether(String id, NotFoundException e, Deadline deadline) {
        try {
            var server =
                    api.get(Service.COMPUTE, "ShowServer", path(id), deadline).path("server");
            // For a moment it is shown after it is gone, too.
            if (ServerStates.of(server.path("status").asText(), null).state() == NodeState.DESTROYED) {
                return e;
            }
        } catch (NotFoundException gone) {
            return e;
        }
        return new ConflictException(
                api.cloud(), "ShowServer", 0, null, "server %s is not ready for this yet".formatted(id), e);
    }

    Outcome<NodeUpdate> destroy(String id, Deadline deadline) {
        return outcome(() -> {
            try {
                api.delete(Service.COMPUTE, "DeleteServer", path(id), deadline);
                return ServerStates.during("deleting");
            } catch (NotFoundException e) {
                return ServerStates.of("DELETED", null);
            }
        });
    }

    static String path(String id) {
        return "/servers/" + id;
    }

    static <T> Outcome<T> outcome(Supplier<T> verb) {
        try {
            return Outcome.done(verb.get());
        } catch (RateLimitException | CancelledException e) {
            throw e;
        } catch (UnavailableException e) {
            return Outcome.unknown(e);
        } catch (CloudmeshException e) {
            return Outcome.failed(e);
        }
    }
}
