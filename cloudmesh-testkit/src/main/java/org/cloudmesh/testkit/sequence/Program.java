package org.cloudmesh.testkit.sequence;

import org.cloudmesh.Mesh;
import org.cloudmesh.testkit.sim.SimShell;

/** A program of the user that has the mesh open. */
record Program(Mesh mesh, SimShell shell, Mortal life) {

    static Program open(World world) {
        var shell = new SimShell();
        var life = new Mortal();
        var mesh = Mesh.open(options -> {
            world.sites().forEach(site -> options.cloud(site.name(), life.provider(site.cloud())));
            options.store(life.store(world.store()))
                    .shell(shell)
                    .time(world.time())
                    .user("ann")
                    .directory(world.directory())
                    .executor(Runnable::run);
        });
        return new Program(mesh, shell, life);
    }

    void close() {
        mesh.close();
    }
}
