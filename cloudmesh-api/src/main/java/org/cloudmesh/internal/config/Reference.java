package org.cloudmesh.internal.config;

import org.jspecify.annotations.Nullable;

/** References that were not quoted, which YAML takes for a mapping; the original replaces them before it reads YAML. */
final class Reference {

    private Reference() {}

    /** The text of <code>{cloudmesh.x.y}</code>; null if this is some other mapping. */
    static Part.@Nullable Scalar unquoted(Part.Mapping mapping) {
        if (!mapping.flow() || mapping.entries().size() != 1) {
            return null;
        }
        var entry = mapping.entries().get(0);
        boolean reference = entry.key().startsWith("cloudmesh.") || entry.key().startsWith("env.");
        boolean alone =
                entry.value() instanceof Part.Scalar value && value.span().isEmpty();
        return reference && alone
                ? new Part.Scalar("{" + entry.key() + "}", Part.Style.PLAIN, mapping.span(), mapping.anchor())
                : null;
    }
}
