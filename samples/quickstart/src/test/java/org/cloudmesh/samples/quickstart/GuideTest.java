package org.cloudmesh.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.cloudmesh.Batch;
import org.cloudmesh.Cloud;
import org.cloudmesh.Command;
import org.cloudmesh.Config;
import org.cloudmesh.ConfigException;
import org.cloudmesh.ConsoleProgress;
import org.cloudmesh.DryRun;
import org.cloudmesh.History;
import org.cloudmesh.Job;
import org.cloudmesh.JobOptions;
import org.cloudmesh.JobState;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.Node;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.Table;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.local.LocalCloud;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.cloudmesh.testkit.stopwatch.Machine;
import org.cloudmesh.testkit.stopwatch.Stopwatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the guide shows, and compares what is printed with what the guide says is printed. */
class GuideTest extends PageTest {

    private static final Path GUIDE = Path.of("../../guide");
    private static final Path CONFIGURATION = GUIDE.resolve("configuration.md");
    private static final Path TABLES = GUIDE.resolve("tables.md");
    private static final Path JOBS = GUIDE.resolve("jobs.md");

    /** Where the guide's reader keeps the file. */
    private static final String HOME = "/home/ann/.cloudmesh";

    /** The job that the guide shows. */
    private static final String JOB = "01m7zat4tsbvhamsnk4zkv1qmb";

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime();

    @Test
    void everySnippetOfTheGuideIsTestedHereAndNoOther() throws IOException {
        assertTested(List.of(CONFIGURATION, TABLES, JOBS), List.of());
    }

    private void assertPrinted(Path page, String snippet) throws IOException {
        assertThat(printed.text().replace("\r\n", "\n").stripTrailing()).isEqualTo(output(page, snippet));
    }

    /** The file that the page shows. */
    private Path file() throws IOException {
        return Files.writeString(directory.resolve("cloudmesh.yaml"), yaml());
    }

    private static String yaml() throws IOException {
        return Snippets.blocks(CONFIGURATION, "yaml").get(0) + "\n";
    }

    @Test
    void opensTheCloudsOfTheFile() throws IOException {
        var standard = Path.of(System.getenv("CLOUDMESH_CONFIG_DIR"), "cloudmesh.yaml");
        Files.createDirectories(Objects.requireNonNull(standard.getParent()));
        Files.writeString(standard, yaml());
        try {
            // snippet: opensTheCloudsOfTheFile
            try (Mesh mesh = Mesh.open()) {
                System.out.println(mesh.defaults());
                System.out.println(Table.clouds(mesh.clouds()));
            }
            // end
        } finally {
            Files.delete(standard);
        }

        assertPrinted(CONFIGURATION, "opensTheCloudsOfTheFile");
    }

    @Test
    void bootsOnTheDefaultCloudOfTheFile() throws IOException {
        var file = file();

        try (var mesh = Mesh.open(o -> o.config(file).directory(directory))) {
            var nodes = mesh.nodes().boot();
            mesh.nodes().destroy(nodes);

            assertThat(nodes).extracting(Node::cloud).containsExactly("laptop");
        }
    }

    @Test
    void readsAndChangesTheFile() throws IOException {
        file();
        try (var mesh = Mesh.open(o -> o.directory(directory))) {
            // snippet: readsAndChangesTheFile
            Config config = mesh.config();
            String image = config.get("cloud.chameleon.default.image");
            Config ofAws = config.at("cloud.aws.default");
            Optional<String> flavor = ofAws.find("flavor"); // the file says size: either word will do

            config.set("cloud.chameleon.default.size", "m1.large");
            config.set("cloud.jetstream", Map.of("cm", Map.of("kind", "openstack")));
            config.remove("profile.firstname");
            // end

            assertThat(image).isEqualTo("CC-Ubuntu22.04");
            assertThat(flavor).contains("t2.micro");
        }

        assertThat(directory.resolve("cloudmesh.yaml"))
                .hasContent(yaml().replace("m1.medium", "m1.large").replaceFirst(" +firstname: .*\n", "") + """
                                    jetstream:
                                      cm:
                                        kind: openstack
                                """);
    }

