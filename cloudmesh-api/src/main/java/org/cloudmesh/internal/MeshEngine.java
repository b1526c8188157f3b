package org.cloudmesh.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.cloudmesh.Cloud;
import org.cloudmesh.CloudOptions;
import org.cloudmesh.Config;
import org.cloudmesh.ConfigException;
import org.cloudmesh.Counters;
import org.cloudmesh.Defaults;
import org.cloudmesh.DryRun;
import org.cloudmesh.Event;
import org.cloudmesh.Group;
import org.cloudmesh.History;
import org.cloudmesh.Jobs;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.Nodes;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Recovery;
import org.cloudmesh.SshAddress;
import org.cloudmesh.StoreException;
import org.cloudmesh.Subscription;
import org.cloudmesh.Sweep;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.history.HistoryEngine;
import org.cloudmesh.internal.jobs.JobsEngine;
import org.cloudmesh.internal.nodes.Addresses;
import org.cloudmesh.internal.nodes.Boot;
import org.cloudmesh.internal.nodes.Groups;
import org.cloudmesh.internal.nodes.NodesEngine;
import org.cloudmesh.internal.nodes.Orphans;
import org.cloudmesh.internal.nodes.Recover;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.Events;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Owner;
import org.cloudmesh.internal.runtime.PrivateFiles;
import org.cloudmesh.internal.runtime.Refreshing;
import org.cloudmesh.internal.runtime.StoredCounters;
import org.cloudmesh.internal.runtime.Variables;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.internal.ssh.SshKeys;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.StoreProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a mesh together, and takes them apart again. Thread-safe. */
public sealed class MeshEngine implements Mesh permits DryMesh {

    private static final Logger LOG = LoggerFactory.getLogger(MeshEngine.class);

    private final MeshRuntime runtime;
    private final Setup setup;
    private final SshKeys keys;
    private final Boot.Naming naming;
    private final Reach reach;
    private final Clouds clouds;
    private final Map<String, CloudEngine> handles = new LinkedHashMap<>();
    private final SshAccess ssh;
    private final JobsEngine jobs;
    private final Recover recover;
    private final Nodes nodes;
    private final AtomicBoolean closed = new AtomicBoolean();

    MeshEngine(
            MeshRuntime runtime,
            Setup setup,
            List<CloudConnection> connections,
            SshKeys keys,
            @Nullable Shell shell,
            Boot.Naming naming,
            Reach reach) {
        this.runtime = runtime;
        this.setup = setup;
        this.keys = keys;
        this.naming = naming;
        this.reach = reach;
        clouds = new Clouds(
                connections, new Variables(runtime.store()), configuredDefault(), runtime.events(), runtime.time());
        ssh = new SshAccess(runtime.store(), keys, shell, reach.jumpHost());
        var boot = new Boot(runtime, naming, keys);
        nodes = new NodesEngine(runtime, clouds, null, boot, ssh);
        connections.forEach(connection -> handles.put(
                connection.name(),
                new CloudEngine(runtime, clouds, connection, new NodesEngine(runtime, clouds, connection, boot, ssh))));
        jobs = new JobsEngine(runtime, ssh, new Addresses(runtime, clouds), reach.outputs(), reach.atOnce());
        recover = new Recover(runtime, clouds, boot);
    }

    /**
     * How jobs reach their nodes, and what they may take up here. Immutable.
     *
     * @param jumpHost through which; null if directly
     * @param outputs where what is longer than a result's limit goes
     * @param atOnce on how many nodes jobs run at the same time
     */
    record Reach(@Nullable SshAddress jumpHost, Path outputs, int atOnce) {}

    /** Through {@link #config}, which writes nothing in a dry run. */
    private Clouds.ConfiguredDefault configuredDefault() {
        return new Clouds.ConfiguredDefault() {

            @Override
            public @Nullable String name() {
                return setup.defaultCloud();
            }

            @Override
            public Path file() {
                return setup.ownFile();
            }

            @Override
            public @Nullable Path write(String cloud) {
                if (!setup.isConfigured(cloud)) {
                    return null;
                }
                try {
                    config().set("default.cloud", cloud);
                    return config().files().get(0);
                } catch (ConfigException e) {
                    LOG.warn("the store alone remembers that {} is the default cloud: {}", cloud, e.getMessage());
                    return null;
                }
            }
        };
    }

    private static Reach reach(MeshOptions options, Path directory) {
        var jumpHost = options.jumpHost();
        return new Reach(
                jumpHost == null ? null : SshAddress.parse(jumpHost),
                directory.resolve("output"),
                options.concurrency());
    }

