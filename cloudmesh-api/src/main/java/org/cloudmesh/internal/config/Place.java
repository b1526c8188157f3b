package org.cloudmesh.internal.config;

import java.util.ArrayList;
import java.util.List;
import org.cloudmesh.ConfigException;

/**
 * Where a path leads in one file.
 *
 * @param steps the collections on the way, from the root, and which of their children was taken
 * @param part what is at the end of the way
 * @param missing what of the path is not there
 */
record Place(List<Step> steps, Part part, KeyPath missing) {

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
        var steps = new ArrayList<Step>();
        int top = root.indexOf(Document.ROOT);
        steps.add(new Step(root, top));
        var part = root.entries().get(top).value();
        for (int i = 0; i < path.size(); i++) {
            int index = index(part, path, i);
            if (index < 0) {
                Refusal.check(document, part, path, i);
                return new Place(steps, part, path.from(i));
            }
            steps.add(new Step(part, index));
            part = part instanceof Part.Mapping mapping
                    ? mapping.entries().get(index).value()
                    : ((Part.Sequence) part).items().get(index);
        }
        return new Place(steps, part, KeyPath.ROOT);
    }

    private static int index(Part part, KeyPath path, int depth) {
        if (part instanceof Part.Mapping mapping) {
            int exact = mapping.indexOf(path.key(depth));
            var other = Spellings.other(path, depth);
            return exact < 0 && other != null ? mapping.indexOf(other) : exact;
        }
        int index = Lookup.index(path.key(depth));
        return part instanceof Part.Sequence list && index < list.items().size() ? index : -1;
    }
}
