package org.cloudmesh.testkit.sequence;

/** The program ends, and another begins in its place. */
record Reopen(int program) implements Step {

    @Override
    public String run(World world) {
        world.reopen(program);
        return "open";
    }
}
