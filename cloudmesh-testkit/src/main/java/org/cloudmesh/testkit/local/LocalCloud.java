package org.cloudmesh.testkit.local;

import java.nio.file.Path;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.jspecify.annotations.Nullable;

/**
 * A cloud on this machine, for tests and first steps. Each node is an ssh server on 127.0.0.1 with a port, a host key
 * and a home directory of its own; a command sent there is a real process, {@code /bin/sh -c} as the present user. It is
 * no sandbox: a command may do what the user may.
 *
 * <p>Nodes are kept in a directory and outlive the program: those that ran answer again once a driver is connected to
 * it. One driver at a time may use a directory. A node that is stopped or destroyed, or whose driver is closed, loses
 * its processes: on Linux all of them, elsewhere those that hang below a command that still runs. What a finished
 * command left in the background goes on until then; a command whose channel is closed early is killed with all below.
 *
 * <p>User data that begins with {@code #!} runs once as a script in the new node's home, its output in
 * {@code user-data.log} beside that; other user data is ignored. Needs a POSIX system. Immutable, thread-safe.
 */
public final class LocalCloud implements CloudProvider {

    private final @Nullable Path directory;

    /** As {@link #create}: for a configuration that names a cloud of kind {@code local}. */
    public LocalCloud() {
        this(null);
    }

    private LocalCloud(@Nullable Path directory) {
        this.directory = directory;
    }

    /** Keeps its nodes where the mesh lets its clouds keep files. */
    public static LocalCloud create() {
        return new LocalCloud();
    }

    /** Keeps its nodes in that directory, which is made when it is needed. */
    public static LocalCloud in(Path directory) {
        return new LocalCloud(directory.toAbsolutePath().normalize());
    }

    @Override
    public String kind() {
        return "local";
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        return new LocalDriver(this, context, directory == null ? context.directory() : directory);
    }
}
