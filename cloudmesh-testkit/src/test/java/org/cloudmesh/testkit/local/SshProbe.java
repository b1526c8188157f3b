package org.cloudmesh.testkit.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.cloudmesh.Node;
import org.jspecify.annotations.Nullable;

/** An ssh client that is not ours. */
final class SshProbe implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SshClient client = SshClient.setUpDefaultClient();
    private final AtomicReference<@Nullable PublicKey> hostKey = new AtomicReference<>();

    /** What a command did. */
    record Ran(int status, String out, String err) {}

    SshProbe() {
        client.setServerKeyVerifier((session, address, key) -> {
            hostKey.set(key);
            return true;
        });
        client.start();
    }

    ClientSession login(Node node, KeyPair key) throws IOException {
        var ssh = LocalRig.address(node);
        var session = client.connect(ssh.user(), ssh.host(), ssh.port())
                .verify(PATIENCE)
                .getSession();
        session.addPublicKeyIdentity(key);
        try {
            session.auth().verify(PATIENCE);
            return session;
        } catch (IOException e) {
            session.close(true);
            throw e;
        }
    }

    Ran run(Node node, String command) throws IOException {
        return run(node, command, "");
    }

    Ran run(Node node, String command, String input) throws IOException {
        try (var session = login(node, LocalRig.KEY);
                var channel = session.createExecChannel(command);
                var out = new ByteArrayOutputStream();
                var err = new ByteArrayOutputStream()) {
            channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(PATIENCE);
            var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            if (!events.contains(ClientChannelEvent.CLOSED)) {
                throw new IOException("the command did not end: " + events);
            }
            return new Ran(
                    channel.getExitStatus(),
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }

    /** The key the last host showed. */
    @Nullable
    PublicKey hostKey() {
        return hostKey.get();
    }

    @Override
    public void close() {
        client.stop();
    }
}
