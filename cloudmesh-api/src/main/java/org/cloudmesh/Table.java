package org.cloudmesh;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a heading, as text. Not thread-safe. */
public final class Table {

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table with these columns. */
    public Table(String... header) {
        this.header = List.of(header);
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not as many cells as there are columns
     */
    public Table row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "a row of this table has %d cells, not %d".formatted(header.size(), cells.length));
        }
        // A cell is one line, whatever a script or a cloud's message looks like.
        rows.add(Arrays.stream(cells).map(cell -> cell.replaceAll("\\R", " ")).toList());
        return this;
    }

    /** Nodes: name, cloud, state, id, ssh. */
    public static Table nodes(Collection<Node> nodes) {
        var table = new Table("Name", "Cloud", "Status", "InstanceID", "SSH");
        for (var node : nodes) {
            table.row(
                    node.name(),
                    node.cloud(),
                    node.state().toString(),
                    node.id().providerId(),
                    Objects.toString(node.ssh(), ""));
        }
        return table;
    }

    /** Jobs: id, what, on how many nodes, state, when, who. */
    public static Table jobs(Collection<Job> jobs) {
        var table = new Table("Job", "Task", "Nodes", "Status", "Started", "User");
        for (var job : jobs) {
            table.row(
                    job.id(),
                    job.task().toString(),
                    Integer.toString(job.nodes().size()),
                    job.state().word(),
                    job.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                    job.user());
        }
        return table;
    }

    /** Columns as wide as their widest cell; no line end after the last row. */
    @Override
    public String toString() {
        var widths = IntStream.range(0, header.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .reduce(header.get(column).length(), Math::max))
                .toArray();
        var rule = Arrays.stream(widths).mapToObj("-"::repeat).toList();
        var lines = new ArrayList<String>();
        lines.add(line(header, widths, " | "));
        lines.add(line(rule, widths, "-+-"));
        rows.forEach(row -> lines.add(line(row, widths, " | ")));
        return String.join("\n", lines);
    }

    private static String line(List<String> cells, int[] widths, String between) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths[column] - cells.get(column).length()))
                .collect(Collectors.joining(between))
                .stripTrailing();
    }
}
