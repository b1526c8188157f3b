package org.cloudmesh.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.cloudmesh.Node;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.HostKeys;
import org.cloudmesh.spi.Identity;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.contract.ShellContract;
import org.cloudmesh.testkit.local.LocalCloud;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The shell against a node of a LocalCloud, which answers by Apache MINA sshd. */
class LocalCloudShellTest extends ShellContract {

    @TempDir
    private Path directory = Path.of("");

    private @Nullable CloudDriver driver;
    private @Nullable Node node;

    @BeforeEach
    void bootNode() throws Exception {
        var cloud = LocalCloud.in(directory.resolve("cloud"));
        var opened = cloud.connect(new CloudContext("here", directory.resolve("unused"), Time.system(), request -> {}));
        driver = opened;
        var key = writeKey("id");
        writeKey("other");
        var outcomes = opened.nodes()
                .create(
                        new CreateRequest(
                                "intent",
                                "intent-0",
                                List.of(new NewNode(0, "web01", Map.of())),
                                "local",
                                "small",
                                null,
                                Access.of("mesh", PublicKeyEntry.toString(key.getPublic())),
                                null),
                        deadline());
        assertThat(outcomes).hasSize(1).hasOnlyElementsOfType(Outcome.Done.class);
        node = ((Outcome.Done<Node>) outcomes.get(0)).value();
    }

    @AfterEach
    void closeCloud() {
        if (driver != null) {
            driver.close();
        }
    }

    @Override
    protected Shell open() {
        return new SshjShell();
    }

    @Override
    protected Host host(HostKeys hostKeys) {
        var ssh = Objects.requireNonNull(node().ssh());
        return new Host(node().id(), node().name(), ssh, Identity.of(directory.resolve("id")), hostKeys);
    }

    @Override
    protected void changeHostKey() throws IOException {
        var ids = List.of(node().id().providerId());
        driver().nodes().stop(ids, deadline());
        Files.delete(directory.resolve("cloud/nodes").resolve(ids.get(0)).resolve("host_key"));
        driver().nodes().start(ids, deadline());
        node = driver().nodes().get(ids, deadline()).get(0);
    }

    @Override
    protected void kill() {
        driver().nodes().stop(List.of(node().id().providerId()), deadline());
    }

    @Override
    protected Path wrongKey() {
        return directory.resolve("other");
    }

    /** MINA reports 128 and the signal's number as a status. */
    @Override
    protected boolean reportsSignals() {
        return false;
    }

    private KeyPair writeKey(String name) throws IOException, GeneralSecurityException {
        var pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        var file = directory.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, null, null, out);
        }
        return pair;
    }

    private Node node() {
        return Objects.requireNonNull(node);
    }

    private CloudDriver driver() {
        return Objects.requireNonNull(driver);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Time.system());
    }
}
