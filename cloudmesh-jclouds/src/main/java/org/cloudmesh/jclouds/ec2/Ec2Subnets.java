package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.jclouds.http.OneAtATime;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** The subnet that was named as a network, by its id or by its tag {@code Name}. Thread-safe. */
final class Ec2Subnets {

    private static final String DESCRIBE = "DescribeSubnets";

    private record Subnet(String id, String vpc) {}

    private final String cloud;
    private final Ec2Api api;
    private final OneAtATime turns;
    private final Map<String, Subnet> known = new HashMap<>();

    Ec2Subnets(String cloud, Ec2Api api) {
        this.cloud = cloud;
        this.api = api;
        turns = new OneAtATime(cloud);
    }

    /** Its id; null if none was named. Asked for once, if it takes asking. */
    @Nullable
    String find(List<String> networks, Deadline deadline) {
        if (networks.isEmpty()) {
            return null;
        }
        if (networks.size() > 1) {
            throw new ConfigException("a machine of cloud \"%s\" is in one subnet, not in %s; name one of them"
                    .formatted(cloud, networks));
        }
        var network = networks.get(0);
        return isId(network) ? network : subnet(network, deadline).id();
    }

    private static boolean isId(String network) {
        return network.matches("subnet-[0-9a-f]+");
    }

    /** The id of the VPC it is in. */
    String vpc(String id, Deadline deadline) {
        return subnet(id, deadline).vpc();
    }

    private Subnet subnet(String idOrName, Deadline deadline) {
        return turns.in(DESCRIBE, deadline, () -> once(idOrName, deadline));
    }

    private Subnet once(String idOrName, Deadline deadline) {
        var found = known.get(idOrName);
        if (found == null) {
            found = ask(idOrName, deadline);
            known.put(idOrName, found);
            known.put(found.id(), found);
        }
        return found;
    }

    private Subnet ask(String idOrName, Deadline deadline) {
        var filter = isId(idOrName) ? "subnet-id" : "tag:Name";
        List<? extends JsonNode> found =
                api.all(new Ec2Query(DESCRIBE).filter(filter, List.of(idOrName)), "subnetSet", deadline);
        if (found.isEmpty()) {
            throw new NotFoundException(
                    "network", idOrName, "cloud \"%s\" has no subnet called \"%s\"".formatted(cloud, idOrName));
        }
        var subnet = new Subnet(
                found.get(0).path("subnetId").asText(),
                found.get(0).path("vpcId").asText());
        if (found.size() > 1) {
            throw new ConfigException("cloud \"%s\" has several subnets called \"%s\"; name the id, such as %s"
                    .formatted(cloud, idOrName, subnet.id()));
        }
        return subnet;
    }
}
