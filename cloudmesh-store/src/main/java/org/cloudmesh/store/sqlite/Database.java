package org.cloudmesh.store.sqlite;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.cloudmesh.StoreException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The file, and how it is opened.
 *
 * @param file absolute
 * @param parameters of SQLite's own, such as {@code ?mode=ro}; for tests
 */
record Database(Path file, String parameters) {

    /** How long a writer waits for those of other programs. SQLite's lock is unfair: a short one fails under load. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    // SQLite counts pages in positive numbers, KiB in negative ones. Its 2 MiB are few for a catalog's indexes.
    private static final int CACHE_KIB = -8192;

    // The write-ahead log stays on disk as large as it ever was, unless it is told not to.
    private static final int MOST_WAL_BYTES = 16 << 20;

    /** Makes the file if it is not there, and tells which one it is. */
    FileIdentity make() {
        checkLog();
        return makeFile();
    }

    /** Opens the file, which is there, and brings it to the schema. */
    Session open(Schema schema) {
        return connect(session -> {
            schema.check(file, session);
            schema.checkOwner(file, session);
            session.execute("PRAGMA journal_mode = WAL");
            schema.migrate(file, session);
            return session;
        });
    }

    /** Another connection to the file that is open. */
    Session connect() {
        return connect(session -> session);
    }

    private Session connect(Session.Work<Session> setUp) {
        try {
            var config = new SQLiteConfig();
            // A file that is gone is not to be made anew, under those who still have it open.
            config.resetOpenMode(SQLiteOpenMode.CREATE);
            config.setBusyTimeout((int) PATIENCE.toMillis());
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
            config.setCacheSize(CACHE_KIB);
            config.setJournalSizeLimit(MOST_WAL_BYTES);
            // As a URI, since the driver would take a "?" in a plain path for the end of it.
            var session = new Session(
                    config.createConnection("jdbc:sqlite:" + file.toUri().toASCIIString() + parameters));
            try {
                return setUp.on(session);
            } catch (SQLException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }

    // SQLite would remove the log of a file that is empty, and what was written last with it.
    private void checkLog() {
        var log = file.resolveSibling(file.getFileName() + "-wal");
        // In this order: who makes a store writes the file before its log.
        if (log.toFile().length() > 0 && file.toFile().length() == 0) {
            throw new StoreException(
                    "the store %s is gone or empty, but not what was written to it last, in %s; bring the store back, or move that away too"
                            .formatted(file, log));
        }
    }

    private FileIdentity makeFile() {
        if (Files.isDirectory(file)) {
            throw new StoreException("the store %s is a directory; name a file, such as %s"
                    .formatted(file, file.resolve("cloudmesh.db")));
        }
        try {
            var directory = Objects.requireNonNull(file.getParent(), "only a directory has no parent");
            // Asked first, since JDK 17 refuses a link to a directory that is there (JDK-8294193).
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, permissions("rwx------"));
            }
            makeIfAbsent();
            return FileIdentity.of(file);
        } catch (IOException e) {
            throw cannotMake(e);
        }
    }

    private void makeIfAbsent() throws IOException {
        try {
            // SQLite gives its -wal and -shm files the mode of this one.
            Files.createFile(file, permissions("rw-------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw e;
            }
        }
    }

    private StoreException cannotMake(IOException cause) {
        return new StoreException(
                "the store %s cannot be made (%s); name a file in a directory this user may write"
                        .formatted(file, reason(cause)),
                cause);
    }

    // The message of these two is but the name of the file.
    private static @Nullable String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied: " + cause.getMessage();
        }
        return cause instanceof FileAlreadyExistsException ? cause.getMessage() + " is in the way" : cause.getMessage();
    }

    private FileAttribute<?>[] permissions(String mode) {
        var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
