package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cloudmesh.testkit.http.HttpAnswer;

/** Nova's flavors. captured: from Nova Zed (fixtures nova-flavor*). */
final class FlavorsApi {

    private final Region region;

    FlavorsApi(Region region) {
        this.region = region;
    }

    void register(Service service) {
        service.on("GET", "/v2.1/flavors", this::list);
        service.on("GET", "/v2.1/flavors/detail", this::detail);
        service.on("GET", "/v2.1/flavors/{id}", this::show);
    }

    private HttpAnswer list(Call call) {
        var brief = region.flavors().all().stream()
                .map(each -> Json.object("id", each.path("id"), "name", each.path("name"), "links", each.path("links")))
                .toList();
        return NovaPage.of(call, "flavors", region.url("/compute/v2.1/flavors"), brief, region.pageSize());
    }

    private HttpAnswer detail(Call call) {
        var url = region.url("/compute/v2.1/flavors/detail");
        return NovaPage.of(call, "flavors", url, region.flavors().all(), region.pageSize());
    }

    private HttpAnswer show(Call call) {
        var id = call.path("id");
        var flavor = region.flavors().find(id);
        if (flavor == null) {
            throw NovaErrors.notFound("Flavor " + id + " could not be found.");
        }
        return Json.answer(200, Json.object("flavor", flavor));
    }

    static ObjectNode row(Region region, String id, String name, int vcpus, int ramMib, int diskGib) {
        var row = Json.object("id", id, "name", name, "ram", ramMib, "disk", diskGib, "swap", "");
        row.put("OS-FLV-EXT-DATA:ephemeral", 0)
                .put("OS-FLV-DISABLED:disabled", false)
                .put("vcpus", vcpus);
        row.put("os-flavor-access:is_public", true).put("rxtx_factor", 1.0);
        row.set(
                "links",
                Json.node(List.of(
                        Json.object("rel", "self", "href", region.url("/compute/v2.1/flavors/" + id)),
                        Json.object("rel", "bookmark", "href", region.url("/compute/flavors/" + id)))));
        return row;
    }
}
