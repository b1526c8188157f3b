package org.cloudmesh.internal.runtime;

import org.cloudmesh.Counters;
import org.cloudmesh.spi.Store;

/**
 * The store's counters. Thread-safe.
 *
 * @param store where they are
 */
public record StoredCounters(Store store) implements Counters {

    @Override
    public long incr(String name) {
        return store.addToCounter(name, 1);
    }

    @Override
    public long decr(String name) {
        return store.addToCounter(name, -1);
    }

    @Override
    public long get(String name) {
        return store.counter(name);
    }

    @Override
    public void set(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "counter \"%s\" cannot be %d; it counts from 0 up".formatted(name, value));
        }
        store.setCounter(name, value);
    }
}
