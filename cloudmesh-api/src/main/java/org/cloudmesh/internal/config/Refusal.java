package org.cloudmesh.internal.config;

import org.cloudmesh.ConfigException;

/** Says why nothing can be written below a part. */
final class Refusal {

    private Refusal() {}

    static void check(Document document, Part part, KeyPath path, int depth) {
        var here = path.to(depth);
        boolean last = depth == path.size() - 1;
        if (part instanceof Part.Alias) {
            throw fault(
                    document,
                    part,
                    here,
                    "this is an alias (*), and what is set below it would change the other place"
                            + " too; write it out here first");
        }
        if (part instanceof Part.Mapping mapping && !last && isMerged(mapping, path.key(depth))) {
            throw fault(
                    document,
                    part,
                    here.plus(path.key(depth)),
                    "this comes through a merge (<<), and one key of it"
                            + " cannot be set here alone; write it out here first");
        }
        if (part instanceof Part.Scalar scalar && scalar.isSet()) {
            throw fault(document, part, here, "this is a value, so that nothing can be set below it; remove it first");
        }
        if (part instanceof Part.Sequence list
                && Lookup.index(path.key(depth)) != list.items().size()) {
            throw fault(
                    document,
                    part,
                    here,
                    "this is a list; its elements are 0 to %d, and %d adds one"
                            .formatted(list.items().size() - 1, list.items().size()));
        }
    }

    private static boolean isMerged(Part part, String key) {
        if (part instanceof Part.Alias alias) {
            return isMerged(alias.target(), key);
        }
        if (part instanceof Part.Sequence list) {
            return list.items().stream().anyMatch(each -> isMerged(each, key));
        }
        return part instanceof Part.Mapping mapping
                && mapping.entries().stream()
                        .anyMatch(
                                entry -> entry.key().equals(key) || (entry.isMerge() && isMerged(entry.value(), key)));
    }

    static ConfigException fault(Document document, Part part, KeyPath path, String sentence) {
        return new ConfigException(document.file(), part.span().line(), path.toString(), sentence);
    }
}
