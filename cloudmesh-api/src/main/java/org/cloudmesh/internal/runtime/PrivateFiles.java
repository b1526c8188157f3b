package org.cloudmesh.internal.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files and directories that only their owner can read. */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Makes the directory and those above it that are missing, 0700. */
    public static void makeDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, mode("rwx------"));
    }

    /**
     * What a file is to hold.
     *
     * @param <T> what its writer has to tell
     */
    public interface Content<T> {

        /** Writes it into a file that is empty. */
        T writeTo(FileChannel channel) throws IOException;
    }

    /** Writes the file whole or not at all, 0600, over whatever is there. */
    public static void write(Path target, byte[] content) throws IOException {
        write(target, channel -> {
            var rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            return content;
        });
    }

    /** Writes the file whole or not at all, 0600, over whatever is there. */
    public static <T> T write(Path target, Content<T> content) throws IOException {
        var directory = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file is in a directory");
        var file = Files.createTempFile(directory, "." + target.getFileName(), ".new", mode("rw-------"));
        try {
            var told = fill(file, content);
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            return told;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static <T> T fill(Path file, Content<T> content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return content.writeTo(channel);
        }
    }

    /** Opens the file for writing, 0600, empty whatever it was. */
    public static FileChannel openEmpty(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                mode("rw-------"));
    }

    /** Opens the file, 0600, made if it is not there. */
    public static FileChannel openForLocking(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode("rw-------"));
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
