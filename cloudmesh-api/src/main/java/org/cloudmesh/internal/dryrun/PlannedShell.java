package org.cloudmesh.internal.dryrun;

import java.nio.charset.StandardCharsets;
import org.cloudmesh.DryRun.Step;
import org.cloudmesh.Line;
import org.cloudmesh.NodeId;
import org.cloudmesh.Task;
import org.cloudmesh.spi.Deadline;
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
    public Exit run(Host host, Task task, Output output, Deadline deadline) {
        plan.add(new Step("run", host.id().cloud(), host.name(), host.id(), oneLine(task)));
        output.write(Line.Channel.STDOUT, UNKNOWN, 0, UNKNOWN.length);
        return new Exit(0, null);
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
