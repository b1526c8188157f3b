package org.cloudmesh.store.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import java.util.List;

/** Writes that may find their key taken. */
final class Duplicates {

    private Duplicates() {}

    /** Whether the write was done; not if its key was taken. */
    static boolean none(Runnable write) {
        try {
            write.run();
            return true;
        } catch (MongoException e) {
            if (isOne(e.getCode())) {
                return false;
            }
            throw e;
        }
    }

    /** Which writes of that many found their keys taken, by number; an ordered one has ended with the first of them. */
    static List<Integer> of(Runnable bulk) {
        try {
            bulk.run();
            return List.of();
        } catch (MongoBulkWriteException e) {
            boolean others = e.getWriteConcernError() != null
                    || e.getWriteErrors().stream().anyMatch(each -> !isOne(each.getCode()));
            if (others) {
                throw e;
            }
            return e.getWriteErrors().stream().map(each -> each.getIndex()).toList();
        }
    }

    private static boolean isOne(int code) {
        return ErrorCategory.fromErrorCode(code) == ErrorCategory.DUPLICATE_KEY;
    }
}
