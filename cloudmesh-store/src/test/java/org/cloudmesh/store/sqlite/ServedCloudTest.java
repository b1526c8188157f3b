package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Programs of their own, on one file in {@link #directory} and one cloud that goes on when they end. */
public abstract class ServedCloudTest {

    protected final SimCloud cloud = new SimCloud();
    final SimServer server = SimServer.of(cloud);
    protected final List<Process> children = new ArrayList<>();

    @TempDir
    protected Path directory = Path.of("");

    /** For those on another store. */
    protected ServedCloudTest() {}

    @BeforeEach
    void serve() {
        server.start();
    }

    @AfterEach
    void endAll() throws Exception {
        for (var child : children) {
            kill(child);
        }
        server.close();
    }

    /** A program with a main method, given the directory, the cloud's port and the words; not started yet. */
    protected ProcessBuilder program(Class<?> main, String... words) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.concat(
                Stream.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        directory.toString(),
                        String.valueOf(server.port())),
                Stream.of(words));
        return new ProcessBuilder(command.toList());
    }

    static void kill(Process child) throws InterruptedException {
        child.destroyForcibly();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
