package org.cloudmesh.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.cloudmesh.StoreException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in one sentence what SQLite says in a number: what, where, and what next. */
final class Faults {

    // The higher bytes of a result code are details of the lowest: https://sqlite.org/rescode.html
    private static final int PRIMARY = 0xff;

    private Faults() {}

    static StoreException of(Path file, SQLException cause) {
        return new StoreException("the store %s %s".formatted(file, sentence(cause)), cause);
    }

    private static String sentence(SQLException cause) {
        int code = primaryCode(cause);
        if (is(code, SQLiteErrorCode.SQLITE_READONLY) || is(code, SQLiteErrorCode.SQLITE_PERM)) {
            return "cannot be written: it or its directory is read-only; make both writable, or name another store";
        }
        if (is(code, SQLiteErrorCode.SQLITE_CORRUPT) || is(code, SQLiteErrorCode.SQLITE_NOTADB)) {
            return "is damaged or no SQLite database; move it away with its -wal and -shm files, then bring back a copy"
                    + " or refresh the clouds into a new one";
        }
        if (is(code, SQLiteErrorCode.SQLITE_FULL) || lacksSharedMemory(cause)) {
            return "cannot grow: its disk is full; make room and try again";
        }
        if (is(code, SQLiteErrorCode.SQLITE_BUSY) || is(code, SQLiteErrorCode.SQLITE_LOCKED)) {
            return "was held by another program for %d s; end what holds it and try again"
                    .formatted(Database.PATIENCE.toSeconds());
        }
        if (is(code, SQLiteErrorCode.SQLITE_CANTOPEN)) {
            return "cannot be opened; check that its directory is there and may be written by this user";
        }
        return "cannot be read or written (%s); check its disk and try again".formatted(cause.getMessage());
    }

    // What readers share, in the -shm file, has no room.
    private static boolean lacksSharedMemory(SQLException cause) {
        return cause instanceof SQLiteException e && e.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
    }

    private static int primaryCode(SQLException cause) {
        return (cause instanceof SQLiteException e ? e.getResultCode().code : cause.getErrorCode()) & PRIMARY;
    }

    private static boolean is(int code, SQLiteErrorCode wanted) {
        return code == wanted.code;
    }
}
