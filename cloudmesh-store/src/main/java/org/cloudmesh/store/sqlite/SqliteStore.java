package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Stores;

/**
 * A store in one SQLite file, shared by all threads and programs of one machine. Not for network file systems, whose locks
 * cannot be relied on.
 */
public final class SqliteStore implements Store {

    private static final String COLUMNS = "key, cloud, name, state, version, json";
    private static final String INSERT = "INSERT INTO %s(" + COLUMNS + ") VALUES(?, ?, ?, ?, 1, ?)";
    private static final String UPSERT = INSERT + " ON CONFLICT(key) DO UPDATE SET cloud = excluded.cloud,"
            + " name = excluded.name, state = excluded.state, version = version + 1, json = excluded.json";
    private static final String INSERT_IF_ABSENT = INSERT + " ON CONFLICT(key) DO NOTHING";
    private static final String UPDATE_IF_VERSION = "UPDATE %s SET cloud = ?, name = ?, state = ?,"
            + " version = version + 1, json = ? WHERE key = ? AND version = ?";

    private static final String LOAD = "INSERT OR REPLACE INTO %s(" + COLUMNS + ") VALUES(?, ?, ?, ?, ?, ?)";

    private final Sessions sessions;
    private final Part part;
    private final Tables tables;

    private SqliteStore(Sessions sessions, Part part) {
        this.sessions = sessions;
        this.part = part;
        tables = new Tables(part);
    }

    /**
     * Opens the store in that file. What is not there is made: the file for its owner alone (0600), and its directory (0700).
     * Once the file is removed or replaced while it is open, each call of the store throws, until it is put back.
     *
     * @throws org.cloudmesh.StoreException if it cannot be made, read or written, is no such store, or is of a newer version
     */
    public static Store at(Path file) {
        return at(new Database(file.toAbsolutePath(), ""), Schema.CURRENT);
    }

    static Store at(Database database, Schema schema) {
        return new SqliteStore(new Sessions(database, schema), Part.WHOLE);
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

    private Optional<Document> byKey(Session session, String kind, String key) throws SQLException {
        return session.first(
                "SELECT %s FROM %s WHERE key = ?".formatted(COLUMNS, part.documents(kind)),
                row -> document(kind, row),
                key);
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
                            UPDATE_IF_VERSION.formatted(part.documents(document.kind())),
                            document.cloud(),
                            document.name(),
                            document.state(),
                            document.json(),
                            document.key(),
                            version);
            return changed == 1;
        });
    }

    private int insert(Session session, String sql, Document document) throws SQLException {
        return session.update(
                sql.formatted(part.documents(document.kind())),
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
                    session.update("DELETE FROM %s WHERE key = ?".formatted(part.documents(kind)), key);
                }
                return all;
            });
        }
    }

    @Override
    public long replace(String kind, String cloud, Iterator<Document> documents) {
        try (var session = sessions.own()) {
            var replacement = new Replacement(session, part, kind, cloud);
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
    public long generation(String kind, String cloud) {
        return sessions.read(session -> session.number(
                "SELECT n FROM %s WHERE kind = ? AND cloud = ?".formatted(part.generations()), kind, cloud));
    }

    @Override
    public void load(Collection<Document> documents) {
        var all = List.copyOf(documents);
        write(all, Durability.FORCED, session -> {
            for (var document : all) {
                session.update(
                        LOAD.formatted(part.documents(document.kind())),
                        document.key(),
                        document.cloud(),
                        document.name(),
                        document.state(),
                        document.version(),
                        document.json());
            }
            return all;
        });
    }

    @Override
    public List<Document> find(Query query) {
        return find(query, query.limit());
    }

    private List<Document> find(Query query, int limit) {
        var selection = Selection.of(query);
        var sql = "SELECT %s FROM %s%s ORDER BY key%s LIMIT ?"
                .formatted(COLUMNS, part.documents(query.kind()), selection.where(), query.descending() ? " DESC" : "");
        // What is asked of the JSON is looked for in each: how many rows that takes cannot be said.
        var rows = query.fields().isEmpty() ? limit : Integer.MAX_VALUE;
        return read(
                query.kind(),
                List.of(),
                session -> session.query(
                        sql,
                        row -> document(query.kind(), row),
                        document -> query.hasFields(document.json()),
                        limit,
                        selection.valuesAnd(rows)));
    }

    @Override
    public long count(Query query) {
        if (!query.fields().isEmpty()) {
            return find(query, Integer.MAX_VALUE).size();
        }
        var selection = Selection.of(query);
        var sql = "SELECT count(*) FROM %s%s".formatted(part.documents(query.kind()), selection.where());
        return read(query.kind(), 0L, session -> session.number(sql, selection.values()));
    }

    @Override
    public long addToCounter(String counter, long delta) {
        return sessions.write(
                Durability.NORMAL,
                session -> session.number(
                        "INSERT INTO %s(name, n) VALUES(?1, max(0, ?2))".formatted(part.counters())
                                + " ON CONFLICT(name) DO UPDATE SET n = max(0, n + ?2) RETURNING n",
                        counter,
                        delta));
    }

    @Override
    public long counter(String counter) {
        return sessions.read(
                session -> session.number("SELECT n FROM %s WHERE name = ?".formatted(part.counters()), counter));
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
                        "INSERT INTO %s(name, n) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET n = excluded.n"
                                .formatted(part.counters()),
                        counter,
                        value));
    }

    @Override
    public List<String> kinds() {
        return sessions.read(session -> {
            var prefix = part.prefix();
            var kinds = new ArrayList<String>();
            for (var table : session.query(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, ?) = ? ORDER BY name",
                    row -> row.getString(1),
                    prefix.length(),
                    prefix)) {
                if (session.number("SELECT EXISTS(SELECT 1 FROM %s)".formatted(table)) > 0) {
                    kinds.add(table.substring(prefix.length()));
                }
            }
            return kinds;
        });
    }

    @Override
    public Map<String, Long> counters() {
        return sessions.read(session -> {
            var all = new HashMap<String, Long>();
            session.query(
                    "SELECT name, n FROM %s".formatted(part.counters()),
                    row -> all.put(row.getString(1), row.getLong(2)));
            return all;
        });
    }

    @Override
    public Store namespace(String user) {
        if (!part.isWhole()) {
            throw new IllegalArgumentException(
                    "the part of one user has no part for \"%s\"; ask the whole store for it".formatted(user));
        }
        var name = Stores.checkedUser(user);
        var known = sessions.read(session -> Part.find(session, name));
        return new SqliteStore(
                sessions,
                known.isPresent()
                        ? known.get()
                        : sessions.write(Durability.FORCED, session -> Part.make(session, name)));
    }

    @Override
    public List<String> namespaces() {
        return part.isWhole() ? sessions.read(Part::users) : List.of();
    }

    /** As {@link Store#backup}; the store's own file is refused. */
    @Override
    public long backup(Path file) {
        if (sessions.isIn(file)) {
            throw new StoreException(
                    "the backup %s would take the place of the store itself; name another file".formatted(file));
        }
        return Store.super.backup(file);
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
        if (part.isWhole()) {
            sessions.close();
        }
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
