package org.cloudmesh.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The tables of one user, or those of the store itself. Immutable.
 *
 * @param id the number of the user's row in {@code part}; 0 for the store itself
 */
record Part(long id) {

    static final Part WHOLE = new Part(0);

    boolean isWhole() {
        return id == 0;
    }

    /** The table of a kind. */
    String documents(String kind) {
        return prefix() + kind;
    }

    /** What the tables of all kinds begin with. */
    String prefix() {
        return "doc" + suffix() + "_";
    }

    /** The table of counters. */
    String counters() {
        return "counter" + suffix();
    }

    /** The table that tells how often a catalog was replaced. */
    String generations() {
        return "generation" + suffix();
    }

    private String suffix() {
        return isWhole() ? "" : String.valueOf(id);
    }

    /** That user's, if he has one. */
    static Optional<Part> find(Session session, String user) throws SQLException {
        return session.first("SELECT id FROM part WHERE user = ?", row -> new Part(row.getLong(1)), user);
    }

    /** That user's, made if he has none; within a transaction that writes. */
    static Part make(Session session, String user) throws SQLException {
        session.update("INSERT INTO part(user) VALUES(?) ON CONFLICT(user) DO NOTHING", user);
        var part = find(session, user).orElseThrow();
        session.execute("CREATE TABLE IF NOT EXISTS %s(name TEXT PRIMARY KEY NOT NULL, n INTEGER NOT NULL)"
                .formatted(part.counters()));
        makeGenerations(session, part);
        return part;
    }

    static void makeGenerations(Session session, Part part) throws SQLException {
        session.execute("CREATE TABLE IF NOT EXISTS %s(kind TEXT NOT NULL, cloud TEXT NOT NULL, n INTEGER NOT NULL,"
                        .formatted(part.generations())
                + " PRIMARY KEY(kind, cloud))");
    }

    static List<String> users(Session session) throws SQLException {
        return session.query("SELECT user FROM part ORDER BY user", row -> row.getString(1));
    }
}
