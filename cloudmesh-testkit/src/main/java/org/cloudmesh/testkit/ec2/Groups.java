package org.cloudmesh.testkit.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The security groups of a region; a default one is always there. */
final class Groups {

    /** One of them, without its tags. */
    record Group(String id, String name, String description, List<Rule> rules) {}

    private final Map<String, Group> byId = new LinkedHashMap<>();

    Groups(Ids ids) {
        add(new Group(ids.next("sg-"), "default", "default VPC security group", new ArrayList<>()));
    }

    void add(Group group) {
        byId.put(group.id(), group);
    }

    void remove(Group group) {
        byId.remove(group.id());
    }

    List<Group> all() {
        return new ArrayList<>(byId.values());
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    String name(String id) {
        var group = byId.get(id);
        return group == null ? "" : group.name();
    }

    @Nullable
    Group named(String name) {
        return byId.values().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The one with that id, or else with that name. */
    Group known(@Nullable String id, @Nullable String name) {
        if (id == null && name == null) {
            throw Ec2Error.missing("groupName or groupId");
        }
        var group = id != null ? byId.get(id) : named(name == null ? "" : name);
        if (group == null) {
            throw new Ec2Error(
                    "InvalidGroup.NotFound", "The security group '" + (id != null ? id : name) + "' does not exist");
        }
        return group;
    }
}
