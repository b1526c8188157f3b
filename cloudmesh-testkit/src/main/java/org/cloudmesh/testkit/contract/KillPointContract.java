package org.cloudmesh.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.BootOptions;
import org.cloudmesh.JobState;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.Nodes;
import org.cloudmesh.Recovery;
import org.cloudmesh.Recovery.Outcome;
import org.cloudmesh.Script;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a store must keep of a program that dies: each verb of a mesh, killed before and after each of its effects, then
 * recovered by another program on the same store and cloud. The store then equals the cloud: no machine twice, none unknown,
 * nothing owed, and every name that is not a machine's can be used again. Extend it, and say how to open an empty store.
 */
public abstract class KillPointContract {

    private static final String INTENT_LABEL = "cloudmesh-intent";
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final List<CreateGuarantee> GUARANTEES = List.of(CreateGuarantee.values());

    @TempDir
    private @Nullable Path directory;

    /** For those who keep it. */
    protected KillPointContract() {}

    /** Opens an empty store, another one at each call. */
    protected abstract Store open();

    /**
     * Opens once more what a dead program had open. A store that is a file closes the old one, as the end of a process does,
     * and opens the file anew; unless said otherwise, it is the same store, still open.
     */
    protected Store reopen(Store dead) {
        return dead;
    }

    @TestFactory
    Stream<DynamicTest> losesNothingOfABoot() {
        return GUARANTEES.stream()
                .flatMap(guarantee -> Stream.of(
                                boot("boot of 3 by name", 3, options -> options.name("web"))
                                        .names("web00", "web01", "web02"),
                                boot("boot of 3 in one request", 3, options -> options.name("web"))
                                        .at(cloud -> cloud.maxBatch(10))
                                        .names("web00", "web01", "web02"),
                                boot("boot of 5 in requests of 2", 5, options -> {})
                                        .at(cloud -> cloud.maxBatch(2)),
                                boot("boot of 2 without a name", 2, options -> {}),
                                boot("boot of a host list", 1, options -> options.name("db[1-3]"))
                                        .most(3)
                                        .names("db1", "db2", "db3"),
                                boot(
                                                "boot of at least 1 where 2 are allowed",
                                                3,
                                                options -> options.name("web").atLeast(1))
                                        .at(cloud -> cloud.quota(2))
                                        .most(2)
                                        .names("web00", "web01", "web02"),
                                boot(
                                                "boot with user data",
                                                2,
                                                options -> options.name("web").userData("secret"))
                                        .names("web00", "web01"),
                                boot("boot that is listed late", 2, options -> options.name("web"))
                                        .at(cloud -> cloud.listingLag(Duration.ofSeconds(20)))
                                        .names("web00", "web01"),
                                boot("boot beside another machine", 1, options -> options.name("web"))
                                        .given(program -> program.nodes().boot(1, options -> options.name("web")))
                                        .most(2)
                                        .names("web", "web1"))
                        .map(program -> program.with(guarantee)))
                .flatMap(this::killed);
    }

    @TestFactory
    Stream<DynamicTest> losesNothingOfABootOnManyThreads() {
        return GUARANTEES.stream()
                .map(guarantee -> boot("boot of 4 on many threads", 4, options -> options.name("web"))
                        .names("web00", "web01", "web02", "web03")
                        .on(null)
                        .with(guarantee))
                .flatMap(this::killed);
    }

    @TestFactory
    Stream<DynamicTest> losesNothingOfADestroy() {
        return GUARANTEES.stream()
                .flatMap(guarantee -> Stream.of(
                                change("destroy of 3", Nodes::destroy),
                                change("destroy of 3 in one request", Nodes::destroy)
                                        .at(cloud -> cloud.maxBatch(10)),
                                change("destroy of 3 that are listed late", Nodes::destroy)
                                        .at(cloud -> cloud.listingLag(Duration.ofSeconds(20))))
                        .map(program -> program.with(guarantee)))
                .flatMap(this::killed);
    }

    @TestFactory
    Stream<DynamicTest> losesNothingOfAChange() {
        return Stream.of(
                        change("stop of 3", Nodes::stop),
                        change("suspend of 3", Nodes::suspend),
                        change("reboot of 3", Nodes::reboot),
                        change("start of 3", Nodes::start).given(KillPointContract::stopped),
                        change("resume of 3", Nodes::resume).given(KillPointContract::suspended))
                .flatMap(this::killed);
    }

    private static void stopped(Mesh program) {
        booted(program);
        program.nodes().stop(program.nodes().list());
        program.nodes().refresh();
    }

    private static void suspended(Mesh program) {
        booted(program);
        program.nodes().suspend(program.nodes().list());
        program.nodes().refresh();
    }

