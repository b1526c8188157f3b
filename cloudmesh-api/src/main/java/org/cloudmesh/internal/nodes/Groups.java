package org.cloudmesh.internal.nodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cloudmesh.Group;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Store;

/**
 * Which machines were booted under which group. The machines say so themselves, in a label; for those who read the store there
 * are the original's {@code group} documents (cm4, "Data Scheme"), one a boot: one a group would be rewritten by all programs
 * at once. Thread-safe.
 */
public record Groups(Store store) {

    private static final String KIND = "group";

    /** Those of the machines that have one, by cloud and name. */
    public static List<Group> of(Collection<Node> nodes) {
        var groups = nodes.stream()
                .filter(node -> node.labels().containsKey(Labels.GROUP))
                .collect(Collectors.groupingBy(node -> List.of(node.cloud(), name(node))));
        return groups.values().stream()
                .map(members -> new Group(members.get(0).cloud(), name(members.get(0)), members))
                .sorted(Comparator.comparing(Group::cloud).thenComparing(Group::name))
                .toList();
    }

    private static String name(Node node) {
        return node.labels().getOrDefault(Labels.GROUP, "");
    }

    /** Writes down that these are there, or are gone. */
    void follow(Collection<Node> changed) {
        var boots = changed.stream()
                .filter(node ->
                        node.labels().containsKey(Labels.GROUP) && node.labels().containsKey(Labels.INTENT))
                .collect(Collectors.groupingBy(Groups::key));
        if (boots.isEmpty()) {
            return;
        }
        var known = store.getAll(KIND, boots.keySet()).stream()
                .collect(Collectors.toMap(Document::key, document -> document));
        var first = new ArrayList<Document>();
        var gone = new ArrayList<String>();
        boots.forEach((key, nodes) -> {
            var before = members(Optional.ofNullable(known.get(key)));
            var after = with(before, nodes);
            if (before.isEmpty() && !after.isEmpty()) {
                first.add(write(nodes.get(0), after));
            } else if (after.isEmpty()) {
                gone.add(key);
            } else if (!after.equals(before)) {
                update(key, nodes);
            }
        });
        if (!first.isEmpty()) {
            store.putIfAbsent(first).forEach(key -> update(key, boots.getOrDefault(key, List.of())));
        }
        if (!gone.isEmpty()) {
            store.delete(KIND, gone);
        }
    }

    /** Two programs may have seen different machines of one boot. */
    private void update(String key, List<Node> nodes) {
        boolean written = false;
        while (!written) {
            var before = store.get(KIND, key);
            var after = write(nodes.get(0), with(members(before), nodes));
            written = store.compareAndPut(after, before.map(Document::version).orElse(0L));
        }
    }

    private static String key(Node node) {
        return "%s/%s".formatted(node.cloud(), node.labels().getOrDefault(Labels.INTENT, ""));
    }

    /** The names, by id. */
    private static Map<String, String> members(Optional<Document> document) {
        var names = new LinkedHashMap<String, String>();
        document.ifPresent(found -> {
            var json = Json.parse(found.json());
            var ids = json.path("cm").path("nodes");
            for (int i = 0; i < ids.size(); i++) {
                names.put(ids.path(i).asText(), json.path("vms").path(i).asText());
            }
        });
        return names;
    }

    private static Map<String, String> with(Map<String, String> members, List<Node> nodes) {
        var names = new LinkedHashMap<>(members);
        for (var node : nodes) {
            if (node.state() == NodeState.DESTROYED) {
                names.remove(node.id().toString());
            } else {
                names.put(node.id().toString(), node.name());
            }
        }
        return names;
    }

    private static Document write(Node member, Map<String, String> names) {
        var json = Json.object();
        json.put("cloud", member.cloud()).put("name", name(member)).put("size", names.size());
        names.values().forEach(json.putArray("vms")::add);
        names.keySet().forEach(json.putObject("cm").putArray("nodes")::add);
        return new Document(KIND, key(member), member.cloud(), name(member), null, Json.write(json), 0);
    }
}
