package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.cloudmesh.testkit.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to what handles it.
 *
 * @param request as it came
 * @param service whose errors are used
 * @param path what stands for the names in the URL's template
 * @param query the parameters, unescaped
 * @param token who asks; null where nobody need say so
 */
record Call(
        HttpRequest request,
        Service service,
        Map<String, String> path,
        Map<String, List<String>> query,
        @Nullable Token token) {

    String path(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the URL has no {" + name + "}");
        }
        return value;
    }

    /** The last value of that parameter; null if it was not sent. */
    @Nullable
    String query(String name) {
        var values = query.get(name);
        return values == null ? null : values.get(values.size() - 1);
    }

    ObjectNode body() {
        var body = Json.read(request.body());
        if (body == null) {
            throw new Refusal(service.malformed());
        }
        return body;
    }
}
