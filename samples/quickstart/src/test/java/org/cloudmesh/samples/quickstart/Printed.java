package org.cloudmesh.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What is printed to standard output while this is open. Not thread-safe; one at a time. */
final class Printed implements AutoCloseable {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    private Printed() {
        System.setOut(new PrintStream(bytes, true, UTF_8));
    }

    static Printed open() {
        return new Printed();
    }

    String text() {
        return bytes.toString(UTF_8);
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
