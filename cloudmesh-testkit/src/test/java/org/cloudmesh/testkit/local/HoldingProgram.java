package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.nio.file.Path;

/** A program of its own that boots nodes, says so, and holds them until it is killed. */
final class HoldingProgram {

    private HoldingProgram() {}

    public static void main(String[] args) throws IOException {
        try (var rig = new LocalRig(Path.of(args[0]))) {
            rig.boot(LocalRig.request(Integer.parseInt(args[1]), null, args[2]));
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // Until the test lets go of it.
            }
        }
    }

    static Process start(Path directory, int nodes) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingProgram.class.getName(),
                        directory.toString(),
                        Integer.toString(nodes),
                        LocalRig.publicKey())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var line = process.inputReader().readLine();
        if (!"ready".equals(line)) {
            process.destroyForcibly();
            throw new IOException("the program said " + line);
        }
        return process;
    }
}
