package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ShutdownChannelGroupException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.util.threads.NoCloseExecutor;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers ssh for all machines of a driver: one MINA server and one small pool behind many ports. Thread-safe. */
final class Sshd implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(Sshd.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int IO_THREADS = 4;
    private static final int BACKLOG = 128;

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, threads("timer"));
    private final ThreadPoolExecutor io = (ThreadPoolExecutor) Executors.newFixedThreadPool(IO_THREADS, threads("io"));
    private final ThreadPoolExecutor pumps = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), threads("pump"));
    private final SshServer server = newServer();
    private final Nio2ServiceFactory ports =
            new Nio2ServiceFactory(server, new NoCloseExecutor(io), new NoCloseExecutor(io));

    Sshd() {
        io.setKeepAliveTime(1, TimeUnit.SECONDS);
        io.allowCoreThreadTimeOut(true);
    }

    // Never started, since a server of MINA has one port and threads of its own; it is what its sessions look things up
    // in.
    private SshServer newServer() {
        var made = ServerBuilder.builder()
                .keyExchangeFactories(NamedFactory.setUpTransformedFactories(
                        true,
                        List.of(
                                BuiltinDHFactories.curve25519,
                                BuiltinDHFactories.curve25519_libssh,
                                BuiltinDHFactories.ecdhp256),
                        ServerBuilder.DH2KEX))
                .cipherFactories(List.of(
                        BuiltinCiphers.aes128gcm,
                        BuiltinCiphers.aes256gcm,
                        BuiltinCiphers.aes128ctr,
                        BuiltinCiphers.aes256ctr,
                        BuiltinCiphers.cc20p1305_openssh))
                .macFactories(List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512))
                .compressionFactories(List.of(BuiltinCompressions.none))
                .build();
        made.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        made.setServiceFactories(SshServer.DEFAULT_SERVICE_FACTORIES);
        made.setScheduledExecutorService(timer);
        made.setCommandFactory(
                (channel, command) -> new ShellCommand(NodeSessions.shell(channel.getServerSession()), command, pumps));
        made.setSubsystemFactories(List.of(NodeFiles.subsystem(pumps)));
        // 22 commands a second without, 459 with: many small packets, each waiting for the last one's acknowledgement.
        CoreModuleProperties.TCP_NODELAY.set(made, true);
        CoreModuleProperties.SOCKET_BACKLOG.set(made, BACKLOG);
        return made;
    }

    /** Answers for a machine at that port, or at another where it is 0 or taken. */
    Listener listen(NodeShell shell, HostKey hostKey, @Nullable String publicKey, int port) throws IOException {
        var acceptor = ports.createAcceptor(new NodeSessions(server, shell, hostKey, AuthorizedKeys.parse(publicKey)));
        var address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            acceptor.bind(new InetSocketAddress(address, isFree(address, port) ? port : 0));
        } catch (BindException e) {
            LOG.info("the port {} of {} is taken; it gets another", port, shell.id(), e);
            acceptor.bind(new InetSocketAddress(address, 0));
        } catch (ShutdownChannelGroupException e) {
            throw new IOException("the cloud is closed", e);
        }
        return new Listener(acceptor);
    }

    // Looked at first, since MINA logs a failed bind as an error with its stack.
    private static boolean isFree(InetAddress address, int port) {
        try (var probe = new ServerSocket(port, 1, address)) {
            return probe.isBound();
        } catch (IOException e) {
            LOG.debug("the port {} is taken", port, e);
            return false;
        }
    }

    /** Ends every connection and thread. */
    @Override
    public void close() {
        await(ports.close(true), "the ssh server");
        for (var pool : List.of(io, pumps, timer)) {
            pool.shutdownNow();
        }
        for (var pool : List.of(io, pumps, timer)) {
            awaitTermination(pool);
        }
    }

    private static void awaitTermination(ExecutorService pool) {
        try {
            if (!pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a thread of {} did not end in {}", pool, PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void await(CloseFuture closing, String what) {
        try {
            if (!closing.await(PATIENCE)) {
                LOG.warn("{} did not close in {}", what, PATIENCE);
            }
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("{} did not close", what, e);
        }
    }

    private static ThreadFactory threads(String purpose) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, "cloudmesh-local-" + purpose + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
