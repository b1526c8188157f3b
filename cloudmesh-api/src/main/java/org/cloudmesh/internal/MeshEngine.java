package org.cloudmesh.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.cloudmesh.Cloud;
import org.cloudmesh.CloudOptions;
import org.cloudmesh.Config;
import org.cloudmesh.ConfigException;
import org.cloudmesh.Counters;
import org.cloudmesh.Defaults;
import org.cloudmesh.Documents;
import org.cloudmesh.DryRun;
import org.cloudmesh.Event;
import org.cloudmesh.Group;
import org.cloudmesh.History;
import org.cloudmesh.Image;
import org.cloudmesh.Jobs;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.Nodes;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Recovery;
import org.cloudmesh.SshAddress;
import org.cloudmesh.Subscription;
import org.cloudmesh.Sweep;
import org.cloudmesh.internal.UserEngine.Ground;
import org.cloudmesh.internal.UserEngine.Reach;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.history.HistoryEngine;
import org.cloudmesh.internal.nodes.Groups;
import org.cloudmesh.internal.nodes.Orphans;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.Events;
import org.cloudmesh.internal.runtime.Owner;
import org.cloudmesh.internal.runtime.StoredCounters;
import org.cloudmesh.internal.ssh.SshKeys;
import org.cloudmesh.internal.store.Namespaces;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a mesh together, and takes them apart again. Thread-safe. */
public sealed class MeshEngine implements Mesh permits DryMesh {

    private static final Logger LOG = LoggerFactory.getLogger(MeshEngine.class);

    private final Ground ground;
    private final Map<String, UserEngine> users = new LinkedHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile UserEngine current;

    MeshEngine(Ground ground, String user) {
        this.ground = ground;
        current = engine(user);
    }

    private UserEngine engine(String user) {
        synchronized (users) {
            return users.computeIfAbsent(user, each -> new UserEngine(ground, configuredDefault(), each));
        }
    }

    /** Through {@link #config}, which writes nothing in a dry run. */
    private Clouds.ConfiguredDefault configuredDefault() {
        return new Clouds.ConfiguredDefault() {

            @Override
            public @Nullable String name() {
                return ground.setup().defaultCloud();
            }

            @Override
            public Path file() {
                return ground.setup().ownFile();
            }

            @Override
            public @Nullable Path write(String cloud) {
                if (!ground.setup().isConfigured(cloud)) {
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

    /** Reads the configuration of a mesh that is told nothing. */
    public static Config load() {
        return Setup.of(new MeshOptions()).configuration();
    }

    /** Opens a mesh; contacts no cloud. */
    public static Mesh open(MeshOptions options) {
        var setup = Setup.of(options);
        // What may be refused comes before what must be closed.
        var reach = reach(options, setup.directory());
        var user = Namespaces.checked(setup.user());
        var given = options.store();
        var time = options.time();
        var events = new Events(options.onEvent(), options.onRequest());
        var choice = new StoreChoice(setup, options.storeKind());
        var store = given == null ? choice.open() : given;
        var ground = new Ground(
                setup,
                store,
                given != null || choice.isMemoryByName(),
                time,
                new Work(options.executor(), options.concurrency()),
                events,
                Owner.open(time.now()),
                time.now(),
                options.refresh(),
                false,
                setup.clouds(events),
                new SshKeys(setup.privateKey(), options.passphrase(), setup.directory()),
                options.shell(),
                options.naming(),
                reach);
        return new MeshEngine(ground, user);
    }

    @Override
    public Cloud use(String name) {
        current.clouds().use(name);
        return cloud(name);
    }

    @Override
    public Cloud cloud() {
        return cloud(current.clouds().defaultCloud().name());
    }

    @Override
    public Cloud cloud(String name) {
        return current.cloud(name);
    }

    @Override
    public List<Cloud> clouds() {
        return List.copyOf(current.handles().values());
    }

    @Override
    public Config config() {
        return ground.setup().configuration();
    }

    @Override
    public Defaults defaults() {
        var now = current;
        var setup = ground.setup();
        CloudConnection cloud;
        try {
            cloud = now.clouds().defaultCloud();
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
                now.runtime().user(),
                setup.group(),
                setup.experiment(),
                now.runtime().refresh());
    }

    @Override
    public Mesh activate(String user) {
        if (closed.get()) {
            throw new IllegalStateException("%s cannot work here: the mesh is closed".formatted(user));
        }
        current = engine(user);
        return this;
    }

    @Override
    public Image image(String cloud, String idOrName) {
        return cloud(cloud).images().get(idOrName);
    }

    @Override
    public Documents documents() {
        return Documents.of(current.runtime().store());
    }

    @Override
    public Store store() {
        return ground.store();
    }

    @Override
    public void refresh(boolean on) {
        current.runtime().refreshing().set(on);
    }

    @Override
    public Nodes nodes() {
        return current.nodes();
    }

    @Override
    public Jobs jobs() {
        return current.jobs();
    }

    @Override
    public List<Group> groups() {
        return Groups.of(nodes().list());
    }

    @Override
    public History history() {
        var now = current;
        return new HistoryEngine(
                now.runtime(), now.jobs().prunable(), ground.reach().outputs());
    }

    @Override
    public Counters counters() {
        return new StoredCounters(current.runtime().store());
    }

    @Override
    public Recovery recover() {
        return current.recover();
    }

    @Override
    public Sweep sweep() {
        var now = current;
        return new Orphans(now.runtime(), now.clouds()).sweep();
    }

    @Override
    public DryRun dryRun() {
        return DryMesh.over(ground, current.runtime());
    }

    @Override
    public Subscription onEvent(Consumer<Event> listener) {
        return ground.events().subscribe(listener);
    }

    /** Whatever one part throws, the others are closed; the first complaint is passed on. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        var complaints = new ArrayList<RuntimeException>();
        for (var part : parts()) {
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

    private List<Runnable> parts() {
        var parts = new ArrayList<Runnable>();
        synchronized (users) {
            users.values().forEach(user -> parts.addAll(user.first()));
            parts.add(ground.work()::close);
            users.values().forEach(user -> parts.addAll(user.last()));
        }
        parts.add(ground.owner()::close);
        parts.add(ground.store()::close);
        return parts;
    }

    /** As whom it works now. */
    UserEngine current() {
        return current;
    }

    /** Its clouds, by name. */
    @Override
    public String toString() {
        return "mesh of " + current.handles().keySet() + " remembering in " + ground.store();
    }
}
