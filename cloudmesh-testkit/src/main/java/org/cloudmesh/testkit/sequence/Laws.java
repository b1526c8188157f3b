package org.cloudmesh.testkit.sequence;

import java.util.HashMap;
import java.util.Map;
import org.cloudmesh.Node;

/** What holds at every moment, whatever went wrong and whoever died. */
final class Laws {

    private static final String INDEX = "cloudmesh-index";

    private Laws() {}

    static void always(World world) {
        var records = Records.of(world.store());
        Map<String, Node> items = new HashMap<>();
        Map<String, Node> names = new HashMap<>();
        for (var site : world.sites()) {
            for (var machine : world.ours(site)) {
                var item = item(machine);
                Broken.unless(
                        records.nodes().containsKey(machine.id().toString())
                                || records.open().containsKey(item),
                        "no machine is unknown",
                        machine,
                        "is neither in the store nor in an open intent");
                var twin = items.put(item, machine);
                Broken.unless(twin == null, "no machine is made twice", twin, "and", machine);
                var namesake = names.put(Records.canonical(machine.name()), machine);
                Broken.unless(namesake == null, "names are unique", namesake, "and", machine);
            }
        }
    }

    /** What a machine was made for, as {@code INTENT/INDEX}. */
    static String item(Node machine) {
        return machine.labels().get(World.INTENT) + "/" + machine.labels().get(INDEX);
    }
}
