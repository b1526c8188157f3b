package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How one's own file is written: in one step, one writer after the other. */
class OwnFileTest {

    @TempDir
    Path directory;

    @Test
    void aFileThatIsNotThereIsMadeForItsOwnerAlone() throws IOException {
        var file = directory.resolve("new/dir/cloudmesh.yaml");
        var config = Configs.of(file, List.of(), Map.of(), Disk.REAL);
        assertThat(config.files()).isEmpty();
        assertThat(config.find("default.cloud")).isEmpty();
        assertThat(config.settings().clouds()).isEmpty();

        config.set("default.cloud", "aws");

        assertThat(file).hasContent("cloudmesh:\n  default:\n    cloud: aws\n");
        assertThat(config.files()).containsExactly(file);
        assertThat(config.get("default.cloud")).isEqualTo("aws");
        assumeTrue(isPosix());
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(directory.resolve("new/dir"))).isEqualTo("rwx------");
    }

    @Test
    void theModeStays() throws IOException {
        assumeTrue(isPosix());
        var file = Configs.file(directory, "cloudmesh:\n  a: 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        Configs.of(List.of(file)).set("a", 2);

        assertThat(mode(file)).isEqualTo("rw-r-----");
        assertThat(file).hasContent("cloudmesh:\n  a: 2\n");
    }

    @Test
    void aLinkStaysAndLeadsToTheChangedFile() throws IOException {
        assumeTrue(isPosix());
        var real = Configs.file(Files.createDirectory(directory.resolve("dotfiles")), "cloudmesh:\n  a: 1\n");
        var link = Files.createSymbolicLink(directory.resolve("cloudmesh.yaml"), real);

        Configs.of(List.of(link)).set("a", 2);

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("cloudmesh:\n  a: 2\n");
    }

    @Test
    void aByteOrderMarkStays() throws IOException {
        var file = Configs.file(directory, "\uFEFFcloudmesh:\r\n  a: 1\r\n");

        var config = Configs.of(List.of(file));
        config.set("b", 2);

        assertThat(Files.readString(file)).isEqualTo("\uFEFFcloudmesh:\r\n  a: 1\r\n  b: 2\r\n");
        assertThat(config.get("a")).isEqualTo("1");
    }

    @Test
    void aFullDiskLeavesTheOldFileAndNoOther() throws IOException {
        var file = Configs.file(directory, "cloudmesh:\n  a: 1\n");
        Disk full = (channel, bytes) -> {
            channel.write(ByteBuffer.wrap(bytes, 0, 5));
            throw new IOException("No space left on device");
        };
        var config = Configs.of(file, List.of(file), Map.of(), full);

        assertThatThrownBy(() -> config.set("a", Configs.SECRET))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file
                        + ": the file could not be changed, and is as it was: IOException: No space left on device");

        assertThat(file).hasContent("cloudmesh:\n  a: 1\n");
        assertThat(config.get("a")).isEqualTo("1");
        try (var files = Files.list(directory)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("cloudmesh.yaml", ".cloudmesh.yaml.lock");
        }
    }

    @Test
    void whereNothingCanBeWrittenReadingWorks() {
        var file = Configs.file(directory, "cloudmesh:\n  a: 1\n");
        var unwritable = file.resolve("cloudmesh.yaml");
        var config = Configs.of(unwritable, List.of(file), Map.of(), Disk.REAL);

        assertThat(config.get("a")).isEqualTo("1");
        assertThatThrownBy(() -> config.set("a", 2))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(unwritable + ": the file could not be changed, and is as it was: ");
    }

    @Test
    void halfACharacterIsRefused() {
        var file = Configs.file(directory, "cloudmesh:\n  a: 1\n");
        var config = Configs.of(List.of(file));

        assertThatThrownBy(() -> config.set("a", "x\uD83D")).isInstanceOf(ConfigException.class);

        assertThat(file).hasContent("cloudmesh:\n  a: 1\n");
    }

    @Test
    void whatAnotherProgramWroteIsKeptAndSeenAfterSetting() {
        var file = Configs.file(directory, "cloudmesh:\n  a: 1\n");
        var config = Configs.of(List.of(file));
        Configs.file(directory, "cloudmesh:\n  a: 5\n  b: 6\n");
        assertThat(config.get("a")).isEqualTo("1");

        config.set("c", 7);

        assertThat(file).hasContent("cloudmesh:\n  a: 5\n  b: 6\n  c: 7\n");
        assertThat(config.get("a")).isEqualTo("5");
    }

    @Test
    void onesOwnFileIsWrittenAndTheOthersAreNot() {
        var own = Configs.file(directory, "own.yaml", "cloudmesh:\n  default:\n    cloud: aws\n");
        var other = Configs.file(
                directory, "class.yaml", "cloudmesh:\n  clouds:\n    aws:\n      default:\n        size: s\n");
        var config = Configs.of(List.of(own, other));

        config.set("cloud.aws.default.size", "m");

        assertThat(config.get("cloud.aws.default.size")).isEqualTo("m");
        assertThat(Configs.text(own)).contains("size: m");
        assertThat(Configs.text(other)).contains("size: s");
        config.remove("cloud.aws.default.size");
        assertThat(config.get("cloud.aws.default.size")).isEqualTo("s");
    }

    @Test
    void aListOrValueOfAnotherFileIsNotHiddenByAPartOfIt() {
        var own = Configs.file(directory, "own.yaml", "cloudmesh:\n  a: 1\n");
        var other = Configs.file(directory, "class.yaml", "cloudmesh:\n  hosts: [web1, web2]\n  note: x\n");
        var config = Configs.of(List.of(own, other));

        assertThatThrownBy(() -> config.set("hosts.0", "web9"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "%s:2: cloudmesh.hosts: this is a list, and what is set below it in one's own file %s would hide"
                                + " it; set all of it",
                        other, own);
        assertThatThrownBy(() -> config.set("note.b.c", "y"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("%s:3: cloudmesh.note: this is a value, and ".formatted(other));

        assertThat(own).hasContent("cloudmesh:\n  a: 1\n");
        config.set("hosts", List.of("web9", "web2"));
        assertThat(config.get("hosts.1")).isEqualTo("web2");
    }

    @Test
    void whatAnotherProgramJustWroteIsRemovedFromAFileThatWasNotThere() {
        var file = directory.resolve("cloudmesh.yaml");
        var config = Configs.of(file, List.of(), Map.of(), Disk.REAL);
        Configs.file(directory, "cloudmesh:\n  a: 1\n  b: 2\n");

        config.remove("a");

        assertThat(file).hasContent("cloudmesh:\n  b: 2\n");
    }

    @Test
    void anOwnFileThatIsMadeLaterIsOnTop() {
        var own = directory.resolve("cloudmesh.yaml");
        var other = Configs.file(directory, "class.yaml", "cloudmesh:\n  clouds: {aws: {default: {flavor: s}}}\n");
        var config = Configs.of(own, List.of(other), Map.of(), Disk.REAL);

        config.set("cloud.aws.default.size", "m");
        config.set("default.cloud", "aws");

        assertThat(config.files()).containsExactly(own, other);
        assertThat(config.get("cloud.aws.default.flavor")).isEqualTo("m");
        assertThat(own)
                .hasContent(
                        "cloudmesh:\n  cloud:\n    aws:\n      default:\n        size: m\n  default:\n    cloud: aws\n");
    }

    @Test
    void threadsAndProcessesDoNotLoseEachOthersChanges() throws Exception {
        int threads = 4;
        int changes = 20;
        var file = Configs.file(directory, "cloudmesh:\n  counted: {}\n");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProgram.class.getName(),
                        file.toString(),
                        String.valueOf(changes))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var executor = Executors.newFixedThreadPool(threads);
        try {
            process.getInputStream().read();
            var work = new ArrayList<Callable<Void>>();
            for (int i = 0; i < threads; i++) {
                var name = "thread" + i;
                work.add(() -> WritingProgram.write(file, name, changes));
            }
            for (var each : executor.invokeAll(work)) {
                each.get();
            }

            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
            executor.shutdownNow();
        }

        var expected = Stream.concat(IntStream.range(0, threads).mapToObj(i -> "thread" + i), Stream.of("process"))
                .flatMap(name -> IntStream.range(0, changes).mapToObj(i -> name + "-" + i));
        assertThat(Configs.of(List.of(file)).keys("counted")).containsExactlyInAnyOrderElementsOf(expected.toList());
    }

    private boolean isPosix() throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
