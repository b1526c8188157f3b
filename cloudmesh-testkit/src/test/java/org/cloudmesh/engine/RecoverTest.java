package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.JobState;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.Recovery;
import org.cloudmesh.Recovery.Entry;
import org.cloudmesh.Recovery.Outcome;
import org.cloudmesh.Script;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.testkit.sim.Fault;
import org.cloudmesh.testkit.sim.SimCloud;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs that die: the store refuses every write from some moment on, which is all that a death leaves behind, and a
 * second program recovers.
 */
class RecoverTest extends EngineTest {

    @Test
    void hasNothingToDoAndContactsNobody() {
        var before = cloud.calls();

        var recovery = mesh.recover();

        assertThat(recovery.entries()).isEmpty();
        assertThat(cloud.calls()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = CreateGuarantee.class,
            names = {"TOKEN", "METADATA"})
    void adoptsMachinesThatWereMadeBeforeTheDeath(CreateGuarantee guarantee) {
        cloud.guarantee(guarantee).maxBatch(100);
        dieAtTheFirst("cloud", mesh, () -> mesh.nodes().boot(5));

        Recovery recovery;
        try (var next = open(options -> {})) {
            recovery = next.recover();

            assertThat(next.nodes().list()).extracting(Node::name).hasSameElementsAs(cloud.names());
            assertThat(next.recover().entries()).isEmpty();
        }

        assertThat(recovery.entries()).hasSize(5).extracting(Entry::outcome).containsOnly(Outcome.ADOPTED);
        assertThat(cloud.names()).hasSize(5);
        assertThat(calls("create")).isEqualTo(1);
    }

    @Test
    void finishesUnderTheSameTokenWhatWasNeverSent() {
        cloud.guarantee(CreateGuarantee.TOKEN)
                .inject(Fault.failBefore("create", new Death()).times(4));
        dieAtTheFirst("claimless", mesh, () -> mesh.nodes().boot(1));
        mesh.close();

        try (var next = open(options -> {})) {
            var recovery = next.recover();

            assertThat(recovery.entries()).extracting(Entry::outcome).containsExactly(Outcome.FINISHED);
            assertThat(next.nodes().list()).extracting(Node::name).containsExactly("base-cloudmesh-ann-1");
        }
        assertThat(cloud.names()).hasSize(1);
    }

    @Test
    void neverSendsAgainWhatHasNoToken() {
        cloud.guarantee(CreateGuarantee.METADATA).inject(Fault.failBefore("create", new Death()));
        dieAtTheFirst("claimless", mesh, () -> mesh.nodes().boot(1));
        mesh.close();

        try (var next = open(options -> {})) {
            var recovery = next.recover();

            assertThat(recovery.entries()).extracting(Entry::outcome).containsExactly(Outcome.ABANDONED);
            assertThat(next.nodes().boot(1, options -> options.name("base-cloudmesh-ann-1")))
                    .extracting(Node::name)
                    .containsExactly("base-cloudmesh-ann-1");
        }
        assertThat(cloud.names()).hasSize(1);
    }

    @Test
    void looksForMachinesUntilTheCloudMustListThem() {
        cloud.guarantee(CreateGuarantee.METADATA).listingLag(Duration.ofSeconds(20));
        dieAtTheFirst("cloud", mesh, () -> mesh.nodes().boot(1));

        try (var next = open(options -> {})) {
            assertThat(next.recover().entries()).extracting(Entry::outcome).containsExactly(Outcome.ADOPTED);
        }
    }

    @Test
    void waitsForACloudThatListsLateOnceAndNotForEachIntent() {
        cloud.guarantee(CreateGuarantee.METADATA).listingLag(Duration.ofSeconds(20));
        for (int i = 0; i < 5; i++) {
            cloud.inject(Fault.failBefore("create", new Death()));
            dieAtTheFirst("claimless", null, () -> mesh.nodes().boot(1));
        }
        dieAtTheFirst("cloud", mesh, () -> mesh.nodes().boot(1));

        try (var next = open(options -> {})) {
            var before = time.now();
            var recovery = next.recover();

            assertThat(recovery.entries())
                    .extracting(Entry::outcome)
                    .hasSize(6)
                    .containsOnlyOnce(Outcome.ADOPTED)
                    .containsOnly(Outcome.ADOPTED, Outcome.ABANDONED);
            assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofSeconds(70));
        }
    }

