package org.cloudmesh;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.NamingStrategy;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** What a mesh can be told when it is opened; all of it has a default. Not thread-safe; used once. */
public final class MeshOptions {

    /** A job on that many nodes runs at once, and takes as many threads. */
    private static final int DEFAULT_CONCURRENCY = 256;

    private final Map<String, ConfiguredCloud> clouds = new LinkedHashMap<>();
    private @Nullable Path directory;
    private @Nullable Store store;
    private @Nullable String storeKind;
    private @Nullable Shell shell;
    private @Nullable Executor executor;
    private @Nullable Path privateKey;
    private @Nullable Supplier<char[]> passphrase;
    private @Nullable String jumpHost;
    private int concurrency = DEFAULT_CONCURRENCY;
    private @Nullable String name;
    private NamingStrategy naming = NamingStrategy.template(NamingStrategy.DEFAULT_TEMPLATE);
    private Time time = Time.system();
    private @Nullable String user;
    private @Nullable String group;
    private @Nullable String experiment;
    private @Nullable Boolean refresh;
    private List<Path> config = List.of();
    private Consumer<Event> onEvent = event -> {};
    private Consumer<Request> onRequest = request -> {};

    /** Made by the library. */
    @Unstable
    public MeshOptions() {}

    /** A cloud of the mesh, as it was given to {@link #cloud}. */
    public record ConfiguredCloud(String name, CloudProvider provider, CloudOptions options) {}

    /** Adds a cloud, named after its kind. */
    public MeshOptions cloud(CloudProvider provider) {
        return cloud(provider.kind(), provider);
    }

    /** Adds a cloud. */
    public MeshOptions cloud(String name, CloudProvider provider) {
        return cloud(name, provider, options -> {});
    }

