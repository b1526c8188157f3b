package org.cloudmesh.testkit.sequence;

import java.util.List;

/** Does that in a dry run: nothing is written, no cloud is asked to change anything, nothing runs. */
record Dry(Step step) implements Step {

    @Override
    public String run(World world) {
        var before = changes(world);
        String result;
        try {
            world.setDry(true);
            result = step.run(world);
        } finally {
            world.setDry(false);
        }
        Broken.unless(changes(world).equals(before), "a dry run changes nothing at a cloud", changes(world));
        Broken.unless(world.dryWrites().isEmpty(), "a dry run writes nothing", world.dryWrites());
        Broken.unless(world.dryRuns().isEmpty(), "a dry run runs nothing", world.dryRuns());
        return result;
    }

    private static List<List<String>> changes(World world) {
        return world.sites().stream().map(site -> site.cloud().changes()).toList();
    }
}
