package org.cloudmesh.testkit.stopwatch;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmesh.Table;

/**
 * Where something was measured. Immutable.
 *
 * @param attributes by name, such as {@code node}, {@code system}, {@code user}; in the order of their letters, capitals first
 */
public record Machine(SortedMap<String, String> attributes) {

    /** Copies the attributes. */
    public Machine {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** A machine of these attributes. */
    public static Machine of(Map<String, String> attributes) {
        return new Machine(new TreeMap<>(attributes));
    }

    /**
     * This one: the rows of the original, {@code java} beside them, and what {@code /etc/os-release} and
     * {@code /etc/lsb-release} say where they are. {@code python} is blank, for none runs here.
     */
    public static Machine here() {
        return of(ThisMachine.attributes());
    }

    /** An attribute; empty if it is not known. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** All attributes, a row each. */
    public Table table() {
        var table = new Table("Machine Attribute", "Value").keep("Machine Attribute", "Value");
        attributes.forEach((name, value) -> table.row(name, value));
        return table;
    }

    /** As {@link #table}. */
    @Override
    public String toString() {
        return table().toString();
    }
}
