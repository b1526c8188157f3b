package org.cloudmesh.testkit.sequence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cloudmesh.Cloud;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.Recovery;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.testkit.sim.SimCloud;

/** What holds once nothing goes wrong any more, and a new program has recovered and refreshed. */
final class Ending {

    /** Longer than any deadline of a sequence, and than a cloud lists what is gone. */
    private static final Duration LATER = Duration.ofMinutes(20);

    private static final Limits PATIENT = new Limits(null, 360, false);

    private final World world;
    private final Map<String, CreateGuarantee> guarantees;

    Ending(World world, Map<String, CreateGuarantee> guarantees) {
        this.world = world;
        this.guarantees = guarantees;
    }

    void check() {
        world.heal();
        world.reopen(0);
        world.reopen(1);
        world.time().advance(LATER);
        var mesh = world.program(0).mesh();
        mesh.clouds().forEach(Cloud::activate);
        var recovery = mesh.recover();
        mesh.nodes().refresh();
        world.time().advance(LATER);
        mesh.nodes().refresh();

        Laws.always(world, Records.of(world.store()));
        storeEqualsCloud();
        openIsReported(recovery);
        noNameIsLost();
        nothingIsLeft(mesh);
        recoversNoMore(mesh, recovery);
        allCanGo(mesh);
    }

    private void storeEqualsCloud() {
        var cloud = new TreeMap<String, String>();
        for (var site : world.sites()) {
            site.cloud()
                    .machines()
                    .forEach(machine ->
                            cloud.put(site.key(machine), machine.state().name()));
        }
        var store = new TreeMap<>(Records.of(world.store()).nodes());
        Broken.unless(store.equals(cloud), "the store equals the cloud", store, "but the cloud has", cloud);
    }

    private void openIsReported(Recovery recovery) {
        var unresolved = new HashMap<String, String>();
        recovery.entries().stream()
                .filter(entry -> entry.outcome() == Recovery.Outcome.UNRESOLVED)
                .forEach(entry -> {
                    unresolved.put(entry.intentId() + entry.name(), entry.toString());
                    Broken.unless(
                            entry.verb().equals("boot") && guarantees.get(entry.cloud()) == CreateGuarantee.NONE,
                            "only a boot without any guarantee stays unresolved",
                            entry);
                });
        var open = Records.of(world.store()).open();
        Broken.unless(open.size() == unresolved.size(), "what stays open is reported", open, "but", unresolved);
    }

    private void noNameIsLost() {
        var orphans = Records.of(world.store()).orphans();
        Broken.unless(orphans.isEmpty(), "no name is claimed for nothing", orphans);
    }

    private static void nothingIsLeft(Mesh mesh) {
        var sweep = mesh.sweep();
        Broken.unless(
                sweep.nodes().isEmpty() && sweep.ofOtherMeshes().isEmpty(), "there is nothing to sweep up", sweep);
    }

    private void recoversNoMore(Mesh mesh, Recovery recovery) {
        var before = machines();
        var again = mesh.recover();
        var open = recovery.entries().stream()
                .filter(entry -> entry.outcome() == Recovery.Outcome.UNRESOLVED)
                .map(Recovery.Entry::intentId)
                .collect(Collectors.toSet());
        Broken.unless(
                again.entries().stream().allMatch(entry -> open.contains(entry.intentId())),
                "what is recovered is settled",
                again,
                "after",
                recovery);
        Broken.unless(machines().equals(before), "recovering twice does nothing more", again);
    }

    private void allCanGo(Mesh mesh) {
        for (int round = 0; round < 2; round++) {
            for (var site : world.sites()) {
                var ours = new ArrayList<Node>(mesh.cloud(site.name()).nodes().list());
                if (round == 1) {
                    ours.addAll(world.handedOut().stream()
                            .filter(node -> node.cloud().equals(site.name()))
                            .toList());
                }
                if (!ours.isEmpty()) {
                    var gone = Account.of(ours, PATIENT, () -> mesh.nodes().destroy(ours, PATIENT::on));
                    Broken.unless(gone.failures().isEmpty(), "all can be destroyed, and twice", gone);
                }
            }
        }
        Broken.unless(machines().isEmpty(), "what is destroyed is gone", machines());
        noNameIsLost();
    }

    private List<SimCloud.Machine> machines() {
        return world.sites().stream()
                .flatMap(site -> site.cloud().machines().stream())
                .toList();
    }
}