    @Test
    void remembersWhatItWasTold() throws IOException {
        file();
        try (var mesh = Mesh.open(o -> o.directory(directory))) {
            // snippet: remembersWhatItWasTold
            mesh.cloud("aws").activate(); // or deactivate()
            mesh.use("aws"); // the default cloud from now on
            mesh.refresh(true); // every list asks the cloud first
            // end
        }

        try (var next = Mesh.open(o -> o.directory(directory))) {
            assertThat(next.cloud().name()).isEqualTo("aws");
            assertThat(next.defaults().refresh()).isTrue();
        }
        assertThat(directory.resolve("cloudmesh.yaml")).hasContent(yaml().replace("cloud: laptop", "cloud: aws"));
    }

    @Test
    void laysOnesOwnFileOverTheOneOfTheClass() throws IOException {
        var ofTheClass = file();
        var own = Files.writeString(
                directory.resolve("own.yaml"),
                Snippets.blocks(CONFIGURATION, "yaml").get(1));
        // snippet: laysOnesOwnFileOverTheOneOfTheClass
        try (Mesh mesh = Mesh.open(o -> o.config(own, ofTheClass))) {
            System.out.println(mesh.config().get("cloud.chameleon.default.size")); // m1.small
            System.out.println(mesh.defaults().experiment()); // thesis
        }
        // end

        assertThat(printed.text().lines()).containsExactly("m1.small", "thesis");
    }

    @Test
    void obeysTheProgramBeforeTheFile() throws IOException {
        var file = file();
        // snippet: obeysTheProgramBeforeTheFile
        try (Mesh mesh = Mesh.open(o -> o.config(file)
                .cloud("chameleon", new SimCloud(), c -> c.image("sim-image").location("here"))
                .store(Store.inMemory())
                .user("bob"))) {
            System.out.println(mesh.cloud("chameleon").nodes().boot().get(0).name()); // thesis-cloudmesh-bob-1
            System.out.println(mesh.clouds().stream().map(Cloud::name).toList()); // [chameleon, laptop, aws]
        }
        // end

        assertThat(printed.text().lines()).containsExactly("thesis-cloudmesh-bob-1", "[chameleon, laptop, aws]");
    }

    @Test
    void tellsWhatIsWrongAndWhere() throws IOException {
        file();
        try (var mesh = Mesh.open(o -> o.directory(directory))) {
            // snippet: tellsWhatIsWrongAndWhere
            for (var path : List.of(
                    "cloud.chamelon.default.image",
                    "cloud.aws.credentials.EC2_SECRET_KEY",
                    "cloud.chameleon.credentials.auth.password")) {
                try {
                    mesh.config().get(path);
                } catch (ConfigException e) {
                    System.out.println(e.getMessage());
                }
            }
            // end
        }

        assertThat(printed.text().replace(directory.toString(), HOME).stripTrailing())
                .isEqualTo(output(CONFIGURATION, "tellsWhatIsWrongAndWhere"));
    }

    /** A mesh on a cloud that gives ids in the order of the names. */
    private Mesh simulated(Consumer<MeshOptions> more) {
        return Mesh.open(o -> {
            o.cloud(new SimCloud().maxBatch(100))
                    .shell(new SimShell())
                    .time(time)
                    .user("ann")
                    .directory(directory);
            more.accept(o);
        });
    }

    @Test
    void showsNodes() throws IOException {
        try (var mesh = simulated(o -> {})) {
            // snippet: showsNodes
            Batch<Node> nodes = mesh.nodes().boot(2, o -> o.name("web[1-2]"));
            System.out.println(Table.nodes(nodes));
            // end
        }

        assertPrinted(TABLES, "showsNodes");
    }

    @Test
    void showsTheSameInFourWays() throws IOException {
        // snippet: showsTheSameInFourWays
        var table = new Table("Name", "Hours", "Note").keep("Name");
        table.row("web1", "12", "to be stopped when the experiment is over").row("db", null, "=1+1");

        System.out.println(table.toString(40));
        System.out.print(table.toCsv());
        System.out.println(table.toJson());
        System.out.println(table.toHtml());
        // end

        assertPrinted(TABLES, "showsTheSameInFourWays");
    }

