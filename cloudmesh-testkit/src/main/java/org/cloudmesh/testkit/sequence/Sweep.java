package org.cloudmesh.testkit.sequence;

import org.cloudmesh.CloudmeshException;

/** Looks for machines that nobody accounts for. */
record Sweep(int program) implements Step {

    @Override
    public String run(World world) {
        try {
            return world.program(program).mesh().sweep().toString();
        } catch (CloudmeshException e) {
            Sentences.check(e);
            return e.toString();
        }
    }
}
