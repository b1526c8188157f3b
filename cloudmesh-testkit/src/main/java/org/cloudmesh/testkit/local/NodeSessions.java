package org.cloudmesh.testkit.local;

import java.util.Objects;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/** Makes the connections of one port: they show that machine's host key and run commands in its shell. */
final class NodeSessions extends SessionFactory {

    private static final AttributeKey<NodeShell> SHELL = new AttributeKey<>();

    private final NodeShell shell;
    private final HostKey hostKey;
    private final AuthorizedKeys authorizedKeys;

    NodeSessions(SshServer server, NodeShell shell, HostKey hostKey, AuthorizedKeys authorizedKeys) {
        super(server);
        this.shell = shell;
        this.hostKey = hostKey;
        this.authorizedKeys = authorizedKeys;
    }

    /** Whose machine the connection is to. */
    static NodeShell shell(ServerSession session) {
        return Objects.requireNonNull(session.getAttribute(SHELL), "a session without a machine");
    }

    @Override
    protected ServerSessionImpl doCreateSession(IoSession connection) throws Exception {
        var session = new ServerSessionImpl(getServer(), connection);
        session.setKeyPairProvider(hostKey);
        session.setPublickeyAuthenticator(authorizedKeys);
        session.setAttribute(SHELL, shell);
        return session;
    }
}
