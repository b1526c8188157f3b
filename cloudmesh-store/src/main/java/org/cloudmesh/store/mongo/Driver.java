package org.cloudmesh.store.mongo;

import org.cloudmesh.StoreException;

/** MongoDB's own driver, which is on the class path of those who want this store, and not of the others. */
final class Driver {

    private Driver() {}

    /** Refuses to go on without it. */
    static void check() {
        try {
            Class.forName("com.mongodb.client.MongoClient", false, Driver.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new StoreException(
                    "the store in MongoDB needs its driver, which is not on the class path; add org.mongodb:mongodb-driver-sync, version 5, to your dependencies",
                    e);
        }
    }
}
