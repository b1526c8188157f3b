package org.cloudmesh.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.cloudmesh.Mesh;
import org.cloudmesh.Script;
import org.cloudmesh.testkit.local.LocalCloud;

/** Takes in 100 MiB of output, half of it in one line, and tells what became of it. */
final class BigOutputProgram {

    private BigOutputProgram() {}

    /** Takes the mesh's directory. */
    public static void main(String[] args) throws Exception {
        try (var mesh = Mesh.open(o -> o.directory(Path.of(args[0])).cloud(LocalCloud.create()))) {
            var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(1), Duration.ofMinutes(1));
            var script = Script.of("head -c 52428800 /dev/zero | tr '\\0' x; yes 1234567 | head -c 52428800");
            var result = mesh.jobs().run(script, nodes).await().get(0);
            System.out.printf(
                    "kept %d of %d, %s%n",
                    result.stdout().length(),
                    Files.size(Objects.requireNonNull(result.stdoutFile())),
                    result.outcome());
            mesh.nodes().destroy(nodes);
        }
    }
}
