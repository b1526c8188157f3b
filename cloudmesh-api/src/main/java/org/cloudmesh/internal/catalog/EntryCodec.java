package org.cloudmesh.internal.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.FlavorBuilder;
import org.cloudmesh.spi.ImageBuilder;
import org.cloudmesh.spi.LocationBuilder;

/**
 * Catalog entries as documents: the cloud's message, and our facts in {@code cm}.
 *
 * @param kind the collection
 * @param write adds what an entry has beyond cloud, id and name
 * @param read makes the entry of our facts and the cloud's message
 * @param <T> the entry
 */
record EntryCodec<T extends CatalogEntry>(String kind, BiConsumer<T, ObjectNode> write, Reader<T> read) {

    /** As Glance and EC2 call it. */
    private static final List<String> DESCRIBING =
            List.of("description", "tags", "tagSet", "os_distro", "os_version", "platform", "platformDetails");

    static final EntryCodec<Image> IMAGES = new EntryCodec<>(
            "image",
            (image, cm) -> cm.put("architecture", image.architecture())
                    .put("owner", image.owner())
                    .put("username", image.loginUser()),
            (cloud, id, name, cm, raw) -> new ImageBuilder(cloud, id, name)
                    .architecture(Json.text(cm, "architecture"))
                    .owner(Json.text(cm, "owner"))
                    .loginUser(Json.text(cm, "username"))
                    .raw(raw)
                    .build());

    static final EntryCodec<Flavor> FLAVORS = new EntryCodec<>(
            "flavor",
            (flavor, cm) -> cm.put("vcpus", flavor.vcpus())
                    .put("ram", flavor.memoryMib())
                    .put("disk", flavor.diskGib())
                    .put("price", Objects.toString(flavor.pricePerHour(), null)),
            (cloud, id, name, cm, raw) -> {
                var price = Json.text(cm, "price");
                return new FlavorBuilder(cloud, id, name)
                        .vcpus(cm.path("vcpus").asDouble())
                        .memoryMib(cm.path("ram").asInt())
                        .diskGib(cm.path("disk").asInt())
                        .pricePerHour(price == null ? null : new BigDecimal(price))
                        .raw(raw)
                        .build();
            });

    static final EntryCodec<Location> LOCATIONS = new EntryCodec<>(
            "location",
            (location, cm) -> cm.put("country", location.country()).put("region", location.region()),
            (cloud, id, name, cm, raw) -> new LocationBuilder(cloud, id, name)
                    .country(Json.text(cm, "country"))
                    .region(Json.text(cm, "region"))
                    .raw(raw)
                    .build());

    /**
     * Makes an entry.
     *
     * @param <T> the entry
     */
    interface Reader<T> {

        T read(String cloud, String id, String name, JsonNode cm, String raw);
    }

    Document document(T entry) {
        var cm = Json.object();
        cm.put("kind", kind).put("cloud", entry.cloud()).put("id", entry.id()).put("name", entry.name());
        write.accept(entry, cm);
        return new Document(
                kind, key(entry.cloud(), entry.id()), entry.cloud(), entry.name(), null, Json.join(cm, entry.raw()), 0);
    }

    T entry(Document document) {
        var parts = Json.split(document.json());
        var cm = parts.cm();
        return read.read(
                cm.path("cloud").asText(),
                cm.path("id").asText(),
                cm.path("name").asText(),
                cm,
                parts.raw());
    }

    /** What a search looks through, in lower case. */
    String words(Document document) {
        return words(entry(document)).toLowerCase(Locale.ROOT);
    }

    /** An image also by owner, architecture, and what its cloud says to describe it. */
    private String words(T entry) {
        var words = new StringBuilder(entry.id()).append(' ').append(entry.name());
        if (entry instanceof Image image) {
            words.append(' ').append(Objects.toString(image.owner(), ""));
            words.append(' ').append(Objects.toString(image.architecture(), ""));
            var raw = Json.parse(image.raw());
            DESCRIBING.forEach(key -> describe(raw.path(key), words));
        }
        return words.toString();
    }

    private static void describe(JsonNode value, StringBuilder words) {
        words.append(' ').append(value.asText());
        value.forEach(each -> describe(each, words));
    }

    static String key(String cloud, String id) {
        return cloud + "/" + id;
    }
}
