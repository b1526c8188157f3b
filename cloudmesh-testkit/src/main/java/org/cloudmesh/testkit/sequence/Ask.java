package org.cloudmesh.testkit.sequence;

import org.cloudmesh.AmbiguousNameException;
import org.cloudmesh.NotFoundException;

/** Selects those names, and asks for their status. */
record Ask(int program, String names) implements Step {

    @Override
    public String run(World world) {
        var nodes = world.program(program).mesh().nodes();
        if (names.isEmpty() || names.equals("[")) {
            return world.refuses(() -> nodes.status(names)) + " " + world.refuses(() -> nodes.select(names));
        }
        var status = nodes.status(names);
        try {
            return nodes.select(names) + " " + status;
        } catch (NotFoundException | AmbiguousNameException e) {
            Sentences.check(e);
            return e + " " + status;
        }
    }
}
