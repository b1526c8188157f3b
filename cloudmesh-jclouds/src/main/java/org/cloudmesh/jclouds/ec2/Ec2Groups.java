package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cloudmesh.ConfigException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.jclouds.http.MeshNames;
import org.cloudmesh.jclouds.http.OneAtATime;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Security groups: those that were named, and one a mesh (and VPC) that lets ssh in. Thread-safe. */
final class Ec2Groups {

    private static final Logger LOG = LoggerFactory.getLogger(Ec2Groups.class);
    private static final String DESCRIBE = "DescribeSecurityGroups";
    private static final String SET = "securityGroupInfo";
    private static final String CREATE = "CreateSecurityGroup";
    private static final String AUTHORIZE = "AuthorizeSecurityGroupIngress";
    private static final String DELETE = "DeleteSecurityGroup";
    private static final String SSH = "22";
    private static final Pattern MISSING = Pattern.compile("Invalid(Group|GroupId|SecurityGroupID)\\.NotFound");

    private final String cloud;
    private final Ec2Api api;
    private final Ec2Account account;
    private final Ec2Vpcs vpcs;
    private final OneAtATime turns;
    private final Map<String, String> idByName = new ConcurrentHashMap<>();
    private final Map<Own, String> own = new ConcurrentHashMap<>();

    private record Own(String mesh, String vpc) {}

    Ec2Groups(String cloud, Ec2Api api, Ec2Account account, Ec2Vpcs vpcs) {
        this.cloud = cloud;
        this.api = api;
        this.account = account;
        this.vpcs = vpcs;
        turns = new OneAtATime(cloud);
    }

    /** The ids of those, by id or name; {@code vpc} tells which is meant where several have a name. */
    List<String> named(List<String> groups, Supplier<String> vpc, Deadline deadline) {
        // Whoever comes meanwhile waits: they are asked for once.
        return turns.in(DESCRIBE, deadline, () -> find(groups, vpc, deadline));
    }

    private List<String> find(List<String> groups, Supplier<String> vpc, Deadline deadline) {
        var names = groups.stream().filter(each -> !isId(each)).distinct().toList();
        if (!idByName.keySet().containsAll(names)) {
            var query = new Ec2Query(DESCRIBE).filter("group-name", names);
            var found = api.all(query, SET, deadline).stream()
                    .collect(Collectors.groupingBy(
                            group -> group.path("groupName").asText()));
            found.forEach((name, same) -> idByName.put(name, one(name, same, vpc)));
        }
        return groups.stream().map(each -> isId(each) ? each : id(each)).toList();
    }

    private static boolean isId(String group) {
        return group.matches("sg-[0-9a-f]+");
    }

    private String one(String name, List<ObjectNode> same, Supplier<String> vpc) {
        var ids = same.size() == 1 ? ids(same) : ids(in(vpc.get(), same));
        if (ids.size() != 1) {
            throw new ConfigException("cloud \"%s\" has several security groups called \"%s\"; name the id, such as %s"
                    .formatted(cloud, name, ids(same).get(0)));
        }
        return ids.get(0);
    }

    private static List<String> ids(List<ObjectNode> groups) {
        return groups.stream().map(group -> group.path("groupId").asText()).toList();
    }

    private static List<ObjectNode> in(String vpc, List<ObjectNode> groups) {
        return groups.stream()
                .filter(group -> group.path("vpcId").asText().equals(vpc))
                .toList();
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
    List<String> own(String mesh, String vpc, Deadline deadline) {
        return turns.in(CREATE, deadline, () -> own(new Own(mesh, vpc), deadline));
    }

    private List<String> own(Own key, Deadline deadline) {
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
        var query = new Ec2Query(CREATE)
                .with("GroupName", MeshNames.of(key.mesh()))
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
            return existing(key, deadline);
        }
    }

    /** Another program made it; in another VPC there may be one as well. */
    private String existing(Own key, Deadline deadline) {
        var query = new Ec2Query(DESCRIBE).filter("group-name", List.of(MeshNames.of(key.mesh())));
        if (!key.vpc().isEmpty()) {
            query.filter("vpc-id", List.of(key.vpc()));
        }
        var found = api.all(query, SET, deadline);
        var ids = found.size() > 1 && key.vpc().isEmpty() ? ids(in(vpcs.usual(deadline), found)) : ids(found);
        if (ids.isEmpty()) {
            throw tooEarly(CREATE);
        }
        return ids.get(0);
    }

    /** It was made a moment ago; source: "Eventual consistency in the Amazon EC2 API". */
    private UnavailableException tooEarly(String operation) {
        return new UnavailableException(
                cloud, operation, 0, null, "EC2 does not know the mesh's security group everywhere yet", null);
    }

    private void open(String id, Deadline deadline) {
        var from = account.reach().sshFrom();
        var range = from.contains(":") ? "Ipv6Ranges.1.CidrIpv6" : "IpRanges.1.CidrIp";
        try {
            api.attempt(
                    new Ec2Query(AUTHORIZE)
                            .with("GroupId", id)
                            .with("IpPermissions.1.IpProtocol", "tcp")
                            .with("IpPermissions.1.FromPort", SSH)
                            .with("IpPermissions.1.ToPort", SSH)
                            .with("IpPermissions.1." + range, from),
                    deadline);
        } catch (Ec2Refused e) {
            if (MISSING.matcher(e.error().code()).matches()) {
                throw tooEarly(AUTHORIZE);
            }
            if (!e.isA("InvalidPermission.Duplicate")) {
                throw e.meaning();
            }
        }
    }

    /** Whether something was known that may be gone. */
    boolean forget(Access access) {
        return access.securityGroups().isEmpty()
                ? own.keySet().removeIf(each -> each.mesh().equals(access.mesh()))
                : idByName.keySet().removeAll(access.securityGroups());
    }

    /** Each of that mesh, in whichever VPC. What is used by a machine stays; whether nothing did. */
    boolean giveBack(String mesh, Deadline deadline) {
        return turns.in(DELETE, deadline, () -> delete(mesh, deadline));
    }

    private boolean delete(String mesh, Deadline deadline) {
        boolean all = true;
        own.keySet().removeIf(each -> each.mesh().equals(mesh));
        var query = new Ec2Query(DESCRIBE).filter("group-name", List.of(MeshNames.of(mesh)));
        for (var group : api.all(query, SET, deadline)) {
            try {
                api.ask(
                        new Ec2Query(DELETE)
                                .with("GroupId", group.path("groupId").asText()),
                        deadline);
            } catch (NotFoundException e) {
                LOG.debug("given back already: {}", e.getMessage());
            } catch (ConflictException e) {
                // By what is being terminated.
                LOG.debug("in use: {}", e.getMessage());
                all = false;
            }
        }
        return all;
    }
}
