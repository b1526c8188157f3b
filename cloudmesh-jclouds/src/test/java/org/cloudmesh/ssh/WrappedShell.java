package org.cloudmesh.ssh;

import java.nio.file.Path;
import org.cloudmesh.NodeId;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Shell;

/** A shell like the one it wraps, to be overridden where it is to be wrong. */
class WrappedShell implements Shell {

    final Shell real;

    WrappedShell(Shell real) {
        this.real = real;
    }

    @Override
    public void connect(Host host, Deadline deadline) {
        real.connect(host, deadline);
    }

    @Override
    public Exit run(Host host, Execution execution, Output output, Deadline deadline) {
        return real.run(host, execution, output, deadline);
    }

    @Override
    public void send(Host host, Path local, String remote, Deadline deadline) {
        real.send(host, local, remote, deadline);
    }

    @Override
    public void fetch(Host host, String remote, Path local, Deadline deadline) {
        real.fetch(host, remote, local, deadline);
    }

    @Override
    public void disconnect(NodeId node) {
        real.disconnect(node);
    }

    @Override
    public void close() {
        real.close();
    }
}
