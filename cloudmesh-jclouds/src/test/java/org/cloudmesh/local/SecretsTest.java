package org.cloudmesh.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret of known text goes into every field that takes one, everything is logged, and the text is looked for wherever a
 * program leaves something behind.
 */
class SecretsTest {

    private static final String CANARY = "canary-of-a-secret";

    @TempDir
    private static Path directory;

    private static Path mesh;
    private static Path printed;

    /** At TRACE, the libraries beneath included. */
    @BeforeAll
    static void runTheProgram() throws IOException, InterruptedException {
        mesh = directory.resolve("mesh");
        printed = directory.resolve("printed.log");
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecretsProgram.class.getName(),
                        mesh.toString(),
                        CANARY)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(program.waitFor()).as(() -> text(printed)).isZero();
    }

    @Test
    void leavesNoSecretInAnyFileLogExceptionOrText() throws IOException {
        var files = files();

        var leaks = files.stream().filter(file -> text(file).contains(CANARY)).toList();

        assertThat(leaks).isEmpty();
        assertThat(text(printed)).contains("TRACE").contains("done");
        assertThat(files).extracting(Path::getFileName).map(Path::toString).contains("cloudmesh.db");
    }

    @Test
    void showsThePrivateKeyNowhereButInItsFile() throws IOException {
        var key = mesh.resolve("id_ed25519");
        var secretLines = Files.readAllLines(key).stream()
                .filter(line -> !line.startsWith("-----"))
                .skip(1)
                .toList();

        var leaks = files().stream()
                .filter(file -> !file.equals(key))
                .filter(file -> secretLines.stream().anyMatch(text(file)::contains))
                .toList();

        assertThat(secretLines).isNotEmpty();
        assertThat(leaks).isEmpty();
    }

    @Test
    void wouldFindASecretInTheStore() throws IOException {
        var database = text(mesh.resolve("cloudmesh.db"));

        assertThat(database).contains("userdatasha256").contains("base-cloudmesh-ann-1");
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(directory)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }

    /** Byte for character, whatever is in it. */
    private static String text(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
