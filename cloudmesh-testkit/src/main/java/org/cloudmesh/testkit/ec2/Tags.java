package org.cloudmesh.testkit.ec2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which resource has which tags. Documented: "Tag your Amazon EC2 resources". */
final class Tags {

    private static final int MOST = 50;

    private final Map<String, SortedMap<String, String>> byResource = new HashMap<>();

    Map<String, String> of(String resource) {
        var tags = byResource.get(resource);
        return tags == null ? Map.of() : Map.copyOf(tags);
    }

    Map<String, SortedMap<String, String>> all() {
        return new TreeMap<>(byResource);
    }

    /** Refuses what {@link #put} would make too many. */
    void check(String resource, Map<String, String> more) {
        var tags = new HashMap<>(of(resource));
        tags.putAll(more);
        if (tags.size() > MOST) {
            throw new Ec2Error("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
        }
    }

    void put(String resource, Map<String, String> more) {
        if (!more.isEmpty()) {
            byResource.computeIfAbsent(resource, id -> new TreeMap<>()).putAll(more);
        }
    }

    void remove(String resource, String key) {
        byResource.getOrDefault(resource, new TreeMap<>()).remove(key);
    }

    void removeAll(String resource) {
        byResource.remove(resource);
    }

    /** Those of {@code Tag.N}, checked. */
    static Map<String, String> read(Params params) {
        var tags = new HashMap<String, String>();
        for (var tag : params.items("Tag")) {
            var key = tag.required("Key");
            if (key.startsWith("aws:")) {
                throw Ec2Error.invalid("Tag keys starting with 'aws:' are reserved for internal use");
            }
            if (key.length() > 128 || tag.text("Value", "").length() > 256) {
                throw Ec2Error.invalid("Tag key exceeds the maximum length of 128 characters, or its value 256");
            }
            if (tags.put(key, tag.text("Value", "")) != null) {
                throw Ec2Error.invalid("Duplicate tag key '" + key + "' specified.");
            }
        }
        if (tags.size() > MOST) {
            throw new Ec2Error("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
        }
        return tags;
    }

    /** What {@code TagSpecification.N} says of that type of resource; of others that the action can make, nothing is kept. */
    static Map<String, String> ofType(String type, Params params, List<String> possible) {
        var tags = new HashMap<String, String>();
        for (var specification : params.items("TagSpecification")) {
            var meant = specification.required("ResourceType");
            if (!possible.contains(meant)) {
                throw Ec2Error.invalid("'" + meant + "' is not a valid taggable resource type for this operation.");
            }
            var read = read(specification);
            if (meant.equals(type)) {
                tags.putAll(read);
            }
        }
        return tags;
    }

    static void write(Xml xml, Map<String, String> tags) {
        xml.items(
                "tagSet",
                new TreeMap<>(tags).entrySet(),
                (one, tag) -> one.text("key", tag.getKey()).text("value", tag.getValue()));
    }
}
