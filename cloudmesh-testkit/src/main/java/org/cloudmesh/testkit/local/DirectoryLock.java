package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.UnavailableException;

/** Keeps a directory for one driver of one process; the system lets go of it when the process dies. */
final class DirectoryLock implements AutoCloseable {

    // POSIX drops a process's lock when it closes any handle on the file, so a second driver here must not even open
    // it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes the directory, a real path; its file {@code lock} names the process. */
    static DirectoryLock acquire(Path directory, Call call) throws IOException {
        var self = Long.toString(ProcessHandle.current().pid());
        if (!HELD.add(directory)) {
            throw inUse(directory, call, self);
        }
        DirectoryLock lock = null;
        try {
            lock = new DirectoryLock(directory, open(directory));
            lock.lock(self, call);
            return lock;
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            HELD.remove(directory);
            throw e;
        }
    }

    private static FileChannel open(Path directory) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return FileChannel.open(directory.resolve("lock"), options, PrivateFiles.FILE);
    }

    private void lock(String self, Call call) throws IOException {
        if (!isFree()) {
            throw inUse(directory, call, Files.readString(directory.resolve("lock")));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean isFree() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another class loader's copy of this class holds it.
            return false;
        }
    }

    private static UnavailableException inUse(Path directory, Call call, String pid) {
        return call.unavailable(
                "the directory %s is in use by process %s; close that cloud there, or give this one its own directory"
                        .formatted(directory, pid),
                null);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(directory);
        }
    }
}
