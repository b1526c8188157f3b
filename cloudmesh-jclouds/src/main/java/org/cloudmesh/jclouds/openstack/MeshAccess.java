package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.jclouds.http.MeshNames;
import org.cloudmesh.jclouds.http.OneAtATime;
import org.cloudmesh.spi.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key pairs and the security group of each mesh: made once, remembered, given back. Thread-safe. */
final class MeshAccess {

    private static final Logger LOG = LoggerFactory.getLogger(MeshAccess.class);

    private static final int SSH = 22;
    private static final String IMPORT = "ImportKeyPair";
    private static final String CREATE_GROUP = "CreateSecurityGroup";

    private final OpenStackApi api;
    private final Networks networks;
    private final OneAtATime turns;
    private final Set<String> keyPairs = ConcurrentHashMap.newKeySet();
    private final Map<String, String> groups = new ConcurrentHashMap<>();

    MeshAccess(OpenStackApi api, Networks networks) {
        this.api = api;
        this.networks = networks;
        turns = new OneAtATime(api.cloud());
    }

    /** The name of the key pair that has this key; imported if need be. */
    String keyPair(String mesh, String publicKey, Deadline deadline) {
        var name = MeshNames.keyPair(mesh, publicKey);
        // One import for however many ask; they would wait for its answer anyway.
        return turns.in(IMPORT, deadline, () -> {
            if (!keyPairs.contains(name)) {
                importKey(name, publicKey, deadline);
                keyPairs.add(name);
            }
            return name;
        });
    }

    private void importKey(String name, String publicKey, Deadline deadline) {
        var body = Json.object();
        body.putObject("keypair").put("name", name).put("public_key", publicKey);
        done(() -> api.post(Service.COMPUTE, IMPORT, "/os-keypairs", body, deadline));
    }

    /** The id of the mesh's group, with ssh open; made if need be. */
    String group(String mesh, Deadline deadline) {
        return turns.in(CREATE_GROUP, deadline, () -> {
            var known = groups.get(mesh);
            if (known == null) {
                known = findOrMake(mesh, deadline);
                openSsh(known, deadline);
                groups.put(mesh, known);
            }
            return known;
        });
    }

    private String findOrMake(String mesh, Deadline deadline) {
        // Names of groups are not unique, so it is looked for first.
        var there = networks.all(Networks.GROUPS.where("name", MeshNames.of(mesh)), deadline).stream()
                .filter(each -> isOf(each, mesh, deadline))
                .map(each -> each.path("id").asText())
                .sorted()
                .findFirst();
        if (there.isPresent()) {
            return there.get();
        }
        var body = Json.object();
        body.putObject("security_group")
                .put("name", MeshNames.of(mesh))
                .put("description", "made by cloudmesh, for ssh");
        return api.post(Service.NETWORK, CREATE_GROUP, "/security-groups", body, deadline)
                .path("security_group")
                .path("id")
                .asText();
    }

    private boolean isOf(JsonNode group, String mesh, Deadline deadline) {
        return MeshNames.of(mesh).equals(Json.text(group, "name")) && networks.isOwn(group, deadline);
    }

    private void openSsh(String group, Deadline deadline) {
        var from = api.reach(deadline).sshFrom();
        var body = Json.object();
        body.putObject("security_group_rule")
                .put("security_group_id", group)
                .put("direction", "ingress")
                .put("ethertype", from.contains(":") ? "IPv6" : "IPv4")
                .put("protocol", "tcp")
                .put("port_range_min", SSH)
                .put("port_range_max", SSH)
                .put("remote_ip_prefix", from);
        done(() -> api.post(Service.NETWORK, "CreateSecurityGroupRule", "/security-group-rules", body, deadline));
    }

    /** What is there already is as good as made. */
    private static void done(Runnable make) {
        try {
            make.run();
        } catch (ConflictException e) {
            if (!String.valueOf(e.getMessage()).contains("already exists")) {
                throw e;
            }
        }
    }

    /** Somebody gave back what this remembers. */
    void forget(String mesh) {
        keyPairs.removeIf(MeshNames.keyPairsOf(mesh));
        groups.remove(mesh);
    }

    /** Deletes what is of that mesh; what is in use stays. */
    void giveBack(String mesh, Attempts attempts, Deadline deadline) {
        forget(mesh);
        attempts.make(() -> giveBackKeyPairs(mesh, attempts, deadline));
        if (networks.isThere(deadline)) {
            attempts.make(() -> giveBackGroups(mesh, attempts, deadline));
        }
    }

    private void giveBackKeyPairs(String mesh, Attempts attempts, Deadline deadline) {
        var own = MeshNames.keyPairsOf(mesh);
        for (var each : api.get(Service.COMPUTE, "ListKeyPairs", "/os-keypairs", deadline)
                .path("keypairs")) {
            var name = each.path("keypair").path("name").asText();
            if (own.test(name)) {
                attempts.make(
                        () -> delete(Service.COMPUTE, "DeleteKeyPair", "/os-keypairs/" + name, attempts, deadline));
            }
        }
    }

    private void giveBackGroups(String mesh, Attempts attempts, Deadline deadline) {
        networks.all(Networks.GROUPS.where("name", MeshNames.of(mesh)), deadline).stream()
                .filter(each -> isOf(each, mesh, deadline))
                .map(each -> "/security-groups/" + each.path("id").asText())
                .forEach(path ->
                        attempts.make(() -> delete(Service.NETWORK, "DeleteSecurityGroup", path, attempts, deadline)));
    }

    private void delete(Service service, String operation, String path, Attempts attempts, Deadline deadline) {
        try {
            api.delete(service, operation, path, deadline);
        } catch (NotFoundException e) {
            LOG.debug("{}: gone already", path, e);
        } catch (ConflictException e) {
            LOG.debug("{}: still in use", path, e);
            attempts.leaveInUse();
        }
    }
}
