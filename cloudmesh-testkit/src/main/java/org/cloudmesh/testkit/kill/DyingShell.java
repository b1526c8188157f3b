package org.cloudmesh.testkit.kill;

import java.nio.file.Path;
import org.cloudmesh.NodeId;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Shell;

/**
 * A shell until death. A task and a file sent are effects, a connection and a file fetched are none.
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
    public Exit run(Host host, Execution execution, Output output, Deadline deadline) {
        return point.effect(() -> shell.run(host, execution, output, deadline));
    }

    @Override
    public void send(Host host, Path local, String remote, Deadline deadline) {
        point.effect(() -> {
            shell.send(host, local, remote, deadline);
            return host;
        });
    }

    @Override
    public void fetch(Host host, String remote, Path local, Deadline deadline) {
        point.look(() -> {
            shell.fetch(host, remote, local, deadline);
            return host;
        });
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
