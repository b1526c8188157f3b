package org.cloudmesh.internal.nodes;

import java.util.Collection;
import java.util.List;
import org.cloudmesh.Failure;
import org.cloudmesh.Node;

/**
 * Whom a verb is asked of.
 *
 * @param nodes those that are there
 * @param failures names that stand for none, or for more than one
 */
record Named(Collection<Node> nodes, List<Failure> failures) {

    static Named of(Collection<Node> nodes) {
        return new Named(nodes, List.of());
    }
}
