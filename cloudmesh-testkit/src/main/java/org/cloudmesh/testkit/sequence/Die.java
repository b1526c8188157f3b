package org.cloudmesh.testkit.sequence;

/** The program dies after so many writes and calls of that step, at the latest when it is done; another begins in its place. */
record Die(int program, int after, Step doomed) implements Step {

    @Override
    public String run(World world) {
        var life = world.program(program).life();
        life.dieAfter(after);
        String last;
        try {
            last = "done: " + doomed.run(world);
        } catch (RuntimeException e) {
            if (!life.isDead()) {
                throw e;
            }
            last = "died";
        }
        world.reopen(program);
        return last;
    }
}
