package org.cloudmesh.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.cloudmesh.Config;
import org.cloudmesh.DryRun;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.Table;
import org.cloudmesh.internal.UserEngine.Ground;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.dryrun.Plan;
import org.cloudmesh.internal.dryrun.PlannedCloud;
import org.cloudmesh.internal.dryrun.PlannedConfig;
import org.cloudmesh.internal.dryrun.PlannedShell;
import org.cloudmesh.internal.dryrun.SkippingTime;
import org.cloudmesh.internal.nodes.NodeRecords;
import org.cloudmesh.internal.runtime.Events;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.store.OverlayStore;

/** The engine on ports that change nothing, and on the caller's thread alone, so that the plan is in order. Thread-safe. */
final class DryMesh extends MeshEngine implements DryRun {

    private final Plan plan;
    private final Config config;

    private DryMesh(Ground ground, String user, Plan plan) {
        super(ground, user);
        this.plan = plan;
        config = new PlannedConfig(ground.setup().configuration(), plan);
    }

    /** As that user, who works on the real one. */
    static DryMesh over(Ground real, MeshRuntime user) {
        var plan = new Plan();
        var store = new OverlayStore(real.store());
        var time = new SkippingTime(real.time());
        var mesh = new AtomicReference<DryMesh>();
        Function<NodeId, Optional<Node>> known = id ->
                new NodeRecords(Objects.requireNonNull(mesh.get()).current().runtime()).find(id);
        var planned = real.connections().stream()
                .map(cloud -> cloud.through(new PlannedCloud(cloud, plan, known, time)))
                .toList();
        mesh.set(new DryMesh(
                new Ground(
                        real.setup(),
                        store,
                        real.storeByName(),
                        time,
                        new Work(Runnable::run),
                        new Events(event -> {}, request -> {}),
                        real.owner(),
                        real.openedAt(),
                        user.refresh(),
                        true,
                        planned,
                        real.keys().onlyRead(),
                        new PlannedShell(plan),
                        real.strategy(),
                        real.reach()),
                user.user(),
                plan));
        return Objects.requireNonNull(mesh.get());
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
