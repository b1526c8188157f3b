package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cloudmesh.testkit.http.HttpAnswer;

/** A page of one of Nova's lists. */
final class NovaPage {

    private NovaPage() {}

    /** The page that was asked for of these entries. */
    static HttpAnswer of(Call call, String name, String url, List<ObjectNode> entries, int max) {
        var limit = limit(call, max);
        var from = from(call, entries);
        var page = entries.subList(from, Math.min(entries.size(), from + limit));
        var answer = Json.object(name, page);
        // Nova links to a next page when this one is full, even if there is nothing more: the last page may be empty
        // (nova/api/openstack/common.py, _get_collection_links).
        if (limit > 0 && page.size() == limit) {
            var last = page.get(page.size() - 1).path("id").asText();
            var next = Json.object("rel", "next", "href", url + "?" + Query.next(call.query(), last));
            answer.set(name + "_links", Json.node(List.of(next)));
        }
        return Json.answer(200, answer);
    }

    private static int limit(Call call, int max) {
        var limit = call.query("limit");
        if (limit == null || limit.isEmpty()) {
            return max;
        }
        if (!limit.matches("[0-9]{1,9}")) {
            throw NovaErrors.badRequest("Invalid input for query parameters limit. Value: " + limit + ". '" + limit
                    + "' does not match '^[0-9]*$'");
        }
        return Math.min(max, Integer.parseInt(limit));
    }

    private static int from(Call call, List<ObjectNode> entries) {
        var marker = call.query("marker");
        if (marker == null) {
            return 0;
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).path("id").asText().equals(marker)) {
                return i + 1;
            }
        }
        throw NovaErrors.badRequest("marker [" + marker + "] not found");
    }
}
