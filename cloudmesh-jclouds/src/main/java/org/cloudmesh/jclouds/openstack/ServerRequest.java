package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.cloudmesh.CloudException;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;

/** What Nova is asked for a server with. Source: Compute API, "Create Server". Thread-safe. */
final class ServerRequest {

    private static final int LONGEST_LABEL = 255;
    private static final int LONGEST_USER_DATA = 65_535;

    private final OpenStackApi api;
    private final Networks networks;
    private final MeshAccess access;

    ServerRequest(OpenStackApi api, Networks networks, MeshAccess access) {
        this.api = api;
        this.networks = networks;
        this.access = access;
    }

    /** The body; makes sure of key pair, group and networks first. */
    ObjectNode body(CreateRequest request, NewNode node, Deadline deadline) {
        node.labels().forEach(this::check);
        var body = Json.object();
        var server = body.putObject("server")
                .put("name", node.name())
                .put("imageRef", request.image())
                .put("flavorRef", request.flavor());
        var metadata = server.putObject("metadata");
        node.labels().forEach(metadata::put);
        location(server, request, deadline);
        userData(server, request);
        reach(server, request.access(), deadline);
        return body;
    }

    private void check(String label, String value) {
        var longer = label.length() > LONGEST_LABEL ? label : value.length() > LONGEST_LABEL ? value : null;
        if (longer != null) {
            throw refused("the label \"%.40s\" has %d characters; at OpenStack a label or its value has %d at most"
                    .formatted(label, longer.length(), LONGEST_LABEL));
        }
        if (!label.matches("[a-zA-Z0-9_:. -]+")) {
            throw refused(
                    "the label \"%s\" has a character that OpenStack does not take; letters, digits and -_:. are fine"
                            .formatted(label));
        }
    }

    private CloudException refused(String sentence) {
        return new CloudException(api.cloud(), "CreateServer", 0, null, sentence, null);
    }

    /** A region is chosen by its endpoint already. */
    private void location(ObjectNode server, CreateRequest request, Deadline deadline) {
        var location = request.location();
        if (location != null && !location.equals(api.token(deadline).services().region())) {
            server.put("availability_zone", location);
        }
    }

    private void userData(ObjectNode server, CreateRequest request) {
        if (request.userData() == null) {
            return;
        }
        var data = Base64.getEncoder().encodeToString(request.userData().getBytes(StandardCharsets.UTF_8));
        if (data.length() > LONGEST_USER_DATA) {
            throw refused("the user data has %d characters in base64; Nova takes %d"
                    .formatted(data.length(), LONGEST_USER_DATA));
        }
        server.put("user_data", data);
    }

    private void reach(ObjectNode server, Access how, Deadline deadline) {
        if (how.keyPair() != null) {
            server.put("key_name", how.keyPair());
        } else if (how.publicKey() != null) {
            server.put("key_name", access.keyPair(how.mesh(), how.publicKey(), deadline));
        }
        for (var network : how.networks()) {
            server.withArray("networks").addObject().put("uuid", networks.network(network, deadline));
        }
        if (how.securityGroups().isEmpty() && networks.isThere(deadline)) {
            server.putArray("security_groups").addObject().put("name", access.group(how.mesh(), deadline));
        }
        for (var group : how.securityGroups()) {
            server.withArray("security_groups").addObject().put("name", networks.group(group, deadline));
        }
    }
}
