package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/**
 * Something that was asked for and not done. Immutable.
 *
 * @param reference what was asked for: a node's name
 * @param id the node, where there is one; null when it was never made
 * @param cause why
 */
public record Failure(String reference, @Nullable NodeId id, CloudmeshException cause) {

    /** What was asked for, and why it was not done. */
    @Override
    public String toString() {
        var message = cause.getMessage();
        if (message != null && message.startsWith(reference + " ")) {
            return Table.inOneLine(message);
        }
        return Table.inOneLine((id == null ? reference : reference + " (" + id + ")") + ": " + message);
    }
}
