package org.cloudmesh.jclouds.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.cloudmesh.AuthException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.jclouds.compute.ComputeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary credentials that expire, and others that are refused for a while. */
class Ec2SessionTest {

    private static final String ANSWER =
            "{\"AccessKeyId\": \"%s\", \"SecretAccessKey\": \"%s\", \"SessionToken\": \"%s\"}";

    @TempDir
    Path directory;

    private FakeEc2 ec2;
    private Path answer;
    private CloudDriver driver;

    @BeforeEach
    void connect() throws IOException {
        ec2 = FakeEc2.start(o -> o.accessKey("AKIAFIRST", "first").sessionToken("token-1"));
        answer = Files.writeString(directory.resolve("answer.json"), ANSWER.formatted("AKIAFIRST", "first", "token-1"));
        driver = new Configured(Map.of(
                        "endpoint",
                        ec2.endpoint().toString(),
                        "default.location",
                        "us-east-1",
                        "credentials.token_command",
                        "cat " + answer))
                .connect(new CloudContext("aws", directory, Time.system(), request -> {}));
    }

    @AfterEach
    void close() {
        driver.close();
        ec2.close();
    }

    @Test
    void readsCredentialsAgainThatHaveExpired() throws IOException {
        nodes();
        ec2.expireSession();
        Files.writeString(answer, ANSWER.formatted("AKIASECOND", "second", "token-2"));
        ec2.putSession("AKIASECOND", "second", "token-2");
        ec2.clearRequests();

        long listed = nodes();

        assertThat(listed).isZero();
        assertThat(ec2.counts()).containsEntry("DescribeInstances", 2L);
    }

    @Test
    void asksNoThirdTimeWhereTheNewOnesAreExpiredToo() {
        ec2.expireSession();

        assertThatThrownBy(this::nodes).isInstanceOf(AuthException.class);

        assertThat(ec2.counts()).containsEntry("DescribeInstances", 2L);
    }

    @Test
    void makesTheNativeHandleAnewOnceItWasRefused() {
        ec2.denyAll();
        var refused = driver.unwrap(ComputeService.class).orElseThrow();
        assertThatThrownBy(refused::listNodes).isInstanceOf(RuntimeException.class);
        ec2.allowAll();

        var again = driver.unwrap(ComputeService.class).orElseThrow();

        assertThat(again.listNodes()).isEmpty();
    }

    private long nodes() {
        try (var listed = driver.nodes().list(Deadline.in(Duration.ofMinutes(1), Time.system()))) {
            return listed.count();
        }
    }
}
