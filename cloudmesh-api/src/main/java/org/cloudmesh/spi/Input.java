package org.cloudmesh.spi;

import java.io.IOException;
import java.io.InputStream;

/** A program's standard input. Thread-safe: each run opens it anew, several at once. */
@FunctionalInterface
public interface Input {

    /** A stream of its own, from the beginning; whoever opens it closes it. */
    InputStream open() throws IOException;
}
