package org.cloudmesh;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Mesh#recover} made of what was open. Immutable.
 *
 * @param entries one a node, in the order they were asked for
 */
public record Recovery(List<Entry> entries) {

    /** Made by the library. */
    @Unstable
    public Recovery {
        entries = List.copyOf(entries);
    }

    /** What became of something that was open. */
    public enum Outcome {
        /** It was at the cloud already, and is in the store now. */
        ADOPTED,
        /** What was asked for was carried to its end. */
        FINISHED,
        /** It was never done, and is not there; its name is free again. */
        ABANDONED,
        /** Nobody can say yet, or ever, whether it was done; it stays open. */
        UNRESOLVED
    }

    /**
     * One node. Immutable.
     *
     * @param intentId what to look for at the cloud: machines carry it in the label {@code cloudmesh-intent}
     * @param verb what was asked for, such as {@code boot}
     * @param cloud where
     * @param name the node's name
     * @param outcome what became of it
     * @param id the node, where there is one
     * @param message why, and what to do where it is unresolved
     */
    public record Entry(
            String intentId,
            String verb,
            String cloud,
            String name,
            Outcome outcome,
            @Nullable NodeId id,
            String message) {}

    /** A table of all entries, and how many there are of each outcome. */
    @Override
    public String toString() {
        if (entries.isEmpty()) {
            return "nothing was open";
        }
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        entries.forEach(each -> counts.merge(each.outcome(), 1, Integer::sum));
        var table = new Table("Verb", "Cloud", "Name", "Outcome", "InstanceID", "Message")
                .keep("Name", "InstanceID", "Message");
        for (var each : entries) {
            table.row(
                    each.verb(),
                    each.cloud(),
                    each.name(),
                    each.outcome().toString(),
                    each.id() == null ? null : each.id().providerId(),
                    each.message());
        }
        return "%s%n%d were open: %s"
                .formatted(
                        table,
                        entries.size(),
                        counts.entrySet().stream()
                                .map(each -> each.getValue() + " "
                                        + each.getKey().name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }
}
