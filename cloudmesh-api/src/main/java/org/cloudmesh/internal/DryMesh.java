package org.cloudmesh.internal;

import java.util.List;
import org.cloudmesh.DryRun;
import org.cloudmesh.Table;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.dryrun.Plan;
import org.cloudmesh.internal.dryrun.PlannedCloud;
import org.cloudmesh.internal.dryrun.PlannedShell;
import org.cloudmesh.internal.dryrun.SkippingTime;
import org.cloudmesh.internal.nodes.Boot;
import org.cloudmesh.internal.nodes.NodeRecords;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Events;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshKeys;
import org.cloudmesh.internal.store.OverlayStore;

/** The engine on ports that change nothing, and on the caller's thread alone, so that the plan is in order. Thread-safe. */
final class DryMesh extends MeshEngine implements DryRun {

    private final Plan plan;

    private DryMesh(
            MeshRuntime runtime,
            List<CloudConnection> connections,
            SshKeys keys,
            Boot.Naming naming,
            Reach reach,
            Plan plan) {
        super(runtime, connections, keys, new PlannedShell(plan), naming, reach);
        this.plan = plan;
    }

    static DryMesh over(
            MeshRuntime real, List<CloudConnection> connections, SshKeys keys, Boot.Naming naming, Reach reach) {
        var plan = new Plan();
        var runtime = new MeshRuntime(
                new OverlayStore(real.store()),
                real.storeByName(),
                new SkippingTime(real.time()),
                new Work(Runnable::run),
                new Events(event -> {}, request -> {}),
                real.owner(),
                real.user(),
                real.refreshing(),
                real.openedAt(),
                true);
        var records = new NodeRecords(runtime);
        var planned = connections.stream()
                .map(cloud -> cloud.through(new PlannedCloud(cloud, plan, records::find, runtime.time())))
                .toList();
        return new DryMesh(runtime, planned, keys.onlyRead(), naming, reach, plan);
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
