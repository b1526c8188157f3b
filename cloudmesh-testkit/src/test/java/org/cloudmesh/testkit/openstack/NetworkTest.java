package org.cloudmesh.testkit.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final String NEUTRON = "/network/v2.0/";

    private final FakeOpenStack fake = FakeOpenStack.start(o -> o.floatingIpQuota(1));
    private final OpenStackClient client = new OpenStackClient(fake);

    @BeforeEach
    void logIn() {
        client.logIn("demo", "secret");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private String external() {
        return client.get(NEUTRON + "networks?router:external=True")
                .path("networks")
                .path(0)
                .path("id")
                .asText();
    }

    private String port(String server) {
        return client.get(NEUTRON + "ports?device_id=" + server)
                .path("ports")
                .path(0)
                .path("id")
                .asText();
    }

    private String floating(String port) {
        var body =
                "{\"floatingip\": {\"floating_network_id\": \"%s\", \"port_id\": \"%s\", \"description\": \"mine\"}}";
        return client.post(NEUTRON + "floatingips", body.formatted(external(), port))
                .path("floatingip")
                .path("id")
                .asText();
    }

    @Test
    void leadsAFloatingAddressToAServer() {
        var server = client.boot("web");

        floating(port(server));

        var addresses = client.show(server).path("addresses").path("private");
        assertThat(addresses.findValuesAsText("OS-EXT-IPS:type")).containsExactly("fixed", "floating");
        assertThat(fake.floatingIps()).singleElement().satisfies(each -> {
            assertThat(each.server()).isEqualTo(server);
            assertThat(each.description()).isEqualTo("mine");
            assertThat(addresses.findValuesAsText("addr")).contains(each.address());
        });
    }

    @Test
    void leavesTheFloatingAddressOfAServerThatGoes() {
        var server = client.boot("web");
        floating(port(server));

        client.send("DELETE", "/compute/v2.1/servers/" + server, "");

        assertThat(fake.ports()).isEmpty();
        assertThat(fake.floatingIps())
                .singleElement()
                .satisfies(each -> assertThat(each.server()).isNull());
        assertThat(client.get(NEUTRON + "floatingips?description=mine")
                        .path("floatingips")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("DOWN");
    }

    @Test
    void takesAFloatingAddressOffAndDeletesIt() {
        var url = NEUTRON + "floatingips/" + floating(port(client.boot("web")));

        var off = client.send("PUT", url, "{\"floatingip\": {\"port_id\": null}}");
        var deleted = client.send("DELETE", url, "");

        assertThat(OpenStackClient.json(off).path("floatingip").path("port_id").isNull())
                .isTrue();
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(fake.floatingIps()).isEmpty();
    }

    @Test
    void refusesMoreFloatingAddressesThanTheQuota() {
        floating(port(client.boot("web")));

        var body = "{\"floatingip\": {\"floating_network_id\": \"" + external() + "\"}}";
        var refused = client.send("POST", NEUTRON + "floatingips", body);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("OverQuota", "Quota exceeded for resources: ['floatingip'].");
    }

    @Test
    void asksForANetworkWhenThereAreSeveral() {
        fake.putNetwork("other");

        var refused = client.send("POST", "/compute/v2.1/servers", client.server("web", ""));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Multiple possible networks found, use a Network ID to be more specific.");
    }

    @Test
    void keepsAGroupAServerIsIn() {
        var made = client.post(NEUTRON + "security-groups", "{\"security_group\": {\"name\": \"ssh\"}}");
        var id = made.path("security_group").path("id").asText();
        var created = client.post(
                "/compute/v2.1/servers", client.server("web", "\"security_groups\": [{\"name\": \"ssh\"}]"));
        var server = created.path("server").path("id").asText();

        var refused = client.send("DELETE", NEUTRON + "security-groups/" + id, "");
        client.send("DELETE", "/compute/v2.1/servers/" + server, "");
        var deleted = client.send("DELETE", NEUTRON + "security-groups/" + id, "");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("SecurityGroupInUse", "Security Group " + id + " in use.");
        assertThat(deleted.statusCode()).isEqualTo(204);
    }

    @Test
    void refusesARuleThatIsThere() {
        var made = client.post(NEUTRON + "security-groups", "{\"security_group\": {\"name\": \"ssh\"}}");
        var group = made.path("security_group").path("id").asText();
        var rule = """
                {"security_group_rule": {"security_group_id": "%s", "direction": "ingress", "protocol": "tcp",
                "port_range_min": 22, "port_range_max": 22, "remote_ip_prefix": "0.0.0.0/0"}}""".formatted(group);

        var first = client.send("POST", NEUTRON + "security-group-rules", rule);
        var second = client.send("POST", NEUTRON + "security-group-rules", rule);

        var id = OpenStackClient.json(first)
                .path("security_group_rule")
                .path("id")
                .asText();
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Security group rule already exists. Rule id is " + id + ".");
        assertThat(fake.securityGroups().get(1).rules()).contains("ingress IPv4 tcp 22 22 0.0.0.0/0");
    }

    @Test
    void hasPublicAddressesOnASharedNetworkWhenNoFloatingOnesAreNeeded() {
        try (var shared = FakeOpenStack.start(o -> o.needsFloatingAddress(false))) {
            var other = new OpenStackClient(shared);
            other.logIn("demo", "secret");

            var server = other.boot("web");

            assertThat(other.show(server)
                            .path("addresses")
                            .path("sharednet1")
                            .path(0)
                            .path("addr")
                            .asText())
                    .startsWith("192.0.2.");
            assertThat(other.get(NEUTRON + "networks?router:external=True").path("networks"))
                    .isEmpty();
        }
    }
}
