package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.jspecify.annotations.Nullable;

/** One of Neutron's lists, by id. documented: Networking API v2.0, Filtering / Pagination / Fields. */
final class NeutronList {

    private static final Set<String> NO_FILTER =
            Set.of("limit", "marker", "page_reverse", "fields", "sort_key", "sort_dir");

    private NeutronList() {}

    static HttpAnswer of(Call call, Region region, String name, String path, List<ObjectNode> rows) {
        validate(call, rows);
        var found = new ArrayList<>(rows.stream().filter(row -> fits(call, row)).toList());
        found.sort(Comparator.comparing(row -> row.path("id").asText()));
        var limit = limit(call, region);
        var from = from(call, found);
        var page = limit == null ? found : found.subList(from, Math.min(found.size(), from + limit));
        var answer =
                Json.object(name, page.stream().map(row -> fields(call, row)).toList());
        if (limit != null && !page.isEmpty()) {
            answer.set(name + "_links", Json.node(links(call, region.url("/network/v2.0/" + path), page, limit)));
        }
        return Json.answer(200, answer);
    }

    // captured: from Neutron Zed (fixture neutron-networks-page): there is a way back even from the first page.
    private static List<ObjectNode> links(Call call, String url, List<ObjectNode> page, int limit) {
        var links = new ArrayList<ObjectNode>();
        var last = page.get(page.size() - 1).path("id").asText();
        var first = page.get(0).path("id").asText();
        if (page.size() >= limit) {
            links.add(Json.object("rel", "next", "href", url + "?" + Query.next(call.query(), last)));
        }
        var back = url + "?" + Query.next(call.query(), first) + "&page_reverse=True";
        links.add(Json.object("rel", "previous", "href", back));
        return links;
    }

    // There is no limit but that of the request, unless the cloud has a pagination_max_limit.
    private static @Nullable Integer limit(Call call, Region region) {
        var limit = call.query("limit");
        var max = region.pageSize() == OpenStackOptions.MAX_LIMIT ? null : (Integer) region.pageSize();
        if (limit == null) {
            return max;
        }
        if (!limit.matches("[0-9]{1,9}")) {
            throw NeutronErrors.refusal(
                    400,
                    "BadRequest",
                    "Bad limit request: Limit must be an integer 0 or greater and not '" + limit + "'.");
        }
        var wanted = Integer.valueOf(limit);
        return wanted == 0 ? max : max == null ? wanted : Integer.valueOf(Math.min(max, wanted));
    }

    // A marker that is gone (neutron answers 404 for one it cannot find) ends a walk rather than beginning it again.
    private static int from(Call call, List<ObjectNode> rows) {
        var marker = call.query("marker");
        int from = 0;
        while (marker != null
                && from < rows.size()
                && rows.get(from).path("id").asText().compareTo(marker) <= 0) {
            from++;
        }
        return from;
    }

    // captured: from Neutron Zed (fixture neutron-bad-filter), whose extension filter-validation says so.
    private static void validate(Call call, List<ObjectNode> rows) {
        for (var name : call.query().keySet()) {
            if (!NO_FILTER.contains(name) && !rows.isEmpty() && !rows.get(0).has(name)) {
                throw NeutronErrors.badRequest("['" + name + "'] is invalid attribute for filtering");
            }
        }
    }

    private static boolean fits(Call call, ObjectNode row) {
        return call.query().entrySet().stream()
                .filter(each -> !NO_FILTER.contains(each.getKey()))
                .allMatch(each -> each.getValue().stream().anyMatch(value -> fits(row.path(each.getKey()), value)));
    }

    private static boolean fits(JsonNode actual, String wanted) {
        if (actual.isBoolean()) {
            return actual.asBoolean() == (wanted.equalsIgnoreCase("true") || wanted.equals("1"));
        }
        if (actual.isArray()) {
            return actual.toString().contains("\"" + wanted.replaceFirst("^(ip_address|subnet_id)=", "") + "\"");
        }
        return actual.isNull() ? wanted.isEmpty() : actual.asText().equals(wanted);
    }

    private static ObjectNode fields(Call call, ObjectNode row) {
        var wanted = call.query().get("fields");
        return wanted == null ? row : row.deepCopy().retain(wanted);
    }
}
