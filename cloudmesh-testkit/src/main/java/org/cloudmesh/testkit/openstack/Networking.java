package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The networks of a region, and what is on them. */
final class Networking {

    private final Region region;
    private final Rows networks = new Rows();
    private final Rows subnets = new Rows();
    private final Rows routers = new Rows();
    private final Rows ports = new Rows();
    private final Rows floatingIps = new Rows();
    private final Rows groups = new Rows();
    private final Rows rules = new Rows();
    private final Set<String> kept = new HashSet<>();
    private int addresses;

    Networking(Region region) {
        this.region = region;
    }

    /** The number of the next address of any network, from 10 on. */
    int nextAddress() {
        return 10 + addresses++;
    }

    void plug(Server server, List<ServerRequest.Attachment> wanted) {
        var wantedGroups = server.request().groups();
        var ids = (wantedGroups.isEmpty() ? List.of("default") : wantedGroups)
                .stream().map(each -> ServerCheck.group(region, each)).toList();
        for (var each : wanted) {
            var given = each.port() == null ? null : ports.find(each.port());
            if (given != null) {
                given.put("device_id", server.id()).put("device_owner", "compute:" + Region.ZONE);
                given.put("status", "ACTIVE");
                kept.add(each.port());
            } else if (each.network() != null) {
                ports.add(NetworkRows.port(region, each.network(), server.id(), ids));
            }
        }
    }

    /** Nova deletes the ports it made, and leaves those it was given; the floating addresses stay, and lead nowhere. */
    void unplug(String server) {
        for (var port : ports.where("device_id", server)) {
            var id = port.path("id").asText();
            if (kept.remove(id)) {
                port.put("device_id", "").put("device_owner", "").put("status", "DOWN");
            } else {
                ports.remove(id);
                floatingIps.where("port_id", id).forEach(each -> NetworkRows.lead(region, each, null));
            }
        }
    }

    List<ObjectNode> groupsOf(String server) {
        return ports.where("device_id", server).stream()
                .flatMap(port ->
                        groups.where(group -> holds(port, group.path("id").asText())).stream())
                .distinct()
                .toList();
    }

    boolean inUse(String group) {
        return !ports.where(port -> holds(port, group)).isEmpty();
    }

    private static boolean holds(ObjectNode port, String group) {
        for (var each : port.path("security_groups")) {
            if (each.asText().equals(group)) {
                return true;
            }
        }
        return false;
    }

    void regroup(String server, String group, boolean add) {
        for (var port : ports.where("device_id", server)) {
            var others = Json.array(List.of());
            port.path("security_groups").forEach(each -> {
                if (!each.asText().equals(group)) {
                    others.add(each.asText());
                }
            });
            port.set("security_groups", add ? others.add(group) : others);
        }
    }

    String nameOf(ObjectNode port) {
        var network = networks.find(port.path("network_id").asText());
        return network == null ? "" : network.path("name").asText();
    }

    boolean isExternal(@Nullable String network) {
        var found = network == null ? null : networks.find(network);
        return found != null && found.path("router:external").asBoolean();
    }

    Rows networks() {
        return networks;
    }

    Rows subnets() {
        return subnets;
    }

    Rows routers() {
        return routers;
    }

    Rows ports() {
        return ports;
    }

    Rows floatingIps() {
        return floatingIps;
    }

    Rows groups() {
        return groups;
    }

    Rows rules() {
        return rules;
    }
}
