package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command sent over ssh: a process whose streams are the channel's, unbuffered. */
final class ShellCommand implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(ShellCommand.class);
    private static final int BUFFER_BYTES = 32 * 1024;

    private final NodeShell shell;
    private final String commandLine;
    private final Executor pumps;
    private final CountDownLatch errorsRead = new CountDownLatch(1);
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (status, message, immediately) -> {};
    private @Nullable Process process;
    private boolean destroyed;
    private boolean finished;

    ShellCommand(NodeShell shell, String commandLine, Executor pumps) {
        this.shell = shell;
        this.commandLine = commandLine;
        this.pumps = pumps;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public synchronized void start(ChannelSession channel, Environment environment) throws IOException {
        if (destroyed) {
            return;
        }
        var started = shell.start(commandLine);
        process = started;
        environment.addSignalListener((source, signal) -> ProcessTree.signal(started, signal.name()));
        pumps.execute(() -> feed(started));
        pumps.execute(() -> {
            copy(started.getErrorStream(), err);
            errorsRead.countDown();
        });
        pumps.execute(() -> {
            copy(started.getInputStream(), out);
            finish(started);
        });
    }

    /** The channel is closed: kills the command, unless its end was reported before. */
    @Override
    public synchronized void destroy(ChannelSession channel) {
        destroyed = true;
        if (process != null && !finished) {
            ProcessTree.kill(process);
        }
    }

    private void feed(Process started) {
        try (var stdin = started.getOutputStream()) {
            copyAll(in, stdin);
        } catch (IOException e) {
            // The process does not read on, as with `ssh host true < file`; the client may still be sending.
            LOG.debug("the input of {} is not read on", started, e);
            copy(in, OutputStream.nullOutputStream());
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        try {
            copyAll(from, to);
        } catch (IOException e) {
            LOG.debug("a stream of a command ended early", e);
        }
    }

    private static void copyAll(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
    }

    private synchronized void markFinished() {
        finished = true;
    }

    private void finish(Process started) {
        try {
            errorsRead.await();
            int status = started.waitFor();
            markFinished();
            exit.onExit(status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
