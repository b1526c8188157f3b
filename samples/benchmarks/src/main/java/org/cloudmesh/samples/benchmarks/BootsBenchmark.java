package org.cloudmesh.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cloudmesh.Mesh;
import org.cloudmesh.Table;
import org.cloudmesh.spi.Store;
import org.cloudmesh.store.mongo.MongoStore;
import org.cloudmesh.store.sqlite.SqliteStore;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimServer;

/**
 * How many machines a second programs of 64 threads boot one by one on one cloud and one store: one program in memory, four on
 * SQLite and on MongoDB, which share it. {@code BOOTS} says how many each boots (500), {@code ROUNDS} how often (3).
 */
public final class BootsBenchmark {

    private static final int THREADS = 64;
    private static final int PROGRAMS = 4;
    private static final int BOOTS = number("BOOTS", 500);
    private static final int ROUNDS = number("ROUNDS", 3);

    private BootsBenchmark() {}

    private static int number(String variable, int otherwise) {
        var given = System.getenv(variable);
        return given == null ? otherwise : Integer.parseInt(given);
    }

    /** Prints the table; with a port and the place of a store, is one of the programs. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            boot(Integer.parseInt(args[0]), args[1], Path.of(args[2]));
            return;
        }
        var table = new Table("Store", "Programs", "Boots", "Median boots/s", "Slowest", "Fastest", "Names twice");
        try (var mongo = new MongoServerHere()) {
            measure(table, "memory", 1, directory -> "memory");
            measure(
                    table,
                    "SQLite",
                    PROGRAMS,
                    directory -> directory.resolve("cloudmesh.db").toString());
            measure(
                    table,
                    mongo.name(),
                    PROGRAMS,
                    directory ->
                            mongo.uri() + directory.getFileName().toString().hashCode());
        }
        System.out.println(table);
    }

    private interface Place {
        String in(Path directory);
    }

    private static void measure(Table table, String name, int programs, Place place) throws Exception {
        var rates = new ArrayList<Double>();
        long twice = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var directory = Files.createTempDirectory("boots-benchmark");
            var cloud = new SimCloud();
            try (var server = SimServer.of(cloud)) {
                server.start();
                double seconds = seconds(programs, server.port(), place.in(directory), directory);
                rates.add(programs * BOOTS / seconds);
                var names = cloud.names();
                twice += names.size() - names.stream().distinct().count();
                if (names.size() != programs * BOOTS) {
                    throw new IllegalStateException("%s lost machines: %d are there".formatted(name, names.size()));
                }
            } finally {
                SshBenchmark.delete(directory);
            }
        }
        rates.sort(null);
        table.row(
                name,
                String.valueOf(programs),
                String.valueOf(programs * BOOTS),
                rate(rates.get(rates.size() / 2)),
                rate(rates.get(0)),
                rate(rates.get(rates.size() - 1)),
                String.valueOf(twice));
    }

    private static String rate(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    /** From when all have opened their mesh until the last one has booted all. */
    private static double seconds(int programs, int port, String place, Path directory) throws Exception {
        var processes = new ArrayList<Process>();
        try {
            for (int i = 0; i < programs; i++) {
                processes.add(start(port, place, directory));
            }
            for (var each : processes) {
                expect(each, "ready");
            }
            long begun = System.nanoTime();
            for (var each : processes) {
                each.getOutputStream().write('\n');
                each.getOutputStream().flush();
            }
            for (var each : processes) {
                expect(each, "done");
            }
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static Process start(int port, String place, Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        BootsBenchmark.class.getName(),
                        String.valueOf(port),
                        place,
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void expect(Process process, String word) throws IOException {
        var said = process.inputReader().readLine();
        if (!word.equals(said)) {
            throw new IllegalStateException("a program said %s, not %s".formatted(said, word));
        }
    }

    private static void boot(int port, String place, Path directory) throws Exception {
        var executor = Executors.newFixedThreadPool(THREADS);
        try (var mesh = Mesh.open(o -> o.directory(directory)
                .store(store(place))
                .cloud(SimServer.at(port))
                .user("ann"))) {
            System.out.println("ready");
            if (System.in.read() >= 0) {
                var left = new AtomicInteger(BOOTS);
                Callable<Integer> work = () -> boot(mesh, left);
                List<Callable<Integer>> all =
                        IntStream.range(0, THREADS).mapToObj(i -> work).toList();
                for (var done : executor.invokeAll(all)) {
                    done.get();
                }
                System.out.println("done");
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static Store store(String place) {
        if (place.equals("memory")) {
            return Store.inMemory();
        }
        return place.startsWith("mongodb:") ? MongoStore.at(place) : SqliteStore.at(Path.of(place));
    }

    private static int boot(Mesh mesh, AtomicInteger left) {
        int booted = 0;
        while (left.getAndDecrement() > 0) {
            mesh.nodes().boot(1);
            booted++;
        }
        return booted;
    }
}
