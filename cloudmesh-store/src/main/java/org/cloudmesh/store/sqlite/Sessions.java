package org.cloudmesh.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Durability;

/** The connections of one store: one that writes, a few that read meanwhile. Thread-safe. */
final class Sessions implements AutoCloseable {

    private static final int MOST_READERS = 4;

    private final Database database;
    private final FileIdentity identity;
    private final Session writing;
    private final Writer writer;
    private final ConcurrentLinkedQueue<Session> readers = new ConcurrentLinkedQueue<>();
    private final Semaphore freeReaders = new Semaphore(MOST_READERS);
    // Whoever uses a connection shares it; whoever closes them has it alone.
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    Sessions(Database database, Schema schema) {
        this.database = database;
        this.identity = database.make();
        this.writing = database.open(schema);
        this.writer = new Writer(writing, session -> {
            identity.check();
            schema.check(database.file(), session);
        });
    }

    <T> T read(Session.Work<T> work) {
        return using(() -> {
            freeReaders.acquireUninterruptibly();
            try {
                var idle = readers.poll();
                var session = idle != null ? idle : connect();
                try {
                    identity.check();
                    return work.on(session);
                } finally {
                    readers.add(session);
                }
            } finally {
                freeReaders.release();
            }
        });
    }

    /** All or nothing of it. */
    <T> T write(Durability durability, Session.Work<T> work) {
        return using(() -> writer.write(durability, work));
    }

    /** In one transaction of that session, while none of ours writes. */
    <T> T write(Session session, Durability durability, Session.Work<T> work) {
        return using(() -> writer.write(session, durability, work));
    }

    /** A connection of the caller's own, who closes it. */
    Session own() {
        return using(this::connect);
    }

    private Session connect() {
        identity.check();
        return database.connect();
    }

    void checkOpen() {
        using(() -> closed);
    }

    StoreException fault(SQLException cause) {
        return Faults.of(database.file(), cause);
    }

    private interface Use<T> {
        T run() throws SQLException;
    }

    private <T> T using(Use<T> work) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new StoreException(
                        "the store %s is closed; open the mesh again to use it".formatted(database.file()));
            }
            return work.run();
        } catch (SQLException e) {
            throw fault(e);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                closeAll();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private void closeAll() {
        var failed = new ArrayList<SQLException>();
        readers.add(writing);
        while (!readers.isEmpty()) {
            try {
                Objects.requireNonNull(readers.poll()).close();
            } catch (SQLException e) {
                failed.add(e);
            }
        }
        if (!failed.isEmpty()) {
            throw fault(failed.get(0));
        }
    }

    /** Whether that is the file, by whatever name. */
    boolean isIn(Path other) {
        try {
            return Files.isSameFile(other, file());
        } catch (IOException e) {
            // What is not there is another one.
            return false;
        }
    }

    Path file() {
        return database.file();
    }
}
