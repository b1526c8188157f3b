package org.cloudmesh.testkit.sequence;

/** Looks at what the store has. No cloud is asked. */
record Look(int program, boolean status) implements Step {

    @Override
    public String run(World world) {
        var mesh = world.program(program).mesh();
        int calls = world.calls();
        var seen = status ? mesh.nodes().status() : mesh.nodes().list();
        Broken.unless(world.calls() == calls, "list asks no cloud", seen);
        if (!status) {
            world.handOut(mesh.nodes().list());
        }
        return seen.toString();
    }
}
