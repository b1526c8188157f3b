package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Security groups: those that were named, and one a mesh (and VPC) that lets ssh in. Thread-safe. */
final class Ec2Groups {

    private static final Logger LOG = LoggerFactory.getLogger(Ec2Groups.class);
    private static final String DESCRIBE = "DescribeSecurityGroups";
    private static final String SET = "securityGroupInfo";
    private static final String SSH = "22";

    private final String cloud;
    private final Ec2Api api;
    private final Ec2Account account;
    private final Map<String, String> idByName = new HashMap<>();
    private final Map<Own, String> own = new HashMap<>();

    private record Own(String mesh, String vpc) {}

    Ec2Groups(String cloud, Ec2Api api, Ec2Account account) {
        this.cloud = cloud;
        this.api = api;
        this.account = account;
    }

    /** The ids of those, by id or name. Whoever comes meanwhile waits: they are asked for once. */
    synchronized List<String> named(List<String> groups, Deadline deadline) {
        var names = groups.stream()
                .filter(each -> !isId(each) && !idByName.containsKey(each))
                .distinct()
                .toList();
        if (!names.isEmpty()) {
            var query = new Ec2Query(DESCRIBE).filter("group-name", names);
            api.all(query, SET, deadline).forEach(this::learn);
        }
        return groups.stream().map(each -> isId(each) ? each : id(each)).toList();
    }

    private static boolean isId(String group) {
        return group.matches("sg-[0-9a-f]+");
    }

    private void learn(ObjectNode group) {
        var name = group.path("groupName").asText();
        var id = group.path("groupId").asText();
        var other = idByName.putIfAbsent(name, id);
        if (other != null && !other.equals(id)) {
            idByName.remove(name);
            throw new ConfigException("cloud \"%s\" has several security groups called \"%s\"; name the id, such as %s"
                    .formatted(cloud, name, id));
        }
    }

    private String id(String name) {
        var id = idByName.get(name);
        if (id == null) {
            throw new NotFoundException(
                    "security group", name, "cloud \"%s\" has no security group called \"%s\"".formatted(cloud, name));
        }
        return id;
    }

    /** The mesh's own, with ssh open; {@code vpc} is empty for the usual one. */
    synchronized List<String> own(String mesh, String vpc, Deadline deadline) {
        var key = new Own(mesh, vpc);
        var known = own.get(key);
        if (known != null) {
            return List.of(known);
        }
        var id = make(key, deadline);
        open(id, deadline);
        own.put(key, id);
        return List.of(id);
    }

    private String make(Own key, Deadline deadline) {
        var query = new Ec2Query("CreateSecurityGroup")
                .with("GroupName", name(key.mesh()))
                .with("GroupDescription", "ssh to the machines of a mesh");
        if (!key.vpc().isEmpty()) {
            query.with("VpcId", key.vpc());
        }
        try {
            return api.attempt(query, deadline).path("groupId").asText();
        } catch (Ec2Refused e) {
            if (!e.isA("InvalidGroup.Duplicate")) {
                throw e.meaning();
            }
            return existing(key, e, deadline);
        }
    }

    /** Another program made it. */
    private String existing(Own key, Ec2Refused refused, Deadline deadline) {
        var query = new Ec2Query(DESCRIBE).filter("group-name", List.of(name(key.mesh())));
        if (!key.vpc().isEmpty()) {
            query.filter("vpc-id", List.of(key.vpc()));
        }
        return api.all(query, SET, deadline).stream()
                .map(group -> group.path("groupId").asText())
                .findFirst()
                .orElseThrow(refused::meaning);
    }

    private void open(String id, Deadline deadline) {
        var from = account.reach().sshFrom();
        var range = from.contains(":") ? "Ipv6Ranges.1.CidrIpv6" : "IpRanges.1.CidrIp";
        try {
            api.attempt(
                    new Ec2Query("AuthorizeSecurityGroupIngress")
                            .with("GroupId", id)
                            .with("IpPermissions.1.IpProtocol", "tcp")
                            .with("IpPermissions.1.FromPort", SSH)
                            .with("IpPermissions.1.ToPort", SSH)
                            .with("IpPermissions.1." + range, from),
                    deadline);
        } catch (Ec2Refused e) {
            if (!e.isA("InvalidPermission.Duplicate")) {
                throw e.meaning();
            }
        }
    }

    private static String name(String mesh) {
        return "cloudmesh-" + mesh;
    }

    /** Whether something was known that may be gone. */
    synchronized boolean forget(Access access) {
        return access.securityGroups().isEmpty()
                ? own.keySet().removeIf(each -> each.mesh().equals(access.mesh()))
                : idByName.keySet().removeAll(access.securityGroups());
    }

    /** Each of that mesh, in whichever VPC. What is used by a machine stays. */
    synchronized void giveBack(String mesh, Deadline deadline) {
        own.keySet().removeIf(each -> each.mesh().equals(mesh));
        var query = new Ec2Query(DESCRIBE).filter("group-name", List.of(name(mesh)));
        for (var group : api.all(query, SET, deadline)) {
            try {
                api.ask(
                        new Ec2Query("DeleteSecurityGroup")
                                .with("GroupId", group.path("groupId").asText()),
                        deadline);
            } catch (ConflictException | NotFoundException e) {
                // In use by what is being terminated, or given back already.
                LOG.debug("not given back: {}", e.getMessage());
            }
        }
    }
}
