package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmesh.Image;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.jclouds.http.LoginUsers;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.ImageBuilder;
import org.jspecify.annotations.Nullable;

/** Glance's images. Thread-safe. */
final class Images implements CatalogDriver<Image> {

    // Without a limit Glance lists 25 a page; of more than its own limit, a thousand by default, it lists as many as
    // that.
    private static final ListRequest IMAGES =
            new ListRequest(Service.IMAGE, "ListImages", "/images", "limit=1000", "images");

    private final OpenStackApi api;

    Images(OpenStackApi api) {
        this.api = api;
    }

    @Override
    public Stream<Image> list(Deadline deadline) {
        // Others cannot be booted: they are on their way, or out of use.
        return Pages.stream(api, IMAGES.where("status", "active"), (json, at) -> image(json), deadline);
    }

    @Override
    public Optional<Image> find(String idOrName, Deadline deadline) {
        return Networks.isId(idOrName) ? byId(idOrName, deadline) : byName(idOrName, deadline);
    }

    private Optional<Image> byId(String id, Deadline deadline) {
        try {
            return Optional.of(image(api.get(Service.IMAGE, "ShowImage", "/images/" + id, deadline)));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Names are not unique: what can be booted goes before what cannot, and Glance begins with the newest. */
    private Optional<Image> byName(String name, Deadline deadline) {
        try (var images = Pages.stream(api, IMAGES.where("name", name), (json, at) -> json, deadline)) {
            return images.filter(each -> name.equals(Json.text(each, "name")))
                    .min(Comparator.comparing(each -> !"active".equals(Json.text(each, "status"))))
                    .map(this::image);
        }
    }

    private Image image(JsonNode json) {
        var id = json.path("id").asText();
        var name = Objects.requireNonNullElse(Json.text(json, "name"), id);
        return new ImageBuilder(api.cloud(), id, name)
                .architecture(Json.text(json, "architecture"))
                .owner(Json.text(json, "owner"))
                .loginUser(loginUser(json, name))
                .raw(Json.raw(json))
                .build();
    }

    private static @Nullable String loginUser(JsonNode json, String name) {
        var said = Json.text(json, "os_admin_user");
        if (said != null) {
            return said;
        }
        var byName = LoginUsers.of(name);
        var system = Json.text(json, "os_distro");
        return byName != null || system == null ? byName : LoginUsers.of(system);
    }
}
