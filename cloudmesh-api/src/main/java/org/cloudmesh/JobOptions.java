package org.cloudmesh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job can be told. Not thread-safe; used once.
 *
 * <p>All of it is recorded and holds for a {@link Job#rerun} too, but for {@code onLine}, {@code cancelOn}, and the values
 * of {@linkplain #secret secret variables}.
 */
public final class JobOptions extends CallOptions<JobOptions> {

    /** An experiment takes as long as it takes; one that was forgotten must end some day. */
    private static final Duration DEFAULT_JOB_TIMEOUT = Duration.ofDays(1);

    /** A thousand nodes at this limit fill 256 MiB of the store. */
    private static final int DEFAULT_OUTPUT_LIMIT_BYTES = 256 * 1024;

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> SECRET_WORDS =
            List.of("PASSWORD", "PASSWD", "SECRET", "TOKEN", "CREDENTIAL", "KEY");

    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final List<Transfer> sent = new ArrayList<>();
    private final List<Transfer> fetched = new ArrayList<>();
    private String description = "";
    private Consumer<Line> onLine = line -> {};
    private @Nullable String directory;
    private @Nullable String stdin;
    private @Nullable Path stdinFile;
    private int outputLimitBytes = DEFAULT_OUTPUT_LIMIT_BYTES;
    private boolean detached;

    /**
     * A file or directory on its way between this machine and a node. Immutable.
     *
     * @param local on this machine
     * @param remote on the node; where it is relative, seen from the login directory
     */
    public record Transfer(Path local, String remote) {}

    /** Made by the library. */
    @Unstable
    public JobOptions() {
        super(DEFAULT_JOB_TIMEOUT);
    }

    @Override
    JobOptions self() {
        return this;
    }

    /** What it is for, in the caller's words; goes into the record. */
    public JobOptions description(String value) {
        description = value;
        return this;
    }

    /**
     * Is told each line as it comes: in order for one node, from several threads for several. A line longer than 64 KiB
     * comes in pieces of that size.
     */
    public JobOptions onLine(Consumer<Line> listener) {
        onLine = listener;
        return this;
    }

    /**
     * Sets an environment variable of the program. One whose name speaks of a password, a secret, a token, a credential or
     * a key is a {@linkplain #secret secret}.
     *
     * @throws IllegalArgumentException if that is no name of a variable
     */
    public JobOptions environment(String name, String value) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no name of an environment variable; it has letters, digits and _, and no digit first"
                            .formatted(name));
        }
        environment.put(name, value);
        secrets.remove(name);
        var upper = name.toUpperCase(Locale.ROOT);
        if (SECRET_WORDS.stream().anyMatch(upper::contains)) {
            secrets.add(name);
        }
        return this;
    }

    /**
     * Sets an environment variable whose value is recorded nowhere. Who runs the job again in another program gives it
     * again.
     *
     * @throws IllegalArgumentException if that is no name of a variable
     */
    public JobOptions secret(String name, String value) {
        environment(name, value);
        secrets.add(name);
        return this;
    }

    /** The directory on the node that the program begins in; the login directory unless said otherwise. */
    public JobOptions directory(String remote) {
        directory = remote;
        return this;
    }

    /** What the program reads from its standard input, in UTF-8; it is empty unless said otherwise. Recorded: no place for a secret. */
    public JobOptions stdin(String text) {
        stdin = text;
        stdinFile = null;
        return this;
    }

    /** The file on this machine that the program reads from its standard input, read anew for each node. */
    public JobOptions stdin(Path file) {
        stdinFile = file.toAbsolutePath();
        stdin = null;
        return this;
    }

    /** Sends a file or a directory to each node before the program begins. */
    public JobOptions send(Path local, String remote) {
        sent.add(new Transfer(local.toAbsolutePath(), remote));
        return this;
    }

    /**
     * Fetches a file or a directory from each node after the program has ended, whatever its exit status, into
     * {@code directory/NODE}, which is made; {@code NODE-ID} for one of several of that name, or whose name would be no
     * directory's. Neither two of one last name into one directory nor one without a name can be fetched.
     */
    public JobOptions fetch(String remote, Path intoDirectory) {
        fetched.add(new Transfer(intoDirectory.toAbsolutePath(), remote));
        return this;
    }

    /**
     * How many bytes of standard output, and of standard error, a {@link Result} keeps; 256 KiB unless said otherwise. What
     * is longer is in a file, whole.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public JobOptions outputLimit(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("an output limit is not negative, so not " + bytes);
        }
        outputLimitBytes = bytes;
        return this;
    }

    /**
     * Lets the program outlive this one. It goes on when this mesh is closed or this process dies, and {@link Jobs#get}
     * finds it from any program on the same store, which can then await it, follow its lines, and call it off. Its timeout
     * is kept by whoever follows it. An exit status above 128 is how it tells of a signal.
     */
    public JobOptions detached() {
        return detached(true);
    }

    /** As {@link #detached()}, or not. */
    public JobOptions detached(boolean value) {
        detached = value;
        return this;
    }

    /** What it is for; empty if nothing was said. */
    public String description() {
        return description;
    }

    /** Is told each line as it comes. */
    public Consumer<Line> onLine() {
        return onLine;
    }

    /** The environment variables, secret ones included. */
    public Map<String, String> environment() {
        return new LinkedHashMap<>(environment);
    }

    /** The names of the variables whose values are recorded nowhere. */
    public Set<String> secrets() {
        return new LinkedHashSet<>(secrets);
    }

    /** Where the program begins; null for the login directory. */
    public @Nullable String directory() {
        return directory;
    }

    /** What the program reads; null for nothing, or for a file. */
    public @Nullable String stdin() {
        return stdin;
    }

    /** The file the program reads; null for none. */
    public @Nullable Path stdinFile() {
        return stdinFile;
    }

    /** What is sent before the program begins. */
    public List<Transfer> sent() {
        return List.copyOf(sent);
    }

    /** What is fetched after it has ended; {@code local} is the directory with one directory a node. */
    public List<Transfer> fetched() {
        return List.copyOf(fetched);
    }

    /** How many bytes of each stream a result keeps. */
    public int outputLimitBytes() {
        return outputLimitBytes;
    }

    /** Whether it outlives this program. */
    public boolean isDetached() {
        return detached;
    }
}
