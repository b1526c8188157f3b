package org.cloudmesh.testkit.sequence;

import java.util.ArrayList;
import java.util.List;
import org.cloudmesh.Node;

/**
 * Which nodes: so many, from that place on, of those there are on one cloud; none where there is none. Immutable.
 *
 * @param at the place of the first, counted around
 * @param count how many
 * @param stale whether of all that were ever handed out, as they were then, rather than of those in the store now
 */
record Pick(int at, int count, boolean stale) {

    List<Node> from(World world, Program program) {
        var all = stale ? world.handedOut() : program.mesh().nodes().list();
        if (all.isEmpty()) {
            return List.of();
        }
        // One cloud a verb: two intents of one instant would be in an order of chance.
        var cloud = all.get(at % all.size()).cloud();
        var picked = new ArrayList<Node>();
        for (int i = 0; i < all.size() && picked.size() < count; i++) {
            var node = all.get((at + i) % all.size());
            if (node.cloud().equals(cloud)) {
                picked.add(node);
            }
        }
        return picked;
    }
}
