package org.cloudmesh.internal.config;

/** Finds the dashes of a list. They are sought forwards: behind one, a comment or an anchor's name may have another. */
final class Dashes {

    private Dashes() {}

    /** The dash in front of an item of a list that is written as a block of lines. */
    static int of(String text, Part.Sequence list, int index) {
        return index == 0
                ? list.span().start()
                : Properties.gap(text, list.items().get(index - 1).span().end());
    }
}