    @Test
    void tellsWhatBecameOfNames() throws IOException {
        try (var mesh = simulated(o -> {})) {
            mesh.nodes().boot(2, o -> o.name("web[1-2]"));
            // snippet: tellsWhatBecameOfNames
            System.out.println(mesh.nodes().status("web1,db"));
            System.out.println(mesh.nodes().status());
            // end
        }

        assertPrinted(TABLES, "tellsWhatBecameOfNames");
    }

    @Test
    void doesWhatCanBeDoneByName() throws IOException {
        try (var mesh = simulated(o -> {})) {
            mesh.nodes().boot(2, o -> o.name("web[1-2]"));
            // snippet: doesWhatCanBeDoneByName
            try {
                mesh.nodes().stop("web[1-2],db");
            } catch (PartialFailureException e) {
                System.out.println(e.batch());
            }
            var started = mesh.nodes().start("web[1-2],db", o -> o.atLeast(1));
            started.failures().forEach(System.out::println);
            // end

            assertThat(started).hasSize(2);
        }

        assertPrinted(TABLES, "doesWhatCanBeDoneByName");
    }

    @Test
    void showsWhatHappens() throws IOException {
        // snippet: showsWhatHappens
        var console = new ConsoleProgress(System.out);
        // end
        try (var mesh = simulated(o -> o.onEvent(console))) {
            mesh.nodes().boot(1, o -> o.name("web1"));
            mesh.cloud().images().refresh();
            mesh.nodes().stop("web1");
            mesh.nodes().destroy("web1");
            mesh.use("sim");
        }

        assertPrinted(TABLES, "showsWhatHappens");
    }

    @Test
    void tellsWhatWouldBeDone() throws IOException {
        try (var mesh = simulated(o -> {})) {
            // snippet: tellsWhatWouldBeDone
            DryRun dry = mesh.dryRun();
            var planned = dry.nodes().boot(1, o -> o.name("web1"));
            dry.jobs().run(Script.of("uptime"), planned).await();
            dry.nodes().destroy("web1");
            dry.plan().forEach(System.out::println);
            // end
        }

        assertPrinted(TABLES, "tellsWhatWouldBeDone");
    }

    @Test
    void measuresWhatTakesLong() throws IOException {
        var stopwatch = new Stopwatch(
                time, Machine.of(Map.of("node", "laptop", "system", "Linux", "user", "ann", "version", "#1 SMP")));
        try (var mesh = simulated(o -> {})) {
            // snippet: measuresWhatTakesLong
            stopwatch.time("boot", () -> mesh.nodes().boot(2));
            stopwatch.start("crunch");
            crunch();
            stopwatch.stop("crunch"); // or fail("crunch")
            stopwatch.tag("crunch", "first try");
            System.out.println(stopwatch);
            // end
        }

        assertPrinted(TABLES, "measuresWhatTakesLong");
    }

    private void crunch() {
        time.advance(Duration.ofMillis(2060));
    }

    /** A mesh on machines of this computer. */
    private Mesh local() {
        return Mesh.open(o -> o.cloud(LocalCloud.create()).user("ann").directory(directory));
    }

    private static Batch<Node> ready(Mesh mesh, int count) {
        var booted = mesh.nodes().boot(count, o -> o.name("web[1-" + count + "]"));
        return mesh.nodes().awaitReady(booted, Duration.ofMinutes(1));
    }

    @Test
    void runsOnManyNodesAtOnce() {
        try (var mesh = local()) {
            var nodes = ready(mesh, 2);
            // snippet: runsOnManyNodesAtOnce
            Job job = mesh.jobs().run(Script.of("echo $(uname -s); exit 3"), nodes);
            for (Result result : job) { // each as soon as it is there
                System.out.println(result.node().name() + " " + result.text() + ", " + result.outcome());
            }
            List<Result> all = job.await(); // or all of them at the end
            // end

            assertThat(all).hasSize(2);
            assertThat(job.state()).isEqualTo(JobState.DONE);
        }

        assertThat(printed.text().lines())
                .map(line -> line.replaceAll(" \\S+,", " Linux,"))
                .containsExactlyInAnyOrder("web1 Linux, exit 3", "web2 Linux, exit 3");
    }

