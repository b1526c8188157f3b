package org.cloudmesh;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.cloudmesh.internal.text.BoxTable;
import org.cloudmesh.internal.text.CsvText;
import org.cloudmesh.internal.text.HtmlText;
import org.cloudmesh.internal.text.JsonText;
import org.cloudmesh.internal.text.SafeText;
import org.cloudmesh.internal.text.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Rows under a heading, as text, CSV, JSON or HTML. Cells are text; a missing one is null. What would do something to a
 * terminal, in the output of a script, say, is shown and not obeyed. Not thread-safe.
 *
 * <p>Factories with headings in lower case have the columns of the original's tables and schemas; what our records have no word
 * for is taken from the cloud's own message, where it is in it.
 */
public final class Table {

    private final List<String> header;
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private final Set<String> kept = new HashSet<>();

    /**
     * An empty table with these columns.
     *
     * @throws IllegalArgumentException if there is none, or two have the same name
     */
    public Table(String... header) {
        this.header = List.of(header);
        if (header.length == 0 || Set.copyOf(this.header).size() < header.length) {
            throw new IllegalArgumentException(
                    "a table has one column or more, each with a name of its own, not " + this.header);
        }
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not as many cells as there are columns
     */
    public Table row(@Nullable String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "a row of this table has %d cells, not %d".formatted(header.size(), cells.length));
        }
        rows.add(Collections.unmodifiableList(Arrays.asList(cells.clone())));
        return this;
    }

    /**
     * Never shortens these columns, in {@link #toString}: what somebody will want to copy. The others are 48 wide at most.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public Table keep(String... columns) {
        for (var column : columns) {
            if (!header.contains(column)) {
                throw new IllegalArgumentException("no column \"%s\"; there are %s".formatted(column, header));
            }
            kept.add(column);
        }
        return this;
    }

    /** Nodes: name, cloud, state, id, ssh. */
    public static Table nodes(Collection<Node> nodes) {
        var table = new Table("Name", "Cloud", "Status", "InstanceID", "SSH").keep("Name", "InstanceID", "SSH");
        for (var node : nodes) {
            var ssh = node.ssh();
            table.row(
                    node.name(),
                    node.cloud(),
                    node.state().toString(),
                    node.id().providerId(),
                    ssh == null ? null : ssh.toString());
        }
        return table;
    }

    /** What became of names: name, status in the original's words, id. */
    public static Table status(Collection<NodeStatus> statuses) {
        var table = new Table("Name", "Status", "InstanceID").keep("Name", "InstanceID");
        for (var each : statuses) {
            var node = each.node();
            table.row(each.name(), each.word(), node == null ? null : node.id().providerId());
        }
        return table;
    }

    /** Nodes as the original listed them: id, name, state, addresses, and whose they are. */
    public static Table nodeAddresses(Collection<Node> nodes) {
        var table = new Table("uuid", "name", "state", "public_ips", "private_ips", "provider").keep("uuid", "name");
        for (var node : nodes) {
            table.row(
                    node.id().providerId(),
                    node.name(),
                    node.state().word(),
                    Node.listed(node.publicAddresses()),
                    Node.listed(node.privateAddresses()),
                    provider(node));
        }
        return table;
    }

    /** Whose a node is: in the cloud's own words, else what the mesh calls it. */
    static String provider(Node node) {
        var found = JsonText.fact(node.raw(), "provider");
        return found == null ? node.cloud() : found;
    }

    /** Clouds: the name, and {@code True} where it is active. */
    public static Table clouds(Collection<Cloud> clouds) {
        var table = new Table("cloud", "active").keep("cloud");
        clouds.forEach(cloud -> table.row(cloud.name(), cloud.isActive() ? "True" : null));
        return table;
    }

    /** What a boot without arguments uses: name, region, image, flavor. {@link Defaults#toString} tells the rest. */
    public static Table defaults(Defaults defaults) {
        return new Table("Variable", "Value")
                .keep("Value")
                .row("Name", defaults.name())
                .row("Region", defaults.location())
                .row("Image", defaults.image())
                .row("Flavor", defaults.flavor());
    }

    /** Images: id, name, and whose they are. */
    public static Table images(Collection<Image> images) {
        var table = new Table("id", "name", "driver").keep("id");
        images.forEach(image -> table.row(image.id(), image.name(), fact(image.raw(), "driver", image.cloud())));
        return table;
    }

    /** Flavors: id, name, MiB of memory, GiB of disk, bandwidth, US dollars an hour. */
    public static Table flavors(Collection<Flavor> flavors) {
        var table = new Table("id", "name", "ram", "disk", "bandwidth", "price").keep("id");
        for (var flavor : flavors) {
            var price = flavor.pricePerHour();
            table.row(
                    flavor.id(),
                    flavor.name(),
                    Integer.toString(flavor.memoryMib()),
                    Integer.toString(flavor.diskGib()),
                    fact(flavor.raw(), "bandwidth", null),
                    price == null ? null : price.toPlainString());
        }
        return table;
    }

    /** Locations: id, name, country, zone and its state, region, and whose they are. */
    public static Table locations(Collection<Location> locations) {
        var table = new Table("id", "name", "country", "availability_zone", "zone_state", "region_name", "provider")
                .keep("id");
        for (var location : locations) {
            var raw = location.raw();
            var region = location.region();
            table.row(
                    location.id(),
                    location.name(),
                    location.country() == null ? fact(raw, "country", null) : location.country(),
                    fact(raw, "availability_zone", region == null ? null : location.name()),
                    fact(raw, "zone_state", null),
                    region == null ? fact(raw, "region_name", null) : region,
                    fact(raw, "provider", location.cloud()));
        }
        return table;
    }

    /** Jobs: id, what, on how many nodes, state, when, who. */
    public static Table jobs(Collection<Job> jobs) {
        var table = new Table("Job", "Task", "Nodes", "Status", "Started", "User").keep("Job");
        for (var job : jobs) {
            table.row(
                    job.id(),
                    inOneLine(job.task().toString()),
                    Integer.toString(job.nodes().size()),
                    job.state().word(),
                    job.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                    job.user());
        }
        return table;
    }

    /** Somebody else's text, in one line that does nothing to a terminal. */
    static String inOneLine(String text) {
        return SafeText.oneLine(text);
    }

    private static @Nullable String fact(String raw, String name, @Nullable String otherwise) {
        var found = JsonText.fact(raw, name);
        return found == null ? otherwise : found;
    }

    /**
     * A box, as wide as the terminal if the environment tells that in {@code COLUMNS}, else as wide as it has to be; no line
     * end after the last line.
     */
    @Override
    public String toString() {
        return toString(Terminal.width());
    }

    /**
     * A box that is not wider than that, if the widest columns can be shortened so far; those to {@link #keep} are not, and
     * none below 8. Lines of a cell are lines of the box; what is shortened ends with an ellipsis.
     *
     * @param width in columns of a terminal; {@link Integer#MAX_VALUE} for any
     * @throws IllegalArgumentException if it is not positive
     */
    public String toString(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("a table is 1 column wide or more, not " + width);
        }
        return BoxTable.draw(texts(), header.stream().map(kept::contains).toList(), width);
    }

    /**
     * CSV, as RFC 4180 has it: with the heading, each line ended by CRLF, a missing cell empty. An apostrophe goes before what a
     * spreadsheet would take for a formula and is no number: names and output are other people's. {@link #toJson} is exact.
     */
    public String toCsv() {
        return CsvText.of(texts());
    }

    /** JSON: an array of objects, the headings their keys; a missing cell is null. */
    public String toJson() {
        return JsonText.of(header, rows);
    }

    /** HTML: a {@code table} of class {@code cloudmesh}, with {@code thead} and {@code tbody}; a missing cell is empty. */
    public String toHtml() {
        return HtmlText.of(texts());
    }

    private List<List<String>> texts() {
        return Stream.concat(Stream.of(header), rows.stream().map(Table::filled))
                .toList();
    }

    private static List<String> filled(List<@Nullable String> row) {
        return row.stream().map(cell -> Objects.toString(cell, "")).toList();
    }
}
