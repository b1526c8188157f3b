package org.cloudmesh.testkit.sequence;

import java.util.List;
import org.cloudmesh.testkit.sim.SimCloud;

/**
 * A cloud as the mesh knows it.
 *
 * @param name what the mesh calls it
 * @param cloud the cloud itself
 */
record Site(String name, SimCloud cloud) {

    /** What the library writes on each machine: the intent it was made for, and which of its machines it is. */
    private static final String INTENT = "cloudmesh-intent";

    private static final String INDEX = "cloudmesh-index";

    /** The machines this user's programs made. */
    List<SimCloud.Machine> ours() {
        return cloud.machines().stream()
                .filter(machine -> machine.labels().containsKey(INTENT))
                .toList();
    }

    /** What the store calls that machine. */
    String key(SimCloud.Machine machine) {
        return name + "/" + machine.id();
    }

    /** What a machine was made for, as {@code INTENT/INDEX}. */
    static String item(SimCloud.Machine machine) {
        return machine.labels().get(INTENT) + "/" + machine.labels().get(INDEX);
    }
}
