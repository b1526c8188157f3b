package org.cloudmesh.internal.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.cloudmesh.Group;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;

/**
 * Which machines were booted under which group. The documents are the original's {@code group} (cm4, "Data Scheme"), with the
 * ids in {@code cm}. Thread-safe.
 */
public record Groups(Store store) {

    private static final String KIND = "group";

    /** Those that have machines, by cloud and name. */
    public List<Group> list() {
        return store.find(Query.of(KIND)).stream()
                .map(Groups::read)
                .filter(group -> group.size() > 0)
                .toList();
    }

    /** These were made for that group. */
    void add(String cloud, String name, Collection<Node> made) {
        if (!made.isEmpty()) {
            update(new Group(cloud, name, List.of(), List.of()), group -> with(group, made));
        }
    }

    /** These are gone. */
    void remove(Collection<Node> gone) {
        var ids = gone.stream().map(Node::id).collect(Collectors.toSet());
        var clouds = gone.stream().map(Node::cloud).distinct().toList();
        for (var cloud : clouds) {
            for (var document : store.find(Query.of(KIND).cloud(cloud))) {
                var group = read(document);
                if (group.nodes().stream().anyMatch(ids::contains)) {
                    update(group, each -> without(each, ids));
                }
            }
        }
    }

    /** Two programs may boot at once; whoever comes second adds to what the first wrote. */
    private void update(Group group, UnaryOperator<Group> change) {
        var key = group.cloud() + "/" + group.name();
        while (true) {
            var before = store.get(KIND, key);
            var after = write(key, change.apply(before.map(Groups::read).orElse(group)));
            if (store.compareAndPut(after, before.map(Document::version).orElse(0L))) {
                return;
            }
        }
    }

    private static Group with(Group group, Collection<Node> made) {
        var nodes = new ArrayList<>(group.nodes());
        var names = new ArrayList<>(group.names());
        for (var node : made) {
            if (!nodes.contains(node.id())) {
                nodes.add(node.id());
                names.add(node.name());
            }
        }
        return new Group(group.cloud(), group.name(), nodes, names);
    }

    private static Group without(Group group, Set<NodeId> gone) {
        var nodes = new ArrayList<NodeId>();
        var names = new ArrayList<String>();
        for (int i = 0; i < group.size(); i++) {
            if (!gone.contains(group.nodes().get(i))) {
                nodes.add(group.nodes().get(i));
                names.add(group.names().get(i));
            }
        }
        return new Group(group.cloud(), group.name(), nodes, names);
    }

    private static Document write(String key, Group group) {
        var json = Json.object();
        json.put("cloud", group.cloud()).put("name", group.name()).put("size", group.size());
        group.names().forEach(json.putArray("vms")::add);
        var ids = json.putObject("cm").putArray("nodes");
        group.nodes().forEach(id -> ids.add(id.toString()));
        return new Document(KIND, key, group.cloud(), group.name(), null, json.toString(), 0);
    }

    private static Group read(Document document) {
        var json = Json.parse(document.json());
        var names = new ArrayList<String>();
        json.path("vms").forEach(name -> names.add(name.asText()));
        var nodes = new ArrayList<NodeId>();
        for (JsonNode id : json.path("cm").path("nodes")) {
            nodes.add(NodeId.parse(id.asText()));
        }
        return new Group(json.path("cloud").asText(), json.path("name").asText(), nodes, names);
    }
}
