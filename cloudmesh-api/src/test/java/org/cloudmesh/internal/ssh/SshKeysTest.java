package org.cloudmesh.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cloudmesh.SshException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshKeysTest {

    @TempDir
    Path directory;

    @Test
    void makesAPairOnceForItsOwnerAlone() throws IOException {
        var keys = new SshKeys(null, directory.resolve("mesh"));

        var file = keys.privateKey();

        assertThat(Files.readString(file)).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys.publicKey())
                .startsWith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5")
                .endsWith(" cloudmesh");
        assertThat(new SshKeys(null, directory.resolve("mesh")).publicKey()).isEqualTo(keys.publicKey());
    }

    @Test
    void makesOnePairHoweverManyAskAtOnce() throws Exception {
        var executor = Executors.newFixedThreadPool(8);
        try {
            var asking = IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<String>) () -> new SshKeys(null, directory).publicKey())
                    .toList();

            var answers = executor.invokeAll(asking);

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(new SshKeys(null, directory).publicKey());
            }
        } finally {
            executor.shutdownNow();
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder(".id_ed25519.lock", "id_ed25519", "id_ed25519.pub");
        }
    }

    @Test
    void saysHowToMakeThePublicHalfThatIsMissing() throws IOException {
        var mine = Files.writeString(directory.resolve("mine"), "a key");

        assertThatThrownBy(() -> new SshKeys(mine, directory).publicKey())
                .isInstanceOf(SshException.class)
                .hasMessageContaining("make it with: ssh-keygen -y -f %s > %s.pub".formatted(mine, mine));
    }

    @Test
    void neverShowsThePrivateHalf() {
        var pair = Ed25519Pair.generate("mine");

        assertThat(pair.toString()).isEqualTo(pair.publicKey()).doesNotContain("PRIVATE");
    }
}
