package org.cloudmesh.internal.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Line;
import org.cloudmesh.Node;
import org.cloudmesh.Result;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.runtime.Ids;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Output;
import org.jspecify.annotations.Nullable;

/** A job's run on one node: whatever happens, it comes to exactly one result. Thread-safe. */
final class NodeRun implements Callable<Boolean> {

    /** How often a node is tried when its connection breaks before the program has begun. */
    private static final int TRIES = 3;

    private static final String BEFORE = "cancelled before it began";

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /** For what ended before anybody came for it. */
    private static final Duration TO_COLLECT = Duration.ofMinutes(10);

    private static final Duration TO_TIDY_UP = Duration.ofSeconds(15);

    private final LiveJob job;
    private final MeshRuntime mesh;
    private final SshAccess ssh;
    private final Path outputs;
    private final String runId;
    private final int index;
    private final Node node;
    private final Deadline deadline;
    private final @Nullable DetachedRun detached;
    private final boolean launches;
    private @Nullable Thread runner;
    private boolean taken;
    private boolean cancelled;
    private boolean left;
    private boolean launched;

    /** Whether its time was over before this program came to follow it. */
    private final boolean late;

    NodeRun(
            LiveJob job,
            MeshRuntime mesh,
            LiveJob.Access access,
            int index,
            Node node,
            Deadline deadline,
            boolean launches) {
        this.job = job;
        this.mesh = mesh;
        this.ssh = access.ssh();
        this.outputs = access.outputs();
        this.runId = job.record().runId(index);
        this.index = index;
        this.node = node;
        late = !launches && deadline.isExpired();
        this.deadline = late ? Deadline.in(TO_COLLECT, mesh.time()) : deadline;
        // A dry run shows one step a node, whichever way it would be done.
        this.detached = job.record().setup().detached() && !mesh.dry() ? new DetachedRun(mesh, ssh, node, runId) : null;
        this.launches = launches;
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
        // The job may be on its way through its runs, ending one after the other: the next ones must not begin
        // meanwhile.
        var result = launches && job.isCalledOff() ? without(new CancelledException(BEFORE)) : run();
        synchronized (this) {
            runner = null;
            if (cancelled) {
                // The interrupt was meant for the run, which has ended.
                boolean unused = Thread.interrupted();
            }
        }
        finished(result, this::tidyUp);
        return true;
    }

    private void finished(Result result, Runnable afterwards) {
        if (hasLeft()) {
            job.left(result);
        } else {
            job.finished(index, result, afterwards);
        }
    }

    /** No node was asked for anything. */
    private void neverBegan() {
        finished(without(new CancelledException(BEFORE)), () -> {});
    }

    /** Ends it if it runs, keeps it from running if it does not. */
    void cancel() {
        synchronized (this) {
            cancelled = true;
            if (runner != null) {
                runner.interrupt();
            }
            // What another program began is still to be ended, over ssh: that is for the thread that will run this.
            if (taken || !(launches || left)) {
                return;
            }
            taken = true;
        }
        neverBegan();
    }

    /** Lets a detached program go on without being followed; one that is yet to begin begins first. */
    void leave() {
        synchronized (this) {
            left = true;
            if (launches && !launched) {
                return;
            }
        }
        cancel();
    }

    private synchronized void launched() {
        launched = true;
        if (left) {
            throw new CancelledException("not followed any longer; it goes on");
        }
    }

