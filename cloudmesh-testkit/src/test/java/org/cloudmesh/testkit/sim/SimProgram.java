package org.cloudmesh.testkit.sim;

import java.io.IOException;

/** A program that makes three machines at a served cloud, says so, and waits to be killed. */
final class SimProgram {

    private SimProgram() {}

    public static void main(String[] arguments) throws IOException {
        var rig = new SimRig(SimServer.at(Integer.parseInt(arguments[0])));
        var outcomes = rig.create("web1", "web2", "web3");
        System.out.println("made " + SimRig.done(outcomes).count());
        System.out.flush();
        // Ends by itself if the test does: its standard input is closed then.
        while (System.in.read() >= 0) {}
    }
}
