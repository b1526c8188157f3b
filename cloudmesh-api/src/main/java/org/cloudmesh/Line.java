package org.cloudmesh;

/**
 * A line a node printed, as it came, without its line end. Immutable.
 *
 * @param node the node, as it was when the job began
 * @param channel where it was printed
 * @param text the line; what was no UTF-8 is shown as U+FFFD
 */
public record Line(Node node, Channel channel, String text) {

    /** The two places a program prints to. */
    public enum Channel {
        /** Standard output. */
        STDOUT,
        /** Standard error. */
        STDERR
    }

    /** {@code NAME: text}. */
    @Override
    public String toString() {
        return node.name() + ": " + text;
    }
}
