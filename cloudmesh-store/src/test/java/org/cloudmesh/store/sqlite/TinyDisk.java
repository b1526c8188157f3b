package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of one MiB, which can be filled. Only root on Linux is given one; a test of others does not apply. */
final class TinyDisk implements AutoCloseable {

    private final Path directory;
    private final Path filling;

    private TinyDisk(Path directory) {
        this.directory = directory;
        this.filling = directory.resolve("filling");
    }

    static TinyDisk at(Path directory) throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", directory.toString()))
                .as("only root on Linux may mount a disk")
                .isZero();
        return new TinyDisk(directory);
    }

    /** Leaves so much room. */
    void fill(int leftKib) throws IOException {
        Files.write(filling, new byte[(int) (Files.getFileStore(directory).getUsableSpace() - leftKib * 1024L)]);
    }

    void makeRoom() throws IOException {
        Files.delete(filling);
    }

    void makeReadOnly() throws Exception {
        run("mount", "-o", "remount,ro", directory.toString());
    }

    @Override
    public void close() throws Exception {
        run("umount", "--lazy", directory.toString());
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
