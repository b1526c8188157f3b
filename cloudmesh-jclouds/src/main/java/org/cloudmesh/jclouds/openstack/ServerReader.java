package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.jclouds.http.Reach;
import org.cloudmesh.spi.NodeBuilder;
import org.jspecify.annotations.Nullable;

/** Makes a node of what Nova says of a server. Immutable. */
final class ServerReader {

    static final String FALLBACK_USER = "root";

    private final String cloud;
    private final String region;
    private final Reach reach;

    ServerReader(String cloud, String region, Reach reach) {
        this.cloud = cloud;
        this.region = region;
        this.reach = reach;
    }

    Node read(JsonNode server, Instant observedAt) {
        var state = ServerStates.of(server.path("status").asText(), Json.text(server, "OS-EXT-STS:task_state"));
        var zone = Json.text(server, "OS-EXT-AZ:availability_zone");
        var labels = labels(server);
        var open = new ArrayList<String>();
        var hidden = new ArrayList<String>();
        addresses(server, open, hidden);
        var id = new NodeId(cloud, server.path("id").asText());
        return new NodeBuilder(id, server.path("name").asText(), state.state(), observedAt)
                .providerState(state.providerState())
                .image(Json.text(server.path("image"), "id"))
                .flavor(flavor(server.path("flavor")))
                .location(zone == null ? region : zone)
                .publicAddresses(open)
                .privateAddresses(hidden)
                .ssh(
                        state.state() == NodeState.RUNNING
                                ? reach.ssh(reach.open(open), hidden, labels, FALLBACK_USER)
                                : null)
                .labels(labels)
                .createdAt(created(server))
                .message(Json.text(server.path("fault"), "message"))
                .raw(Json.raw(server))
                .build();
    }

    static Map<String, String> labels(JsonNode server) {
        var labels = new LinkedHashMap<String, String>();
        server.path("metadata")
                .properties()
                .forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
        return labels;
    }

    private static @Nullable String flavor(JsonNode flavor) {
        var id = Json.text(flavor, "id");
        // From 2.47 on it is written out, without its id.
        return id == null ? Json.text(flavor, "original_name") : id;
    }

    private static @Nullable Instant created(JsonNode server) {
        try {
            return Instant.parse(server.path("created").asText());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Floating ones first, and IPv4 before IPv6: so they are told to be reached. */
    private static void addresses(JsonNode server, List<String> open, List<String> hidden) {
        for (var version : List.of(4, 6)) {
            for (var network : server.path("addresses")) {
                for (var each : network) {
                    var address = Json.text(each, "addr");
                    if (address == null || each.path("version").asInt() != version) {
                        continue;
                    }
                    if (each.path("OS-EXT-IPS:type").asText().equals("floating")) {
                        open.add(0, address);
                    } else {
                        (isPublic(address) ? open : hidden).add(address);
                    }
                }
            }
        }
    }

    /** Whether the world can reach it: see {@link Reach#isLocal}. */
    static boolean isPublic(String address) {
        try {
            // A literal address: nothing is looked up.
            return !Reach.isLocal(InetAddress.getByName(address.matches("[0-9a-fA-F:.]+") ? address : "127.0.0.1"));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
