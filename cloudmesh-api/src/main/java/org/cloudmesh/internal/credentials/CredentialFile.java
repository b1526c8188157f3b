package org.cloudmesh.internal.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that other programs keep credentials in. */
final class CredentialFile {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialFile.class);

    /** A hundred profiles are some 10 KiB; whatever is larger than this is something else. */
    private static final int LARGEST_BYTES = 1 << 20;

    /** One warning a file and process, though it is read for each cloud. */
    private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

    private CredentialFile() {}

    /**
     * The file's text.
     *
     * @throws ConfigException if it cannot be read, or is too large for such a file
     */
    static String read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw new ConfigException(
                        file, null, null, "it is larger than 1 MiB, and so not what it should be; name another file");
            }
            var text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            var why = Files.isDirectory(file)
                    ? "it is a directory"
                    : Files.exists(file) ? "it cannot be read" : "it is not there";
            throw new ConfigException(file, why + "; name a file that can be read", e);
        }
    }

    /** Warns if others than the owner can read it. */
    static void warnIfOthersCanRead(Path file) {
        try {
            var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view == null) {
                return;
            }
            var permissions = view.readAttributes().permissions();
            boolean readable = permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
            if (readable && WARNED.add(file.toAbsolutePath().normalize())) {
                LOG.warn("{} has credentials in it, and others can read it; next: chmod 600 {}", file, file);
            }
        } catch (IOException e) {
            LOG.debug("the permissions of {} are not known", file, e);
        }
    }
}