    @Test
    void tellsAJobAllItNeeds() throws IOException {
        var password = "canary-of-a-secret";
        var data = Files.createDirectory(directory.resolve("data"));
        var results = directory.resolve("results");
        Files.writeString(data.resolve("numbers"), "1 2 3\n");
        try (var mesh = local()) {
            var nodes = ready(mesh, 2);
            // snippet: tellsAJobAllItNeeds
            var script = Script.of("""
                    read name
                    wc -w <in/numbers >count
                    echo "$GREETING $name, $1, $2"
                    """).with("a b", "$HOME"); // they reach it as they are
            Consumer<JobOptions> told = o -> o.description("counts")
                    .environment("GREETING", "hello")
                    .secret("DB_PASSWORD", password) // its value is recorded nowhere
                    .stdin("ann\n") // or a file
                    .send(data, "in") // a file or a directory, before it begins
                    .fetch("count", results) // afterwards, into results/web1 and results/web2
                    .outputLimit(1 << 20)
                    .timeout(Duration.ofMinutes(5))
                    .onLine(System.out::println); // as it is printed: web1: hello ann, …
            Job job = mesh.jobs().run(script, nodes, told);
            // end

            assertThat(job.await()).extracting(Result::text).containsOnly("hello ann, a b, $HOME");
            assertThat(results.resolve("web2").resolve("count")).content().isEqualToIgnoringWhitespace("3");
        }

        assertThat(printed.text().lines())
                .containsExactlyInAnyOrder("web1: hello ann, a b, $HOME", "web2: hello ann, a b, $HOME");
    }

    @Test
    void endsAJob() {
        try (var mesh = local()) {
            var nodes = ready(mesh, 1);
            // snippet: endsAJob
            Job job = mesh.jobs().run(Command.of("sleep", "1000"), nodes);
            job.cancel(); // on every node, with all it started there; does not wait
            System.out.println(job.await().size() + " " + job.state()); // 1 CANCELLED
            // end
        }

        assertThat(printed.text().strip()).isEqualTo("1 CANCELLED");
    }

    @Test
    void reachesNodesThroughAnother() {
        var shell = new SimShell();
        try (var own = simulated(o -> {})) {
            own.nodes().boot(1);
        }
        var key = directory.resolve("id_ed25519");
        var passphrase = "hush";
        var seen = new CopyOnWriteArrayList<String>();
        shell.answer((host, task) -> {
            seen.add(host.identity() + " "
                    + Objects.requireNonNull(host.jumpHost()).address());
            return new SimShell.Answer("", "", 0);
        });
        Consumer<MeshOptions> simulation = o -> o.cloud(new SimCloud())
                .store(Store.inMemory())
                .time(time)
                .shell(shell)
                .directory(directory);
        // snippet: reachesNodesThroughAnother
        Consumer<MeshOptions> access = o -> o.privateKey(key) // key-cert.pub beside it is used, too
                .passphrase(passphrase::toCharArray) // asked for when it is needed
                .jumpHost("cc@gateway.example.org") // or user@host:port
                .concurrency(100); // nodes at a time; 256 unless said otherwise
        try (Mesh mesh = Mesh.open(access.andThen(simulation))) {
            mesh.jobs().run(Command.of("hostname"), mesh.nodes().boot(2)).await();
        }
        // end

        assertThat(seen).containsExactly(key + " cc@gateway.example.org", key + " cc@gateway.example.org");
    }

    @Test
    void looksWhetherNodesAnswer() {
        try (var mesh = local()) {
            var nodes = ready(mesh, 2);
            // snippet: looksWhetherNodesAnswer
            mesh.nodes().check(nodes).forEach(System.out::println); // web1 : ready, 0.05 s
            System.out.println(mesh.nodes().ping(nodes).get(0).received()); // 1, if it lets pings through
            // end
        }

        assertThat(printed.text().lines()).first().asString().matches("web1 : ready, \\d+\\.\\d\\d s");
        assertThat(printed.text().lines()).hasSize(3);
    }

    /** Says that it has begun, and ends when it is let go. */
    private static final Script SIMULATION = Script.of("echo begun; until [ -e go ]; do sleep 0.1; done; echo over");

