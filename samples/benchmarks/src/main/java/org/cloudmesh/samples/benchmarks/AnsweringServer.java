package org.cloudmesh.samples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.cloudmesh.SshAddress;

/** An ssh server on 127.0.0.1 that starts no process: it answers each command at once. What remains is the protocol. */
final class AnsweringServer implements AutoCloseable {

    private final SshServer server;

    private AnsweringServer(SshServer server) {
        this.server = server;
    }

    static AnsweringServer start() throws IOException, NoSuchAlgorithmException {
        var keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        var server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(keys.generateKeyPair()));
        server.setPublickeyAuthenticator((user, key, session) -> true);
        server.setCommandFactory((channel, line) -> new Answer());
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        server.start();
        return new AnsweringServer(server);
    }

    SshAddress address() {
        return new SshAddress("anybody", "127.0.0.1", server.getPort());
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private static final class Answer implements Command {

        private OutputStream out = OutputStream.nullOutputStream();
        private ExitCallback callback = (status, message, closeImmediately) -> {};

        @Override
        public void setInputStream(InputStream in) {}

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {}

        @Override
        public void setExitCallback(ExitCallback exit) {
            callback = exit;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            out.write("hi\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            callback.onExit(0);
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }
}
