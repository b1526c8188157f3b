package org.cloudmesh.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import net.schmizz.sshj.sftp.OpenMode;
import net.schmizz.sshj.sftp.RemoteFile;
import net.schmizz.sshj.sftp.RemoteResourceFilter;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.RenameFlags;
import net.schmizz.sshj.sftp.Response.StatusCode;
import net.schmizz.sshj.sftp.SFTPEngine;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a node, over a channel of its connection. Used by one thread, which may be interrupted. */
final class SftpSession implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(SftpSession.class);

    // No request takes so long; who waits is interrupted when the deadline passes.
    private static final int REQUEST_MILLIS = (int) Duration.ofHours(1).toMillis();
    private static final int CLEAN_UP_MILLIS = 2_000;
    private static final int PRIVATE_FILE = 0600;
    private static final int PRIVATE_DIRECTORY = 0700;

    private final SFTPEngine engine;

    SftpSession(SSHClient client) throws IOException {
        engine = new SFTPEngine(client);
        engine.setTimeoutMs(REQUEST_MILLIS);
        engine.init();
    }

    /** What is at that path, links followed; null if nothing is. */
    @Nullable
    FileAttributes find(String path) throws IOException {
        try {
            return engine.stat(path);
        } catch (SFTPException e) {
            if (e.getStatusCode() == StatusCode.NO_SUCH_FILE) {
                return null;
            }
            throw e;
        }
    }

    boolean isDirectory(String path) throws IOException {
        var found = find(path);
        return found != null && found.getType() == FileMode.Type.DIRECTORY;
    }

    List<RemoteResourceInfo> list(String directory) throws IOException {
        try (var opened = engine.openDir(directory)) {
            return opened.scan((RemoteResourceFilter) null);
        }
    }

    /** The path without links in it. */
    String realPath(String path) throws IOException {
        return engine.canonicalize(path);
    }

    void makeDirectories(String path) throws IOException {
        if (path.isEmpty() || isDirectory(path)) {
            return;
        }
        makeDirectories(parent(path));
        make(path, FileAttributes.EMPTY);
    }

    /** A directory nobody else can look into, unless one is there. */
    void makePrivateDirectory(String path) throws IOException {
        if (!isDirectory(path)) {
            make(path, attributes(PRIVATE_DIRECTORY));
        }
    }

    private void make(String path, FileAttributes attributes) throws IOException {
        try {
            engine.makeDir(path, attributes);
        } catch (SFTPException e) {
            // Somebody else may have made it just now.
            if (!isDirectory(path)) {
                throw e;
            }
        }
    }

    void setMode(String path, int mode) throws IOException {
        engine.setAttributes(path, attributes(mode));
    }

    RemoteFile openToRead(String path) throws IOException {
        return engine.open(path, EnumSet.of(OpenMode.READ));
    }

    RemoteFile create(String path) throws IOException {
        return engine.open(path, EnumSet.of(OpenMode.WRITE, OpenMode.CREAT, OpenMode.EXCL), attributes(PRIVATE_FILE));
    }

    /** Puts a file in the place of another, at once where the server can. */
    void replace(String from, String to) throws IOException {
        if (engine.supportsServerExtension("posix-rename", "openssh.com")) {
            engine.rename(from, to, EnumSet.of(RenameFlags.OVERWRITE));
            return;
        }
        try {
            engine.rename(from, to, Set.of());
        } catch (SFTPException e) {
            log.debug("{} is there, and is removed first", to, e);
            engine.remove(to);
            engine.rename(from, to, Set.of());
        }
    }

    /** Removes what is of no use, as far as that can be done. */
    void removeQuietly(String path) {
        boolean isInterrupted = Thread.interrupted();
        try {
            engine.setTimeoutMs(CLEAN_UP_MILLIS);
            engine.remove(path);
        } catch (IOException e) {
            log.debug("{} was not removed", path, e);
        } finally {
            engine.setTimeoutMs(REQUEST_MILLIS);
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        boolean isInterrupted = Thread.interrupted();
        try {
            engine.close();
        } catch (IOException e) {
            log.debug("A channel for files did not close", e);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static FileAttributes attributes(int mode) {
        return new FileAttributes.Builder().withPermissions(mode).build();
    }

    /** A name beside that path, under which it is written until it is whole. */
    static String draftOf(String path) {
        var parent = parent(path);
        var name = ".cloudmesh-" + UUID.randomUUID() + ".part";
        return parent.isEmpty() ? name : child(parent, name);
    }

    /** Empty where it is the login directory. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
    }

    static String child(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }
}
