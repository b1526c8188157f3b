package org.cloudmesh.testkit.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors of a real Zed, to the byte but for ids and addresses. */
class CapturedErrorsTest {

    private static final String NOWHERE = "00000000-0000-0000-0000-000000000000";
    private static final String SERVERS = "/compute/v2.1/servers";
    private static final String NEUTRON = "/network/v2.0/";
    private static final String AUTH = "/identity/v3/auth/tokens";

    private final FakeOpenStack fake = FakeOpenStack.start(o -> o.quota(100).applicationCredential("ac", "hidden"));
    private final OpenStackClient client = new OpenStackClient(fake);

    @BeforeEach
    void logIn() {
        client.logIn("demo", "secret");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    static Stream<Arguments> withoutToken() {
        return Stream.of(
                Arguments.of("nova-bogus-token", SERVERS + "/detail"),
                Arguments.of("glance-bogus-token", "/image/v2/images"),
                Arguments.of("neutron-bogus-token", NEUTRON + "networks"),
                Arguments.of("keystone-bogus-token", "/identity/v3/auth/projects"));
    }

    @ParameterizedTest
    @MethodSource("withoutToken")
    void refusesATokenNobodyKnows(String fixture, String path) throws IOException {
        var answer = client.token("bogus").send("GET", path, "");

        assertAsCaptured(fixture, answer);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Keystone uri=");
    }

    static Stream<Arguments> logins() {
        var user =
                "{\"auth\": {\"identity\": {\"methods\": [\"password\"], \"password\": {\"user\": {\"name\": \"demo\","
                        + " \"password\": \"secret\"}}}}}";
        var credential =
                "{\"auth\": {\"identity\": {\"methods\": [\"application_credential\"], \"application_credential\":"
                        + " {\"id\": \"%s\", \"secret\": \"%s\"}}%s}}";
        var token = "{\"auth\": {\"identity\": {\"methods\": [\"token\"], \"token\": {\"id\": \"bogus\"}}}}";
        return Stream.of(
                Arguments.of("keystone-wrong-password", OpenStackClient.password("demo", "wrong")),
                Arguments.of("keystone-unknown-user", OpenStackClient.password("nobody", "secret")),
                Arguments.of(
                        "keystone-unknown-project",
                        OpenStackClient.password("demo", "secret")
                                .replace("\"demo\", \"domain\": {\"id\"", "\"no\", \"domain\": {\"id\"")),
                Arguments.of("keystone-user-without-domain", user),
                Arguments.of("keystone-no-auth", "{}"),
                Arguments.of("keystone-bad-json", "{nope"),
                Arguments.of("keystone-unknown-method", "{\"auth\": {\"identity\": {\"methods\": [\"totem\"]}}}"),
                Arguments.of("keystone-bogus-rescope", token),
                Arguments.of("keystone-application-credential-wrong-secret", credential.formatted("ac", "wrong", "")),
                Arguments.of(
                        "keystone-application-credential-unknown", credential.formatted("0".repeat(32), "wrong", "")),
                Arguments.of(
                        "keystone-application-credential-scoped",
                        credential.formatted("ac", "hidden", ", \"scope\": {\"project\": {\"id\": \"x\"}}")));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void refusesALogInAsKeystoneDoes(String fixture, String body) throws IOException {
        var answer = client.token("").send("POST", AUTH, body);

        assertAsCaptured(fixture, answer);
    }

    static Stream<Arguments> gets() {
        return Stream.of(
                Arguments.of("keystone-not-found", "/identity/v3/nothing"),
                Arguments.of("nova-unknown-url", "/compute/v2.1/nothing"),
                Arguments.of("glance-unknown-url", "/image/v2/nothing"),
                Arguments.of("neutron-unknown-url", NEUTRON + "nothing"),
                Arguments.of("nova-server-not-found", SERVERS + "/" + NOWHERE),
                Arguments.of("nova-servers-bad-marker", SERVERS + "/detail?marker=" + NOWHERE),
                Arguments.of("nova-servers-bad-limit", SERVERS + "/detail?limit=x"),
                Arguments.of("nova-servers-bad-status", SERVERS + "/detail?status=nope"),
                Arguments.of("nova-flavor-not-found", "/compute/v2.1/flavors/none"),
                Arguments.of("nova-flavors-bad-marker", "/compute/v2.1/flavors/detail?marker=none"),
                Arguments.of("nova-keypair-not-found", "/compute/v2.1/os-keypairs/nobody"),
                Arguments.of("glance-image-not-found", "/image/v2/images/" + NOWHERE),
                Arguments.of("glance-images-bad-marker", "/image/v2/images?marker=" + NOWHERE),
                Arguments.of("glance-images-bad-limit", "/image/v2/images?limit=x"),
                Arguments.of("glance-bad-filter", "/image/v2/images?colour=red"),
                Arguments.of("neutron-network-not-found", NEUTRON + "networks/" + NOWHERE),
                Arguments.of("neutron-port-not-found", NEUTRON + "ports/" + NOWHERE),
                Arguments.of("neutron-bad-filter", NEUTRON + "networks?colour=red"),
                Arguments.of("neutron-bad-limit", NEUTRON + "ports?limit=x"),
                Arguments.of("neutron-floatingip-not-found", NEUTRON + "floatingips/" + NOWHERE),
                Arguments.of("neutron-security-group-not-found", NEUTRON + "security-groups/" + NOWHERE));
    }

    @ParameterizedTest
    @MethodSource("gets")
    void answersAQuestionAsTheServiceDoes(String fixture, String path) throws IOException {
        var answer = client.send("GET", path, "");

        assertAsCaptured(fixture, answer);
    }

    // A later member of the same name replaces an earlier one, as in Python.
    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of("nova-bad-image", "\"imageRef\": \"nope\""),
                Arguments.of("nova-unknown-image", "\"imageRef\": \"" + NOWHERE + "\""),
                Arguments.of("nova-empty-image", "\"imageRef\": \"\""),
                Arguments.of("nova-unknown-flavor", "\"flavorRef\": \"none\""),
                Arguments.of("nova-unknown-flavor-lookalike", "\"flavorRef\": \"http://x/flavors/99\""),
                Arguments.of("nova-empty-flavor", "\"flavorRef\": \"\""),
                Arguments.of("nova-unknown-key", "\"key_name\": \"nobody\""),
                Arguments.of("nova-unknown-group", "\"security_groups\": [{\"name\": \"nowhere\"}]"),
                Arguments.of("nova-networks-auto", "\"networks\": \"auto\""),
                Arguments.of("nova-bad-network", "\"networks\": [{\"uuid\": \"nope\"}]"),
                Arguments.of("nova-unknown-network", "\"networks\": [{\"uuid\": \"" + NOWHERE + "\"}]"),
                Arguments.of("nova-unknown-port", "\"networks\": [{\"port\": \"" + NOWHERE + "\"}]"),
                Arguments.of("nova-user-data-not-base64", "\"user_data\": \"abc\""),
                Arguments.of("nova-unknown-zone", "\"availability_zone\": \"mars\""),
                Arguments.of("nova-bad-metadata", "\"metadata\": {\"a\": 1}"),
                Arguments.of("nova-long-metadata", "\"metadata\": {\"a\": \"" + "x".repeat(256) + "\"}"),
                Arguments.of("nova-empty-name", "\"name\": \"\""));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void refusesAServerAsNovaDoes(String fixture, String wrong) throws IOException {
        var answer = client.send("POST", SERVERS, client.server("cap", wrong));

        assertAsCaptured(fixture, answer);
        assertThat(fake.servers()).isEmpty();
    }

    static Stream<Arguments> posts() {
        var network = NEUTRON + "floatingips";
        return Stream.of(
                Arguments.of("nova-bad-json", SERVERS, "{nope"),
                Arguments.of("nova-no-server", SERVERS, "{}"),
                Arguments.of("nova-action-not-found", SERVERS + "/" + NOWHERE + "/action", "{\"os-stop\": null}"),
                Arguments.of(
                        "nova-keypair-bad",
                        "/compute/v2.1/os-keypairs",
                        "{\"keypair\": {\"name\": \"k\", \"public_key\": \"nonsense\"}}"),
                Arguments.of(
                        "nova-keypair-bad-name",
                        "/compute/v2.1/os-keypairs",
                        "{\"keypair\": {\"name\": \"a/b\", \"public_key\": \"ssh-rsa AAAA\"}}"),
                Arguments.of("neutron-bad-json", network, "{nope"),
                Arguments.of("neutron-no-body", network, "{}"),
                Arguments.of("neutron-floatingip-no-network", network, "{\"floatingip\": {}}"),
                Arguments.of(
                        "neutron-unknown-attribute",
                        network,
                        "{\"floatingip\": {\"floating_network_id\": \"x\", \"colour\": \"red\"}}"),
                Arguments.of(
                        "neutron-floatingip-unknown-network",
                        network,
                        "{\"floatingip\": {\"floating_network_id\": \"" + NOWHERE + "\"}}"),
                Arguments.of(
                        "neutron-security-group-default-taken",
                        NEUTRON + "security-groups",
                        "{\"security_group\": {\"name\": \"default\"}}"),
                Arguments.of(
                        "neutron-rule-unknown-group",
                        NEUTRON + "security-group-rules",
                        "{\"security_group_rule\": {\"security_group_id\": \"" + NOWHERE
                                + "\", \"direction\": \"ingress\"}}"));
    }

    @ParameterizedTest
    @MethodSource("posts")
    void refusesARequestAsTheServiceDoes(String fixture, String path, String body) throws IOException {
        var answer = client.send("POST", path, body);

        assertAsCaptured(fixture, answer);
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of("nova-start-active", List.of("os-start")),
                Arguments.of("nova-resume-active", List.of("resume")),
                Arguments.of("nova-unpause-active", List.of("unpause")),
                Arguments.of("nova-unknown-action", List.of("dance")),
                Arguments.of("nova-stop-stopped", List.of("os-stop", "os-stop")),
                Arguments.of("nova-suspend-stopped", List.of("os-stop", "suspend")),
                Arguments.of("nova-pause-stopped", List.of("os-stop", "pause")),
                Arguments.of("nova-start-suspended", List.of("suspend", "os-start")),
                Arguments.of("nova-stop-suspended", List.of("suspend", "os-stop")),
                Arguments.of("nova-stop-paused", List.of("pause", "os-stop")));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void refusesWhatDoesNotFitTheStateAsNovaDoes(String fixture, List<String> actions) throws IOException {
        var url = SERVERS + "/" + client.boot("cap") + "/action";

        var answers = actions.stream()
                .map(each -> client.send("POST", url, "{\"" + each + "\": null}"))
                .toList();

        assertAsCaptured(fixture, answers.get(answers.size() - 1));
    }

    private static void assertAsCaptured(String fixture, HttpResponse<String> answer) throws IOException {
        var captured = read(fixture);
        var head = captured.substring(0, captured.indexOf("\n\n"));
        var body = captured.substring(captured.indexOf("\n\n") + 2);
        var type = head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type: "))
                .findFirst()
                .orElseThrow()
                .substring("content-type: ".length());
        assertThat(answer.statusCode() + " ")
                .isEqualTo(head.lines().toList().get(1).substring(0, 4));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(nameless(answer.body())).isEqualTo(nameless(body));
    }

    private static String nameless(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>");
    }

    private static String read(String fixture) throws IOException {
        try (var in = CapturedErrorsTest.class.getResourceAsStream("/openstack/" + fixture + ".txt")) {
            return new String(Objects.requireNonNull(in, fixture).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
