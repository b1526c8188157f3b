package org.cloudmesh.spi;

import org.cloudmesh.internal.store.Backup;
import org.cloudmesh.internal.store.Namespaces;

/** What is done with two stores. */
public final class Stores {

    private Stores() {}

    /**
     * Copies all documents and counters, versions included, and those in the parts of all users, into a store that is empty:
     * a mesh that outgrows a file moves to a server, and back. Programs that use either meanwhile are to be closed first.
     *
     * @return how many documents and counters were copied
     * @throws org.cloudmesh.StoreException if the second is not empty: it is left as it was then; or if one of the two fails
     *     meanwhile: the second has a part then, as is told, and is to be removed
     */
    public static long copy(Store from, Store to) {
        return Backup.copy(from, to);
    }

    /**
     * The name, if it can be that of a user's {@linkplain Store#namespace part} of a store; for those who implement one.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public static String checkedUser(String user) {
        return Namespaces.checked(user);
    }
}
