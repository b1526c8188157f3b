package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The resource in a request to Neutron. captured: from Neutron Zed (fixtures neutron-no-body, neutron-unknown-attribute). */
final class NeutronBody {

    private NeutronBody() {}

    static ObjectNode read(Call call, String resource, Set<String> attributes, List<String> required) {
        if (!(call.body().path(resource) instanceof ObjectNode body)) {
            throw NeutronErrors.badRequest("Resource body required");
        }
        for (var each : required) {
            if (!body.has(each)) {
                throw NeutronErrors.badRequest(
                        "Failed to parse request. Required attribute '" + each + "' not specified");
            }
        }
        var unknown = new TreeSet<String>();
        body.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(attributes);
        if (!unknown.isEmpty()) {
            throw NeutronErrors.badRequest("Unrecognized attribute(s) '" + String.join(", ", unknown) + "'");
        }
        return body;
    }

    /** That attribute; null if it is not there, or null. */
    static @Nullable String text(JsonNode body, String attribute) {
        var value = body.path(attribute);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** The words of a line. */
    static Set<String> set(String words) {
        return Arrays.stream(words.split(" ")).collect(Collectors.toSet());
    }
}
