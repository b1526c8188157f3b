package org.cloudmesh.testkit.openstack;

import java.util.HashMap;
import java.util.Map;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A URL, and what it does.
 *
 * @param method GET, POST and so on
 * @param template of the path, names in braces
 * @param open whether it is answered without a token
 * @param work what it does
 */
record Route(String method, String template, boolean open, Work work) {

    /** Answers a request. */
    @FunctionalInterface
    interface Work {
        HttpAnswer answer(Call call);
    }

    /** What stands for the names of the template; null if the path does not fit it. */
    @Nullable
    Map<String, String> match(String path) {
        var expected = template.split("/", -1);
        var actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return null;
        }
        var found = new HashMap<String, String>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                found.put(expected[i].substring(1, expected[i].length() - 1), Query.unescaped(actual[i]));
            } else if (!expected[i].equals(actual[i])) {
                return null;
            }
        }
        return found;
    }

    /** Whether the template names no part of the path, so that it goes before one that does. */
    boolean literal() {
        return !template.contains("{");
    }
}
