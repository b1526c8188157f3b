package org.cloudmesh.internal;

import java.util.List;
import org.cloudmesh.Config;
import org.cloudmesh.DryRun;
import org.cloudmesh.Table;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.dryrun.Plan;
import org.cloudmesh.internal.dryrun.PlannedCloud;
import org.cloudmesh.internal.dryrun.PlannedConfig;
import org.cloudmesh.internal.dryrun.PlannedShell;
import org.cloudmesh.internal.dryrun.SkippingTime;
import org.cloudmesh.internal.nodes.Boot;
import org.cloudmesh.internal.nodes.NodeRecords;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Events;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Refreshing;
import org.cloudmesh.internal.runtime.Variables;
import org.cloudmesh.internal.ssh.SshKeys;
import org.cloudmesh.internal.store.OverlayStore;

/** The engine on ports that change nothing, and on the caller's thread alone, so that the plan is in order. Thread-safe. */
final class DryMesh extends MeshEngine implements DryRun {

    private final Plan plan;
    private final Config config;

    private DryMesh(
            MeshRuntime runtime,
            Setup setup,
            List<CloudConnection> connections,
            SshKeys keys,
            Boot.Naming naming,
            Reach reach,
            Plan plan) {
        super(runtime, setup, connections, keys, new PlannedShell(plan), naming, reach);
        this.plan = plan;
        config = new PlannedConfig(setup.configuration(), plan);
    }

    static DryMesh over(
            MeshRuntime real,
            Setup setup,
            List<CloudConnection> connections,
            SshKeys keys,
            Boot.Naming naming,
            Reach reach) {
        var plan = new Plan();
        var store = new OverlayStore(real.store());
        var runtime = new MeshRuntime(
                store,
                real.storeByName(),
                new SkippingTime(real.time()),
                new Work(Runnable::run),
                new Events(event -> {}, request -> {}),
                real.owner(),
                real.user(),
                new Refreshing(new Variables(store), real.refresh(), false),
                real.openedAt(),
                true);
        var records = new NodeRecords(runtime);
        var planned = connections.stream()
                .map(cloud -> cloud.through(new PlannedCloud(cloud, plan, records::find, runtime.time())))
                .toList();
        return new DryMesh(runtime, setup, planned, keys.onlyRead(), naming, reach, plan);
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public List<Step> plan() {
        return plan.steps();
    }

    /** Nothing to give up: all of it is the real mesh's. */
    @Override
    public void close() {}

    /** The plan as a table. */
    @Override
    public String toString() {
        var steps = plan();
        if (steps.isEmpty()) {
            return "nothing would be done";
        }
        var table = new Table("Verb", "Cloud", "Name", "Detail").keep("Name", "Detail");
        steps.forEach(step -> table.row(step.verb(), step.cloud(), step.name(), step.detail()));
        return table.toString();
    }
}
