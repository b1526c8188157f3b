package org.cloudmesh.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;

/** Prints how long the usual things take, in memory and in SQLite: medians of warm rounds. Run by hand. */
public final class StoreTimes {

    private static final int CATALOG_SIZE = 24_000;
    private static final int ROUNDS = 9;

    private StoreTimes() {}

    /** Takes no argument. */
    public static void main(String[] arguments) throws Exception {
        try (var memory = Store.inMemory()) {
            print("memory", memory);
        }
        var directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), "times");
        var file = directory.resolve("cloudmesh.db");
        try (var sqlite = SqliteStore.at(file)) {
            print("sqlite", sqlite);
        }
        System.out.printf(Locale.ROOT, "file %.1f MB%n", Files.size(file) / 1e6);
        System.out.printf(
                Locale.ROOT,
                "open and close %.1f ms%n",
                millis(() -> SqliteStore.at(file).close()));
        Files.delete(file);
        Files.delete(directory);
    }

    private static void print(String name, Store store) {
        var images = documents("image", CATALOG_SIZE);
        time(name, "put 24,000 new", 1, () -> store.put(images, Durability.NORMAL));
        time(name, "put 24,000 again", ROUNDS, () -> store.put(images, Durability.NORMAL));
        time(name, "replace 24,000", ROUNDS, () -> store.replace("image", "aws", images.iterator()));
        store.put(documents("node", 1000), Durability.NORMAL);
        time(name, "find 1,000 nodes", 100, () -> store.find(Query.of("node")));
        time(
                name,
                "find 1,000 nodes of a cloud",
                100,
                () -> store.find(Query.of("node").cloud("aws")));
        time(name, "find 24,000 images", ROUNDS, () -> store.find(Query.of("image")));
        time(
                name,
                "a page of 100 near the end",
                100,
                () -> store.find(Query.of("image").cloud("aws").after("key9990").limit(100)));
        time(
                name,
                "get 10,000 at once",
                ROUNDS,
                () -> store.getAll(
                        "image",
                        images.subList(0, 10_000).stream().map(Document::key).toList()));
        time(
                name,
                "2,000 lookups by name",
                ROUNDS,
                () -> IntStream.range(0, 2000)
                        .forEach(i -> store.find(Query.of("image").name("name" + i))));
        time(name, "2,000 gets", ROUNDS, () -> IntStream.range(0, 2000).forEach(i -> store.get("image", "key" + i)));
        time(
                name,
                "2,000 claims one by one",
                1,
                () -> documents("claim", 2000).forEach(claim -> store.putIfAbsent(List.of(claim))));
        time(
                name,
                "2,000 claims that are taken",
                ROUNDS,
                () -> documents("claim", 2000).forEach(claim -> store.putIfAbsent(List.of(claim))));
        time(name, "2,000 claims in one batch", 1, () -> store.putIfAbsent(documents("batch", 2000)));
        time(
                name,
                "10,000 counts",
                ROUNDS,
                () -> IntStream.range(0, 10_000).forEach(i -> store.addToCounter("total", 1)));
        time(
                name,
                "1,000 normal puts",
                ROUNDS,
                () -> images.subList(0, 1000).forEach(image -> store.put(List.of(image), Durability.NORMAL)));
        time(
                name,
                "200 forced puts",
                ROUNDS,
                () -> images.subList(0, 200).forEach(image -> store.put(List.of(image), Durability.FORCED)));
    }

    private static List<Document> documents(String kind, int count) {
        var text = "x".repeat(1000);
        return IntStream.range(0, count)
                .mapToObj(i -> new Document(
                        kind,
                        "key" + i,
                        "aws",
                        "name" + i,
                        "RUNNING",
                        "{\"n\":%d,\"text\":\"%s\"}".formatted(i, text),
                        0))
                .toList();
    }

    private static void time(String store, String what, int rounds, Runnable work) {
        var times = new ArrayList<Double>();
        for (int i = 0; i < rounds; i++) {
            times.add(millis(work));
        }
        Collections.sort(times);
        System.out.printf(Locale.ROOT, "%-8s %-30s %9.2f ms%n", store, what, times.get(rounds / 2));
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