    private static void booted(Mesh program) {
        program.nodes().boot(3, options -> options.name("web"));
        program.nodes().refresh();
    }

    @TestFactory
    Stream<DynamicTest> losesNothingOfALook() {
        return Stream.of(
                        new Program(
                                        "await of 3",
                                        (rig, mesh) -> mesh.nodes()
                                                .await(mesh.nodes().list(), NodeState.RUNNING, Duration.ofMinutes(5)))
                                .at(cloud -> cloud.bootTime(Duration.ofSeconds(10)))
                                .given(program -> program.nodes().boot(3))
                                .most(3),
                        new Program(
                                        "await of 3 until they are ready",
                                        (rig, mesh) -> mesh.nodes()
                                                .awaitReady(mesh.nodes().list(), Duration.ofMinutes(5)))
                                .given(program -> program.nodes().boot(3))
                                .most(3),
                        new Program("refresh that finds one and misses one", (rig, mesh) -> {
                                    rig.cloud.add("stray");
                                    rig.lose(mesh.nodes().list().get(0).id());
                                    mesh.nodes().refresh();
                                })
                                .given(program -> program.nodes().boot(2, options -> options.name("web")))
                                .most(3)
                                .names("web00", "web01"))
                .flatMap(this::killed);
    }

    @TestFactory
    Stream<DynamicTest> losesNothingOfAJob() {
        return Stream.of(
                        new Program(
                                        "job on 3",
                                        (rig, mesh) -> mesh.jobs()
                                                .run(
                                                        Script.of("hostname"),
                                                        mesh.nodes().list())
                                                .await())
                                .given(KillPointContract::booted)
                                .most(3),
                        new Program("two jobs on one node", (rig, mesh) -> {
                                    mesh.jobs()
                                            .run(
                                                    Script.of("hostname"),
                                                    mesh.nodes().list())
                                            .await();
                                    mesh.jobs()
                                            .run(
                                                    Script.of("uptime"),
                                                    mesh.nodes().list())
                                            .await();
                                })
                                .given(program -> {
                                    program.nodes().boot(1);
                                    program.nodes().refresh();
                                })
                                .most(1))
                .flatMap(this::killed);
    }

    @TestFactory
    Stream<DynamicTest> losesNothingOfWhatIsNoMachine() {
        return Stream.of(
                        new Program(
                                "refresh of the images",
                                (rig, mesh) -> mesh.cloud("sim").images().refresh()),
                        new Program("use of another cloud, and back", (rig, mesh) -> {
                            mesh.use("other");
                            mesh.cloud("sim").deactivate();
                            mesh.cloud("sim").activate();
                            mesh.use("sim");
                        }),
                        new Program(
                                "count to 3",
                                (rig, mesh) -> IntStream.range(0, 3)
                                        .forEach(i ->
                                                rig.drawn.add(mesh.counters().incr("mine")))))
                .flatMap(this::killed);
    }

    @TestFactory
    Stream<DynamicTest> losesNothingOfALife() {
        return GUARANTEES.stream()
                .map(guarantee -> new Program("life from boot to destroy", (rig, mesh) -> {
                            var nodes = mesh.nodes().boot(2, options -> options.name("web"));
                            mesh.nodes().awaitReady(nodes, Duration.ofMinutes(5));
                            mesh.jobs()
                                    .run(Script.of("hostname"), mesh.nodes().list())
                                    .await();
                            mesh.nodes().destroy(mesh.nodes().list().subList(0, 1));
                            mesh.nodes().boot(1, options -> options.name("web00"));
                        })
                        .most(2)
                        .names("web00", "web01")
                        .with(guarantee))
                .flatMap(this::killed);
    }

    // what dies

    private static Program boot(String name, int count, Consumer<BootOptions> options) {
        return new Program(name, (rig, mesh) -> mesh.nodes().boot(count, options)).most(count);
    }

    private static Program change(String name, BiConsumer<Nodes, Collection<Node>> verb) {
        return new Program(
                        name,
                        (rig, mesh) -> verb.accept(mesh.nodes(), mesh.nodes().list()))
                .given(KillPointContract::booted)
                .most(3)
                .names("web00", "web01", "web02");
    }

