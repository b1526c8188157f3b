package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import org.cloudmesh.CloudException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.jclouds.http.Refusal;
import org.cloudmesh.spi.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What recorded refusals mean; where each is from is said in its first line. */
class OpenStackErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "keystone-wrong-password, CreateToken, AuthException",
        "keystone-application-credential-unknown, CreateToken, AuthException",
        "keystone-bogus-rescope, CreateToken, AuthException",
        "keystone-not-found, CreateToken, CloudException",
        "keystone-bad-json, CreateToken, CloudException",
        "nova-bogus-token, ListServers, AuthException",
        "nova-quota-instances, CreateServer, QuotaExceededException",
        "nova-metadata-quota, CreateServer, QuotaExceededException",
        "nova-several-networks, CreateServer, CloudException",
        "nova-flavor-too-small-ram, CreateServer, CloudException",
        "nova-unknown-zone, CreateServer, CloudException",
        "nova-unknown-url, ShowServer, CloudException",
        "nova-wrong-method, DeleteServer, CloudException",
        "nova-stop-stopped, StopServer, ConflictException",
        "nova-keypair-exists, ImportKeyPair, ConflictException",
        "neutron-over-quota, CreateFloatingIP, QuotaExceededException",
        "neutron-no-more-addresses, CreateFloatingIP, QuotaExceededException",
        "neutron-security-group-in-use, DeleteSecurityGroup, ConflictException",
        "neutron-floatingip-port-taken, CreateFloatingIP, ConflictException",
        "neutron-floatingip-unreachable-port, CreateFloatingIP, CloudException",
        "glance-bogus-token, ListImages, AuthException",
        "made-up-nova-over-limit, CreateServer, RateLimitException",
        "made-up-proxy-throttle, CreateServer, RateLimitException",
        "made-up-proxy-gateway, CreateServer, UnavailableException",
        "made-up-nova-fault, CreateServer, UnavailableException",
        "made-up-half, CreateServer, UnavailableException"
    })
    void tellsWhatARefusalMeans(String fixture, String operation, String type) {
        var error = error(fixture, operation);

        assertThat(error.getClass().getSimpleName()).isEqualTo(type);
        assertThat(error.getMessage())
                .startsWith("lab: " + operation + ": ")
                .doesNotContain("\n", "<h", "{\"")
                .hasSizeLessThan(600);
        assertThat(((CloudException) error).status()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "nova-server-not-found, ShowServer, node, 00000000-0000-0000-0000-000000000000",
        "nova-stop-deleted, StopServer, node, 4b419786-d362-4c45-ab4e-4f3d8c4c92b1",
        "nova-unknown-image, CreateServer, image, ''",
        "nova-bad-image, CreateServer, image, nope",
        "nova-unknown-flavor, CreateServer, flavor, none",
        "nova-unknown-key, CreateServer, key pair, ''",
        "nova-unknown-group, CreateServer, security group, nowhere",
        "nova-unknown-network, CreateServer, network, 00000000-0000-0000-0000-000000000000",
        "neutron-port-not-found, CreateFloatingIP, port, 00000000-0000-0000-0000-000000000000",
        "neutron-floatingip-unknown-network, CreateFloatingIP, network, 00000000-0000-0000-0000-000000000000",
        "neutron-security-group-not-found, DeleteSecurityGroup, security group, 2b9cc3a1-f781-4400-93d0-b4c3cd84675a",
        "glance-image-not-found, ShowImage, image, 00000000-0000-0000-0000-000000000000"
    })
    void tellsWhatIsNotThere(String fixture, String operation, String kind, String name) {
        var error = error(fixture, operation);

        assertThat(error).isInstanceOfSatisfying(NotFoundException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.name()).isEqualTo(name);
            assertThat(e.getMessage()).startsWith("lab: " + operation + ": ").doesNotContain("\n", "<h");
        });
    }

    @Test
    void saysHowLongToWait() {
        var byBody = (RateLimitException) error("made-up-nova-over-limit", "CreateServer");
        var byHeader = (RateLimitException) error("made-up-proxy-throttle", "CreateServer");

        assertThat(byBody.retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(byHeader.retryAfter()).contains(Duration.ofSeconds(5));
    }

    @Test
    void saysHowANetworkIsNamed() {
        var error = error("nova-several-networks", "CreateServer");

        assertThat(error).hasMessageContaining("o.networks(").hasMessageContaining("default.network");
    }

    @Test
    void keepsTheWordsOfTheCloudAndTheIdOfTheRequest() {
        var error = (CloudException) error("nova-flavor-too-small-ram", "CreateServer");

        assertThat(error).hasMessageContaining("Flavor's memory is too small for requested image");
        assertThat(error.requestId()).startsWith("req-");
    }

    @Test
    void doesNotRepeatWhatWasSent() {
        var data = error("nova-user-data-not-base64", "CreateServer");
        var whole = error("nova-no-name", "CreateServer");

        assertThat(data).hasMessageContaining("user_data").hasMessageNotContaining("abc");
        assertThat(whole).hasMessageContaining("server").hasMessageNotContaining("networks");
    }

    private static CloudmeshException error(String fixture, String operation) {
        return new OpenStackErrors(Time.system()).apply(refusal(fixture, operation));
    }

    /** Where it is from; the status; headers; an empty line; the body. */
    private static Refusal refusal(String fixture, String operation) {
        var name = "errors/" + fixture + ".txt";
        try (var in = Objects.requireNonNull(OpenStackErrorsTest.class.getResourceAsStream(name), name)) {
            var parts = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n", 2);
            var lines = parts[0].split("\n", -1);
            var headers = new HashMap<String, String>();
            for (int i = 2; i < lines.length; i++) {
                var pair = lines[i].split(": ", 2);
                headers.put(pair[0], pair[1]);
            }
            int status = Integer.parseInt(lines[1].substring(0, 3));
            return new Refusal("lab", operation, status, headers, parts.length < 2 ? "" : parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
