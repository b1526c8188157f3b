package org.cloudmesh.store.sqlite;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.cloudmesh.spi.Document;

/** One table a kind, made when the first document of the kind is written. Thread-safe. */
final class Tables {

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Part part;

    Tables(Part part) {
        this.part = part;
    }

    /** Whether documents of that kind were ever written. */
    boolean has(Session session, String kind) throws SQLException {
        if (known.contains(kind)) {
            return true;
        }
        boolean found = session.number(
                        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", part.documents(kind))
                > 0;
        if (found) {
            known.add(kind);
        }
        return found;
    }

    /** Makes what is missing; to be told when that is {@linkplain #made committed}. */
    void make(Session session, Collection<String> kinds) throws SQLException {
        for (var kind : kinds) {
            if (!known.contains(kind)) {
                make(session, kind);
            }
        }
    }

    // Each index ends with the key, so that a page of what it finds goes on where the last one ended.
    private void make(Session session, String kind) throws SQLException {
        var table = part.documents(kind);
        session.execute(
                "CREATE TABLE IF NOT EXISTS %s(key TEXT PRIMARY KEY NOT NULL, cloud TEXT, name TEXT,".formatted(table)
                        + " state TEXT, version INTEGER NOT NULL, json TEXT NOT NULL)");
        for (var field : new String[] {"cloud", "name", "state"}) {
            session.execute("CREATE INDEX IF NOT EXISTS %1$s_%2$s ON %1$s(%2$s, key) WHERE %2$s IS NOT NULL"
                    .formatted(table, field));
        }
        session.execute("CREATE INDEX IF NOT EXISTS %1$s_named ON %1$s(key) WHERE name IS NOT NULL".formatted(table));
    }

    void made(Collection<String> kinds) {
        known.addAll(kinds);
    }

    static Set<String> kinds(Collection<Document> documents) {
        return documents.stream().map(Document::kind).collect(Collectors.toSet());
    }
}
