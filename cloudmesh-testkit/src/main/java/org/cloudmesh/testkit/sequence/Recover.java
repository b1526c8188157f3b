package org.cloudmesh.testkit.sequence;

/** Settles what is open. It never throws for what a cloud does. */
record Recover(int program) implements Step {

    @Override
    public String run(World world) {
        return world.program(program).mesh().recover().toString();
    }
}
