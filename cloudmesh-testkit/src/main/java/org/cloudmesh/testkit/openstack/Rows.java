package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What there is of one kind, in the order it came, each as the cloud shows it. */
final class Rows {

    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();

    ObjectNode add(ObjectNode row) {
        rows.put(row.path("id").asText(), row);
        return row;
    }

    @Nullable
    ObjectNode find(String id) {
        return rows.get(id);
    }

    List<ObjectNode> all() {
        return new ArrayList<>(rows.values());
    }

    List<ObjectNode> where(Predicate<ObjectNode> wanted) {
        return rows.values().stream().filter(wanted).toList();
    }

    List<ObjectNode> where(String field, String value) {
        return where(row -> row.path(field).asText().equals(value));
    }

    boolean remove(String id) {
        return rows.remove(id) != null;
    }
}