    /**
     * Adds a cloud with defaults of its own. The first one added is the default cloud until another is used.
     *
     * @throws IllegalArgumentException if the name is empty, has a slash in it, or is there already
     */
    public MeshOptions cloud(String name, CloudProvider provider, Consumer<CloudOptions> options) {
        if (name.isBlank() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "a cloud's name is not empty and has no slash, so not \"%s\"".formatted(name));
        }
        var chosen = new CloudOptions();
        options.accept(chosen);
        if (clouds.putIfAbsent(name, new ConfiguredCloud(name, provider, chosen)) != null) {
            throw new IllegalArgumentException(
                    "the mesh has a cloud \"%s\" already; give this one another name".formatted(name));
        }
        return this;
    }

    /**
     * The configuration's files, one's own first: what it does not say, the next one does. {@link Config#set} writes to the
     * first. Without this, {@code cloudmesh.yaml} in the mesh's directory, else {@code cloudmesh4.yaml} there, if there is one;
     * and of that, where {@linkplain #cloud clouds} are passed, only what it says of them and of the mesh.
     */
    public MeshOptions config(Path... files) {
        config = List.of(files);
        return this;
    }

    /** Where the mesh keeps its files; {@code $CLOUDMESH_CONFIG_DIR}, else {@code ~/.cloudmesh}. */
    public MeshOptions directory(Path value) {
        directory = value;
        return this;
    }

    /**
     * What remembers; closed with the mesh. Without it, SQLite in the mesh's directory where cloudmesh-store is on the
     * class path, else memory, which no billed cloud is booted on.
     */
    public MeshOptions store(Store value) {
        store = value;
        return this;
    }

    /**
     * Which store of those on the class path remembers, such as {@code sqlite} or {@code mongo}; the configuration's
     * {@code data.store}, else SQLite. Where it is, the configuration says; SQLite is in the mesh's directory.
     */
    public MeshOptions store(String kind) {
        storeKind = kind;
        return this;
    }

    /** What runs jobs; closed with the mesh. Without it, ssh where cloudmesh-jclouds is on the class path. */
    public MeshOptions shell(Shell value) {
        shell = value;
        return this;
    }

    /** What does work side by side; one thread is enough. The caller's to end. Without it, daemon threads of our own. */
    public MeshOptions executor(Executor value) {
        executor = value;
        return this;
    }

    /** The private key to log in with. Without it, one of the mesh's own, made when it is first needed. */
    public MeshOptions privateKey(Path value) {
        privateKey = value;
        return this;
    }

    /**
     * What gives the passphrase of the private key, when it is needed; the array is wiped after use. Without it, a key with a
     * passphrase is refused.
     */
    public MeshOptions passphrase(Supplier<char[]> value) {
        passphrase = value;
        return this;
    }

    /** The host that every node is reached through, as {@code user@host} or {@code user@host:port}, with the same key. */
    public MeshOptions jumpHost(String value) {
        jumpHost = value;
        return this;
    }

    /**
     * On how many nodes jobs run at the same time, all jobs of the mesh together; 256 unless said otherwise.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public MeshOptions concurrency(int nodes) {
        if (nodes < 1) {
            throw new IllegalArgumentException("jobs run on at least 1 node at a time, not " + nodes);
        }
        concurrency = nodes;
        return this;
    }

    /** What to call machines when the caller gives no name; without it, what {@link #naming} makes up. */
    public MeshOptions name(String value) {
        name = value;
        return this;
    }

    /** How machines are named; {@code {experiment}-{group}-{user}-{counter}} unless said otherwise. */
    public MeshOptions naming(NamingStrategy value) {
        naming = value;
        return this;
    }

    /** The clock, for tests. */
    public MeshOptions time(Time value) {
        time = value;
        return this;
    }

    /**
     * Who works here, with machines, jobs and counters of his own in the store, see {@link Mesh#activate}; the configuration's
     * {@code profile.user}, else the login name.
     */
    public MeshOptions user(String value) {
        user = value;
        return this;
    }

    /** The group names are made with; the configuration's {@code default.group}, else {@code cloudmesh}. */
    public MeshOptions group(String value) {
        group = value;
        return this;
    }

    /** The experiment names are made with; the configuration's {@code default.experiment}, else {@code base}. */
    public MeshOptions experiment(String value) {
        experiment = value;
        return this;
    }

    /**
     * Whether every {@code list} asks the cloud first, whatever the store says; without this, as {@link Mesh#refresh} last said,
     * else the configuration's {@code default.refresh}, else not.
     */
    public MeshOptions refresh(boolean value) {
        refresh = value;
        return this;
    }

    /** Is told of all that changes, see {@link Mesh#onEvent}. */
    public MeshOptions onEvent(Consumer<Event> listener) {
        onEvent = onEvent.andThen(listener);
        return this;
    }

    /** Is told of each request that is sent to a cloud, on the thread that sent it. What it throws is logged. */
    public MeshOptions onRequest(Consumer<Request> listener) {
        onRequest = onRequest.andThen(listener);
        return this;
    }

    /** The clouds, in the order they were added. */
    public Map<String, ConfiguredCloud> clouds() {
        return new LinkedHashMap<>(clouds);
    }

    /** The configuration's files; empty for the one in the mesh's directory. */
    public List<Path> config() {
        return config;
    }

    /** Where the mesh keeps its files; null for the default. */
    public @Nullable Path directory() {
        return directory;
    }

    /** What remembers; null for the default. */
    public @Nullable Store store() {
        return store;
    }

    /** Which kind of store remembers; null for the default. */
    public @Nullable String storeKind() {
        return storeKind;
    }

    /** What runs jobs; null for the default. */
    public @Nullable Shell shell() {
        return shell;
    }

    /** What does work side by side; null for threads of our own. */
    public @Nullable Executor executor() {
        return executor;
    }

    /** The private key to log in with; null for the mesh's own. */
    public @Nullable Path privateKey() {
        return privateKey;
    }

    /** What gives the passphrase of the private key; null if it has none. */
    public @Nullable Supplier<char[]> passphrase() {
        return passphrase;
    }

    /** The host that every node is reached through; null for none. */
    public @Nullable String jumpHost() {
        return jumpHost;
    }

    /** On how many nodes jobs run at the same time. */
    public int concurrency() {
        return concurrency;
    }

    /** What to call machines; null for what the naming makes up. */
    public @Nullable String name() {
        return name;
    }

    /** How machines are named. */
    public NamingStrategy naming() {
        return naming;
    }

    /** The clock. */
    public Time time() {
        return time;
    }

    /** Who works here; null for the configuration's. */
    public @Nullable String user() {
        return user;
    }

    /** The group names are made with; null for the configuration's. */
    public @Nullable String group() {
        return group;
    }

    /** The experiment names are made with; null for the configuration's. */
    public @Nullable String experiment() {
        return experiment;
    }

    /** Whether every {@code list} asks the cloud first; null for what the store or the configuration says. */
    public @Nullable Boolean refresh() {
        return refresh;
    }

    /** Is told of all that changes. */
    public Consumer<Event> onEvent() {
        return onEvent;
    }

    /** Is told of each request. */
    public Consumer<Request> onRequest() {
        return onRequest;
    }
}
