package org.cloudmesh.internal.nodes;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the library writes on each machine, so that it can be found again by whoever lost it. */
final class Labels {

    static final String NAME = "cloudmesh-name";
    static final String USER = "cloudmesh-user";
    static final String INTENT = "cloudmesh-intent";
    static final String INDEX = "cloudmesh-index";

    private Labels() {}

    static Map<String, String> of(String name, String user, String intentId, int index, Map<String, String> callers) {
        var labels = new LinkedHashMap<>(callers);
        labels.put(NAME, name);
        labels.put(USER, user);
        labels.put(INTENT, intentId);
        labels.put(INDEX, Integer.toString(index));
        return labels;
    }
}
