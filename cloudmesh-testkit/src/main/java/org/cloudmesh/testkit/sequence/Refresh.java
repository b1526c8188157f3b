package org.cloudmesh.testkit.sequence;

import org.cloudmesh.CloudmeshException;

/** Asks all active clouds for their nodes. */
record Refresh(int program, Limits limits) implements Step {

    @Override
    public String run(World world) {
        var nodes = world.program(program).mesh().nodes();
        try {
            return nodes.refresh(limits::on).toString();
        } catch (CloudmeshException e) {
            Sentences.check(e);
            return e.toString();
        }
    }
}
