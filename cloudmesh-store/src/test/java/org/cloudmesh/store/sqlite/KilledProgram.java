package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.cloudmesh.Mesh;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.kill.Killed;
import org.cloudmesh.testkit.sim.SimServer;
import org.cloudmesh.testkit.sim.SimShell;

/** Boots or destroys machines at a served cloud, and waits at its kill point to be killed. */
final class KilledProgram {

    static final String DYING = "dying";

    private KilledProgram() {}

    /** Takes the mesh's directory, the cloud's port, what to do, {@code before} or {@code after}, and which effect. */
    public static void main(String[] arguments) throws InterruptedException {
        int effect = Integer.parseInt(arguments[4]);
        var point = arguments[3].equals("before") ? KillPoint.before(effect) : KillPoint.after(effect);
        point.onDeath(() -> System.out.println(DYING));
        var directory = Path.of(arguments[0]);
        var mesh = open(directory, Integer.parseInt(arguments[1]), point, store(directory));
        try {
            run(arguments[2], mesh);
            System.out.println("did not come to effect " + effect);
        } catch (RuntimeException | Killed e) {
            System.out.println(e);
        }
        // Nothing may be closed: it is to be killed as it is.
        new CountDownLatch(1).await();
    }

    static Store store(Path directory) {
        return SqliteStore.at(directory.resolve("cloudmesh.db"));
    }

    static Mesh open(Path directory, int port, KillPoint point, Store store) {
        return Mesh.open(options -> options.directory(directory)
                .store(point.store(store))
                .cloud(point.cloud(SimServer.at(port)))
                .shell(new SimShell())
                .user("ann"));
    }

    static void run(String verb, Mesh mesh) {
        if (verb.equals("boot")) {
            mesh.nodes().boot(3, options -> options.name("web"));
        } else {
            mesh.nodes().destroy(mesh.nodes().list());
        }
    }
}
