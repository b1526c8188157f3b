package org.cloudmesh.internal.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Line;
import org.cloudmesh.Node;
import org.cloudmesh.Result;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.runtime.Events;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.jspecify.annotations.Nullable;

/** A job's run on one node: whatever happens, it comes to exactly one result. Thread-safe. */
final class NodeRun implements Callable<Boolean> {

    private final LiveJob job;
    private final MeshRuntime mesh;
    private final SshAccess ssh;
    private final String runId;
    private final int index;
    private final Node node;
    private final Consumer<Line> onLine;
    private final Deadline deadline;
    private @Nullable Thread runner;
    private boolean taken;
    private boolean cancelled;

    NodeRun(
            LiveJob job,
            MeshRuntime mesh,
            SshAccess ssh,
            String runId,
            int index,
            Node node,
            Consumer<Line> onLine,
            Deadline deadline) {
        this.job = job;
        this.mesh = mesh;
        this.ssh = ssh;
        this.runId = runId;
        this.index = index;
        this.node = node;
        this.onLine = onLine;
        this.deadline = deadline;
    }

    @Override
    public Boolean call() {
        synchronized (this) {
            if (taken) {
                return false;
            }
            taken = true;
            runner = Thread.currentThread();
        }
        var result = run();
        synchronized (this) {
            runner = null;
            if (cancelled) {
                // The interrupt was meant for the run, which has ended.
                boolean unused = Thread.interrupted();
            }
        }
        job.finished(index, result);
        return true;
    }

    /** Ends it if it runs, keeps it from running if it does not. */
    void cancel() {
        synchronized (this) {
            cancelled = true;
            if (runner != null) {
                runner.interrupt();
            }
            if (taken) {
                return;
            }
            taken = true;
        }
        job.finished(
                index,
                new Result(
                        runId,
                        node,
                        null,
                        null,
                        "",
                        "",
                        Duration.ZERO,
                        new CancelledException("cancelled before it began")));
    }

    private Result run() {
        var stdout = new Lines(text -> tell(Line.Channel.STDOUT, text));
        var stderr = new Lines(text -> tell(Line.Channel.STDERR, text));
        var started = mesh.time().now();
        Exit exit = null;
        CloudmeshException error = null;
        try {
            if (deadline.isExpired()) {
                throw new SshException(
                        node.id(),
                        Reason.TIMEOUT,
                        "it did not begin on %s before the deadline".formatted(node.name()),
                        null);
            }
            exit = ssh.run(
                    node,
                    Execution.of(job.task()),
                    (channel, bytes, offset, length) ->
                            (channel == Line.Channel.STDOUT ? stdout : stderr).write(bytes, offset, length),
                    deadline);
        } catch (Throwable e) {
            // A class that is missing, say: whoever waits for the job must hear of it.
            error = Work.asOurs(e);
        }
        stdout.end();
        stderr.end();
        return result(exit, error, stdout, stderr, started);
    }

    private Result result(
            @Nullable Exit exit, @Nullable CloudmeshException error, Lines stdout, Lines stderr, Instant started) {
        return new Result(
                runId,
                node,
                exit == null ? null : exit.status(),
                exit == null ? null : exit.signal(),
                stdout.text(),
                stderr.text(),
                Duration.between(started, mesh.time().now()),
                error);
    }

    private void tell(Line.Channel channel, String text) {
        Events.tell(onLine, new Line(node, channel, text));
    }
}
