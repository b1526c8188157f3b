package org.cloudmesh.internal.runtime;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files and directories that only their owner can read. */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Makes the directory and those above it that are missing, 0700. */
    public static void makeDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, mode("rwx------"));
    }

    /** A new file beside the target, 0600, with that content. */
    public static Path temporary(Path target, byte[] content) throws IOException {
        var directory = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file is in a directory");
        var file = Files.createTempFile(directory, "." + target.getFileName(), ".new", mode("rw-------"));
        return Files.write(file, content);
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
