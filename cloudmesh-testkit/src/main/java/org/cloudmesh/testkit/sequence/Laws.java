package org.cloudmesh.testkit.sequence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.testkit.sim.SimCloud;

/** What holds at every moment, whatever went wrong and whoever died. */
final class Laws {

    private Laws() {}

    static void always(World world, Records records) {
        Map<String, SimCloud.Machine> items = new HashMap<>();
        Map<String, SimCloud.Machine> names = new HashMap<>();
        for (var site : world.sites()) {
            for (var machine : site.ours()) {
                var item = Site.item(machine);
                Broken.unless(
                        records.nodes().containsKey(site.key(machine))
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

    /** Only the dead leave names behind that nothing stands behind. */
    static void afterTheLiving(List<String> before, Records records) {
        var left = records.orphans();
        Broken.unless(before.containsAll(left), "the living leave no name behind", left, "and before", before);
    }
}
