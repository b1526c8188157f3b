package org.cloudmesh.testkit.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cloudmesh.Line;
import org.cloudmesh.spi.Output;

/** What a program printed. Thread-safe. */
final class Printed implements Output {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CountDownLatch firstLine = new CountDownLatch(1);

    @Override
    public synchronized void write(Line.Channel channel, byte[] bytes, int offset, int length) {
        var stream = channel == Line.Channel.STDOUT ? out : err;
        stream.write(bytes, offset, length);
        if (out().indexOf('\n') >= 0) {
            firstLine.countDown();
        }
    }

    synchronized String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    synchronized byte[] outBytes() {
        return out.toByteArray();
    }

    synchronized String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The words of the first line of standard output, once it is there. */
    String[] awaitWords() throws InterruptedException {
        if (!firstLine.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the program printed no line: " + err());
        }
        return out().lines().findFirst().orElse("").split(" ");
    }
}
