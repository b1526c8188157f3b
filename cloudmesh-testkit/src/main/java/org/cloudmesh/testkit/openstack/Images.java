package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.cloudmesh.testkit.http.HttpAnswer;

/** Glance v2. captured: from Glance Zed (fixtures glance-*). */
final class Images extends Service {

    private static final int DEFAULT_LIMIT = 25;
    private static final Set<String> PAGING = Set.of("limit", "marker", "sort", "sort_key", "sort_dir");

    private final Region region;

    Images(Region region) {
        super(region.prefix() + "/image");
        this.region = region;
        open("GET", "", call -> versions(300));
        open("GET", "/versions", call -> versions(200));
        on("GET", "/v2/images", this::list);
        on("GET", "/v2/images/{id}", this::show);
    }

    private HttpAnswer versions(int status) {
        var self = Json.object("rel", "self", "href", region.url("/image/v2/"));
        var current = Json.object("id", "v2.15", "status", "CURRENT", "links", List.of(self));
        return Json.answer(status, Json.object("versions", List.of(current)));
    }

    // Without a limit there are 25 (glance's limit_param_default). What is next has a path of Glance's own, which
    // begins at
    // /v2 whatever the endpoint in the catalog begins with (captured: fixture glance-images-page).
    private HttpAnswer list(Call call) {
        var found = new ArrayList<ObjectNode>();
        region.images().where(image -> fits(call, image)).forEach(found::add);
        Collections.reverse(found);
        var limit = Math.min(limit(call), region.pageSize());
        var from = from(call, found);
        var page = found.subList(from, Math.min(found.size(), from + limit));
        var answer = Json.object("images", page);
        var first = Query.write(call.query());
        answer.put("first", "/v2/images" + (first.isEmpty() ? "" : "?" + first)).put("schema", "/v2/schemas/images");
        if (!page.isEmpty() && page.size() == limit) {
            var last = page.get(page.size() - 1).path("id").asText();
            answer.put("next", "/v2/images?" + Query.next(call.query(), last));
        }
        return Json.answer(200, answer);
    }

    private static int limit(Call call) {
        var limit = call.query("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!limit.matches("[0-9]{1,9}")) {
            throw new Refusal(Errors.plain(400, "Bad Request", "limit param must be an integer"));
        }
        return Integer.parseInt(limit);
    }

    private static int from(Call call, List<ObjectNode> images) {
        var marker = call.query("marker");
        if (marker == null) {
            return 0;
        }
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).path("id").asText().equals(marker)) {
                return i + 1;
            }
        }
        throw new Refusal(Errors.plain(400, "Bad Request", "No image found with ID " + marker));
    }

    private static boolean fits(Call call, ObjectNode image) {
        return call.query().entrySet().stream()
                .filter(each -> !PAGING.contains(each.getKey()))
                .allMatch(each -> fits(image, each.getKey(), each.getValue()));
    }

    // documented: Image service API v2, List images: tags are all to be there; in: names several values; a property of
    // which
    // nobody has heard has no images (fixture glance-bad-filter); member_status and os_hidden are left as they are by
    // default.
    private static boolean fits(ObjectNode image, String name, List<String> values) {
        var value = values.get(values.size() - 1);
        return switch (name) {
            case "tag" -> values.stream().allMatch(each -> tagged(image.path("tags"), each));
            case "size_min" -> image.path("size").asLong() >= Long.parseLong(value);
            case "size_max" -> image.path("size").asLong() <= Long.parseLong(value);
            case "member_status" -> true;
            case "visibility" ->
                value.equals("all") || image.path(name).asText().equals(value);
            default -> alternatives(value).contains(image.path(name).asText()) && image.has(name);
        };
    }

    private static List<String> alternatives(String value) {
        return value.startsWith("in:")
                ? Arrays.stream(value.substring("in:".length()).split(","))
                        .map(each -> each.replaceAll("^\"|\"$", ""))
                        .toList()
                : List.of(value);
    }

    private static boolean tagged(JsonNode tags, String tag) {
        return StreamSupport.stream(tags.spliterator(), false)
                .anyMatch(each -> each.asText().equals(tag));
    }

    private HttpAnswer show(Call call) {
        var image = region.images().find(call.path("id"));
        if (image == null) {
            throw new Refusal(Errors.plain(404, "Not Found", "No image found with ID " + call.path("id")));
        }
        return Json.answer(200, image);
    }

    static ObjectNode row(Region region, String id, FakeOpenStack.Image image) {
        var at = Times.seconds(region.world().now());
        var row = Json.object();
        image.properties().forEach(row::put);
        row.put("name", image.name()).put("disk_format", "qcow2").put("container_format", "bare");
        row.put("visibility", image.visibility()).put("size", image.sizeBytes()).putNull("virtual_size");
        row.put("status", image.status())
                .put("checksum", "620f0b67a91f7f74151bc5be745b7110")
                .put("protected", false);
        row.put("min_ram", image.minRamMib()).put("min_disk", image.minDiskGib());
        row.put("owner", image.visibility().equals("private") ? World.PROJECT_ID : World.ADMIN_PROJECT_ID);
        row.put("os_hidden", false).put("id", id).put("created_at", at).put("updated_at", at);
        row.set("tags", Json.node(image.tags()));
        row.put("self", "/v2/images/" + id).put("file", "/v2/images/" + id + "/file");
        return row.put("schema", "/v2/schemas/image");
    }

    @Override
    HttpAnswer decorated(HttpAnswer answer) {
        return answer.status() == 401
                ? answer.header(
                        "Www-Authenticate", "Keystone uri=\"" + region.world().url("/identity/v3") + "\"")
                : answer.header("X-Openstack-Request-Id", "req-" + UUID.randomUUID());
    }

    @Override
    HttpAnswer unauthorized() {
        return Errors.plain(
                401,
                "Unauthorized",
                "This server could not verify that you are authorized to access the document you requested. Either you supplied"
                        + " the wrong credentials (e.g., bad password), or your browser does not understand how to supply the"
                        + " credentials required.");
    }

    @Override
    HttpAnswer unknown() {
        return Errors.plain(404, "Not Found", "The resource could not be found.");
    }

    @Override
    HttpAnswer malformed() {
        return Errors.plain(400, "Bad Request", "Malformed JSON in request body.");
    }
}
