package org.cloudmesh.ssh;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.SFTPException;

/** Files on their way from a node. */
final class Fetching implements Transfer {

    private static final int CHUNK_BYTES = 32 * 1024;
    private static final int READS_AHEAD = 32;
    private static final int PRIVATE_DIRECTORY = 0700;

    private final String remote;
    private final Path local;

    Fetching(String remote, Path local) {
        this.remote = RemotePaths.checked(remote);
        this.local = local.toAbsolutePath();
    }

    @Override
    public void copy(SftpSession node) throws IOException, FileFault {
        var found = attributes(remote, node);
        here(local, () -> Files.createDirectories(local.resolveSibling("")));
        copy(remote, found, local, Set.of(), node);
    }

    private void copy(String from, FileAttributes attributes, Path to, Set<String> above, SftpSession node)
            throws IOException, FileFault {
        switch (attributes.getType()) {
            case REGULAR -> file(from, attributes, to, node);
            case DIRECTORY -> directory(from, attributes, to, above, node);
            default -> throw new FileFault(from, "it is neither a file nor a directory");
        }
    }

    private void directory(String from, FileAttributes attributes, Path to, Set<String> above, SftpSession node)
            throws IOException, FileFault {
        var real = node.realPath(from);
        if (above.contains(real)) {
            throw new FileFault(from, "it is a link to a directory it is in");
        }
        here(to, () -> {
            if (!Files.isDirectory(to)) {
                Modes.set(Files.createDirectory(to), PRIVATE_DIRECTORY);
            }
        });
        var inside = Stream.concat(above.stream(), Stream.of(real)).collect(Collectors.toSet());
        for (var each : node.list(from)) {
            var path = SftpSession.child(from, each.getName());
            copy(path, attributes(path, node), local(to, each.getName(), path), inside, node);
        }
        // Last, for nothing can be put into a directory that is not to be written to.
        here(to, () -> Modes.set(to, attributes.getMode().getPermissionsMask()));
    }

    // The node chooses the names, and must not choose where they lead.
    private static Path local(Path directory, String name, String path) throws FileFault {
        var to = directory.resolve(name).normalize();
        if (name.isEmpty() || !directory.normalize().equals(to.getParent())) {
            throw new FileFault(path, "its name leads out of its directory here");
        }
        return to;
    }

    private static FileAttributes attributes(String path, SftpSession node) throws IOException, FileFault {
        try {
            var found = node.find(path);
            if (found == null) {
                throw new FileFault(path, "it is not there");
            }
            return found;
        } catch (SFTPException e) {
            throw RemotePaths.fault(path, e);
        }
    }

    private static void file(String from, FileAttributes attributes, Path to, SftpSession node)
            throws IOException, FileFault {
        if (Files.isDirectory(to)) {
            throw new FileFault(from, to + " is a directory here; name the file in it");
        }
        var draft = new Path[1];
        here(to, () -> draft[0] = Files.createTempFile(to.getParent(), ".cloudmesh-", ".part"));
        try {
            Sending.onNode(from, () -> read(from, draft[0], node));
            here(to, () -> {
                Modes.set(draft[0], attributes.getMode().getPermissionsMask());
                move(draft[0], to);
            });
        } finally {
            here(to, () -> Files.deleteIfExists(draft[0]));
        }
    }

    private static void read(String from, Path draft, SftpSession node) throws IOException, FileFault {
        try (var file = node.openToRead(from);
                var in = file.new ReadAheadRemoteFileInputStream(READS_AHEAD);
                var out = Files.newOutputStream(draft)) {
            var buffer = new byte[CHUNK_BYTES];
            for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
                int length = n;
                here(draft, () -> out.write(buffer, 0, length));
            }
        }
    }

    private static void move(Path draft, Path to) throws IOException {
        try {
            Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void here(Path path, Step step) throws IOException, FileFault {
        try {
            step.run();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new FileFault(path.toString(), "it cannot be written here: " + e, e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
