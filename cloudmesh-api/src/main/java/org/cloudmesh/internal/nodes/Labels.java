package org.cloudmesh.internal.nodes;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cloudmesh.internal.journal.Intent;

/** What the library writes on each machine, so that it can be found again by whoever lost it. */
final class Labels {

    static final String NAME = "cloudmesh-name";
    static final String USER = "cloudmesh-user";
    static final String MESH = "cloudmesh-mesh";
    static final String INTENT = "cloudmesh-intent";
    static final String INDEX = "cloudmesh-index";
    static final String GROUP = "cloudmesh-group";
    /** Who to log in as: a machine does not say what it was made from in words that tell. */
    static final String LOGIN = "cloudmesh-login";
    /** {@code private} where the machine is to be reached by its private address. */
    static final String ADDRESS = "cloudmesh-address";

    static final String PRIVATE = "private";

    private Labels() {}

    static Map<String, String> of(String name, Intent.Spec spec, String intentId, int index) {
        var labels = new LinkedHashMap<>(spec.labels());
        labels.put(NAME, name);
        labels.put(USER, spec.user());
        labels.put(MESH, spec.mesh());
        labels.put(INTENT, intentId);
        labels.put(INDEX, Integer.toString(index));
        return labels;
    }
}
