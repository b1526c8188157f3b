package org.cloudmesh.internal.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.cloudmesh.ConfigException;
import org.cloudmesh.internal.runtime.PrivateFiles;
import org.jspecify.annotations.Nullable;

/** One's own file: changed under a lock that all threads and processes take, and replaced in one step. */
final class OwnFile {

    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();
    private static final long PATIENCE_SECONDS = 30;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Path file;
    private final Disk disk;

    OwnFile(Path file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    /**
     * Reads the file as it is now, and writes what is made of it.
     *
     * @throws ConfigException if it cannot be read or written; it is as it was
     */
    Document change(UnaryOperator<Document> change) {
        try {
            if (!IN_THIS_JVM.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw locked();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigException(
                    file, "the file was not changed: interrupted while waiting for another writer", e);
        }
        try {
            return changeAlone(change);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file, "the file was not changed: half a character (a surrogate) is no text", e);
        } catch (IOException e) {
            throw new ConfigException(file, "the file could not be changed, and is as it was: " + reason(e), e);
        } finally {
            IN_THIS_JVM.unlock();
        }
    }

    /**
     * What would be written; nothing is.
     *
     * @throws ConfigException if the file cannot be read, or not be changed so
     */
    Document planned(UnaryOperator<Document> change) {
        try {
            return change.apply(read(target()));
        } catch (IOException e) {
            throw new ConfigException(file, "the file could not be read: " + reason(e), e);
        }
    }

    private Document read(Path target) throws IOException {
        return Files.exists(target) ? Document.read(file) : new Document(file, false, "", null);
    }

    private Document changeAlone(UnaryOperator<Document> change) throws IOException {
        var target = target();
        var directory = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file is in a directory");
        PrivateFiles.makeDirectories(directory);
        try (var channel = PrivateFiles.openForLocking(directory.resolve("." + target.getFileName() + ".lock"));
                var lock = lock(channel)) {
            var before = read(target);
            var after = change.apply(before);
            if (lock.isValid() && !after.text().equals(before.text())) {
                Replacing.replace(target, after.encoded(), disk);
            }
            return after;
        }
    }

    /** The file a link leads to: the link stays. */
    private Path target() throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ConfigException(file, null, null, "this is a link to a file that is not there; make the file");
        }
        return file;
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var lock = tryLock(channel);
        while (lock == null) {
            if (System.nanoTime() - deadline > 0) {
                throw locked();
            }
            LockSupport.parkNanos(NAP_NANOS);
            lock = tryLock(channel);
        }
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this library is loaded twice in this JVM, and the other one is writing
        }
    }

    private ConfigException locked() {
        return new ConfigException(
                file,
                null,
                null,
                "the file was not changed: another writer has kept it for %d s".formatted(PATIENCE_SECONDS));
    }

    private static String reason(IOException e) {
        var said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return e.getClass().getSimpleName() + (said == null ? "" : ": " + said);
    }
}
