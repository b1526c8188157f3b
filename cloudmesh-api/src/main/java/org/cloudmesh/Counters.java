package org.cloudmesh;

/** Numbers kept by the store, from 0 up; shared by all programs on it. Atomic. Thread-safe. */
public interface Counters {

    /** The counter that calls without a name mean. */
    String TOTAL = "total";

    /** Adds one, and returns what it is now. */
    long incr(String name);

    /** Takes one away, not below 0, and returns what it is now. */
    long decr(String name);

    /** What it is; 0 if it was never touched. */
    long get(String name);

    /**
     * Sets it.
     *
     * @throws IllegalArgumentException if the value is below 0
     */
    void set(String name, long value);

    /** Adds one to the total. */
    default long incr() {
        return incr(TOTAL);
    }

    /** Takes one away from the total, not below 0. */
    default long decr() {
        return decr(TOTAL);
    }

    /** The total. */
    default long get() {
        return get(TOTAL);
    }

    /** Sets the total. */
    default void set(long value) {
        set(TOTAL, value);
    }
}
