package org.cloudmesh.testkit.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Documented: "CreateTags", "DeleteTags", "DescribeTags". */
final class TagOperations {

    private record Tag(String resource, String key, String value) {}

    private static final List<String> FILTERS = List.of("key", "resource-id", "resource-type", "value");

    private static final Map<String, String> TYPES = Map.of(
            "i",
            "instance",
            "ami",
            "image",
            "key",
            "key-pair",
            "sg",
            "security-group",
            "subnet",
            "subnet",
            "vpc",
            "vpc");

    private TagOperations() {}

    static Consumer<Xml> create(Region region, Params params) {
        var resources = resources(region, params);
        var tags = Tags.read(params);
        if (tags.isEmpty()) {
            throw Ec2Error.missing("Tag");
        }
        resources.forEach(resource -> region.tags().check(resource, tags));
        resources.forEach(resource -> region.tags().put(resource, tags));
        return xml -> xml.text("return", true);
    }

    static Consumer<Xml> delete(Region region, Params params) {
        var resources = resources(region, params);
        var meant = params.items("Tag");
        for (var resource : resources) {
            if (meant.isEmpty()) {
                region.tags().removeAll(resource);
            }
            for (var tag : meant) {
                var key = tag.required("Key");
                var value = tag.text("Value");
                // Documented: with a value, only the tag that has it is deleted.
                if (value == null || value.equals(region.tags().of(resource).get(key))) {
                    region.tags().remove(resource, key);
                }
            }
        }
        return xml -> xml.text("return", true);
    }

    private static List<String> resources(Region region, Params params) {
        var resources = params.list("ResourceId");
        if (resources.isEmpty()) {
            throw Ec2Error.missing("ResourceId");
        }
        resources.forEach(resource -> check(region, resource));
        return resources;
    }

    private static void check(Region region, String id) {
        switch (TYPES.getOrDefault(prefix(id), "")) {
            case "instance" -> region.fleet().known(List.of(id), region.now());
            case "image" -> region.images().known(id);
            case "key-pair" -> region.keyPairs().checkKnownId(id);
            case "security-group" -> region.groups().known(id, null);
            case "subnet" -> region.network().subnet(id, null);
            case "vpc" -> region.network().checkVpc(id);
            default -> throw new Ec2Error("InvalidID", "The ID '" + id + "' is not valid");
        }
    }

    private static String prefix(String id) {
        return id.contains("-") ? id.substring(0, id.indexOf('-')) : "";
    }

    static Consumer<Xml> describe(Region region, Params params) {
        var filters = Filters.of(params);
        filters.check(FILTERS);
        var hits = region.tags().all().entrySet().stream()
                .flatMap(entry -> entry.getValue().entrySet().stream()
                        .map(tag -> new Tag(entry.getKey(), tag.getKey(), tag.getValue())))
                .filter(tag -> filters.match(Map.of(tag.key(), tag.value()), name -> attribute(tag, name)))
                .toList();
        var page = Page.of(params, hits, new Page.Limits(5, 1000, region.pageSize()));
        return xml -> xml.items(
                        "tagSet",
                        page.items(),
                        (one, tag) -> one.text("resourceId", tag.resource())
                                .text("resourceType", TYPES.get(prefix(tag.resource())))
                                .text("key", tag.key())
                                .text("value", tag.value()))
                .text("nextToken", page.nextToken());
    }

    private static @Nullable Collection<String> attribute(Tag tag, String filter) {
        return switch (filter) {
            case "key" -> List.of(tag.key());
            case "resource-id" -> List.of(tag.resource());
            case "resource-type" -> List.of(TYPES.getOrDefault(prefix(tag.resource()), ""));
            case "value" -> List.of(tag.value());
            default -> null;
        };
    }
}
