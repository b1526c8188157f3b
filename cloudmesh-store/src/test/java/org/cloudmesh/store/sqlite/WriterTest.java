package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.cloudmesh.spi.Durability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that write while another has its turn. */
class WriterTest {

    private final Database database;
    private final Set<Thread> writing = ConcurrentHashMap.newKeySet();

    WriterTest(@TempDir Path directory) {
        database = new Database(directory.resolve("cloudmesh.db"), "");
        database.make();
    }

    @Test
    void doesWhatWaitsInOneTransactionAndTakesBackOnlyWhatFails() throws Exception {
        try (var session = database.open(Schema.CURRENT)) {
            var writer = new Writer(session, s -> {});
            var begun = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var first = start(writer, "first", () -> {
                begun.countDown();
                go.await();
            });
            begun.await();
            var waiting = List.of(
                    start(writer, "second", () -> {}),
                    start(writer, "third", () -> {
                        throw new IllegalArgumentException("not this one");
                    }),
                    start(writer, "fourth", () -> {}));
            writing.clear();

            go.countDown();

            assertThat(first.get()).isEmpty();
            assertThat(waiting.get(0).get()).isEmpty();
            assertThat(waiting.get(1).get().orElseThrow()).hasMessage("not this one");
            assertThat(waiting.get(2).get()).isEmpty();
            assertThat(new HashSet<>(session.query("SELECT name FROM counter", row -> row.getString(1))))
                    .containsExactlyInAnyOrder("first", "second", "fourth");
            assertThat(writing).as("threads that wrote what waited").hasSize(1);
        }
    }

    @Test
    void tellsEachThatNothingWasWritten() throws Exception {
        try (var session = database.open(Schema.CURRENT)) {
            var writer = new Writer(session, s -> {});
            var begun = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var first = start(writer, "first", () -> {
                begun.countDown();
                go.await();
            });
            begun.await();
            var waiting = List.of(
                    start(writer, "second", () -> {}),
                    // As SQLite does when a disk is full.
                    start(writer, "third", () -> session.execute("ROLLBACK")),
                    start(writer, "fourth", () -> {}));

            go.countDown();

            assertThat(first.get()).isEmpty();
            for (var each : waiting) {
                assertThat(each.get()).isPresent();
            }
            assertThat(session.query("SELECT name FROM counter", row -> row.getString(1)))
                    .containsExactly("first");
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    /** A thread that writes, takes a step, and says what was thrown; it waits for its turn when this returns. */
    private FutureTask<Optional<Throwable>> start(Writer writer, String name, Step step) {
        var task = new FutureTask<>(() -> Optional.ofNullable(
                catchThrowable(() -> writer.write(Durability.NORMAL, session -> write(session, name, step)))));
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    private String write(Session session, String name, Step step) throws SQLException {
        writing.add(Thread.currentThread());
        session.update("INSERT INTO counter(name, n) VALUES(?, 1)", name);
        try {
            step.run();
        } catch (RuntimeException | SQLException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return name;
    }
}
