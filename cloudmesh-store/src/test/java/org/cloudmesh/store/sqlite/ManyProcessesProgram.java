package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cloudmesh.Mesh;
import org.cloudmesh.store.mongo.MongoStore;
import org.cloudmesh.testkit.sim.SimServer;

/** Boots machines one by one on many threads, and prints the name of each. */
final class ManyProcessesProgram {

    private ManyProcessesProgram() {}

    /** Takes the mesh's directory, the cloud's port, how many threads, how many machines, and a MongoDB's URI if it is not SQLite. */
    public static void main(String[] arguments) throws Exception {
        var directory = Path.of(arguments[0]);
        int threads = Integer.parseInt(arguments[2]);
        var left = new AtomicInteger(Integer.parseInt(arguments[3]));
        var executor = Executors.newFixedThreadPool(threads);
        try (var mesh = Mesh.open(options -> options.directory(directory)
                .store(
                        arguments.length > 4
                                ? MongoStore.at(arguments[4])
                                : SqliteStore.at(directory.resolve("cloudmesh.db")))
                .cloud(SimServer.at(Integer.parseInt(arguments[1])))
                .user("ann"))) {
            Callable<Integer> work = () -> boot(mesh, left);
            for (var future : executor.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> work).toList())) {
                future.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static int boot(Mesh mesh, AtomicInteger left) {
        int booted = 0;
        while (left.getAndDecrement() > 0) {
            System.out.println(mesh.nodes().boot(1).get(0).name());
            booted++;
        }
        return booted;
    }
}
