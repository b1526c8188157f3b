package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.NodeBuilder;
import org.jspecify.annotations.Nullable;

/** EC2's records of instances as nodes. Thread-safe. */
final class Ec2Records {

    static final String NAME = "Name";
    static final String USUAL_USER = "ec2-user";
    private static final String LABEL_OF_NAME = "cloudmesh-name";

    private static final Map<String, NodeState> STATES = Map.of(
            "pending", NodeState.PENDING,
            "running", NodeState.RUNNING,
            "stopping", NodeState.STOPPING,
            "stopped", NodeState.STOPPED,
            "shutting-down", NodeState.DESTROYING,
            "terminated", NodeState.DESTROYED);

    private final Ec2Account account;

    Ec2Records(Ec2Account account) {
        this.account = account;
    }

    static NodeState state(String word) {
        return STATES.getOrDefault(word, NodeState.UNKNOWN);
    }

    static String id(JsonNode instance) {
        return instance.path("instanceId").asText();
    }

    /** Begun, so that more can be said of it. */
    NodeBuilder builder(JsonNode instance, Instant askedAt) {
        var labels = tags(instance);
        var word = instance.path("instanceState").path("name").asText();
        var state = state(word);
        var publicAddresses = publicAddresses(instance);
        var privateAddresses = privateAddresses(instance);
        var id = id(instance);
        return new NodeBuilder(new NodeId(account.context().name(), id), name(labels, id), state, askedAt)
                .providerState(word)
                .image(text(instance, "imageId"))
                .flavor(text(instance, "instanceType"))
                .location(text(instance.path("placement"), "availabilityZone"))
                .publicAddresses(publicAddresses)
                .privateAddresses(privateAddresses)
                .ssh(
                        state == NodeState.RUNNING
                                ? account.reach().ssh(publicAddresses, privateAddresses, labels, USUAL_USER)
                                : null)
                .labels(labels)
                .createdAt(createdAt(instance))
                .message(failure(instance.path("stateReason")))
                .raw(Xml.json(instance));
    }

    Node node(JsonNode instance, Instant askedAt) {
        return builder(instance, askedAt).build();
    }

    private static String name(Map<String, String> tags, String id) {
        var name = tags.getOrDefault(NAME, tags.getOrDefault(LABEL_OF_NAME, ""));
        return name.isBlank() ? id : name;
    }

    /** What is written on it, its name too. */
    static Map<String, String> tags(JsonNode instance) {
        var tags = new LinkedHashMap<String, String>();
        for (var tag : Xml.items(instance, "tagSet")) {
            tags.put(tag.path("key").asText(), tag.path("value").asText());
        }
        return tags;
    }

    /** IPv4 first: not everybody reaches IPv6. */
    private static List<String> publicAddresses(JsonNode instance) {
        var addresses = new LinkedHashSet<String>();
        addresses.add(instance.path("ipAddress").asText());
        var interfaces = Xml.items(instance, "networkInterfaceSet");
        for (var each : interfaces) {
            addresses.add(each.path("association").path("publicIp").asText());
            Xml.items(each, "privateIpAddressesSet")
                    .forEach(at -> addresses.add(
                            at.path("association").path("publicIp").asText()));
        }
        addresses.add(instance.path("ipv6Address").asText());
        for (var each : interfaces) {
            Xml.items(each, "ipv6AddressesSet")
                    .forEach(at -> addresses.add(at.path("ipv6Address").asText()));
        }
        addresses.remove("");
        return List.copyOf(addresses);
    }

    private static List<String> privateAddresses(JsonNode instance) {
        var addresses = new LinkedHashSet<String>();
        addresses.add(instance.path("privateIpAddress").asText());
        for (var each : Xml.items(instance, "networkInterfaceSet")) {
            addresses.add(each.path("privateIpAddress").asText());
            Xml.items(each, "privateIpAddressesSet")
                    .forEach(at -> addresses.add(at.path("privateIpAddress").asText()));
        }
        addresses.remove("");
        return List.copyOf(addresses);
    }

    /** Why it came to that, unless somebody wanted it so. */
    private static @Nullable String failure(JsonNode reason) {
        var code = reason.path("code").asText();
        boolean isFailure = code.startsWith("Server.") || code.startsWith("Client.");
        return isFailure && !code.contains("Initiated")
                ? Objects.requireNonNullElse(text(reason, "message"), code)
                : null;
    }

    static @Nullable String text(JsonNode record, String name) {
        var text = record.path(name).asText();
        return text.isEmpty() ? null : text;
    }

    /** EC2 says when it was started last; what was attached when it was made has been since. */
    private static @Nullable Instant createdAt(JsonNode instance) {
        var interfaces = Xml.items(instance, "networkInterfaceSet").stream().map(each -> each.path("attachment"));
        var disks = Xml.items(instance, "blockDeviceMapping").stream().map(each -> each.path("ebs"));
        var attached = Stream.concat(interfaces, disks)
                .map(each -> each.path("attachTime").asText());
        return Stream.concat(Stream.of(instance.path("launchTime").asText()), attached)
                .flatMap(text -> Stream.ofNullable(instant(text)))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
