package org.cloudmesh.samples.testing;

import java.time.Duration;
import java.util.List;
import org.cloudmesh.Mesh;
import org.cloudmesh.Result;
import org.cloudmesh.Script;

/** Crunches on as many machines as can be had, and leaves none behind. */
final class Crunch {

    private Crunch() {}

    static List<Result> run(Mesh mesh, int machines) {
        var nodes = mesh.nodes().boot(machines, o -> o.atLeast(1));
        try {
            var ready = mesh.nodes().awaitReady(nodes, Duration.ofMinutes(10));
            return mesh.jobs().run(Script.of("crunch $(uname -n)"), ready).await();
        } finally {
            mesh.nodes().destroy(nodes);
        }
    }
}
