package org.cloudmesh.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Permission bits of local files, where their file system has them. */
final class Modes {

    private static final int ALL = 0777;
    private static final List<PosixFilePermission> HIGHEST_FIRST = List.of(PosixFilePermission.values());

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
        return permissions.stream().mapToInt(Modes::bit).sum();
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        return HIGHEST_FIRST.stream().filter(each -> (mode & bit(each)) != 0).collect(Collectors.toSet());
    }

    private static int bit(PosixFilePermission permission) {
        return 0400 >> HIGHEST_FIRST.indexOf(permission);
    }
}
