package org.cloudmesh.testkit.local;

import java.nio.file.Path;

/**
 * Where a machine keeps its files. Immutable.
 *
 * @param root the machine's directory, named after its id
 */
record MachineFiles(Path root) {

    Path node() {
        return root.resolve("node.json");
    }

    Path hostKey() {
        return root.resolve("host_key");
    }

    Path home() {
        return root.resolve("home");
    }

    /** There only until the script has run. */
    Path userData() {
        return root.resolve("user-data");
    }

    Path userDataLog() {
        return root.resolve("user-data.log");
    }
}
