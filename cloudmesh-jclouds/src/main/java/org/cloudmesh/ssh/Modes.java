package org.cloudmesh.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Permission bits of local files, where their file system has them. */
final class Modes {

    private static final int ALL = 0777;

    private Modes() {}

    static int of(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return Files.isDirectory(path) || Files.isExecutable(path) ? 0755 : 0644;
        }
        return bits(view.readAttributes().permissions());
    }

    static void set(Path path, int mode) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(permissions(mode & ALL));
        }
    }

    static int bits(Set<PosixFilePermission> permissions) {
        // The first of them is the owner's to read.
        return permissions.stream().mapToInt(each -> 0400 >> each.ordinal()).sum();
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (var each : PosixFilePermission.values()) {
            if ((mode & (0400 >> each.ordinal())) != 0) {
                permissions.add(each);
            }
        }
        return permissions;
    }
}
