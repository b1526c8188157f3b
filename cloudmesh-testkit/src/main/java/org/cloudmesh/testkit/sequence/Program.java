package org.cloudmesh.testkit.sequence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.cloudmesh.Mesh;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.kill.Killed;
import org.cloudmesh.testkit.sim.SimShell;
import org.jspecify.annotations.Nullable;

/**
 * A program of the user that has the mesh open.
 *
 * @param mesh its mesh
 * @param shell what runs its jobs
 */
record Program(Mesh mesh, SimShell shell) {

    /** One that dies at that point; that lives on where it is null. */
    static Program open(World world, @Nullable KillPoint point) {
        var shell = new SimShell();
        var mesh = Mesh.open(options -> {
            world.sites().forEach(site -> options.cloud(site.name(), mortal(site.cloud(), point)));
            options.store(point == null ? lent(world.store()) : point.store(world.store()))
                    .shell(mortal(shell, point))
                    .time(world.time())
                    .user("ann")
                    .directory(world.directory())
                    // One thing at a time, so that it is the same each time.
                    .executor(Runnable::run);
        });
        return new Program(mesh, shell);
    }

    private static CloudProvider mortal(CloudProvider cloud, @Nullable KillPoint point) {
        return point == null ? cloud : point.cloud(cloud);
    }

    private static Shell mortal(Shell shell, @Nullable KillPoint point) {
        return point == null ? shell : point.shell(shell);
    }

    /** The store, which a program that ends leaves to the others. */
    private static Store lent(Store store) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Ends it. The dead complain of nothing. */
    void end() {
        try {
            mesh.close();
        } catch (Killed e) {
            return;
        }
    }
}
