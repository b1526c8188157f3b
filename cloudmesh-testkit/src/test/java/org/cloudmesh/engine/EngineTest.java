package org.cloudmesh.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.cloudmesh.Event;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A mesh over a simulated cloud, on a clock that stands still, with a store that outlives the mesh. */
abstract class EngineTest {

    @TempDir
    Path directory;

    final VirtualTime time = new VirtualTime();
    final SimCloud cloud = new SimCloud();
    final SimShell shell = new SimShell();
    final KeptStore store = new KeptStore(Store.inMemory());
    final List<Event> events = new CopyOnWriteArrayList<>();
    Mesh mesh;

    @BeforeEach
    void openMesh() {
        mesh = open(options -> {});
    }

    @AfterEach
    void closeMesh() {
        mesh.close();
    }

    /** Another program on the same store and cloud. */
    Mesh open(Consumer<MeshOptions> options) {
        return Mesh.open(chosen -> {
            chosen.cloud(cloud)
                    .store(store)
                    .shell(shell)
                    .time(time)
                    .user("ann")
                    .directory(directory)
                    .onEvent(events::add);
            options.accept(chosen);
        });
    }

    /** How many calls of that operation were made. */
    long calls(String operation) {
        return cloud.calls().stream()
                .filter(call -> call.startsWith(operation + " "))
                .count();
    }
}
