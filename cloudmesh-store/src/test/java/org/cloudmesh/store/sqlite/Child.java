package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Store;

/** Another program on the same file: it claims and counts, or writes until it is killed, and prints what it was told. */
public final class Child {

    private static final int THREADS = 8;

    private Child() {}

    /** {@code claim FILE COUNT} or {@code write FILE BATCH}. */
    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[2]);
        try (var store = SqliteStore.at(Path.of(arguments[1]))) {
            if (arguments[0].equals("claim")) {
                claim(store, number);
            } else {
                write(store, number);
            }
        }
    }

    static ProcessBuilder builder(String verb, Path file, int number) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        verb,
                        file.toString(),
                        String.valueOf(number))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static void claim(Store store, int count) throws Exception {
        var executor = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<List<String>> work = () -> claimAndCount(store, count);
            for (var future : executor.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> work).toList())) {
                future.get().forEach(System.out::println);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Claims names as a program does: from the first on, until enough were free. */
    private static List<String> claimAndCount(Store store, int count) {
        var told = new ArrayList<String>();
        int claimed = 0;
        for (int i = (int) store.addToCounter("start", 150); claimed < count; i++) {
            var name = "web" + i;
            if (store.putIfAbsent(List.of(Document.of("claim", name, "{}"))).isEmpty()) {
                told.add("claimed " + name);
                told.add("counted " + store.addToCounter("total", 1));
                claimed++;
            }
        }
        return told;
    }

    private static void write(Store store, int batch) {
        for (int i = 0; ; i++) {
            int first = i * batch;
            var nodes = IntStream.range(first, first + batch)
                    .mapToObj(n -> Document.of("node", "n" + n, "{\"n\":" + n + "}"))
                    .toList();
            store.put(nodes, i % 2 == 0 ? Durability.NORMAL : Durability.FORCED);
            System.out.println((i + 1) * batch);
        }
    }
}