    @Test
    void sendsNothingAgainWhoseUserDataItDoesNotHave() {
        cloud.guarantee(CreateGuarantee.TOKEN)
                .inject(Fault.failBefore("create", new Death()).times(4));
        dieAtTheFirst("claimless", mesh, () -> mesh.nodes().boot(1, options -> options.userData("secret")));
        mesh.close();

        try (var next = open(options -> {})) {
            assertThat(next.recover().entries()).extracting(Entry::outcome).containsExactly(Outcome.ABANDONED);
        }
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void keepsOpenWhatNobodyCanSay() {
        cloud.guarantee(CreateGuarantee.NONE);
        dieAtTheFirst("cloud", mesh, () -> mesh.nodes().boot(1));

        try (var next = open(options -> {})) {
            var recovery = next.recover();

            assertThat(recovery.entries()).extracting(Entry::outcome).containsExactly(Outcome.UNRESOLVED);
            assertThat(recovery.toString())
                    .contains("UNRESOLVED")
                    .contains("look for the label cloudmesh-intent="
                            + recovery.entries().get(0).intentId());
            assertThat(next.recover().entries()).hasSize(1);
        }
    }

    @Test
    void saysWhichCloudIsMissingAndWhichDoesNotAnswer() {
        dieAtTheFirst("cloud", mesh, () -> mesh.nodes().boot(1));
        try (var without = Mesh.open(
                options -> options.store(store).directory(directory).time(time).user("ann"))) {
            assertThat(without.recover().entries())
                    .extracting(Entry::message)
                    .containsExactly("cloud \"sim\" is not in this mesh; add it and recover again");
        }
    }

    @Test
    void freesNamesThatWereClaimedBeforeTheIntent() {
        dieAtTheFirst("intent", mesh, () -> mesh.nodes().boot(1, options -> options.name("web")));
        mesh.close();
        assertThat(store.count(Query.of("claim"))).isEqualTo(1);

        try (var next = open(options -> {})) {
            next.recover();

            assertThat(next.nodes().boot(1, options -> options.name("web")))
                    .extracting(Node::name)
                    .containsExactly("web");
        }
    }

    @Test
    void leavesALivingProgramAlone() {
        dieAtTheFirst("cloud", null, () -> mesh.nodes().boot(1));

        try (var next = open(options -> {})) {
            assertThat(next.recover().entries()).isEmpty();
            time.advance(Duration.ofMinutes(10));
            assertThat(next.recover().entries()).extracting(Entry::outcome).containsExactly(Outcome.ADOPTED);
        }
    }

    @Test
    void destroysWhatWasToBeDestroyed() {
        var nodes = mesh.nodes().boot(3);
        cloud.inject(Fault.failBefore("destroy", new Death()).times(3));
        dieAtTheFirst("claimless", mesh, () -> mesh.nodes().destroy(nodes));
        mesh.close();

        try (var next = open(options -> {})) {
            var recovery = next.recover();

            assertThat(recovery.entries()).hasSize(3).extracting(Entry::outcome).containsOnly(Outcome.FINISHED);
            assertThat(next.nodes().list()).isEmpty();
            assertThat(next.recover().entries()).isEmpty();
        }
        assertThat(cloud.names()).isEmpty();
        assertThat(cloud.calls()).doesNotContain("destroy 3");
    }

    @Test
    void destroysNoMachineThatWasMadeLaterUnderTheSameId() {
        cloud.idsByName();
        var nodes = mesh.nodes().boot(1, options -> options.name("web"));
        time.advance(Duration.ofSeconds(1));
        cloud.inject(Fault.failBefore("destroy", new UnavailableException("sim", "destroy", 504, null, "lost", null))
                .times(3));
        var lost = catchThrowable(() -> mesh.nodes().destroy(nodes));
        cloud.remove(nodes.get(0).id().providerId());
        time.advance(Duration.ofMinutes(5));
        mesh.nodes().refresh();
        var again = mesh.nodes().boot(1, options -> options.name("web"));

        var recovery = mesh.recover();

        assertThat(lost).isNotNull();
        assertThat(recovery.entries()).hasSize(1);
        assertThat(mesh.nodes().refresh())
                .extracting(Node::id)
                .containsExactly(again.get(0).id());
    }

    @Test
    void tellsWhatBecameOfAStart() {
        var nodes = mesh.nodes().stop(mesh.nodes().boot(1));
        dieAtTheFirst("cloud", mesh, () -> mesh.nodes().start(nodes));

        try (var next = open(options -> {})) {
            assertThat(next.recover().entries()).extracting(Entry::message).containsExactly("is RUNNING");
        }
    }

    @Test
    void settlesItsOwnWhenTheAnswerNeverCame() {
        cloud.guarantee(CreateGuarantee.NONE)
                .inject(Fault.failAfter("create", new UnavailableException("sim", "create", 0, null, "lost", null)));
        var lost = catchThrowable(() -> mesh.nodes().boot(1));
        cloud.guarantee(CreateGuarantee.METADATA);
        assertThat(lost).hasMessageContaining("recover() will look for it");

        assertThat(mesh.recover().entries()).extracting(Entry::outcome).containsExactly(Outcome.ADOPTED);
    }

    @Test
    void closesTheRecordsOfJobsThatDied() {
        var nodes = mesh.nodes().boot(2);
        store.beforeWrite(document -> {
            if (!"processing".equals(document.state())) {
                throw new Death();
            }
        });
        var job = mesh.jobs().run(Script.of("hostname"), nodes);
        mesh.close();
        store.beforeWrite(document -> {});

        try (var next = open(options -> {})) {
            assertThat(next.jobs().get(job.id()).state()).isEqualTo(JobState.LOST);
            next.recover();

            assertThat(next.jobs().get(job.id()).results())
                    .hasSize(2)
                    .allSatisfy(result -> assertThat(result.outcome()).contains("the program that ran it ended"));
            assertThat(store.find(Query.of("status")))
                    .extracting(Document::state)
                    .containsOnly("No Job");
        }
    }

    /** The program dies when it first writes a document of that kind that follows the call; a closed mesh is a dead one. */
    private void dieAtTheFirst(String kind, @Nullable Mesh program, Runnable verb) {
        var dead = new boolean[1];
        store.beforeWrite(document -> {
            dead[0] |= document.kind().equals(kind) || cloudHasDied(document);
            if (dead[0]) {
                throw new Death();
            }
        });
        assertThat(catchThrowable(verb::run)).isNotNull();
        if (program != null) {
            program.close();
        }
        store.beforeWrite(document -> {});
    }

    /** After a fault that is a death, the intent is written no more. */
    private boolean cloudHasDied(Document document) {
        return document.kind().equals("intent") && "CLOSED".equals(document.state());
    }

    private static final class Death extends CloudmeshException {

        private static final long serialVersionUID = 1L;

        Death() {
            super("killed");
        }
    }

    @Test
    void abandonsNoMachineWhenTheRequestThatIsSentAgainIsRefused() {
        cloud.guarantee(CreateGuarantee.TOKEN).listingLag(Duration.ofSeconds(20));
        dieAtTheFirst("cloud", mesh, () -> mesh.nodes().boot(1));
        cloud.inject(Fault.refuse("create", new Death()));

        try (var next = open(options -> {})) {
            assertThat(next.recover().entries()).extracting(Entry::outcome).doesNotContain(Outcome.ABANDONED);
            assertThat(next.nodes().list()).extracting(Node::name).hasSameElementsAs(cloud.names());
        }
    }

    /** A token goes with its request: other labels under the same token are refused by EC2. */
    @Test
    void sendsTheSameRequestAgainWhoeverRecovers() {
        cloud.guarantee(CreateGuarantee.TOKEN)
                .inject(Fault.failBefore("create", new Death()).times(4));
        dieAtTheFirst("claimless", mesh, () -> mesh.nodes().boot(1));
        mesh.close();

        try (var next = open(options -> options.group("others"))) {
            next.recover();

            assertThat(next.nodes().list())
                    .extracting(node -> node.labels().get("cloudmesh-group"))
                    .containsExactly("cloudmesh");
        }
    }

    @Test
    void destroysWhatTheCloudDoesNotListYet() {
        cloud.listingLag(Duration.ofSeconds(20));
        var nodes = mesh.nodes().boot(1);
        cloud.inject(Fault.failBefore("destroy", new Death()));
        dieAtTheFirst("claimless", mesh, () -> mesh.nodes().destroy(nodes));
        mesh.close();

        try (var next = open(options -> {})) {
            assertThat(next.recover().entries()).extracting(Entry::outcome).containsExactly(Outcome.FINISHED);
        }
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void finishesWhatIsNotInTheStore() {
        var nodes = mesh.nodes().boot(1);
        store.delete("cloud", nodes.stream().map(node -> node.id().toString()).toList());
        cloud.inject(Fault.failBefore("destroy", new Death()));
        dieAtTheFirst("claimless", mesh, () -> mesh.nodes().destroy(nodes));
        mesh.close();
        cloud.remove(nodes.get(0).id().providerId());

        try (var next = open(options -> {})) {
            assertThat(next.recover().entries()).extracting(Entry::message).containsExactly("is DESTROYED");
        }
    }

    @Test
    void goesOnWhenOneCloudCannotBeConnectedTo() {
        var program = open(options -> options.cloud("other", new SimCloud()));
        dieAtTheFirst("cloud", null, () -> program.cloud("other").nodes().boot(1));
        time.advance(Duration.ofSeconds(1));
        dieAtTheFirst("cloud", program, () -> program.cloud("sim").nodes().boot(1));
        var broken = new Wrapped(new SimCloud(), (method, arguments, real) -> {
            if (method.equals("close")) {
                return real.call();
            }
            throw new IllegalArgumentException("no key");
        });

        try (var next = open(options -> options.cloud("other", broken))) {
            var recovery = next.recover();

            assertThat(recovery.entries())
                    .extracting(Entry::outcome)
                    .containsExactly(Outcome.UNRESOLVED, Outcome.ADOPTED);
            assertThat(recovery.entries().get(0).message()).contains("no key");
        }
    }

    @Test
    void freesTheNamesOfMachinesThatWereRefusedBeforeTheDeath() {
        cloud.quota(0);
        dieAtTheFirstFreedName(() -> mesh.nodes().boot(1, options -> options.name("web")));
        cloud.quota(1);

        assertThatNextProgramMayBoot("web");
    }

    @Test
    void freesTheNamesOfMachinesThatWereDestroyedBeforeTheDeath() {
        var nodes = mesh.nodes().boot(1, options -> options.name("web"));
        dieAtTheFirstFreedName(() -> mesh.nodes().destroy(nodes));

        assertThatNextProgramMayBoot("web");
    }

    @Test
    void asksTheStoreNoOftenerForMoreMachines() {
        var nodes = mesh.nodes().boot(300);
        mesh.close();
        int before = store.operations();

        try (var next = open(options -> {})) {
            next.recover();

            assertThat(next.nodes().list()).hasSameSizeAs(nodes);
        }
        assertThat(store.operations() - before).isLessThan(20);
    }

    @Test
    void closesTheStatusOfANodeWhoseRunHadEnded() {
        var nodes = mesh.nodes().boot(1);
        var dead = new boolean[1];
        store.beforeWrite(document -> {
            dead[0] |= document.kind().equals("status") && "No Job".equals(document.state());
            if (dead[0]) {
                throw new Death();
            }
        });
        mesh.jobs().run(Script.of("hostname"), nodes).await();
        mesh.close();
        store.beforeWrite(document -> {});

        try (var next = open(options -> {})) {
            next.recover();
        }

        assertThat(store.find(Query.of("status"))).extracting(Document::state).containsExactly("No Job");
    }

    private void dieAtTheFirstFreedName(Runnable verb) {
        store.beforeWrite(document -> {
            if (document.kind().equals("claim") && document.json().equals("{}")) {
                throw new Death();
            }
        });
        assertThat(catchThrowable(verb::run)).isNotNull();
        mesh.close();
        store.beforeWrite(document -> {});
    }

    private void assertThatNextProgramMayBoot(String name) {
        try (var next = open(options -> {})) {
            next.recover();

            assertThat(next.nodes().boot(1, options -> options.name(name)))
                    .extracting(Node::name)
                    .containsExactly(name);
        }
    }

    @Test
    void leavesOpenWhatItCouldNotDestroy() {
        var nodes = mesh.nodes().boot(3);
        var locked = nodes.get(1).id().providerId();
        cloud.inject(Fault.lose("destroy", new UnavailableException("sim", "destroy", 503, null, "lost", null)));
        cloud.inject(Fault.failBefore("destroy", new UnavailableException("sim", "destroy", 503, null, "down", null))
                .only(locked::equals)
                .times(3));
        assertThat(catchThrowable(() -> mesh.nodes().destroy(nodes))).isNotNull();
        mesh.close();
        var refused = new UnavailableException("sim", "destroy", 409, null, "locked", null);
        cloud.inject(Fault.refuse("destroy", refused).only(locked::equals).times(1));

        try (var next = open(options -> {})) {
            var first = next.recover();
            var left = cloud.names();

            assertThat(first.entries()).isNotEmpty().extracting(Entry::outcome).containsOnly(Outcome.UNRESOLVED);
            assertThat(left).containsExactly(nodes.get(1).name());
        }
    }

    @Test
    void saysHowManyOfEachOutcomeThereAre() {
        cloud.maxBatch(100);
        dieAtTheFirst("cloud", mesh, () -> mesh.nodes().boot(2));

        try (var next = open(options -> {})) {
            assertThat(next.recover().toString()).endsWith("2 were open: 2 adopted");
        }
    }
}
