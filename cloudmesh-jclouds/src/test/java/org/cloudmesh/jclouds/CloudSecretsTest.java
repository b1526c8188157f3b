package org.cloudmesh.jclouds;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords, keys, tokens and user data go to clouds with every log of jclouds on, and are found nowhere else. */
class CloudSecretsTest {

    private static final String CANARY = "canary-of-a-secret";

    @TempDir
    private static Path directory;

    private static Path printed;

    @BeforeAll
    static void runTheProgram() throws IOException, InterruptedException {
        printed = directory.resolve("printed.log");
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CloudSecretsProgram.class.getName(),
                        directory.resolve("meshes").toString(),
                        CANARY)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(program.waitFor()).as(() -> text(printed)).isZero();
    }

    @Test
    void areFoundInNoFileLogExceptionOrText() throws IOException {
        // As it is, and as it may stand within something that was encoded.
        var encoded = Base64.getEncoder().encodeToString(("#!/bin/sh\n: " + CANARY).getBytes(StandardCharsets.UTF_8));
        var secrets = List.of(CANARY, encoded.substring(0, encoded.length() - 4));

        var leaks = files().stream()
                .filter(file -> secrets.stream().anyMatch(text(file)::contains))
                .toList();

        assertThat(leaks).isEmpty();
        assertThat(text(printed)).contains("TRACE", "POST /v3/auth/tokens", "RunInstances", "done");
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
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