    private static void letGo(Mesh mesh, Batch<Node> nodes) {
        mesh.jobs().run(Command.of("touch", "go"), nodes).await();
    }

    @Test
    void outlivesTheProgramThatBeganIt() throws InterruptedException {
        var script = SIMULATION;
        // Its machines are this program's: they are up while one mesh is open.
        try (var machines = local()) {
            var nodes = ready(machines, 2);
            var begun = new CountDownLatch(2);
            String id;
            try (var mesh = local()) {
                // snippet: outlivesTheProgramThatBeganIt
                Job job = mesh.jobs().run(script, nodes, o -> o.detached().onLine(line -> begun.countDown()));
                id = job.id(); // to find it again; jobs().list() has it, too
                begun.await(); // it runs: this program may end now
                // end
            }
            var before = machines.jobs().get(id).state();
            letGo(machines, nodes);

            assertThat(before).isEqualTo(JobState.RUNNING);
            assertThat(machines.jobs().get(id).await()).extracting(Result::text).containsOnly("begun\nover");
        }
    }

    @Test
    void isFoundByAnotherProgram() {
        try (var machines = local()) {
            var nodes = ready(machines, 2);
            var id = machines.jobs().run(SIMULATION, nodes, o -> o.detached()).id();
            try (var mesh = local()) {
                letGo(mesh, nodes);
                // snippet: isFoundByAnotherProgram
                Job job = mesh.jobs().get(id);
                job.follow(System.out::println); // all its lines, from the first one on
                List<Result> results = job.await(); // or job.cancel()
                // end

                assertThat(results).extracting(Result::text).containsOnly("begun\nover");
            }
        }

        assertThat(printed.text().lines())
                .containsExactlyInAnyOrder("web1: begun", "web1: over", "web2: begun", "web2: over");
    }

    @Test
    void runsAgainElsewhere() {
        try (var mesh = local()) {
            var nodes = ready(mesh, 2);
            var first = mesh.jobs().run(Script.of("echo $TRY"), nodes.get(0));
            first.await();
            var id = first.id();
            // snippet: runsAgainElsewhere
            Job last = mesh.jobs().get(id);
            Job again = last.rerun(); // the same, on the same nodes
            Job elsewhere = last.rerun(nodes, o -> o.environment("TRY", "2")); // the same but for this
            // end

            assertThat(again.await()).extracting(Result::text).containsExactly("");
            assertThat(elsewhere.await()).extracting(Result::text).containsExactly("2", "2");
        }
    }

    @Test
    void tellsWhoDidWhat() throws IOException {
        try (var mesh = simulated(o -> {})) {
            var nodes = mesh.nodes().boot(2, o -> o.name("web[1-2]"));
            time.advance(Duration.ofMinutes(1));
            var job = mesh.jobs().run(Script.of("uptime"), nodes);
            job.await();
            time.advance(Duration.ofMinutes(1));
            mesh.nodes().stop(nodes);
            // snippet: tellsWhoDidWhat
            List<History.Entry> page = mesh.history().list(50);
            page.forEach(System.out::println);
            System.out.println(Table.jobs(mesh.jobs().list(10)));
            // end

            assertThat(printed.text().replace(job.id(), JOB).stripTrailing())
                    .isEqualTo(output(JOBS, "tellsWhoDidWhat"));
        }
    }

    @Test
    void turnsPagesOfHistoryAndForgetsThem() {
        try (var mesh = simulated(o -> {})) {
            mesh.nodes().boot(2, o -> o.name("web[1-2]"));
            mesh.nodes().stop("web1");
            var last = mesh.history().list(1).get(0);
            // snippet: turnsPagesOfHistoryAndForgetsThem
            List<History.Entry> next = mesh.history().list(50, last.id()); // those before it
            List<History.Entry> ofWeb1 = mesh.history().of(mesh.nodes().get("web1"), 20);
            int gone = mesh.history().pruneOlderThan(Duration.ofDays(90)); // or pruneAllBut(1000)
            // end

            assertThat(next).extracting(History.Entry::verb).containsExactly("boot");
            assertThat(ofWeb1).extracting(History.Entry::verb).containsExactly("stop", "boot");
            assertThat(gone).isZero();
        }
    }
}
