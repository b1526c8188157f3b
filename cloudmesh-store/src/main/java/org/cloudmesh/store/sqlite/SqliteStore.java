package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;

/**
 * A store in one SQLite file, shared by all threads and programs of one machine. Not for network file systems, whose locks
 * cannot be relied on.
 */
public final class SqliteStore implements Store {

    private static final String COLUMNS = "key, cloud, name, state, version, json";
    private static final String INSERT = "INSERT INTO doc_%s(" + COLUMNS + ") VALUES(?, ?, ?, ?, 1, ?)";
    private static final String UPSERT = INSERT + " ON CONFLICT(key) DO UPDATE SET cloud = excluded.cloud,"
            + " name = excluded.name, state = excluded.state, version = version + 1, json = excluded.json";
    private static final String INSERT_IF_ABSENT = INSERT + " ON CONFLICT(key) DO NOTHING";
    private static final String UPDATE_IF_VERSION = "UPDATE doc_%s SET cloud = ?, name = ?, state = ?,"
            + " version = version + 1, json = ? WHERE key = ? AND version = ?";

    private final Sessions sessions;
    private final Tables tables = new Tables();

    private SqliteStore(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Opens the store in that file. What is not there is made: the file for its owner alone (0600), and its directory (0700).
     *
     * @throws org.cloudmesh.StoreException if it cannot be made, read or written, is no such store, or is of a newer version
     */
    public static Store at(Path file) {
        return at(new Database(file.toAbsolutePath(), ""), Schema.CURRENT);
    }

    static Store at(Database database, Schema schema) {
        return new SqliteStore(new Sessions(database, schema));
    }

    @Override
    public Optional<Document> get(String kind, String key) {
        return read(kind, Optional.empty(), session -> byKey(session, kind, key));
    }

    @Override
    public List<Document> getAll(String kind, Collection<String> keys) {
        var distinct = new LinkedHashSet<>(keys);
        return read(
                kind,
                List.of(),
                session -> session.read(s -> {
                    var found = new ArrayList<Document>();
                    for (var key : distinct) {
                        byKey(s, kind, key).ifPresent(found::add);
                    }
                    return found;
                }));
    }

    private static Optional<Document> byKey(Session session, String kind, String key) throws SQLException {
        return session.first(
                "SELECT %s FROM doc_%s WHERE key = ?".formatted(COLUMNS, kind), row -> document(kind, row), key);
    }

    private static Document document(String kind, ResultSet row) throws SQLException {
        return new Document(
                kind,
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(6),
                row.getLong(5));
    }

    @Override
    public void put(Collection<Document> documents, Durability durability) {
        var all = List.copyOf(documents);
        write(all, durability, session -> {
            for (var document : all) {
                insert(session, UPSERT, document);
            }
            return all;
        });
    }

    @Override
    public Set<String> putIfAbsent(Collection<Document> documents) {
        var all = List.copyOf(documents);
        return write(all, Durability.FORCED, session -> {
            var taken = new LinkedHashSet<String>();
            for (var document : all) {
                if (insert(session, INSERT_IF_ABSENT, document) == 0) {
                    taken.add(document.key());
                }
            }
            return taken;
        });
    }

    @Override
    public boolean compareAndPut(Document document, long version) {
        return write(List.of(document), Durability.NORMAL, session -> {
            var changed = version == 0
                    ? insert(session, INSERT_IF_ABSENT, document)
                    : session.update(
                            UPDATE_IF_VERSION.formatted(document.kind()),
                            document.cloud(),
                            document.name(),
                            document.state(),
                            document.json(),
                            document.key(),
                            version);
            return changed == 1;
        });
    }

    private static int insert(Session session, String sql, Document document) throws SQLException {
        return session.update(
                sql.formatted(document.kind()),
                document.key(),
                document.cloud(),
                document.name(),
                document.state(),
                document.json());
    }

    @Override
    public void delete(String kind, Collection<String> keys) {
        var all = List.copyOf(keys);
        if (read(kind, false, session -> true)) {
            sessions.write(Durability.NORMAL, session -> {
                for (var key : all) {
                    session.update("DELETE FROM doc_%s WHERE key = ?".formatted(kind), key);
                }
                return all;
            });
        }
    }

    @Override
    public long replace(String kind, String cloud, Iterator<Document> documents) {
        try (var session = sessions.own()) {
            var replacement = new Replacement(session, kind, cloud);
            replacement.stage(documents);
            var kinds = Set.of(kind);
            var count = sessions.write(session, Durability.NORMAL, s -> {
                tables.make(s, kinds);
                return replacement.apply();
            });
            tables.made(kinds);
            return count;
        } catch (SQLException e) {
            throw sessions.fault(e);
        }
    }

    @Override
    public List<Document> find(Query query) {
        var selection = Selection.of(query);
        var sql = "SELECT %s FROM doc_%s%s ORDER BY %s%s LIMIT ?"
                .formatted(
                        COLUMNS, query.kind(), selection.where(), selection.order(), query.descending() ? " DESC" : "");
        return read(
                query.kind(),
                List.of(),
                session -> session.query(sql, row -> document(query.kind(), row), selection.valuesAnd(query.limit())));
    }

    @Override
    public long count(Query query) {
        var selection = Selection.of(query);
        var sql = "SELECT count(*) FROM doc_%s%s".formatted(query.kind(), selection.where());
        return read(query.kind(), 0L, session -> session.number(sql, selection.values()));
    }

    @Override
    public long addToCounter(String counter, long delta) {
        return sessions.write(
                Durability.NORMAL,
                session -> session.number(
                        "INSERT INTO counter(name, n) VALUES(?1, max(0, ?2))"
                                + " ON CONFLICT(name) DO UPDATE SET n = max(0, n + ?2) RETURNING n",
                        counter,
                        delta));
    }

    @Override
    public long counter(String counter) {
        return sessions.read(session -> session.number("SELECT n FROM counter WHERE name = ?", counter));
    }

    @Override
    public void setCounter(String counter, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "the counter \"%s\" cannot be %d: it is at least 0".formatted(counter, value));
        }
        sessions.write(
                Durability.NORMAL,
                session -> session.update(
                        "INSERT INTO counter(name, n) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET n = excluded.n",
                        counter,
                        value));
    }

    /** Its file. */
    @Override
    public String toString() {
        return "SQLite in " + sessions.file();
    }

    @Override
    public boolean isLasting() {
        sessions.checkOpen();
        return true;
    }

    @Override
    public void close() {
        sessions.close();
    }

    private <T> T read(String kind, T none, Session.Work<T> work) {
        return sessions.read(session -> tables.has(session, kind) ? work.on(session) : none);
    }

    private <T> T write(Collection<Document> documents, Durability durability, Session.Work<T> work) {
        var kinds = Tables.kinds(documents);
        var result = sessions.write(durability, session -> {
            tables.make(session, kinds);
            return work.on(session);
        });
        tables.made(kinds);
        return result;
    }
}