    /** There will be no thread for it. */
    void refuse() {
        synchronized (this) {
            cancelled = true;
            left |= !launches;
            if (taken) {
                if (runner != null) {
                    runner.interrupt();
                }
                return;
            }
            taken = true;
        }
        neverBegan();
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized boolean hasLeft() {
        return left;
    }

    private Result without(CloudmeshException error) {
        return new Result(runId, node, null, null, "", "", Duration.ZERO, error);
    }

    private Result run() {
        var stdout = capture("stdout");
        var stderr = capture("stderr");
        var outLines = new Lines(text -> job.tell(new Line(node, Line.Channel.STDOUT, text)));
        var errLines = new Lines(text -> job.tell(new Line(node, Line.Channel.STDERR, text)));
        Output output = (channel, bytes, offset, length) -> {
            boolean isOut = channel == Line.Channel.STDOUT;
            (isOut ? stdout : stderr).write(bytes, offset, length);
            (isOut ? outLines : errLines).write(bytes, offset, length);
        };
        var started = launches ? mesh.time().now() : job.startedAt();
        Exit exit = null;
        CloudmeshException error = null;
        try {
            exit = detached == null ? attached(output) : detached(output, detached);
            fetch();
        } catch (Throwable e) {
            // A class that is missing, say: whoever waits for the job must hear of it.
            error = Work.asOurs(e);
            if (detached != null && !hasLeft()) {
                // Whoever saw its end first removed what it printed, perhaps before all of it came here.
                job.recorded(index, node).ifPresent(result -> {
                    RecordedLines.tellRest(result, Line.Channel.STDOUT, outLines);
                    RecordedLines.tellRest(result, Line.Channel.STDERR, errLines);
                });
            }
        }
        outLines.end();
        errLines.end();
        for (var capture : List.of(stdout, stderr)) {
            capture.close();
            capture.settle(exit != null && capture.failure() == null, !hasLeft());
        }
        return result(exit, error, stdout, stderr, started);
    }

    private Capture capture(String stream) {
        var file = runId + "." + stream;
        // Several programs may follow one run, and share the directory.
        var meanwhile = launches ? file : file + "." + Ids.next(mesh.time().now());
        return new Capture(job.record().setup().outputLimitBytes(), outputs, file, meanwhile);
    }

    private Exit attached(Output output) {
        for (int i = 1; ; i++) {
            boolean sent = false;
            try {
                send();
                sent = true;
                requireTime();
                return ssh.run(node, job.record().setup().execution(job.task()), output, deadline);
            } catch (SshException e) {
                if (i == TRIES || !isBeforeItBegan(e, sent) || !mesh.pause(BETWEEN_TRIES, deadline, null)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isBeforeItBegan(SshException e, boolean sent) {
        return e.reason() == Reason.NOT_BEGUN || (!sent && e.reason() == Reason.LOST);
    }

    private Exit detached(Output output, DetachedRun run) {
        try {
            if (isCancelled()) {
                throw new CancelledException("called off");
            }
            if (launches) {
                send();
                requireTime();
                if (job.isRecorded(index)) {
                    throw new CancelledException("called off by another program before it began");
                }
                run.launch(job.task(), job.record().setup(), deadline);
                launched();
            } else if (late) {
                run.end();
            }
            return run.follow(output, () -> mesh.isAlive(job.record().owner()) && !job.isRecorded(index), deadline);
        } catch (CancelledException e) {
            throw late && run.isOver() ? timeout("it had not ended on %s by its deadline") : called(run, e);
        } catch (SshException e) {
            throw e.reason() == Reason.TIMEOUT ? called(run, e) : e;
        }
    }

    /** It was called off, or had its time: it ends on the node too, unless it was only not to be followed any longer. */
    private CloudmeshException called(DetachedRun run, CloudmeshException why) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!hasLeft() && !run.isOver()) {
                run.end();
            }
            return why;
        } catch (CloudmeshException e) {
            why.addSuppressed(e);
            return new CloudmeshException("%s; and it may go on: %s".formatted(why.getMessage(), e.getMessage()), why);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireTime() {
        if (deadline.isExpired()) {
            throw timeout("it did not begin on %s before the deadline");
        }
    }

    private SshException timeout(String sentence) {
        return new SshException(node.id(), Reason.TIMEOUT, sentence.formatted(node.name()), null);
    }

    private void send() {
        for (var each : job.record().setup().sent()) {
            requireTime();
            ssh.send(node, each.local(), each.remote(), deadline);
        }
    }

    private void fetch() throws IOException {
        for (var each : job.record().setup().fetched()) {
            var target = Fetched.target(each, node, job.nodes());
            if (!mesh.dry()) {
                Files.createDirectories(Objects.requireNonNull(target.getParent(), "it is in a directory"));
            }
            ssh.fetch(node, each.remote(), target, deadline);
        }
    }

    /** Its result is recorded: what it left on the node is of no use to anybody. */
    private void tidyUp() {
        if (detached != null) {
            try {
                detached.remove(Deadline.in(TO_TIDY_UP, mesh.time()));
            } catch (Throwable e) {
                // Whatever it is, whoever waits for the result must not wait for ever.
                LiveJob.LOG.debug("what {} left on {} stays there", runId, node.name(), e);
            }
        }
    }

    private Result result(
            @Nullable Exit exit, @Nullable CloudmeshException error, Capture stdout, Capture stderr, Instant started) {
        return new Result(
                runId,
                node,
                exit == null ? null : exit.status(),
                exit == null ? null : exit.signal(),
                stdout.text(),
                stderr.text(),
                stdout.file(),
                stderr.file(),
                Duration.between(started, mesh.time().now()),
                error == null ? lost(stdout, stderr) : error);
    }

    /** An output that could not be kept is a loss that whoever reads the result must see. */
    private static @Nullable CloudmeshException lost(Capture... captures) {
        for (var capture : captures) {
            var failure = capture.failure();
            if (failure != null) {
                return new CloudmeshException(
                        "it ran, but its %d bytes of output could not be kept whole: %s"
                                .formatted(capture.bytes(), failure),
                        failure);
            }
        }
        return null;
    }
}
