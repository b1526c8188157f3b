package org.cloudmesh.testkit.sequence;

import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.kill.Killed;

/**
 * A program does that and dies: before or after an effect of it, at the latest when it is done. Another begins in its place.
 *
 * @param effect which, counted from 1
 * @param before whether before it
 * @param doomed what it does
 */
record Die(int program, int effect, boolean before, Step doomed) implements Step {

    @Override
    public String run(World world) {
        var point = before ? KillPoint.before(effect) : KillPoint.after(effect);
        world.reopen(program, point);
        String last;
        try {
            last = doomed.run(world);
        } catch (Killed | RuntimeException e) {
            if (!point.isDead()) {
                throw e;
            }
            last = "died";
        }
        world.reopen(program);
        return point.isDead() ? "died" : last + " and ended";
    }
}
