package org.cloudmesh.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Whether every list asks the cloud first: as the caller said on opening, else as the store has it. Thread-safe. */
public final class Refreshing {

    private static final String KEY = "refresh";

    private final Variables variables;
    private final boolean configured;
    private volatile @Nullable Boolean option;

    /**
     * Nothing was said yet but this.
     *
     * @param option what the caller said when the mesh was opened; null for nothing
     * @param configured what holds where nobody said anything
     */
    public Refreshing(Variables variables, @Nullable Boolean option, boolean configured) {
        this.variables = variables;
        this.configured = configured;
        this.option = option;
    }

    /** Whether it does. */
    public boolean isOn() {
        var own = option;
        return own != null ? own : variables.find(KEY).map(JsonNode::asBoolean).orElse(configured);
    }

    /** From now on, here and in every program on the same store that was opened without such an option. */
    public void set(boolean on) {
        variables.put(KEY, on);
        option = null;
    }
}
