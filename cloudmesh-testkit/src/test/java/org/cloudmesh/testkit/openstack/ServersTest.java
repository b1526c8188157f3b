package org.cloudmesh.testkit.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServersTest {

    private static final String SERVERS = "/compute/v2.1/servers";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String STATE = "OS-EXT-STS:task_state";

    private final VirtualTime time = new VirtualTime();
    private final FakeOpenStack fake = FakeOpenStack.start(o -> o.time(time)
            .quota(4)
            .pageSize(2)
            .bootTime(MINUTE)
            .actionTime(MINUTE)
            .deleteTime(MINUTE)
            .visibleAfter(Duration.ofSeconds(1)));
    private final OpenStackClient client = new OpenStackClient(fake);

    @BeforeEach
    void logIn() {
        client.logIn("demo", "secret");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private String booted(String name) {
        var id = client.boot(name);
        time.advance(MINUTE);
        return id;
    }

    @Test
    void bootsOnTheInjectedClock() {
        var id = client.boot("web");

        var scheduling = client.show(id);
        time.advance(Duration.ofSeconds(30));
        var spawning = client.show(id);
        time.advance(Duration.ofSeconds(30));
        var active = client.show(id);

        assertThat(scheduling.path("status").asText()).isEqualTo("BUILD");
        assertThat(scheduling.path(STATE).asText()).isEqualTo("scheduling");
        assertThat(scheduling.path("addresses")).isEmpty();
        assertThat(spawning.path(STATE).asText()).isEqualTo("spawning");
        assertThat(spawning.path("addresses").path("private")).hasSize(1);
        assertThat(active.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(active.path(STATE).isNull()).isTrue();
        assertThat(active.path("OS-SRV-USG:launched_at").asText()).isEqualTo("2030-01-01T00:01:00.000000");
    }

    @Test
    void answersACreateWithNoMoreThanNovaDoes() {
        var answer = client.send("POST", SERVERS, client.server("web", "\"metadata\": {\"a\": \"b\"}"));

        var server = OpenStackClient.json(answer).path("server");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(server.fieldNames())
                .toIterable()
                .containsExactly("id", "links", "OS-DCF:diskConfig", "security_groups", "adminPass");
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .endsWith(server.path("id").asText());
    }

    @Test
    void knowsWhatWasAskedFor() {
        client.send("POST", "/compute/v2.1/os-keypairs", "{\"keypair\": {\"name\": \"mine\"}}");

        client.post(
                SERVERS,
                client.server(
                        "web",
                        "\"metadata\": {\"a\": \"b\"}, \"key_name\": \"mine\", \"user_data\": \"IyEvYmluL3No\""));

        assertThat(fake.servers()).singleElement().satisfies(server -> {
            assertThat(server.name()).isEqualTo("web");
            assertThat(server.metadata()).isEqualTo(Map.of("a", "b"));
            assertThat(server.key()).isEqualTo("mine");
            assertThat(server.groups()).containsExactly("default");
            assertThat(server.userData()).isEqualTo("IyEvYmluL3No");
        });
        assertThat(fake.keyPairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.publicKey()).startsWith("ssh-rsa "));
    }

    @Test
    void takesTwoServersOfOneName() {
        client.boot("web");
        client.boot("web");

        assertThat(fake.servers()).extracting(FakeOpenStack.Server::name).containsExactly("web", "web");
    }

    @Test
    void stopsAndStartsWithATaskMeanwhile() {
        var id = booted("web");

        var status = client.act(id, "{\"os-stop\": null}");
        var stopping = client.show(id);
        var again = client.act(id, "{\"os-stop\": null}");
        time.advance(MINUTE);
        var stopped = client.show(id);
        client.act(id, "{\"os-start\": null}");
        time.advance(MINUTE);

        assertThat(status).isEqualTo(202);
        assertThat(stopping.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(stopping.path(STATE).asText()).isEqualTo("powering-off");
        assertThat(again).isEqualTo(409);
        assertThat(stopped.path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(client.show(id).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void isSeenWhileItIsDeletedAndThenNoMore() {
        var id = booted("web");

        var status = client.send("DELETE", SERVERS + "/" + id, "").statusCode();
        var deleting = client.show(id).path(STATE).asText();
        time.advance(MINUTE);
        var gone = client.send("GET", SERVERS + "/" + id, "");

        assertThat(status).isEqualTo(204);
        assertThat(deleting).isEqualTo("deleting");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("itemNotFound", "Instance " + id + " could not be found.");
        assertThat(fake.ports()).isEmpty();
    }

    @Test
    void failsTheBootsItIsToldTo() {
        fake.failBoots(1, "No valid host was found.");

        var failed = booted("web");
        var fine = booted("web");

        var shown = client.show(failed);
        assertThat(shown.path("status").asText()).isEqualTo("ERROR");
        assertThat(shown.path("fault").path("code").asInt()).isEqualTo(500);
        assertThat(shown.path("fault").path("message").asText()).isEqualTo("No valid host was found.");
        assertThat(client.show(fine).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void refusesMoreThanTheQuota() {
        List.of("a", "b", "c", "d").forEach(client::boot);

        var refused = client.send("POST", SERVERS, client.server("e", ""));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("Quota exceeded for instances: Requested 1, but already used 4 of 4 instances");
    }

    @Test
    void listsNewestFirstAndLateAndInPagesOfWhichTheLastMayBeEmpty() {
        List.of("a", "b").forEach(this::booted);
        List.of("c", "d").forEach(client::boot);

        var early = client.names(SERVERS + "/detail");
        time.advance(MINUTE);
        var page = client.get(SERVERS + "/detail");
        var next = page.path("servers_links").path(0).path("href").asText();
        var second = client.get(next);
        var third = client.get(second.path("servers_links").path(0).path("href").asText());

        assertThat(early).containsExactly("b", "a");
        assertThat(page.path("servers").findValuesAsText("name")).startsWith("d");
        assertThat(client.names(next)).containsExactly("b", "a");
        assertThat(third.path("servers")).isEmpty();
        assertThat(third.has("servers_links")).isFalse();
    }

    @Test
    void findsNamesByExpression() {
        List.of("web-1", "web-10", "db").forEach(this::booted);

        var exact = client.names(SERVERS + "/detail?name=%5Eweb-1%24");
        var part = client.names(SERVERS + "/detail?name=web");

        assertThat(exact).containsExactly("web-1");
        assertThat(part).containsExactly("web-10", "web-1");
    }

    @Test
    void changesMetadataOnceTheServerIsUp() {
        var id = client.boot("web");
        var url = SERVERS + "/" + id + "/metadata";

        var early = client.send("POST", url, "{\"metadata\": {\"a\": \"b\"}}");
        time.advance(MINUTE);
        client.send("POST", url, "{\"metadata\": {\"a\": \"b\"}}");
        client.send("PUT", url + "/c", "{\"meta\": {\"c\": \"d\"}}");
        client.send("DELETE", url + "/a", "");

        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("while it is in vm_state building");
        assertThat(fake.servers().get(0).metadata()).isEqualTo(Map.of("c", "d"));
    }

    @Test
    void refusesAFlavorThatIsTooSmallForTheImage() {
        var image = fake.putImage(new FakeOpenStack.Image("big", "active", "public", 30, 0, 1, List.of(), Map.of()));

        var refused = client.send("POST", SERVERS, client.server("web", "\"imageRef\": \"" + image + "\""));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Flavor disk is 1073741824 bytes, minimum size is 32212254720 bytes.");
    }

    @Test
    void makesTheServerAndLosesTheAnswerWhenTold() {
        fake.inject(HttpFault.failAfter("POST /servers", 502, "text/html", "<html>Bad Gateway</html>"));

        var answer = client.send("POST", SERVERS, client.server("web", ""));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(fake.servers()).extracting(FakeOpenStack.Server::name).containsExactly("web");
    }

    @Test
    void namesOperationsByTheirTemplates() {
        var id = booted("web");
        fake.clearRequests();

        client.show(id);
        client.act(id, "{\"os-stop\": null}");
        client.get(SERVERS + "/detail?limit=1");
        client.get("/image/v2/images");
        client.get("/network/v2.0/networks");

        assertThat(fake.counts())
                .containsOnlyKeys(
                        "GET /servers/{id}",
                        "POST /servers/{id}/action os-stop",
                        "GET /servers/detail",
                        "GET /v2/images",
                        "GET /v2.0/networks");
    }
}
