package org.cloudmesh.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.cloudmesh.Mesh;
import org.cloudmesh.Script;
import org.cloudmesh.testkit.local.LocalCloud;

/** Boots three nodes and runs something long on them, to be killed meanwhile. */
final class KilledProgram {

    private KilledProgram() {}

    /** Takes the mesh's directory, and {@code detached} if the job is to go on. */
    public static void main(String[] args) throws InterruptedException {
        var mesh = Mesh.open(
                options -> options.directory(Path.of(args[0])).user("ann").cloud(LocalCloud.create()));
        var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(3), Duration.ofMinutes(1));
        var running = new CountDownLatch(nodes.size());
        boolean detached = args.length > 1;
        var script = Script.of(
                detached ? "echo up; until [ -e go ]; do sleep 0.1; done; echo over; exit 7" : "echo up; sleep 30");
        mesh.jobs().run(script, nodes, options -> options.detached(detached).onLine(line -> running.countDown()));
        running.await();
        System.out.println("booted " + nodes.size());
        new CountDownLatch(1).await();
    }
}
