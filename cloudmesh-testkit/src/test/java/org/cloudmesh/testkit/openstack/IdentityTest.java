package org.cloudmesh.testkit.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static final String AUTH = "/identity/v3/auth/tokens";
    private static final String SERVERS = "/compute/v2.1/servers";

    private final VirtualTime time = new VirtualTime();
    private final FakeOpenStack fake = FakeOpenStack.start(o -> o.time(time)
            .user("ann", "pw")
            .regions("One", "Two")
            .tokenLife(Duration.ofHours(1))
            .pageSize(2)
            .applicationCredential("ac1", "mine", "hidden"));
    private final OpenStackClient client = new OpenStackClient(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void givesACatalogWithTheEndpointsOfEachRegion() {
        var token = client.post(AUTH, OpenStackClient.password("ann", "pw")).path("token");

        var catalog = token.path("catalog");
        assertThat(catalog.findValuesAsText("type")).containsExactly("network", "image", "compute", "identity");
        assertThat(catalog.path(2).path("endpoints")).hasSize(6);
        assertThat(catalog.path(2).findValuesAsText("url"))
                .contains(
                        fake.endpoint().resolve("/compute/v2.1").toString(),
                        fake.endpoint().resolve("/Two/compute/v2.1").toString());
        assertThat(token.path("expires_at").asText()).isEqualTo("2030-01-01T01:00:00.000000Z");
        assertThat(token.path("project").path("name").asText()).isEqualTo("demo");
    }

    @Test
    void hasServersOfItsOwnInEachRegion() {
        client.logIn("ann", "pw");

        client.boot("web");

        assertThat(client.names(SERVERS)).containsExactly("web");
        assertThat(client.names("/Two" + SERVERS)).isEmpty();
    }

    @Test
    void refusesATokenThatIsOverOnEveryService() {
        client.logIn("ann", "pw");

        time.advance(Duration.ofHours(1));

        assertThat(client.send("GET", SERVERS, "").statusCode()).isEqualTo(401);
        assertThat(client.send("GET", "/image/v2/images", "").statusCode()).isEqualTo(401);
        assertThat(client.send("GET", "/network/v2.0/networks", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void expiresTokensWhenTold() {
        client.logIn("ann", "pw");

        fake.expireTokens();
        var refused = client.send("GET", SERVERS, "").statusCode();
        client.logIn("ann", "pw");

        assertThat(refused).isEqualTo(401);
        assertThat(client.send("GET", SERVERS, "").statusCode()).isEqualTo(200);
    }

    @Test
    void takesApplicationCredentialsByIdAndByName() {
        var byId = "{\"auth\": {\"identity\": {\"methods\": [\"application_credential\"], \"application_credential\":"
                + " {\"id\": \"ac1\", \"secret\": \"hidden\"}}}}";
        var byName = "{\"auth\": {\"identity\": {\"methods\": [\"application_credential\"], \"application_credential\":"
                + " {\"name\": \"mine\", \"secret\": \"hidden\", \"user\": {\"name\": \"ann\", \"domain\": {\"id\":"
                + " \"default\"}}}}}}";

        assertThat(client.send("POST", AUTH, byId).statusCode()).isEqualTo(201);
        assertThat(client.send("POST", AUTH, byName).statusCode()).isEqualTo(201);
    }

    @Test
    void givesATokenForAnother() {
        var token = client.logIn("ann", "pw");

        var body = "{\"auth\": {\"identity\": {\"methods\": [\"token\"], \"token\": {\"id\": \"%s\"}}}}";
        var unscoped = client.post(AUTH, body.formatted(token)).path("token");

        assertThat(unscoped.has("catalog")).isFalse();
        assertThat(unscoped.path("user").path("name").asText()).isEqualTo("ann");
    }

    @Test
    void listsImagesInPagesWhosePathsBeginWithGlancesOwn() {
        client.logIn("ann", "pw");
        for (int i = 0; i < 3; i++) {
            fake.putImage(FakeOpenStack.Image.named("extra-" + i, Map.of("os_distro", "debian")));
        }

        var page = client.get("/image/v2/images?os_distro=debian");
        var next = client.get("/image" + page.path("next").asText());

        assertThat(page.path("images").findValuesAsText("name")).containsExactly("extra-2", "extra-1");
        assertThat(page.path("next").asText()).startsWith("/v2/images?os_distro=debian&marker=");
        assertThat(next.path("images").findValuesAsText("name")).containsExactly("extra-0");
        assertThat(next.has("next")).isFalse();
    }

    @Test
    void keepsSecretsToItself() {
        client.logIn("ann", "pw");

        assertThat(fake.requests())
                .allSatisfy(seen -> assertThat(seen.toString()).doesNotContain("pw"));
    }
}
