package org.cloudmesh.jclouds;

import java.util.List;
import java.util.Map;
import org.cloudmesh.testkit.http.HttpFault;

/** A fake of the testkit, as tests of a whole mesh see it. */
interface FakedCloud extends AutoCloseable {

    /** A machine as the fake itself knows it; not one that is gone. */
    record Machine(String id, Map<String, String> labels) {}

    /** What a configuration says of it, below its name. */
    String section();

    List<Machine> machines();

    /** The operation that makes machines. */
    String create();

    void inject(HttpFault fault);

    void clearFaults();

    @Override
    void close();
}
