package org.cloudmesh.internal.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Replaces a file by a new one beside it, which has its mode and its owner; a new file is the user's alone. */
final class Replacing {

    private Replacing() {}

    static void replace(Path target, byte[] bytes, Disk disk) throws IOException {
        var directory = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file is in a directory");
        boolean posix = Files.getFileAttributeView(directory, PosixFileAttributeView.class) != null;
        var temporary = Files.createTempFile(directory, "." + target.getFileName(), ".new", mode(posix));
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                disk.write(channel, bytes);
            }
            if (posix && Files.exists(target)) {
                copyAttributes(target, temporary);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        if (posix) {
            // The rename is on the disk only when the directory is.
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void copyAttributes(Path from, Path to) throws IOException {
        var old = Files.readAttributes(from, PosixFileAttributes.class);
        var view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        var now = view.readAttributes();
        if (!now.owner().equals(old.owner())) {
            view.setOwner(old.owner());
        }
        if (!now.group().equals(old.group())) {
            view.setGroup(old.group());
        }
        view.setPermissions(old.permissions());
    }

    private static FileAttribute<?>[] mode(boolean posix) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
