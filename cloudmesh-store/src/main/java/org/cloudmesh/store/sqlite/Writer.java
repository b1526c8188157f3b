package org.cloudmesh.store.sqlite;

import static java.util.Comparator.naturalOrder;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.cloudmesh.spi.Durability;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the threads of this program want written. What waits when a thread has its turn is done in one transaction: one
 * lock of the file among the programs, and one wait for the disk, for all of them. Thread-safe.
 */
final class Writer {

    /** Throws where nothing may be written any more. */
    interface Check {
        void on(Session session) throws SQLException;
    }

    private final Session session;
    private final Check check;
    private final Lock turn = new ReentrantLock();
    private final Queue<Write<?>> waiting = new ConcurrentLinkedQueue<>();

    /** Checks once a transaction, when it has the file to itself. */
    Writer(Session session, Check check) {
        this.session = session;
        this.check = check;
    }

    /** Done, all or nothing of it, when this returns. */
    <T> T write(Durability durability, Session.Work<T> work) throws SQLException {
        var mine = new Write<T>(durability, work);
        waiting.add(mine);
        turn.lock();
        try {
            if (!mine.isDone()) {
                writeAll(mine);
            }
        } finally {
            turn.unlock();
        }
        return mine.get();
    }

    /** In a session of the caller's own, while nothing else is written. */
    <T> T write(Session own, Durability durability, Session.Work<T> work) throws SQLException {
        turn.lock();
        try {
            return own.write(durability, s -> {
                check.on(s);
                return work.on(s);
            });
        } finally {
            turn.unlock();
        }
    }

    private void writeAll(Write<?> mine) {
        var taken = new ArrayList<Write<?>>();
        var durability = waiting.stream()
                .map(each -> each.durability)
                .max(naturalOrder())
                .orElseThrow();
        try {
            session.write(durability, s -> {
                check.on(s);
                // Not before the file is locked, which can take long: the more wait, the more are done at once.
                take(durability, taken);
                for (var each : taken) {
                    each.run(s, taken.size() == 1);
                }
                return taken;
            });
        } catch (SQLException | RuntimeException | Error e) {
            // Nothing of it was written, whatever each was about to answer.
            waiting.remove(mine);
            mine.fail(e);
            taken.forEach(each -> each.fail(e));
        }
    }

    private void take(Durability most, List<Write<?>> taken) {
        for (var next = waiting.iterator(); next.hasNext(); ) {
            var each = next.next();
            if (each.durability.compareTo(most) <= 0) {
                next.remove();
                taken.add(each);
            }
        }
    }

    /** What one thread waits for. */
    private static final class Write<T> {

        private final Durability durability;
        private final Session.Work<T> work;
        private @Nullable T answer;
        private @Nullable Throwable failure;

        Write(Durability durability, Session.Work<T> work) {
            this.durability = durability;
            this.work = work;
        }

        /** One that fails among others takes back only its own. */
        void run(Session session, boolean alone) throws SQLException {
            if (alone) {
                answer = work.on(session);
                return;
            }
            session.update("SAVEPOINT one");
            try {
                answer = work.on(session);
            } catch (SQLException | RuntimeException e) {
                takeBack(session, e);
            }
            session.update("RELEASE one");
        }

        private void takeBack(Session session, Exception cause) throws SQLException {
            failure = cause;
            try {
                session.update("ROLLBACK TO one");
            } catch (SQLException e) {
                // A full disk, say: SQLite has taken back all that was written with it.
                e.addSuppressed(cause);
                throw e;
            }
        }

        void fail(Throwable cause) {
            if (failure == null) {
                failure = cause;
            }
        }

        boolean isDone() {
            return answer != null || failure != null;
        }

        T get() throws SQLException {
            if (failure instanceof SQLException e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return Objects.requireNonNull(answer);
        }
    }
}
