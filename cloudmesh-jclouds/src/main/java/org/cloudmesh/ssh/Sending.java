package org.cloudmesh.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.schmizz.sshj.sftp.SFTPException;

/** Files on their way to a node. */
final class Sending implements Transfer {

    // A packet of 32 KiB is what every server takes, with the words around it.
    private static final int CHUNK_BYTES = 32 * 1024 - 1024;
    private static final int WRITES_AHEAD = 32;

    private final Path local;
    private final String remote;
    private final List<Path> paths;

    /**
     * What is to be sent, looked through.
     *
     * @throws IllegalArgumentException if there is something that cannot be sent
     */
    Sending(Path local, String remote) {
        this.local = local;
        this.remote = RemotePaths.checked(remote);
        this.paths = LocalTree.of(local);
    }

    @Override
    public void copy(SftpSession node) throws IOException, FileFault {
        var parent = SftpSession.parent(remote);
        onNode(parent, () -> node.makeDirectories(parent));
        for (var each : paths) {
            if (Files.isDirectory(each)) {
                onNode(remote(each), () -> node.makePrivateDirectory(remote(each)));
            } else {
                send(each, remote(each), node);
            }
        }
        // Last, for nothing can be put into a directory that is not to be written to; and what is inside first.
        for (int i = paths.size() - 1; i >= 0; i--) {
            var each = paths.get(i);
            if (Files.isDirectory(each)) {
                int mode = mode(each);
                onNode(remote(each), () -> node.setMode(remote(each), mode));
            }
        }
    }

    private void send(Path from, String to, SftpSession node) throws IOException, FileFault {
        var draft = SftpSession.draftOf(to);
        boolean isDone = false;
        try {
            int mode = mode(from);
            onNode(to, () -> write(from, mode, draft, node));
            onNode(to, () -> replace(draft, to, node));
            isDone = true;
        } finally {
            if (!isDone) {
                node.removeQuietly(draft);
            }
        }
    }

    private static void write(Path from, int mode, String draft, SftpSession node) throws IOException, FileFault {
        try (var file = node.create(draft);
                var out = file.new RemoteFileOutputStream(0, WRITES_AHEAD);
                var in = new LocalReader(from)) {
            var buffer = new byte[CHUNK_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            out.flush();
            file.setAttributes(SftpSession.attributes(mode));
        }
    }

    private static void replace(String draft, String to, SftpSession node) throws IOException, FileFault {
        try {
            node.replace(draft, to);
        } catch (SFTPException e) {
            if (node.isDirectory(to)) {
                throw new FileFault(to, "it is a directory there; name the file in it", e);
            }
            throw e;
        }
    }

    private String remote(Path path) {
        var below =
                local.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
        return below.isEmpty() ? remote : SftpSession.child(remote, below);
    }

    private static int mode(Path path) throws FileFault {
        try {
            return Modes.of(path);
        } catch (IOException e) {
            throw new FileFault(path.toString(), "it cannot be read here any longer", e);
        }
    }

    static void onNode(String path, Step step) throws IOException, FileFault {
        try {
            step.run();
        } catch (SFTPException e) {
            throw RemotePaths.fault(path, e);
        }
    }

    /** Something done to the node's files. */
    interface Step {
        void run() throws IOException, FileFault;
    }

    /** Tells faults of this machine from those of the node. */
    private static final class LocalReader implements AutoCloseable {

        private final Path path;
        private final InputStream in;

        LocalReader(Path path) throws IOException, FileFault {
            this.path = path;
            try {
                in = Files.newInputStream(path);
            } catch (IOException e) {
                throw fault(e);
            }
        }

        int read(byte[] buffer) throws IOException, FileFault {
            try {
                return in.read(buffer);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                throw fault(e);
            }
        }

        private FileFault fault(IOException e) {
            return new FileFault(path.toString(), "it cannot be read here: " + e.getMessage(), e);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
