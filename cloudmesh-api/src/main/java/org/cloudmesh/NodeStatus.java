package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/**
 * What became of a name. Immutable.
 *
 * @param name what was asked for
 * @param node the node of that name; null if there is none
 */
public record NodeStatus(String name, @Nullable Node node) {

    /** The bare word for it: {@code running}, {@code stopped}, {@code not found}. */
    public String word() {
        return node == null ? "not found" : node.state().word();
    }

    /** {@code NAME: STATE}, or {@code NAME : not found}. */
    @Override
    public String toString() {
        var shown = Table.inOneLine(name);
        return node == null ? shown + " : not found" : shown + ": " + node.state();
    }
}
