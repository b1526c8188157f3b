package org.cloudmesh.testkit.local;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.cloudmesh.Node;
import org.cloudmesh.Request;
import org.cloudmesh.SshAddress;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** A driver over a directory, and the key of whoever boots. */
final class LocalRig implements AutoCloseable {

    static final KeyPair KEY = newKey();

    final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    final CloudDriver driver;
    private final Path directory;

    LocalRig(Path directory) {
        this.directory = directory;
        driver = LocalCloud.in(directory)
                .connect(new CloudContext("here", directory.resolve("unused"), Time.system(), requests::add));
    }

    NodeDriver nodes() {
        return driver.nodes();
    }

    Node boot() {
        return boot(1, null).get(0);
    }

    List<Node> boot(int count, @Nullable String userData) {
        return boot(request(count, userData));
    }

    List<Node> boot(CreateRequest request) {
        return driver.nodes().create(request, deadline()).stream()
                .map(outcome -> ((Outcome.Done<Node>) outcome).value())
                .toList();
    }

    Node get(Node node) {
        return driver.nodes().get(List.of(node.id().providerId()), deadline()).get(0);
    }

    /** One of the files of a node, by its path in the node's directory. */
    Path file(Node node, String name) {
        return directory.resolve("nodes").resolve(node.id().providerId()).resolve(name);
    }

    static SshAddress address(Node node) {
        return Objects.requireNonNull(node.ssh(), "the node has no address");
    }

    static int port(Node node) {
        return address(node).port();
    }

    static CreateRequest request(int count, @Nullable String userData) {
        return request(count, userData, publicKey());
    }

    static CreateRequest request(int count, @Nullable String userData, String publicKey) {
        var nodes = IntStream.range(0, count)
                .mapToObj(i -> new NewNode(
                        i, "web" + i, Map.of("cloudmesh-intent", "intent", "cloudmesh-index", Integer.toString(i))))
                .toList();
        return new CreateRequest(
                "intent", "intent-0", nodes, "local", "small", null, Access.of("mesh", publicKey), userData);
    }

    static String publicKey() {
        return PublicKeyEntry.toString(KEY.getPublic());
    }

    static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Time.system());
    }

    static KeyPair newKey() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
