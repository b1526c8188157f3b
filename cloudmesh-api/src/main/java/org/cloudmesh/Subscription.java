package org.cloudmesh;

/** Something that goes on until it is closed. Thread-safe. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Ends it; a second call does nothing. */
    @Override
    void close();
}
