package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is in a region, seen from the other side. */
final class Looks {

    private Looks() {}

    static Stream<FakeOpenStack.Server> servers(Region region) {
        return region.servers().all().stream().map(each -> server(region, each));
    }

    private static FakeOpenStack.Server server(Region region, Server server) {
        var request = server.request();
        var groups = region.network().groupsOf(server.id()).stream()
                .map(each -> each.path("name").asText())
                .toList();
        return new FakeOpenStack.Server(
                server.id(),
                server.name(),
                server.metadata(),
                server.status(),
                server.task(),
                request.image(),
                request.flavor(),
                request.key(),
                groups,
                request.userData());
    }

    static Stream<FakeOpenStack.FloatingIp> floatingIps(Region region) {
        return region.network().floatingIps().all().stream()
                .map(each -> new FakeOpenStack.FloatingIp(
                        each.path("id").asText(),
                        each.path("floating_ip_address").asText(),
                        each.path("description").asText(),
                        behind(each)));
    }

    private static @Nullable String behind(ObjectNode floatingIp) {
        return floatingIp.path("port_id").isNull()
                ? null
                : floatingIp.path("port_details").path("device_id").asText();
    }

    static Stream<FakeOpenStack.KeyPair> keyPairs(Region region) {
        return region.keyPairs().all().stream()
                .map(each -> new FakeOpenStack.KeyPair(
                        each.path("name").asText(), each.path("public_key").asText()));
    }

    static Stream<FakeOpenStack.SecurityGroup> groups(Region region) {
        return region.network().groups().all().stream()
                .map(each -> new FakeOpenStack.SecurityGroup(
                        each.path("id").asText(),
                        each.path("name").asText(),
                        each.path("description").asText(),
                        region
                                .network()
                                .rules()
                                .where("security_group_id", each.path("id").asText())
                                .stream()
                                .map(Looks::rule)
                                .toList()));
    }

    private static String rule(ObjectNode rule) {
        return Stream.of("direction", "ethertype", "protocol", "port_range_min", "port_range_max", "remote_ip_prefix")
                .map(each -> rule.path(each).isNull() ? "any" : rule.path(each).asText())
                .collect(Collectors.joining(" "));
    }
}
