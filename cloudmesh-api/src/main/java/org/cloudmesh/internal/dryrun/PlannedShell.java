package org.cloudmesh.internal.dryrun;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.cloudmesh.DryRun.Step;
import org.cloudmesh.Line;
import org.cloudmesh.NodeId;
import org.cloudmesh.Task;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Shell;

/** Connects to nothing and runs nothing: notes what would run where. Thread-safe. */
public record PlannedShell(Plan plan) implements Shell {

    private static final byte[] UNKNOWN =
            "unknown: this was a dry run, and nothing ran\n".getBytes(StandardCharsets.UTF_8);

    @Override
    public void connect(Host host, Deadline deadline) {}

    /** Ends well, for what would come next is to be seen. */
    @Override
    public Exit run(Host host, Execution execution, Output output, Deadline deadline) {
        add("run", host, oneLine(execution.task()));
        output.write(Line.Channel.STDOUT, UNKNOWN, 0, UNKNOWN.length);
        return new Exit(0, null);
    }

    @Override
    public void send(Host host, Path local, String remote, Deadline deadline) {
        add("send", host, local + " to " + remote);
    }

    /** Writes nothing: what the file would be is not known. */
    @Override
    public void fetch(Host host, String remote, Path local, Deadline deadline) {
        add("fetch", host, remote + " to " + local);
    }

    private void add(String verb, Host host, String detail) {
        plan.add(new Step(verb, host.id().cloud(), host.name(), host.id(), detail));
    }

    /** A step is one line, whatever a command's arguments look like. */
    private static String oneLine(Task task) {
        return task.toString().replaceAll("\\R", " ");
    }

    @Override
    public void disconnect(NodeId node) {}

    @Override
    public void close() {}
}
