package org.cloudmesh.testkit.sequence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.cloudmesh.DryRun;
import org.cloudmesh.Mesh;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.kill.Killed;
import org.cloudmesh.testkit.sim.SimShell;

/**
 * A program of the user that has the mesh open.
 *
 * @param opened its mesh
 * @param mesh what it works with: the mesh, or a dry run of it
 * @param shell what runs its jobs
 */
record Program(Mesh opened, Mesh mesh, SimShell shell) {

    private static final Set<String> READS =
            Set.of("get", "getAll", "find", "count", "counter", "isLasting", "close", "toString", "hashCode", "equals");

    /** One that lives on. */
    static Program open(World world) {
        var shell = new SimShell();
        var mesh = open(world, KillPoint.never(), lent(world.store(), write -> {}), shell);
        return new Program(mesh, mesh, shell);
    }

    /** One that dies at that point. */
    static Program open(World world, KillPoint point) {
        var shell = new SimShell();
        var mesh = open(world, point, point.store(world.store()), shell);
        return new Program(mesh, mesh, shell);
    }

    /** One that does it dry; what it writes nevertheless is told. */
    static Program dry(World world, Consumer<String> writes) {
        var shell = new SimShell();
        var mesh = open(world, KillPoint.never(), lent(world.store(), writes), shell);
        DryRun dry = mesh.dryRun();
        return new Program(mesh, dry, shell);
    }

    private static Mesh open(World world, KillPoint point, Store store, SimShell shell) {
        return Mesh.open(options -> {
            world.sites().forEach(site -> options.cloud(site.name(), point.cloud(site.cloud())));
            options.store(store)
                    .shell(point.shell(shell))
                    .time(world.time())
                    .user("ann")
                    .directory(world.directory())
                    // One thing at a time, so that it is the same each time.
                    .executor(Runnable::run);
        });
    }

    /** The store, which a program that ends leaves to the others; the listener is told before each write. */
    private static Store lent(Store store, Consumer<String> writes) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    if (!READS.contains(method.getName())) {
                        writes.accept(method.getName());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What ran. */
    List<String> ran() {
        return shell.ran();
    }

    /** Ends it. The dead complain of nothing. */
    void end() {
        try {
            opened.close();
        } catch (Killed e) {
            return;
        }
    }
}
