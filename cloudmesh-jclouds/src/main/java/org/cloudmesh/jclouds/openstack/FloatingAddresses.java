package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.CloudException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConfigException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.jclouds.http.MeshNames;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Floating addresses: taken for a server, with the mesh's name on them, and given back. Thread-safe. */
final class FloatingAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(FloatingAddresses.class);
    private static final List<String> POOL = List.of("default.floating_pool", "default.floating_ip_pool");
    private static final ListRequest ADDRESSES =
            new ListRequest(Service.NETWORK, "ListFloatingIPs", "/floatingips", "", "floatingips");
    private static final ListRequest PORTS = new ListRequest(Service.NETWORK, "ListPorts", "/ports", "", "ports");

    private final OpenStackApi api;
    private final Networks networks;
    private volatile @Nullable String pool;

    FloatingAddresses(OpenStackApi api, Networks networks) {
        this.api = api;
        this.networks = networks;
    }

    /** Takes one for that server, and says which; on the port it was made for from the beginning, so that none is found loose. */
    String take(String server, String mesh, Deadline deadline) {
        if (!networks.isThere(deadline)) {
            throw new ConfigException(
                    "cloud \"%s\" has no network service in its catalog, so it gives no floating addresses"
                            .formatted(api.cloud()));
        }
        var ports = networks.all(PORTS.where("device_id", server), deadline);
        // Nova makes ports while it builds: the next look finds one.
        CloudmeshException last = new UnavailableException(
                api.cloud(), "CreateFloatingIP", 0, null, "server %s has no port yet".formatted(server), null);
        for (var port : ports) {
            try {
                return takeFor(port.path("id").asText(), mesh, deadline);
            } catch (NotFoundException e) {
                throw e;
            } catch (CloudException e) {
                if (e.status() != 404) {
                    throw e;
                }
                // No router leads from this port's network to the pool: perhaps from another one's.
                last = e;
            }
        }
        throw last;
    }

    private String takeFor(String port, String mesh, Deadline deadline) {
        var body = Json.object();
        body.putObject("floatingip")
                .put("floating_network_id", pool(deadline))
                .put("port_id", port)
                .put("description", MeshNames.of(mesh));
        try {
            return api.post(Service.NETWORK, "CreateFloatingIP", "/floatingips", body, deadline)
                    .path("floatingip")
                    .path("floating_ip_address")
                    .asText();
        } catch (ConflictException e) {
            // Another one, or this one before its answer was lost, was first.
            return on(port, deadline).orElseThrow(() -> e);
        }
    }

    private Optional<String> on(String port, Deadline deadline) {
        return networks.all(ADDRESSES.where("port_id", port), deadline).stream()
                .map(each -> each.path("floating_ip_address").asText())
                .findFirst();
    }

    /** The network they are taken from. */
    private String pool(Deadline deadline) {
        var known = pool;
        if (known == null) {
            var named = named(api.context().config());
            known = named.isPresent() ? networks.network(named.get(), deadline) : onlyPool(deadline);
            pool = known;
        }
        return known;
    }

    private static Optional<String> named(CloudConfig config) {
        return POOL.stream().flatMap(key -> config.find(key).stream()).findFirst();
    }

    private String onlyPool(Deadline deadline) {
        var all = networks.all(Networks.NETWORKS.where("router:external", "True"), deadline);
        if (all.size() == 1) {
            return all.get(0).path("id").asText();
        }
        throw new ConfigException(
                all.isEmpty()
                        ? "cloud \"%s\" has no external network to take floating addresses from".formatted(api.cloud())
                        : "cloud \"%s\" has the external networks %s; next: name one of them as default.floating_pool"
                                .formatted(
                                        api.cloud(),
                                        all.stream()
                                                .map(each -> each.path("name").asText())
                                                .toList()));
    }

    /** Gives back those of that mesh which are on nothing, or on one of those servers. */
    void giveBack(String mesh, Collection<String> gone, Attempts attempts, Deadline deadline) {
        var servers = new HashSet<>(gone);
        var ours = networks.all(ADDRESSES.where("description", MeshNames.of(mesh)), deadline).stream()
                .filter(each -> MeshNames.of(mesh).equals(Json.text(each, "description")))
                .filter(each -> networks.isOwn(each, deadline))
                .toList();
        var ports = new ArrayList<String>();
        boolean isTold = ours.stream().allMatch(each -> each.hasNonNull("port_details") || !each.hasNonNull("port_id"));
        if (!isTold) {
            ports.addAll(ports(servers, deadline));
        }
        ours.stream()
                .filter(each -> isLoose(each, servers, ports))
                .forEach(each -> attempts.make(() -> delete(each.path("id").asText(), deadline)));
    }

    private static boolean isLoose(JsonNode address, Collection<String> servers, Collection<String> ports) {
        var port = Json.text(address, "port_id");
        return port == null
                || ports.contains(port)
                || servers.contains(
                        address.path("port_details").path("device_id").asText());
    }

    private List<String> ports(Collection<String> servers, Deadline deadline) {
        return servers.stream()
                .flatMap(server -> networks.all(PORTS.where("device_id", server), deadline).stream())
                .map(each -> each.path("id").asText())
                .toList();
    }

    private void delete(String id, Deadline deadline) {
        try {
            api.delete(Service.NETWORK, "DeleteFloatingIP", "/floatingips/" + id, deadline);
        } catch (NotFoundException | ConflictException e) {
            LOG.debug("address {} is left as it is", id, e);
        }
    }
}
