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

    /** Takes the mesh's directory. */
    public static void main(String[] args) throws InterruptedException {
        var mesh = Mesh.open(
                options -> options.directory(Path.of(args[0])).user("killed").cloud(LocalCloud.create()));
        var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(3), Duration.ofMinutes(1));
        var running = new CountDownLatch(nodes.size());
        mesh.jobs().run(Script.of("echo up; sleep 30"), nodes, options -> options.onLine(line -> running.countDown()));
        running.await();
        System.out.println("booted " + nodes.size());
        new CountDownLatch(1).await();
    }
}
