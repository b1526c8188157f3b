package org.cloudmesh.testkit.kill;

import org.cloudmesh.NodeId;
import org.cloudmesh.Task;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Shell;

/**
 * A shell until death. A task is an effect, a connection is none.
 *
 * @param point when that is
 * @param shell which
 */
record DyingShell(KillPoint point, Shell shell) implements Shell {

    @Override
    public void connect(Host host, Deadline deadline) {
        point.look(() -> {
            shell.connect(host, deadline);
            return host;
        });
    }

    @Override
    public Exit run(Host host, Task task, Output output, Deadline deadline) {
        return point.effect(() -> shell.run(host, task, output, deadline));
    }

    @Override
    public void disconnect(NodeId node) {
        if (!point.isDead()) {
            shell.disconnect(node);
        }
    }

    @Override
    public void close() {
        shell.close();
    }
}
