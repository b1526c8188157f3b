package org.cloudmesh.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudmesh.Nodes;
import org.cloudmesh.Recovery;
import org.cloudmesh.SshAddress;
import org.cloudmesh.VerbOptions;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.jobs.JobsEngine;
import org.cloudmesh.internal.nodes.Addresses;
import org.cloudmesh.internal.nodes.Boot;
import org.cloudmesh.internal.nodes.NodesEngine;
import org.cloudmesh.internal.nodes.Recover;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.Events;
import org.cloudmesh.internal.runtime.Leases;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Owner;
import org.cloudmesh.internal.runtime.Refreshing;
import org.cloudmesh.internal.runtime.Unsaved;
import org.cloudmesh.internal.runtime.Variables;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.internal.ssh.SshKeys;
import org.cloudmesh.internal.store.UserStore;
import org.cloudmesh.spi.NamingStrategy;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** The parts of a mesh as one user has them. Thread-safe. */
final class UserEngine {

    private final MeshRuntime runtime;
    private final Clouds clouds;
    private final Map<String, CloudEngine> handles = new LinkedHashMap<>();
    private final SshAccess ssh;
    private final JobsEngine jobs;
    private final Recover recover;
    private final Nodes nodes;

    UserEngine(Ground ground, Clouds.ConfiguredDefault configuredDefault, String user) {
        runtime = ground.runtime(user);
        var keys = ground.keys();
        clouds = new Clouds(
                ground.connections(),
                new Variables(runtime.store()),
                configuredDefault,
                runtime.events(),
                runtime.time());
        ssh = new SshAccess(
                runtime.store(), keys, ground.shell(), ground.reach().jumpHost());
        var boot = new Boot(runtime, ground.naming(user), keys);
        nodes = new NodesEngine(runtime, clouds, null, boot, ssh);
        ground.connections()
                .forEach(connection -> handles.put(
                        connection.name(),
                        new CloudEngine(
                                runtime, clouds, connection, new NodesEngine(runtime, clouds, connection, boot, ssh))));
        jobs = new JobsEngine(
                runtime,
                ssh,
                new Addresses(runtime, clouds),
                ground.reach().outputs(),
                ground.reach().atOnce());
        recover = new Recover(runtime, clouds, boot);
    }

    /**
     * What all users of a mesh have in common. Immutable; its parts are thread-safe.
     *
     * @param store what remembers, with the parts of all users
     * @param storeByName whether the caller passed it
     * @param refresh whether the caller wants every list to ask the cloud first; null if he said nothing
     * @param dry whether nothing happens here
     */
    record Ground(
            Setup setup,
            Store store,
            boolean storeByName,
            Time time,
            Work work,
            Events events,
            Owner owner,
            Instant openedAt,
            @Nullable Boolean refresh,
            boolean dry,
            List<CloudConnection> connections,
            SshKeys keys,
            @Nullable Shell shell,
            NamingStrategy strategy,
            Reach reach) {

        MeshRuntime runtime(String user) {
            var own = new UserStore(store, user);
            return new MeshRuntime(
                    own,
                    store,
                    storeByName,
                    time,
                    work,
                    events,
                    owner,
                    new Leases(own, owner, dry),
                    new Unsaved(setup.directory(), store.toString(), user, dry),
                    user,
                    new Refreshing(new Variables(own), refresh, setup.refresh()),
                    openedAt,
                    dry);
        }

        /** What a login name has beyond letters and digits would not do in a machine's name. */
        Boot.Naming naming(String user) {
            var variables = Map.of(
                    "experiment", setup.experiment(),
                    "group", setup.group(),
                    "user", user.replaceAll("[^A-Za-z0-9]+", "-"),
                    "kind", "vm");
            return new Boot.Naming(strategy, setup.name(), variables);
        }
    }

    /**
     * How jobs reach their nodes, and what they may take up here. Immutable.
     *
     * @param jumpHost through which; null if directly
     * @param outputs where what is longer than a result's limit goes
     * @param atOnce on how many nodes jobs run at the same time
     */
    record Reach(@Nullable SshAddress jumpHost, Path outputs, int atOnce) {}

    MeshRuntime runtime() {
        return runtime;
    }

    Clouds clouds() {
        return clouds;
    }

    Map<String, CloudEngine> handles() {
        return handles;
    }

    CloudEngine cloud(String name) {
        return Objects.requireNonNull(handles.get(clouds.get(name).name()));
    }

    Nodes nodes() {
        return nodes;
    }

    JobsEngine jobs() {
        return jobs;
    }

    /** One program at a time, for two would ask for the same again. */
    Recovery recover() {
        var entries = new ArrayList<Recovery.Entry>();
        runtime.leases().alone("recovery", runtime.deadline(new VerbOptions()), null, lease -> recover(lease, entries));
        return new Recovery(entries);
    }

    private void recover(Leases.Lease lease, List<Recovery.Entry> entries) {
        if (!runtime.dry()) {
            runtime.unsaved().file(entry -> {
                entries.addAll(recover.file(entry));
                jobs.file(entry);
            });
        }
        jobs.closeLost();
        entries.addAll(recover.run(lease).entries());
    }

    /** What is to be closed of it, in order; what users have in common comes between. */
    List<Runnable> first() {
        return List.of(jobs::close);
    }

    /** As above, when no work is under way any more. */
    List<Runnable> last() {
        return List.of(ssh::close, clouds::close, runtime.leases()::close);
    }
}
