package org.cloudmesh.internal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of a file that others can read, once. */
final class Exposure {

    private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);
    private static final Set<Path> TOLD = ConcurrentHashMap.newKeySet();

    private Exposure() {}

    static void check(Path file) {
        try {
            var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view == null) {
                return;
            }
            var permissions = view.readAttributes().permissions();
            boolean open = permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
            if (open && TOLD.add(file.toRealPath())) {
                LOG.warn(
                        "{}: others can read this file, which is the place of passwords and keys; type: chmod 600 {}",
                        file,
                        file);
            }
        } catch (IOException e) {
            throw new ConfigException(
                    file,
                    "it cannot be told who may read the file: " + e.getClass().getSimpleName(),
                    e);
        }
    }
}
