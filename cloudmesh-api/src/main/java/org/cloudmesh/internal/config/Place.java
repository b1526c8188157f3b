package org.cloudmesh.internal.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.ConfigException;

/**
 * Where a path leads in one file.
 *
 * @param steps the collections on the way, from the root, and which of their children was taken
 * @param part what is at the end of the way
 * @param missing what of the path is not there
 */
record Place(List<Step> steps, Part part, KeyPath missing) {

    /** A file may have both spellings of a key, and what is below either is read; what is set before what is not. */
    private static final Comparator<Place> FURTHEST =
            Comparator.<Place>comparingInt(place -> place.missing.size()).thenComparing(place -> !place.part.isSet());

    /** One collection on the way. */
    record Step(Part collection, int index) {}

    boolean isFound() {
        return missing.size() == 0;
    }

    boolean isInFlow() {
        return steps.stream().anyMatch(step -> step.collection().isInline());
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /**
     * Follows the path as far as it goes.
     *
     * @throws ConfigException if it goes through an alias, a merge or a value, where nothing can be changed without
     *     changing more
     */
    static Place find(Document document, Part.Mapping root, KeyPath path) {
        int top = root.indexOf(Document.ROOT);
        var start =
                new Place(List.of(new Step(root, top)), root.entries().get(top).value(), path);
        var place = start.follow(path);
        if (!place.isFound()) {
            Refusal.check(document, place.part, path, place.depth(path));
        }
        return place;
    }

    private int depth(KeyPath path) {
        return path.size() - missing.size();
    }

    private Place follow(KeyPath path) {
        if (isFound()) {
            return this;
        }
        return indices(path)
                .mapToObj(index -> step(index).follow(path))
                .min(FURTHEST)
                .orElse(this);
    }

    private Place step(int index) {
        var child = part instanceof Part.Mapping mapping
                ? mapping.entries().get(index).value()
                : ((Part.Sequence) part).items().get(index);
        var longer = Stream.concat(steps.stream(), Stream.of(new Step(part, index)));
        return new Place(longer.toList(), child, missing.from(1));
    }

    /** Which children the next key may mean: of two that are set, the first is the one that is read. */
    private IntStream indices(KeyPath path) {
        int depth = depth(path);
        if (part instanceof Part.Mapping mapping) {
            var key = path.key(depth);
            var other = Spellings.other(path, depth);
            var spellings = other == null ? Stream.of(key) : Stream.of(key, other);
            var indices = spellings.mapToInt(mapping::indexOf).filter(index -> index >= 0);
            return depth == 0 ? indices.sorted() : indices;
        }
        int index = Lookup.index(path.key(depth));
        return part instanceof Part.Sequence list
                        && index >= 0
                        && index < list.items().size()
                ? IntStream.of(index)
                : IntStream.empty();
    }
}
