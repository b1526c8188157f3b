package org.cloudmesh.spi;

import org.cloudmesh.CloudmeshException;

/**
 * What became of one item of a batch. Immutable.
 *
 * @param <T> what a success answers with
 */
public sealed interface Outcome<T> {

    /** It was done, or accepted. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was refused; nothing has changed at the cloud. */
    record Failed<T>(CloudmeshException cause) implements Outcome<T> {}

    /** The answer was lost, or broken: it may have been done. */
    record Unknown<T>(CloudmeshException cause) implements Outcome<T> {}

    /** It was done, or accepted. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** It was refused; nothing has changed at the cloud. */
    static <T> Outcome<T> failed(CloudmeshException cause) {
        return new Failed<>(cause);
    }

    /** The answer was lost, or broken: it may have been done. */
    static <T> Outcome<T> unknown(CloudmeshException cause) {
        return new Unknown<>(cause);
    }
}
