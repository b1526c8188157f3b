package org.cloudmesh.samples.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cloudmesh.Command;
import org.cloudmesh.Job;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.Table;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.ForwardingStore;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.store.mongo.MongoStore;
import org.cloudmesh.store.sqlite.SqliteStore;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;

/** What large lists take: image lists replaced and searched, and pages of many nodes and jobs, in each store. */
public final class SizesBenchmark {

    private static final MongoServerHere MONGO = new MongoServerHere();

    private static final Map<String, Function<Path, Store>> STORES = Map.of(
            "memory",
            directory -> Store.inMemory(),
            "SQLite",
            directory -> SqliteStore.at(directory.resolve("cloudmesh.db")),
            MONGO.name(),
            directory -> MongoStore.at(MONGO.uri()));

    private static final int SOME_IMAGES = 24_000;
    private static final int MANY_IMAGES = 100_000;
    private static final int NODES = 10_000;
    private static final int JOBS = 100_000;
    private static final int PAGE = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "9"));

    private final Table table;
    private final String name;
    private final Store store;
    private final Path directory;
    private final SimCloud cloud = new SimCloud();

    private SizesBenchmark(Table table, String name, Store store, Path directory) {
        this.table = table;
        this.name = name;
        this.store = store;
        this.directory = directory;
    }

    /** Prints the table. */
    public static void main(String[] args) throws Exception {
        var table = new Table("Store", "What", "Median ms", "Fastest", "Slowest");
        for (var each : STORES.entrySet().stream()
                .filter(entry -> isWanted(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            var directory = Files.createTempDirectory("sizes-benchmark");
            try (var store = each.getValue().apply(directory)) {
                new SizesBenchmark(table, each.getKey(), store, directory).run();
            } finally {
                SshBenchmark.delete(directory);
            }
        }
        MONGO.close();
        System.out.println(table);
    }

    private static boolean isWanted(String store) {
        var wanted = System.getenv("STORES");
        return wanted == null || List.of(wanted.split(",")).contains(store);
    }

    private void run() throws Exception {
        replace(SOME_IMAGES);
        readWhileReplacing();
        replace(MANY_IMAGES);
        search();
        nodes();
        jobs();
    }

    private Mesh open() {
        return Mesh.open(o -> o.cloud(cloud)
                .store(new OpenStore(store))
                .time(new VirtualTime())
                .shell(new SimShell())
                .directory(directory));
    }

    private void replace(int count) {
        var images = images(count);
        measure("replace %,d images of 1 kB".formatted(count), count, () ->
                (int) store.replace("image", "sim", images.iterator()));
    }

    private static List<Document> images(int count) {
        return IntStream.range(0, count).mapToObj(SizesBenchmark::image).toList();
    }

    private static Document image(int number) {
        var id = "image-%06d".formatted(number);
        var name = "ubuntu-%d-server".formatted(number % 977);
        var json = """
                {"cm":{"kind":"image","cloud":"sim","id":"%1$s","name":"%2$s","architecture":"x86_64","owner":"%3$s"},\
                "id":"%1$s","name":"%2$s","description":"A server, built daily","tags":["lts","cuda"],"links":"%4$s"}""".formatted(id, name, Integer.toHexString(number % 31), "https://127.0.0.1/v2/images/".repeat(27));
        return new Document("image", "sim/" + id, "sim", name, null, json, 0);
    }

    private void readWhileReplacing() throws Exception {
        var images = images(SOME_IMAGES);
        var millis = new ArrayList<Double>();
        try (var mesh = open()) {
            for (int i = 0; i < ROUNDS; i++) {
                var writer = new FutureTask<>(() -> store.replace("image", "sim", images.iterator()));
                new Thread(writer).start();
                while (!writer.isDone()) {
                    millis.add(millis(
                            PAGE, () -> mesh.cloud("sim").images().list(PAGE).size()));
                }
                writer.get();
            }
        }
        row("a page of images meanwhile", millis);
    }

    private void search() {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            try (var mesh = open()) {
                millis.add(millis(1, () -> search(mesh, "IMAGE-077777 server")));
            }
        }
        row("first search in %,d".formatted(MANY_IMAGES), millis);
        try (var mesh = open()) {
            measure("search again, 1 found", 1, () -> search(mesh, "IMAGE-077777 server"));
            measure("search again, 10 found", 10, () -> search(mesh, "image-07777"));
            measure("search again, none found", 0, () -> search(mesh, "ubuntu nowhere"));
            measure(
                    "search again, the first 100 of all",
                    PAGE,
                    () -> mesh.cloud("sim").images().search("server lts", PAGE).size());
        }
    }

    private static int search(Mesh mesh, String words) {
        return mesh.cloud("sim").images().search(words).size();
    }

    private void nodes() {
        for (int i = 0; i < 2 * NODES; i++) {
            cloud.add("node" + i);
        }
        try (var mesh = open()) {
            mesh.nodes().refresh();
            cloud.machines().stream().limit(NODES).forEach(machine -> cloud.remove(machine.id()));
            var left = mesh.nodes().refresh().stream()
                    .map(Node::id)
                    .sorted(Comparator.comparing(NodeId::toString))
                    .toList();
            measure(
                    "first 100 of %,d nodes, as many are gone".formatted(NODES),
                    PAGE,
                    () -> mesh.nodes().list(PAGE).size());
            measure(
                    "100 in the middle",
                    PAGE,
                    () -> mesh.nodes().list(PAGE, left.get(NODES / 2)).size());
            measure(
                    "the last 100",
                    PAGE,
                    () -> mesh.nodes().list(PAGE, left.get(NODES - PAGE - 1)).size());
        }
    }

    private void jobs() {
        try (var mesh = open()) {
            var job = mesh.jobs().run(Command.of("hostname"), mesh.nodes().list(1));
            job.await();
            for (var kind : List.of("run", "job", "history")) {
                copy(kind, job);
            }
            measure(
                    "last 100 of %,d jobs".formatted(JOBS),
                    PAGE,
                    () -> mesh.jobs().list(PAGE).size());
            measure(
                    "100 in the middle",
                    PAGE,
                    () -> mesh.jobs().list(PAGE, id(job, JOBS / 2)).size());
            measure(
                    "the first 100",
                    PAGE,
                    () -> mesh.jobs().list(PAGE, id(job, PAGE)).size());
        }
    }

    /** As if it had run so often. */
    private void copy(String kind, Job job) {
        var document = store.find(Query.of(kind).keyPrefix(job.id())).get(0);
        store.put(
                IntStream.range(0, JOBS)
                        .mapToObj(i -> new Document(
                                kind,
                                document.key().replace(job.id(), id(job, i)),
                                document.cloud(),
                                document.name(),
                                document.state(),
                                document.json().replace(job.id(), id(job, i)),
                                0))
                        .toList(),
                Durability.NORMAL);
        store.delete(kind, List.of(document.key()));
    }

    private static String id(Job job, int number) {
        return job.id().substring(0, 20) + "%06d".formatted(number);
    }

    /** What is measured, and how many things it dealt with. */
    private interface Work {
        int run();
    }

    private void measure(String what, int expected, Work work) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < WARM_UP.toNanos()) {
            millis(expected, work);
        }
        row(
                what,
                IntStream.range(0, ROUNDS).mapToObj(i -> millis(expected, work)).toList());
    }

    private static double millis(int expected, Work work) {
        long begun = System.nanoTime();
        int count = work.run();
        double took = (System.nanoTime() - begun) / 1e6;
        if (count != expected) {
            throw new IllegalStateException("expected %d, not %d".formatted(expected, count));
        }
        return took;
    }

    private void row(String what, List<Double> millis) {
        var sorted = millis.stream().sorted().toList();
        table.row(name, what, text(sorted, sorted.size() / 2), text(sorted, 0), text(sorted, sorted.size() - 1));
    }

    private static String text(List<Double> millis, int index) {
        return String.format(Locale.ROOT, "%.1f", millis.get(index));
    }

    /** One that a mesh does not close. */
    private static final class OpenStore extends ForwardingStore {

        private final Store store;

        OpenStore(Store store) {
            this.store = store;
        }

        @Override
        protected Store store() {
            return store;
        }

        @Override
        public Store namespace(String user) {
            return store.namespace(user);
        }

        @Override
        public void close() {}
    }
}
