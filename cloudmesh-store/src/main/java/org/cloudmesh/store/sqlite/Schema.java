package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Durability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the file holds, and how an older one becomes what it should be. The version of a file is the number of steps it has
 * taken; SQLite keeps it as {@code user_version}.
 *
 * @param steps in order; one that was released never changes, new ones are added at the end
 */
record Schema(List<Step> steps) {

    /** One change of what a file holds. */
    interface Step {
        void apply(Session session) throws SQLException;
    }

    static final Schema CURRENT = new Schema(List.of(
            session -> session.execute("CREATE TABLE counter(name TEXT PRIMARY KEY NOT NULL, n INTEGER NOT NULL)"),
            // AUTOINCREMENT, for a number names tables: it is never used again.
            session -> {
                session.execute("CREATE TABLE part(id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT UNIQUE NOT NULL)");
                Part.makeGenerations(session, Part.WHOLE);
            }));

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    int version() {
        return steps.size();
    }

    /** Refuses a file that is newer than this library, or became so. Changes nothing. */
    void check(Path file, Session session) throws SQLException {
        long found = found(session);
        if (found > version()) {
            throw new StoreException(
                    "the store %s was written by a newer cloudmesh (schema %d, this one knows %d); update cloudmesh, or name another store"
                            .formatted(file, found, version()));
        }
    }

    /** Takes the steps the file has not taken: all or none, and once among the programs that open it together. */
    void migrate(Path file, Session session) throws SQLException {
        if (found(session) == version()) {
            return;
        }
        session.write(Durability.FORCED, s -> {
            check(file, s);
            int found = (int) found(s);
            for (var step : steps.subList(found, version())) {
                step.apply(s);
            }
            s.execute("PRAGMA user_version = " + version());
            LOG.debug("store {}: schema {} became {}", file, found, version());
            return found;
        });
    }

    /** Refuses a database that was made by something else. Changes nothing. */
    void checkOwner(Path file, Session session) throws SQLException {
        // In one statement, since another program may be making the store just now.
        var foreign = session.number("SELECT count(*) FROM sqlite_master, pragma_user_version WHERE user_version = 0");
        if (foreign > 0) {
            throw new StoreException(
                    "the store %s is a database of another program; name another store".formatted(file));
        }
    }

    private static long found(Session session) throws SQLException {
        return session.number("PRAGMA user_version");
    }
}