    /** Opens a mesh; contacts no cloud. */
    public static Mesh open(MeshOptions options) {
        var setup = Setup.of(options);
        // What may be refused comes before what must be closed.
        var reach = reach(options, setup.directory());
        var given = options.store();
        var time = options.time();
        var events = new Events(options.onEvent(), options.onRequest());
        var store = given == null ? defaultStore(setup) : given;
        var runtime = new MeshRuntime(
                store,
                given != null,
                time,
                new Work(options.executor(), options.concurrency()),
                events,
                Owner.open(time.now()),
                setup.user(),
                new Refreshing(new Variables(store), options.refresh(), setup.refresh()),
                time.now(),
                false);
        return new MeshEngine(
                runtime,
                setup,
                setup.clouds(events),
                new SshKeys(setup.privateKey(), options.passphrase(), setup.directory()),
                options.shell(),
                new Boot.Naming(options.naming(), setup.name(), variables(setup)),
                reach);
    }

    private static Store defaultStore(Setup setup) {
        var providers = ServiceLoader.load(StoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (providers.isEmpty()) {
            return Store.inMemory();
        }
        var provider = providers.stream()
                .filter(each -> each.kind().equals("sqlite"))
                .findFirst()
                .orElse(providers.get(0));
        var directory = setup.directory();
        try {
            PrivateFiles.makeDirectories(directory);
        } catch (IOException e) {
            throw new StoreException(
                    "the mesh's directory %s cannot be made (%s); choose another: o -> o.directory(…), or set CLOUDMESH_CONFIG_DIR"
                            .formatted(directory, e.getMessage()),
                    e);
        }
        return provider.open(directory, setup.configuration());
    }

    /** What a login name has beyond letters and digits would not do in a machine's name. */
    private static Map<String, String> variables(Setup setup) {
        return Map.of(
                "experiment", setup.experiment(),
                "group", setup.group(),
                "user", setup.user().replaceAll("[^A-Za-z0-9]+", "-"),
                "kind", "vm");
    }

    @Override
    public Cloud use(String name) {
        clouds.use(name);
        return cloud(name);
    }

    @Override
    public Cloud cloud() {
        return cloud(clouds.defaultCloud().name());
    }

    @Override
    public Cloud cloud(String name) {
        return Objects.requireNonNull(handles.get(clouds.get(name).name()));
    }

    @Override
    public List<Cloud> clouds() {
        return List.copyOf(handles.values());
    }

    @Override
    public Config config() {
        return setup.configuration();
    }

    @Override
    public Defaults defaults() {
        CloudConnection cloud;
        try {
            cloud = clouds.defaultCloud();
        } catch (NotFoundException e) {
            cloud = null;
        }
        var options = cloud == null ? new CloudOptions() : cloud.options();
        return new Defaults(
                setup.name(),
                cloud == null ? null : cloud.name(),
                options.location(),
                options.image(),
                options.flavor(),
                setup.key(),
                setup.user(),
                setup.group(),
                setup.experiment(),
                runtime.refresh());
    }

    @Override
    public void refresh(boolean on) {
        runtime.refreshing().set(on);
    }

    @Override
    public Nodes nodes() {
        return nodes;
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public List<Group> groups() {
        return Groups.of(nodes.list());
    }

    @Override
    public History history() {
        return new HistoryEngine(runtime, jobs.prunable(), reach.outputs());
    }

    @Override
    public Counters counters() {
        return new StoredCounters(runtime.store());
    }

    @Override
    public Recovery recover() {
        jobs.closeLost();
        return recover.run();
    }

    @Override
    public Sweep sweep() {
        return new Orphans(runtime, clouds).sweep();
    }

    @Override
    public DryRun dryRun() {
        return DryMesh.over(runtime, setup, clouds.all(), keys, naming, reach);
    }

    @Override
    public Subscription onEvent(Consumer<Event> listener) {
        return runtime.events().subscribe(listener);
    }

    /** Whatever one part throws, the others are closed; the first complaint is passed on. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        var complaints = new ArrayList<RuntimeException>();
        for (Runnable part : List.<Runnable>of(
                jobs::close,
                runtime.work()::close,
                ssh::close,
                clouds::close,
                runtime.owner()::close,
                runtime.store()::close)) {
            try {
                part.run();
            } catch (RuntimeException e) {
                complaints.add(e);
            }
        }
        if (!complaints.isEmpty()) {
            var first = complaints.get(0);
            complaints.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** Its clouds, by name. */
    @Override
    public String toString() {
        return "mesh of " + handles.keySet() + " remembering in " + runtime.store();
    }
}
