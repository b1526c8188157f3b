package org.cloudmesh.store.sqlite;

import java.sql.SQLException;
import java.util.Iterator;
import org.cloudmesh.spi.Document;

/**
 * All documents of one kind and cloud, exchanged for those of a stream. They are staged in a temporary table of the session
 * first: the stream may be as slow as the cloud it comes from, and nobody waits for it.
 */
final class Replacement {

    private final Session session;
    private final Part part;
    private final String kind;
    private final String cloud;

    Replacement(Session session, Part part, String kind, String cloud) {
        if (!kind.matches("[a-z]{1,32}")) {
            throw new IllegalArgumentException(
                    "a document's kind is 1 to 32 lower-case letters, not \"%s\"".formatted(kind));
        }
        this.session = session;
        this.part = part;
        this.kind = kind;
        this.cloud = cloud;
    }

    /** Reads the stream to its end. */
    void stage(Iterator<Document> documents) throws SQLException {
        session.execute("CREATE TEMP TABLE incoming(key TEXT PRIMARY KEY NOT NULL, name TEXT, state TEXT, json TEXT)");
        session.read(s -> {
            while (documents.hasNext()) {
                var document = checked(documents.next());
                s.update(
                        "INSERT OR REPLACE INTO temp.incoming(key, name, state, json) VALUES(?, ?, ?, ?)",
                        document.key(),
                        document.name(),
                        document.state(),
                        document.json());
            }
            return s;
        });
    }

    private Document checked(Document document) {
        if (!document.kind().equals(kind) || !cloud.equals(document.cloud())) {
            throw new IllegalArgumentException(
                    "the document \"%s\" is a %s of cloud %s; only documents of kind %s and cloud %s can replace those"
                            .formatted(document.key(), document.kind(), document.cloud(), kind, cloud));
        }
        return document;
    }

    /** Exchanges them, within the transaction that the session is in; returns how many there are now. */
    long apply() throws SQLException {
        checkOwners();
        var table = part.documents(kind);
        session.update(
                "INSERT INTO %s(kind, cloud, n) VALUES(?, ?, 1) ON CONFLICT(kind, cloud) DO UPDATE SET n = n + 1"
                        .formatted(part.generations()),
                kind,
                cloud);
        session.update(
                "DELETE FROM %s WHERE cloud = ? AND key NOT IN (SELECT key FROM temp.incoming)".formatted(table),
                cloud);
        return session.update(
                "INSERT INTO %s(key, cloud, name, state, version, json)".formatted(table)
                        + " SELECT key, ?, name, state, 1, json FROM temp.incoming WHERE true"
                        + " ON CONFLICT(key) DO UPDATE SET name = excluded.name, state = excluded.state,"
                        + " version = version + 1, json = excluded.json",
                cloud);
    }

    private void checkOwners() throws SQLException {
        var refusal = session.first(
                "SELECT key, doc.cloud FROM temp.incoming JOIN %s AS doc USING(key) WHERE doc.cloud IS NOT ? LIMIT 1"
                        .formatted(part.documents(kind)),
                row ->
                        "the %s \"%s\" is stored for cloud %s and cannot become one of cloud %s; give it a key of its own"
                                .formatted(kind, row.getString(1), row.getString(2), cloud),
                cloud);
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
    }
}
