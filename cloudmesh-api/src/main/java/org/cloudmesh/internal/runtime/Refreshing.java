package org.cloudmesh.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Whether every list asks the cloud first: as last said to this mesh, else to its options, else to the store. Thread-safe. */
public final class Refreshing {

    private static final String KEY = "refresh";

    private final Variables variables;
    private final boolean configured;
    private volatile @Nullable Boolean said;

    /**
     * Nothing was said yet but this.
     *
     * @param option what the caller said when the mesh was opened; null for nothing
     * @param configured what holds where nobody said anything
     */
    public Refreshing(Variables variables, @Nullable Boolean option, boolean configured) {
        this.variables = variables;
        this.configured = configured;
        said = option;
    }

    /** Whether it does. */
    public boolean isOn() {
        var own = said;
        return own != null ? own : variables.find(KEY).map(JsonNode::asBoolean).orElse(configured);
    }

    /** From now on, here and in every program on the same store that is told nothing else. */
    public void set(boolean on) {
        variables.put(KEY, on);
        said = on;
    }
}