    /**
     * A program that dies.
     *
     * @param name what it does, in a few words
     * @param verb what is killed
     * @param guarantee that of its cloud
     * @param cloud what else its cloud is like
     * @param before what another program did before it
     * @param mostMachines how many machines there may be in the end
     * @param freeNames names it used, which another program can have where there is no such machine
     * @param executor on which it runs; null for threads of the mesh's own
     */
    private record Program(
            String name,
            BiConsumer<Rig, Mesh> verb,
            CreateGuarantee guarantee,
            Consumer<SimCloud> cloud,
            Consumer<Mesh> before,
            int mostMachines,
            List<String> freeNames,
            @Nullable Executor executor) {

        Program(String name, BiConsumer<Rig, Mesh> verb) {
            this(name, verb, CreateGuarantee.METADATA, cloud -> {}, mesh -> {}, 0, List.of(), Runnable::run);
        }

        Program with(CreateGuarantee value) {
            return new Program(name, verb, value, cloud, before, mostMachines, freeNames, executor);
        }

        Program at(Consumer<SimCloud> value) {
            return new Program(name, verb, guarantee, value, before, mostMachines, freeNames, executor);
        }

        Program given(Consumer<Mesh> value) {
            return new Program(name, verb, guarantee, cloud, value, mostMachines, freeNames, executor);
        }

        Program most(int value) {
            return new Program(name, verb, guarantee, cloud, before, value, freeNames, executor);
        }

        Program names(String... values) {
            return new Program(name, verb, guarantee, cloud, before, mostMachines, List.of(values), executor);
        }

        Program on(@Nullable Executor value) {
            return new Program(name, verb, guarantee, cloud, before, mostMachines, freeNames, value);
        }
    }

    /** A test for each moment at which that program can die. */
    private Stream<DynamicTest> killed(Program program) {
        int effects = count(program);
        // On one thread, before an effect is after the one before it.
        var before = IntStream.rangeClosed(1, program.executor() == null ? effects : 1)
                .mapToObj(KillPoint::before);
        var after = IntStream.rangeClosed(1, effects).mapToObj(KillPoint::after);
        return Stream.concat(before, after)
                .map(point -> DynamicTest.dynamicTest(
                        "%s, %s of %d (%s)".formatted(program.name(), point, effects, program.guarantee()),
                        () -> survives(program, point, effects)));
    }

    /** A dry pass. */
    private int count(Program program) {
        try (var rig = new Rig(program)) {
            var nobody = KillPoint.never();
            try (var mesh = rig.open(nobody)) {
                program.verb().accept(rig, mesh);
            }
            assertThat(nobody.effects()).as("effects of a %s", program.name()).isPositive();
            return nobody.effects();
        }
    }

    private void survives(Program program, KillPoint point, int effects) {
        try (var rig = new Rig(program)) {
            try (var mesh = rig.open(point)) {
                var thrown = catchThrowable(() -> program.verb().accept(rig, mesh));
                assertThat(point.isDead())
                        .as("that it came to effect %s; it ended with %s", point, thrown)
                        .isTrue();
            }
            rig.reopen();
            rig.check();
        } catch (AssertionError | RuntimeException e) {
            // A build names a dynamic test by a number alone.
            throw new AssertionError(
                    "%s, %s of %d (%s): %s"
                            .formatted(program.name(), point, effects, program.guarantee(), e.getMessage()),
                    e);
        }
    }

    /** One store, two clouds, and the programs on them, one after the other. */
    private final class Rig implements AutoCloseable {

        private final Program program;
        private final VirtualTime time = new VirtualTime();
        private final SimCloud cloud = new SimCloud();
        private final SimCloud other = new SimCloud();
        private final List<Long> drawn = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private Store store = KillPointContract.this.open();

        Rig(Program program) {
            this.program = program;
            cloud.guarantee(program.guarantee());
            program.cloud().accept(cloud);
            try (var mesh = open(KillPoint.never(), Runnable::run)) {
                program.before().accept(mesh);
            }
            time.advance(Duration.ofMinutes(1));
        }

        /** The program that is killed. */
        Mesh open(KillPoint point) {
            return open(point, program.executor());
        }

        private Mesh open(KillPoint point, @Nullable Executor executor) {
            return Mesh.open(options -> {
                options.cloud("sim", point.cloud(cloud))
                        .cloud("other", point.cloud(other))
                        .store(point.store(store))
                        .shell(point.shell(new SimShell()))
                        .time(time)
                        .user("ann")
                        .directory(Objects.requireNonNull(directory));
                if (executor != null) {
                    options.executor(executor);
                }
            });
        }

        /** A machine that goes without anybody having asked; a refresh tells. */
        void lose(NodeId node) {
            cloud.remove(node.providerId());
            lost.add(node.toString());
        }

        void reopen() {
            store = KillPointContract.this.reopen(store);
            time.advance(Duration.ofSeconds(1));
        }

        /** Another program recovers, and looks around. */
        void check() {
            try (var next = open(KillPoint.never(), Runnable::run)) {
                next.recover();
                var left = next.recover();
                // By now the cloud lists all it has.
                time.advance(SETTLED);
                checkOwed(left);
                checkMachines(left);
                checkNames(left);
                checkJobs(next);
                checkSettings(next);
                checkStoreEqualsCloud(next);
                checkNames(left);
                useNamesAgain(next);
                checkStoreEqualsCloud(next);
            }
        }

