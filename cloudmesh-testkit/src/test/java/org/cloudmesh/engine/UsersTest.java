package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cloudmesh.Config;
import org.cloudmesh.Job;
import org.cloudmesh.Node;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Script;
import org.cloudmesh.internal.store.UserStore;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.ForwardingStore;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.Test;

/** Several users of one store: each has machines, jobs and counters of his own; names are unique among all. */
class UsersTest extends EngineTest {

    @Test
    void seeNothingOfEachOther() {
        shell.answer((host, task) -> new SimShell.Answer("done\n", "", 0));
        var anns = mesh.nodes().boot(2);
        var job = mesh.jobs().run(Script.of("measure"), anns);
        job.await();
        mesh.counters().set("c", 7);
        mesh.refresh(true);
        try (var bob = open(o -> o.user("bob"))) {

            var bobs = bob.nodes().boot(1);

            assertThat(bob.nodes().list())
                    .extracting(Node::id)
                    .containsExactly(bobs.get(0).id());
            assertThat(bobs).extracting(Node::name).containsExactly("base-cloudmesh-bob-1");
            assertThat(bob.jobs().list()).isEmpty();
            assertThat(bob.history().list(10, null)).hasSize(1);
            assertThat(bob.counters().get("c")).isZero();
            assertThat(bob.defaults().refresh()).isFalse();
            assertThat(bob.groups()).hasSize(1);
            assertThatThrownBy(() -> bob.jobs().get(job.id())).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> bob.nodes().get(anns.get(0).name())).isInstanceOf(NotFoundException.class);
        }
        mesh.refresh(false);
        assertThat(mesh.nodes().list()).hasSize(2);
    }

    @Test
    void neverGiveTheSameNameToTwoMachines() throws Exception {
        var users = List.of("ann", "bob", "cem", "dan");

        var threads = Executors.newFixedThreadPool(users.size());
        var names = new ArrayList<String>();
        for (var booted : threads.invokeAll(users.stream()
                .<Callable<List<String>>>map(user -> () -> bootTen(user))
                .toList())) {
            names.addAll(booted.get());
        }
        threads.shutdown();

        assertThat(names).hasSize(40).doesNotHaveDuplicates();
        assertThat(cloud.names()).hasSize(40).doesNotHaveDuplicates();
        assertThat(store.find(Query.of("claim"))).hasSize(40);
    }

    private List<String> bootTen(String user) {
        var mine = new ArrayList<String>();
        try (var program = open(o -> o.user(user))) {
            for (int i = 0; i < 10; i++) {
                program.nodes().boot(1, o -> o.name("web01")).forEach(node -> mine.add(node.name()));
            }
        }
        return mine;
    }

    @Test
    void giveBackTheNamesOfMachinesThatAreGone() {
        mesh.nodes().boot(1);
        try (var bob = open(o -> o.user("bob"))) {
            bob.nodes().boot(1, o -> o.name("web"));

            bob.nodes().destroy("web");
            bob.nodes().refresh();

            assertThat(store.find(Query.of("claim"))).extracting(Document::key).containsExactly("base-cloudmesh-ann-1");
        }
    }

    @Test
    void recoverWhatIsTheirsAlone() {
        store.beforeWrite(document -> {
            if (document.kind().equals("cloud")) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> mesh.nodes().boot(1, o -> o.name("web"))).isInstanceOf(Death.class);
        mesh.close();
        store.beforeWrite(document -> {});
        try (var bob = open(o -> o.user("bob"));
                var ann = open(o -> {})) {

            assertThat(bob.recover().entries()).isEmpty();

            assertThat(store.find(Query.of("claim"))).hasSize(1);
            assertThat(ann.recover().entries()).hasSize(1);
            assertThat(ann.nodes().list()).extracting(Node::name).containsExactly("web");
        }
    }

    @Test
    void takeTurnsInOneMesh() {
        mesh.nodes().boot(1);
        var before = mesh.nodes();

        var same = mesh.activate("bob");

        assertThat(same).isSameAs(mesh);
        assertThat(mesh.nodes().list()).isEmpty();
        assertThat(mesh.defaults().user()).isEqualTo("bob");
        assertThat(mesh.nodes().boot(1)).extracting(Node::name).containsExactly("base-cloudmesh-bob-1");
        assertThat(before.list()).extracting(Node::name).containsExactly("base-cloudmesh-ann-1");
        mesh.activate("ann");
        assertThat(mesh.nodes().list()).extracting(Node::name).containsExactly("base-cloudmesh-ann-1");
        assertThatThrownBy(() -> mesh.activate(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(mesh.nodes().list()).hasSize(1);
    }

    @Test
    void letWhatOneBeganGoOnWhenAnotherIsActivated() {
        var nodes = mesh.nodes().boot(1);
        var jobs = new ArrayList<Job>();
        shell.answer((host, task) -> {
            mesh.activate("bob");
            return new SimShell.Answer("done\n", "", 0);
        });

        jobs.add(mesh.jobs().run(Script.of("measure"), nodes));
        jobs.get(0).await();

        assertThat(mesh.jobs().list()).isEmpty();
        mesh.activate("ann");
        assertThat(mesh.jobs().get(jobs.get(0).id()).user()).isEqualTo("ann");
        assertThat(mesh.jobs().list()).hasSize(1);
    }

    @Test
    void workInADryRunAndLeaveNothing() {
        mesh.nodes().boot(1);
        var before = mesh.store().status();
        var dry = mesh.dryRun();

        dry.activate("bob");
        dry.nodes().boot(2);

        assertThat(dry.nodes().list()).hasSize(2);
        assertThat(dry.plan()).hasSize(2);
        assertThat(mesh.store().status().documents()).isEqualTo(before.documents());
        assertThat(mesh.store().namespaces()).isEmpty();
    }

    @Test
    void haveTheClockAndTheCommandsOfTheStoreBeforeTheyHaveAPart() {
        mesh.nodes().boot(1);
        var bob = new UserStore(new Distant(store), "bob");

        var now = bob.now();
        var answer = bob.command("{}");

        assertThat(now).isEqualTo(Instant.EPOCH);
        assertThat(answer).isEqualTo("bob's");
    }

    /** On a machine whose clock is another. */
    private static class Distant extends ForwardingStore {

        private final Store store;

        Distant(Store store) {
            this.store = store;
        }

        @Override
        protected Store store() {
            return store;
        }

        @Override
        public Store namespace(String user) {
            return new Distant(store.namespace(user)) {
                @Override
                public String command(String json) {
                    return user + "'s";
                }
            };
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }

    @Test
    void haveThePartThatNobodyElseHasWhereTheyAreTheFirst() {
        mesh.nodes().boot(1);

        assertThat(mesh.store().namespaces()).isEmpty();
        try (var bob = open(o -> o.user("bob"))) {
            assertThat(bob.nodes().list()).isEmpty();
            assertThat(mesh.store().namespaces()).isEmpty();
            bob.nodes().boot(1);
        }
        assertThat(mesh.store().namespaces()).containsExactly("bob");
        assertThat(mesh.store().namespace("bob").find(Query.of("cloud"))).hasSize(1);
        assertThat(store.find(Query.of("cloud"))).hasSize(1);
    }

    /** The four calls of the overview: mesh("mongo"), load().username(), activate(user), image(cloud, name). */
    @Test
    void areKnownToTheOriginalsFourCalls() throws Exception {
        Files.writeString(directory.resolve("cloudmesh.yaml"), "cloudmesh:\n  profile:\n    user: gregor\n");
        try (var program = open(o -> o.user("ann").cloud("india", cloud))) {
            cloud.image("futuregrid/ubuntu-14.04");
            var username = program.config().username();

            program.activate(username);
            var image = program.image("india", "futuregrid/ubuntu-14.04");

            assertThat(username).isEqualTo("gregor");
            assertThat(program.defaults().user()).isEqualTo("gregor");
            assertThat(image.name()).isEqualTo("futuregrid/ubuntu-14.04");
            assertThat(Config.load().username()).isNotBlank();
        }
    }
}
