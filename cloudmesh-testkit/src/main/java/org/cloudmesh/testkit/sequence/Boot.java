package org.cloudmesh.testkit.sequence;

import java.util.regex.Pattern;
import org.cloudmesh.Cloud;
import org.cloudmesh.CloudException;
import org.cloudmesh.NotFoundException;
import org.jspecify.annotations.Nullable;

/** Boots so many on that cloud. */
record Boot(
        int program,
        int cloud,
        int count,
        @Nullable String name,
        @Nullable String flavor,
        Limits limits) implements Step {

    private static final Pattern LIST = Pattern.compile("[a-z]+\\[(\\d+)-(\\d+)]");
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._\\[\\]-]{0,62}");

    @Override
    public String run(World world) {
        var mesh = world.program(program).mesh();
        var site = world.site(cloud);
        int before = site.ours().size();
        try {
            var batch = Account.ofBoot(
                    asked(),
                    limits,
                    () -> mesh.cloud(site.name()).nodes().boot(count, options -> {
                        if (name != null) {
                            options.name(name);
                        }
                        if (flavor != null) {
                            options.flavor(flavor);
                        }
                        limits.on(options);
                    }));
            world.handOut(batch);
            int made = site.ours().size() - before;
            Broken.unless(
                    made <= asked() && (world.isDry() || made >= batch.size()),
                    "none is made that was not asked for",
                    made,
                    "were made of",
                    asked(),
                    "asked for, and",
                    batch);
            return batch.toString();
        } catch (IllegalArgumentException | NotFoundException | CloudException e) {
            Sentences.check(e);
            Broken.unless(
                    !(e instanceof IllegalArgumentException) || isBad(mesh.cloud(site.name())),
                    "only bad input is called bad",
                    e);
            Broken.unless(site.ours().size() == before, "a boot that throws made nothing", e);
            return e.toString();
        }
    }

    private boolean isBad(Cloud on) {
        return count < 1
                || !on.isActive()
                || limits.enough(asked()) > asked()
                || (name != null && !LEGAL.matcher(name).matches())
                || (name != null && LIST.matcher(name).matches() && count > 1);
    }

    private int asked() {
        var list = LIST.matcher(name == null ? "" : name);
        return count == 1 && list.matches()
                ? Integer.parseInt(list.group(2)) - Integer.parseInt(list.group(1)) + 1
                : count;
    }
}
