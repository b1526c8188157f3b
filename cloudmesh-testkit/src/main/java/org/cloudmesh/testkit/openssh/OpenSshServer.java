package org.cloudmesh.testkit.openssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cloudmesh.SshAddress;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/**
 * An OpenSSH server with a host key and a login key of its own, for the present user, on a free port of 127.0.0.1. Its
 * files are in a directory the caller removes. {@code HOME} is a directory there too, so the user's own home stays as it
 * is, and its rc files unread; commands nevertheless begin in the user's home. Not thread-safe.
 */
public final class OpenSshServer implements AutoCloseable {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private OpenSshServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Whether there is one on this machine, and a way to make its keys. */
    public static boolean isInstalled() {
        return Files.isExecutable(SSHD) && Files.isExecutable(Path.of("/usr/bin/ssh-keygen"));
    }

    /**
     * Starts one; it answers when this returns.
     *
     * @throws IOException if it does not start, with what it logged
     */
    public static OpenSshServer start(Path directory) throws IOException {
        var server = new OpenSshServer(directory, freePort());
        server.prepare();
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, localhost())) {
            return free.getLocalPort();
        }
    }

    // Not the loopback address, which may be ::1.
    private static InetAddress localhost() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** Where it answers. */
    public SshAddress address() {
        return new SshAddress(System.getProperty("user.name"), "127.0.0.1", port);
    }

    /** The key to log in with. */
    public Path privateKey() {
        return directory.resolve("id");
    }

    /** How many have logged in so far. */
    public int logins() throws IOException {
        try (var lines = Files.lines(log())) {
            return (int)
                    lines.filter(line -> line.startsWith("Accepted publickey")).count();
        }
    }

    /** How many connections there are, those that are about to log in included. */
    public int connections() {
        return process == null
                ? 0
                : (int) process.children().filter(OpenSshServer::isServer).count();
    }

    /** Ends it with all its connections, and starts it with another host key at the same address. */
    public void changeHostKey() throws IOException {
        kill();
        Files.delete(directory.resolve("host_key"));
        Files.delete(directory.resolve("host_key.pub"));
        makeKey("host_key");
        start();
    }

    /** Starts it anew with one more host key, at the same address. */
    public void addHostKey(Path privateKey) throws IOException {
        configure("HostKey " + privateKey);
    }

    /** Starts it anew with one more line in its sshd_config(5), at the same address. */
    public void configure(String line) throws IOException {
        kill();
        Files.writeString(directory.resolve("sshd_config"), line + "\n", StandardOpenOption.APPEND);
        start();
    }

    /** Ends it and all its connections at once; what runs on them may run on. */
    public void kill() throws IOException {
        if (process == null) {
            return;
        }
        var ended = process;
        var servers = halted(ended.toHandle());
        ended.destroyForcibly();
        servers.forEach(ProcessHandle::destroyForcibly);
        ended.onExit().join();
        process = null;
    }

    /** The server and what it forked, stopped: one that still runs forks another, or logs into a directory that is gone. */
    private static Set<ProcessHandle> halted(ProcessHandle server) throws IOException {
        var halted = new HashSet<ProcessHandle>();
        while (true) {
            var running = Stream.concat(Stream.of(server), server.descendants().filter(OpenSshServer::isServer))
                    .filter(halted::add)
                    .toList();
            if (running.isEmpty()) {
                return halted;
            }
            var words = new ArrayList<>(List.of("/bin/sh", "-c", "kill -STOP \"$@\" 2>/dev/null", "sh"));
            running.forEach(each -> words.add(Long.toString(each.pid())));
            new ProcessBuilder(words).start().onExit().join();
        }
    }

    // From OpenSSH 9.8 on, those that are forked are /usr/lib/openssh/sshd-session.
    private static boolean isServer(ProcessHandle process) {
        return process.info().command().orElse("").contains("/sshd");
    }

    /** Ends it, its connections and what runs on them. */
    @Override
    public void close() throws IOException {
        var programs = process == null
                ? List.<ProcessHandle>of()
                : process.descendants().toList();
        kill();
        programs.forEach(ProcessHandle::destroyForcibly);
    }

    /** Makes a key pair without a passphrase beside the others, and returns its private half. */
    public Path makeKey(String name, String... options) throws IOException {
        var key = directory.resolve(name);
        var words = new ArrayList<>(List.of("/usr/bin/ssh-keygen", "-q", "-N", "", "-f", key.toString()));
        words.addAll(options.length == 0 ? List.of("-t", "ed25519") : List.of(options));
        var keygen = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keygen.onExit().join().exitValue() != 0) {
            throw new IOException("ssh-keygen made no key: " + said);
        }
        return key;
    }

    /** Lets whoever has that key's private half in, too. */
    public void authorize(Path privateKey) throws IOException {
        var line = Files.readString(Path.of(privateKey + ".pub"));
        Files.writeString(
                directory.resolve("authorized_keys"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void prepare() throws IOException {
        makeKey("host_key");
        authorize(makeKey("id"));
        Files.createDirectories(directory.resolve("home"));
        Files.writeString(directory.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                HostKey %1$s/host_key
                AuthorizedKeysFile %1$s/authorized_keys
                StrictModes no
                UsePAM no
                PermitRootLogin yes
                PidFile none
                UseDNS no
                PrintMotd no
                MaxStartups 1000
                Subsystem sftp internal-sftp
                SetEnv HOME=%1$s/home
                """.formatted(directory.toAbsolutePath()));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
    }

    private void start() throws IOException {
        process = new ProcessBuilder(
                        SSHD.toString(),
                        "-D",
                        "-f",
                        directory.resolve("sshd_config").toString(),
                        "-p",
                        Integer.toString(port),
                        "-E",
                        log().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitAnswer(process);
    }

    private void awaitAnswer(Process started) throws IOException {
        var deadline = Deadline.in(PATIENCE, Time.system());
        while (!answers()) {
            if (!started.isAlive() || deadline.isExpired()) {
                started.destroyForcibly();
                throw new IOException("sshd did not start: " + Files.readString(log()));
            }
        }
    }

    private boolean answers() {
        try (var socket = new Socket(localhost(), port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(5));
            return socket.getInputStream().read() == 'S';
        } catch (IOException e) {
            return false;
        }
    }

    private Path log() {
        return directory.resolve("log");
    }
}
