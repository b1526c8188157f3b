package org.cloudmesh.testkit.sequence;

import org.cloudmesh.NotFoundException;

/** A cloud is used, left out, or made the default. */
record Switch(int program, int cloud, To to) implements Step {

    /** What it becomes. */
    enum To {
        ACTIVE,
        INACTIVE,
        DEFAULT
    }

    @Override
    public String run(World world) {
        var mesh = world.program(program).mesh();
        var chosen = mesh.cloud(world.site(cloud).name());
        try {
            switch (to) {
                case ACTIVE -> chosen.activate();
                case INACTIVE -> chosen.deactivate();
                case DEFAULT -> mesh.use(chosen.name());
            }
            return chosen + ", default " + mesh.cloud();
        } catch (IllegalArgumentException | NotFoundException e) {
            Sentences.check(e);
            return e.toString();
        }
    }
}
