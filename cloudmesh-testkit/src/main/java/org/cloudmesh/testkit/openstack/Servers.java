package org.cloudmesh.testkit.openstack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers of a region. */
final class Servers {

    private final Region region;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private int doomed;
    private String doom = "";

    Servers(Region region) {
        this.region = region;
    }

    /** The next so many go to ERROR, for that reason. */
    void doom(int count, String message) {
        doomed = count;
        doom = message;
    }

    Server create(String name, ServerRequest request, List<ServerRequest.Attachment> networks) {
        var options = region.world().options;
        var now = region.world().now();
        var server = new Server(name, request, now, options.bootTime, now.plus(options.visibleAfter));
        // captured: from Nova Zed (fixture nova-server-error): Neutron takes no port on an external network.
        var external = networks.stream().anyMatch(each -> region.network().isExternal(each.network()));
        if (external) {
            server.doom("Build of instance " + server.id()
                    + " aborted: Failed to allocate the network(s), not rescheduling.");
        } else if (doomed > 0) {
            doomed--;
            server.doom(doom);
        } else {
            region.network().plug(server, networks);
        }
        servers.put(server.id(), server);
        return server;
    }

    /** All there are at the moment, oldest first. */
    List<Server> all() {
        var now = region.world().now();
        var gone = new ArrayList<Server>();
        for (var server : servers.values()) {
            server.settle(now);
            if (server.state() == VmState.DELETED) {
                gone.add(server);
            }
        }
        gone.forEach(server -> {
            servers.remove(server.id());
            region.network().unplug(server.id());
        });
        return new ArrayList<>(servers.values());
    }

    @Nullable
    Server find(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }

    /** captured: from Nova Zed (fixture nova-server-not-found). */
    Server get(String id) {
        var server = find(id);
        if (server == null) {
            throw NovaErrors.notFound("Instance " + id + " could not be found.");
        }
        return server;
    }
}
