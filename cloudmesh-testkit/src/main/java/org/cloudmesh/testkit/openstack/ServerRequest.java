package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A POST /servers that keeps Nova's schema.
 *
 * @param name as it was asked for
 * @param image its id; empty if there is none
 * @param flavor its id
 * @param key the key pair's name
 * @param groups names or ids of security groups
 * @param networks what the servers are to be on; null if it is left to Nova
 * @param metadata the user's
 * @param userData in Base64
 * @param zone the availability zone
 * @param count how many servers
 * @param reservation whether the answer is to be a reservation
 */
record ServerRequest(
        String name,
        String image,
        String flavor,
        @Nullable String key,
        List<String> groups,
        @Nullable List<Attachment> networks,
        Map<String, String> metadata,
        @Nullable String userData,
        @Nullable String zone,
        int count,
        boolean reservation) {

    static final int MAX_METADATA = 128;
    private static final int MAX_TEXT = 255;
    private static final int MAX_USER_DATA = 65_535;
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9-_:. ]{1,255}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    // documented: Compute API, Create server, microversion 2.1
    private static final Set<String> ATTRIBUTES = Set.of(
            "name",
            "imageRef",
            "flavorRef",
            "adminPass",
            "metadata",
            "networks",
            "personality",
            "security_groups",
            "key_name",
            "user_data",
            "availability_zone",
            "config_drive",
            "min_count",
            "max_count",
            "return_reservation_id",
            "block_device_mapping",
            "block_device_mapping_v2",
            "accessIPv4",
            "accessIPv6",
            "OS-DCF:diskConfig");

    /** A network or a port to be on. */
    record Attachment(@Nullable String network, @Nullable String port) {}

    /** Reads it. captured: from Nova Zed (fixtures nova-no-name, nova-bad-metadata and so on). */
    static ServerRequest read(ObjectNode body) {
        var server = body.path("server");
        if (!server.isObject()) {
            throw NovaErrors.badRequest("'server' is a required property");
        }
        for (var required : List.of("name", "flavorRef")) {
            if (!server.has(required)) {
                throw NovaErrors.invalid("server", server, "'" + required + "' is a required property");
            }
        }
        for (var each : server.properties()) {
            if (!ATTRIBUTES.contains(each.getKey())) {
                throw NovaErrors.invalid(
                        "server",
                        server,
                        "Additional properties are not allowed ('" + each.getKey() + "' was unexpected)");
            }
        }
        var flavor = text(server, "flavorRef");
        return new ServerRequest(
                text(server, "name"),
                image(server),
                flavor.substring(flavor.lastIndexOf('/') + 1),
                optional(server, "key_name"),
                groups(server.path("security_groups")),
                networks(server.path("networks")),
                metadata(server.path("metadata")),
                userData(server),
                optional(server, "availability_zone"),
                Math.max(
                        server.path("min_count").asInt(1),
                        server.path("max_count").asInt(1)),
                server.path("return_reservation_id").asBoolean());
    }

    private static String text(JsonNode server, String field) {
        var value = server.path(field);
        if (value.isInt() && field.equals("flavorRef")) {
            return value.asText();
        }
        if (!value.isTextual()) {
            throw NovaErrors.invalid(field, value, Python.repr(value) + " is not of type 'string'");
        }
        if (value.asText().isEmpty()) {
            throw NovaErrors.invalid(field, value, "'' is too short");
        }
        if (value.asText().length() > MAX_TEXT) {
            throw NovaErrors.invalid(field, value, Python.repr(value) + " is too long");
        }
        return value.asText();
    }

    private static @Nullable String optional(JsonNode server, String field) {
        var value = server.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    private static String image(JsonNode server) {
        var image = server.path("imageRef");
        if (!image.asText().isEmpty() && !UUID.matcher(image.asText()).matches()) {
            throw NovaErrors.invalid(
                    "imageRef", image, Python.repr(image) + " is not valid under any of the given schemas");
        }
        return image.asText();
    }

    private static List<String> groups(JsonNode groups) {
        var names = new ArrayList<String>();
        groups.forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    // documented: Compute API, Create server: "auto" and "none" are of microversion 2.37 on.
    private static @Nullable List<Attachment> networks(JsonNode networks) {
        if (networks.isMissingNode() || (networks.isEmpty() && networks.isArray())) {
            return null;
        }
        if (!networks.isArray()) {
            throw NovaErrors.invalid("networks", networks, Python.repr(networks) + " is not of type 'array'");
        }
        var attachments = new ArrayList<Attachment>();
        for (var each : networks) {
            var network = optional(each, "uuid");
            if (network != null && !UUID.matcher(network).matches()) {
                throw NovaErrors.badRequest(
                        "Bad networks format: network uuid is not in proper format (" + network + ")");
            }
            attachments.add(new Attachment(network, optional(each, "port")));
        }
        return attachments;
    }

    static Map<String, String> metadata(JsonNode metadata) {
        var read = new LinkedHashMap<String, String>();
        for (var each : metadata.properties()) {
            var key = each.getKey();
            var value = each.getValue();
            if (!KEY.matcher(key).matches()) {
                throw NovaErrors.invalid("metadata", metadata, ServerMetadata.badKey(key));
            }
            if (!value.isTextual()) {
                throw NovaErrors.invalid(key, value, Python.repr(value) + " is not of type 'string'");
            }
            if (value.asText().length() > MAX_TEXT) {
                throw NovaErrors.invalid(key, value, Python.repr(value) + " is too long");
            }
            read.put(key, value.asText());
        }
        if (read.size() > MAX_METADATA) {
            throw NovaErrors.forbidden("Maximum number of metadata items exceeds " + MAX_METADATA);
        }
        return read;
    }

    private static @Nullable String userData(JsonNode server) {
        var data = optional(server, "user_data");
        if (data == null) {
            return null;
        }
        if (data.length() > MAX_USER_DATA) {
            throw NovaErrors.invalid("user_data", server.path("user_data"), "'" + data + "' is too long");
        }
        // Python's decoder skips what is not of the alphabet: captured: '$$$ no base64' is taken, 'abc' is not.
        var letters = data.replaceAll("[^A-Za-z0-9+/=]", "");
        try {
            if (letters.length() % 4 == 0) {
                Base64.getDecoder().decode(letters);
                return letters;
            }
        } catch (IllegalArgumentException e) {
            throw NovaErrors.invalid("user_data", server.path("user_data"), "'" + data + "' is not a 'base64'");
        }
        throw NovaErrors.invalid("user_data", server.path("user_data"), "'" + data + "' is not a 'base64'");
    }

    /** Without the user data, which may hold secrets. */
    @Override
    public String toString() {
        return "server " + name + " of image " + image + " and flavor " + flavor;
    }
}
