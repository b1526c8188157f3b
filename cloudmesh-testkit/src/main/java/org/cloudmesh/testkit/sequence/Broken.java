package org.cloudmesh.testkit.sequence;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that always holds did not. */
final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String law;

    /** Which law, in a few words that are the same each time; and what was seen. */
    Broken(String law, String seen) {
        this(law, seen, null);
    }

    Broken(String law, String seen, @Nullable Throwable cause) {
        super(law + ": " + seen, cause);
        this.law = law;
    }

    String law() {
        return law;
    }

    /** Breaks the law unless it holds; what was seen is put together only then. */
    static void unless(boolean holds, String law, @Nullable Object... seen) {
        if (!holds) {
            throw new Broken(law, Arrays.stream(seen).map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }
}
