package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.SimCloud;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server that {@code CLOUDMESH_IT_MONGO} names, killed by {@code kill -9} and started again, by the shell command in
 * {@code CLOUDMESH_IT_MONGO_RESTART}, while programs work on it.
 */
@Tag("clouds")
class KilledServerCloudsTest {

    private static final int THREADS = 4;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private String uri = "";

    @BeforeEach
    void findTheServer() {
        var given = System.getenv("CLOUDMESH_IT_MONGO");
        assumeTrue(
                given != null && System.getenv("CLOUDMESH_IT_MONGO_RESTART") != null, "no server that can be killed");
        uri = OtherDatabase.of(given, "it_" + UUID.randomUUID().toString().substring(0, 8));
    }

    private static void restart() throws Exception {
        var command = String.valueOf(System.getenv("CLOUDMESH_IT_MONGO_RESTART"));
        var process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        try (var store = MongoStore.at(uri)) {
            var threads = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                working.add(threads.submit(() -> claimAndPut(store, thread)));
            }
            awaitAcknowledged(200);
            var killed = processOf(store);

            restart();
            long back = System.nanoTime();
            awaitAcknowledged(acknowledged.size() + 50);
            double seconds = (System.nanoTime() - back) / 1e9;
            over.set(true);
            for (var each : working) {
                each.get();
            }
            threads.shutdown();

            assertThat(store.find(Query.of("claim"))).extracting(Document::key).containsAll(acknowledged);
            assertThat(store.find(Query.of("job"))).extracting(Document::key).containsAll(acknowledged);
            // Not every kill refuses a call: the driver tries a read again.
            assertThat(processOf(store)).isNotEqualTo(killed);
            System.out.printf(
                    "%d acknowledged, %d refused, 50 more %.1f s after it was back%n",
                    acknowledged.size(), refused.get(), seconds);
            store.unwrap(MongoDatabase.class).drop();
        }
    }

    private static long processOf(Store server) {
        var status = server.unwrap(MongoDatabase.class).runCommand(BsonDocument.parse("{serverStatus: 1}"));
        return status.get("pid", Number.class).longValue();
    }

    private void awaitAcknowledged(int count) {
        while (acknowledged.size() < count) {
            Thread.onSpinWait();
        }
    }

    private void claimAndPut(Store store, int thread) {
        for (int i = 0; !over.get(); i++) {
            var key = "%d-%d".formatted(thread, i);
            try {
                store.putIfAbsent(List.of(Document.of("claim", key, "{}")));
                store.put(List.of(Document.of("job", key, "{\"status\":\"done\"}")), Durability.NORMAL);
                acknowledged.add(key);
            } catch (StoreException e) {
                refused.incrementAndGet();
            }
        }
    }

    @Test
    void bootsNothingTwiceAndForgetsNoMachine(@TempDir Path directory) throws Exception {
        var cloud = new SimCloud();
        try (var mesh = open(cloud, directory)) {
            var threads = Executors.newFixedThreadPool(THREADS);
            var working = IntStream.range(0, THREADS)
                    .mapToObj(i -> threads.submit(() -> bootUntilOver(mesh)))
                    .toList();
            awaitAcknowledged(10);

            restart();
            awaitAcknowledged(acknowledged.size() + 10);
            over.set(true);
            for (var each : working) {
                each.get();
            }
            threads.shutdown();
        }
        try (var next = open(cloud, directory)) {
            next.recover();

            assertThat(cloud.names()).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(next.nodes().list()).extracting(Node::name).containsExactlyInAnyOrderElementsOf(cloud.names());
            next.store().unwrap(MongoDatabase.class).drop();
        }
    }

    private Mesh open(SimCloud cloud, Path directory) {
        return Mesh.open(
                o -> o.cloud(cloud).store(MongoStore.at(uri)).user("ann").directory(directory));
    }

    private void bootUntilOver(Mesh mesh) {
        while (!over.get()) {
            try {
                mesh.nodes().boot(1).forEach(node -> acknowledged.add(node.name()));
            } catch (StoreException e) {
                refused.incrementAndGet();
            }
        }
    }
}
