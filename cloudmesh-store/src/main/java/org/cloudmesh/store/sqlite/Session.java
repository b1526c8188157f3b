package org.cloudmesh.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.cloudmesh.spi.Durability;
import org.jspecify.annotations.Nullable;

/** One connection and the statements prepared on it. Used by one thread at a time. */
final class Session implements AutoCloseable {

    /** Something done on a session. */
    interface Work<T> {
        T on(Session session) throws SQLException;
    }

    /** How a row is read. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final int KEPT_STATEMENTS = 128;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);
    private Durability durability = Durability.NORMAL;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Runs one statement, and returns how many rows it changed. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return use(sql, PreparedStatement::executeUpdate, values);
    }

    /** Runs one statement, and returns all rows it gives. */
    <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return query(sql, row, each -> true, Integer.MAX_VALUE, values);
    }

    /** Runs one statement, and returns the first rows it gives that pass the test; reads no more of them than it must. */
    <T> List<T> query(String sql, Row<T> row, Predicate<T> test, int limit, @Nullable Object... values)
            throws SQLException {
        return use(sql, statement -> rows(statement, row, test, limit), values);
    }

    private static <T> List<T> rows(PreparedStatement statement, Row<T> row, Predicate<T> test, int limit)
            throws SQLException {
        try (var results = statement.executeQuery()) {
            var all = new ArrayList<T>();
            while (all.size() < limit && results.next()) {
                var each = row.read(results);
                if (test.test(each)) {
                    all.add(each);
                }
            }
            return all;
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return query(sql, row, values).stream().findFirst();
    }

    long number(String sql, @Nullable Object... values) throws SQLException {
        return first(sql, row -> row.getLong(1), values).orElse(0L);
    }

    /** Runs something that is not worth preparing. */
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T use(String sql, Use<T> use, @Nullable Object... values) throws SQLException {
        var statement = prepared(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return use.of(statement);
        } catch (SQLException e) {
            forget(sql, statement, e);
            throw e;
        }
    }

    // The driver has ended what failed (a full disk does so to COMMIT), and would refuse it for ever.
    private void forget(String sql, PreparedStatement failed, SQLException cause) {
        statements.remove(sql);
        try {
            failed.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known != null) {
            return known;
        }
        var statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        if (statements.size() > KEPT_STATEMENTS) {
            var oldest = statements.entrySet().iterator();
            oldest.next().getValue().close();
            oldest.remove();
        }
        return statement;
    }

    /** Does all of the work or nothing of it, as the only writer of the file. */
    <T> T write(Durability wanted, Work<T> work) throws SQLException {
        setDurability(wanted);
        // A deferred transaction that comes to write after it read is refused at once, whatever the busy timeout.
        return transaction("BEGIN IMMEDIATE", work);
    }

    /** Does the work on one and the same state of the file. */
    <T> T read(Work<T> work) throws SQLException {
        return transaction("BEGIN", work);
    }

    private <T> T transaction(String begin, Work<T> work) throws SQLException {
        update(begin);
        try {
            var result = work.on(this);
            update("COMMIT");
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    private void rollback(Throwable cause) {
        try {
            update("ROLLBACK");
        } catch (SQLException e) {
            // Some errors have rolled back already, and SQLite then has nothing to do so to.
            cause.addSuppressed(e);
        }
    }

    private void setDurability(Durability wanted) throws SQLException {
        if (wanted != durability) {
            execute("PRAGMA synchronous = " + (wanted == Durability.FORCED ? "FULL" : "NORMAL"));
            durability = wanted;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
