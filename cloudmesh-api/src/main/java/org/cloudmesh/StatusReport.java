package org.cloudmesh;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What became of names: an entry each, in the order they were asked for. Immutable. */
public final class StatusReport extends AbstractList<NodeStatus> implements RandomAccess {

    private final List<NodeStatus> entries;
    private final boolean named;
    private final @Nullable List<NodeStatus> all;

    /**
     * Made by the library.
     *
     * @param entries what was asked for
     * @param named whether names were asked for
     * @param all all nodes, where they are to be shown; null if the entries will do
     */
    @Unstable
    public StatusReport(List<NodeStatus> entries, boolean named, @Nullable List<NodeStatus> all) {
        this.entries = List.copyOf(entries);
        this.named = named;
        this.all = all == null ? null : List.copyOf(all);
    }

    @Override
    public NodeStatus get(int index) {
        return entries.get(index);
    }

    @Override
    public int size() {
        return entries.size();
    }

    /**
     * As the original told it: a table of those asked for; if one was not found, that, and a table of all nodes; if no name was
     * asked for, a numbered list of all names.
     */
    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        entries.stream().filter(each -> each.node() == null).forEach(each -> lines.add(each.toString()));
        if (all == null) {
            lines.add(Table.status(entries).toString());
        } else {
            lines.add("Currently, there are %d nodes".formatted(all.size()));
            if (!named) {
                IntStream.range(0, all.size())
                        .forEach(i -> lines.add("%d. %s"
                                .formatted(i + 1, Table.inOneLine(all.get(i).name()))));
            } else if (!all.isEmpty()) {
                lines.add(Table.status(all).toString());
            }
        }
        return String.join("\n", lines);
    }
}
