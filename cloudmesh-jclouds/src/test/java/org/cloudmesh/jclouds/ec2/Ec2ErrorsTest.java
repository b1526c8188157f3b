package org.cloudmesh.jclouds.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.cloudmesh.AuthException;
import org.cloudmesh.CloudException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.jclouds.http.Refusal;
import org.cloudmesh.spi.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What refusals mean; the first line of each file in {@code errors} says where it is from. */
class Ec2ErrorsTest {

    private static final Map<String, Class<? extends CloudmeshException>> TYPES = Map.of(
            "auth", AuthException.class,
            "quota", QuotaExceededException.class,
            "rate", RateLimitException.class,
            "conflict", ConflictException.class,
            "refused", CloudException.class,
            "unavailable", UnavailableException.class);

    @ParameterizedTest
    @CsvSource({
        "auth-failure, auth",
        "unauthorized, auth",
        "signature, auth",
        "opt-in, auth",
        "expired, auth",
        "expired-token, auth",
        "empty, auth",
        "request-limit, rate",
        "throttling, rate",
        "instance-limit, quota",
        "vcpu-limit, quota",
        "capacity, quota",
        "incorrect-state, conflict",
        "dependency, conflict",
        "token-mismatch, conflict",
        "key-pair-duplicate, conflict",
        "group-duplicate, conflict",
        "key-pair-format, refused",
        "unsupported, refused",
        "parameter, refused",
        "internal, unavailable",
        "unavailable, unavailable",
        "gateway, unavailable"
    })
    void tellsByCodeAndByStatusWhereThereIsNone(String file, String type) throws IOException {
        var error = meaning(file);

        assertThat(error).isExactlyInstanceOf(TYPES.get(type));
        assertThat(error.getMessage()).startsWith("aws: ").doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "image-malformed, image, no-such-image",
        "image-not-found, image, ami-0123456789abcdef0",
        "flavor-not-found, flavor, no-such-flavor",
        "flavors-not-found, flavor, nope",
        "flavor-in-parameter, flavor, no-such-flavor",
        "key-pair-not-found, key pair, nope",
        "group-not-found, security group, sg-0123456789abcdef0",
        "subnet-not-found, network, subnet-0123456789abcdef0",
        "zone-not-valid, location, eu-west-1a",
        "instances-not-found, node, 'i-0123456789abcdef0, i-0123456789abcdef1'",
        "instance-malformed, node, no-such-node"
    })
    void tellsWhatIsNotThere(String file, String kind, String name) throws IOException {
        var error = meaning(file);

        assertThat(error).isInstanceOfSatisfying(NotFoundException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.name()).isEqualTo(name);
            assertThat(e.getMessage()).startsWith("aws: ").doesNotContain("\n");
        });
    }

    @Test
    void keepsTheIdOfTheRequest() throws IOException {
        var error = meaning("capacity");

        assertThat(error)
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.requestId()).isEqualTo("ea966190-f9aa-478e-9ede-example"));
    }

    @ParameterizedTest
    @CsvSource({"signature, canary-token", "unauthorized, AAAAsecretBBBB"})
    void doesNotShowWhatWasSigned(String file, String secret) throws IOException {
        var error = meaning(file);

        assertThat(error.toString()).doesNotContain(secret);
    }

    @Test
    void saysWhatStandsBeforeTheCloudWhenThatAnswers() throws IOException {
        var error = meaning("gateway");

        assertThat(error).hasMessage("aws: RunInstances: 502 Bad Gateway (502)");
    }

    private static CloudmeshException meaning(String file) throws IOException {
        var refused = (Ec2Refused) new Ec2Errors(Time.system(), "us-east-1").apply(refusal(file));
        return refused.meaning();
    }

    private static Refusal refusal(String file) throws IOException {
        var name = "errors/" + file + ".txt";
        try (var in = Objects.requireNonNull(Ec2ErrorsTest.class.getResourceAsStream(name), name)) {
            var parts = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", 3);
            var asked = parts[1].split(" ", 2);
            return new Refusal("aws", asked[0], Integer.parseInt(asked[1]), Map.of(), parts[2]);
        }
    }
}