        private void checkOwed(Recovery left) {
            assertThat(left.entries()).as("what a second recovery finds").allSatisfy(entry -> {
                assertThat(entry.outcome()).isEqualTo(Outcome.UNRESOLVED);
                assertThat(program.guarantee()).isEqualTo(CreateGuarantee.NONE);
                assertThat(entry.verb()).isEqualTo("boot");
                assertThat(entry.message()).contains(INTENT_LABEL + "=" + entry.intentId());
            });
            assertThat(store.find(Query.of("intent").state("OPEN")))
                    .as("open intents")
                    .extracting(Document::key)
                    .containsExactlyInAnyOrderElementsOf(intents(left));
        }

        private void checkMachines(Recovery left) {
            assertThat(cloud.names())
                    .as("names at the cloud")
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(program.mostMachines());
            var owed = intents(left);
            var machines = machines();
            assertThat(machines.stream()
                            .filter(machine -> machine.labels().containsKey(INTENT_LABEL))
                            .filter(machine -> !owed.contains(machine.labels().get(INTENT_LABEL)))
                            .map(machine -> machine.id().toString()))
                    .as("machines that recovery alone made known")
                    .isSubsetOf(living().stream().map(Document::key).toList());
            assertThat(living())
                    .as("machines in the store")
                    .extracting(Document::key)
                    .filteredOn(id -> !lost.contains(id))
                    .isSubsetOf(machines.stream()
                            .map(machine -> machine.id().toString())
                            .toList());
        }

        /** What the cloud says, asked as a driver is. */
        private List<Node> machines() {
            var context = new CloudContext("sim", Objects.requireNonNull(directory), time, request -> {});
            try (var driver = cloud.connect(context);
                    var listed = driver.nodes().list(Deadline.in(Duration.ofMinutes(1), time))) {
                return listed.toList();
            }
        }

        private List<Document> living() {
            return store.find(Query.of("cloud")).stream()
                    .filter(document -> !"DESTROYED".equals(document.state()))
                    .toList();
        }

        private static Set<String> intents(Recovery left) {
            return left.entries().stream().map(Recovery.Entry::intentId).collect(Collectors.toSet());
        }

        private void checkNames(Recovery left) {
            var named = living().stream()
                    .map(Document::name)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            left.entries().forEach(entry -> named.add(entry.name()));
            assertThat(store.find(Query.of("claim")))
                    .as("names that are claimed")
                    .extracting(Document::key)
                    .isSubsetOf(named);
        }

        private void checkJobs(Mesh next) {
            assertThat(next.jobs().list(10))
                    .as("jobs")
                    .allSatisfy(job -> assertThat(job.state()).isNotEqualTo(JobState.RUNNING));
            for (var kind : List.of("run", "job", "status")) {
                assertThat(store.find(Query.of(kind).state(JobState.RUNNING.word())))
                        .as("running, of kind %s", kind)
                        .isEmpty();
            }
        }

        private void checkSettings(Mesh next) {
            assertThat(next.cloud().isActive())
                    .as("the default cloud is active")
                    .isTrue();
            next.cloud("sim").activate();
            next.use("sim");
            assertThat(next.cloud().images().list())
                    .as("images that are stored, all or none")
                    .size()
                    .isIn(0, 2);
            assertThat(next.cloud().images().refresh()).as("images").isEqualTo(2);
            assertThat(drawn)
                    .as("numbers drawn")
                    .doesNotHaveDuplicates()
                    .doesNotContain(next.counters().incr("mine"));
        }

        private void checkStoreEqualsCloud(Mesh next) {
            assertThat(states(next.nodes().refresh())).as("the store").isEqualTo(states(machines()));
            var sweep = next.sweep();
            assertThat(sweep.nodes()).as("machines without a claim").isEmpty();
            assertThat(sweep.ofOtherMeshes()).as("machines of other meshes").isEmpty();
        }

        private static Map<NodeId, String> states(List<Node> nodes) {
            return nodes.stream().collect(Collectors.toMap(Node::id, node -> node.name() + " " + node.state()));
        }

        private void useNamesAgain(Mesh next) {
            cloud.quota(Integer.MAX_VALUE);
            var taken = new HashSet<>(cloud.names());
            store.find(Query.of("claim")).forEach(claim -> taken.add(claim.key()));
            for (var name : program.freeNames()) {
                var node = next.nodes().boot(1, options -> options.name(name)).get(0);
                if (!taken.contains(name)) {
                    assertThat(node.name()).as("a name that is free").isEqualTo(name);
                }
                taken.add(node.name());
            }
            next.nodes().boot(2);
            assertThat(cloud.names()).as("names after another boot").doesNotHaveDuplicates();
            time.advance(SETTLED);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
