package org.cloudmesh.ssh;

import java.io.IOException;
import java.io.InputStream;
import net.schmizz.sshj.common.SSHException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a program its standard input, as fast as it reads, on a thread of its own: reading may block, and the program's
 * output must be taken meanwhile.
 */
final class StdinPump implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StdinPump.class);

    private static final int BUFFER_BYTES = 32 * 1024;

    private final InputStream stdin;
    private final ProgramChannel channel;
    private final Thread thread;

    StdinPump(InputStream stdin, ProgramChannel channel, String name) {
        this.stdin = stdin;
        this.channel = channel;
        thread = new Thread(this::pump, "cloudmesh-ssh-stdin-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends it; a read that neither an interrupt nor closing the stream ends holds its thread. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            stdin.close();
        } catch (IOException e) {
            log.debug("A standard input did not close", e);
        }
    }

    private void pump() {
        var buffer = new byte[BUFFER_BYTES];
        try {
            for (int n = read(buffer); n >= 0; n = read(buffer)) {
                if (!channel.sendInput(buffer, n)) {
                    return;
                }
            }
            channel.endInput();
        } catch (SSHException e) {
            log.debug("A standard input was not sent on: the connection broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int read(byte[] buffer) throws InterruptedException {
        try {
            return stdin.read(buffer);
        } catch (IOException | RuntimeException e) {
            channel.inputFailed(e);
            throw new InterruptedException("the input cannot be read");
        }
    }
}
