package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.cloudmesh.CloudException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.jclouds.http.OneAtATime;
import org.cloudmesh.spi.Deadline;

/** What Neutron calls things: ids for their names, each asked for once. Thread-safe. */
final class Networks {

    static final ListRequest NETWORKS = new ListRequest(Service.NETWORK, "ListNetworks", "/networks", "", "networks");
    static final ListRequest GROUPS =
            new ListRequest(Service.NETWORK, "ListSecurityGroups", "/security-groups", "", "security_groups");

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{32}");

    private final OpenStackApi api;
    private final OneAtATime turns;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    Networks(OpenStackApi api) {
        this.api = api;
        turns = new OneAtATime(api.cloud());
    }

    static boolean isId(String idOrName) {
        return UUID.matcher(idOrName).matches();
    }

    /** Whether there is a Neutron at all. */
    boolean isThere(Deadline deadline) {
        return api.token(deadline).services().find(Service.NETWORK).isPresent();
    }

    /** The id of a network. */
    String network(String idOrName, Deadline deadline) {
        return id(NETWORKS, "network", idOrName, deadline);
    }

    /** The id of a security group; where there is no Neutron, its name does. */
    String group(String idOrName, Deadline deadline) {
        return isThere(deadline) ? id(GROUPS, "security group", idOrName, deadline) : idOrName;
    }

    private String id(ListRequest list, String kind, String idOrName, Deadline deadline) {
        if (isId(idOrName)) {
            return idOrName;
        }
        // Whoever comes meanwhile waits: it is asked for once.
        return turns.in(
                list.operation(),
                deadline,
                () -> ids.computeIfAbsent(kind + " " + idOrName, key -> one(list, kind, idOrName, deadline)));
    }

    private String one(ListRequest list, String kind, String idOrName, Deadline deadline) {
        var found = named(list, idOrName, deadline);
        if (found.isEmpty()) {
            throw new NotFoundException(
                    kind, idOrName, "cloud \"%s\" has no %s \"%s\"".formatted(api.cloud(), kind, idOrName));
        }
        if (found.size() > 1) {
            throw new CloudException(
                    api.cloud(),
                    list.operation(),
                    0,
                    null,
                    "the name \"%s\" is shared by the %ss %s; next: use one of these ids"
                            .formatted(idOrName, kind, found),
                    null);
        }
        return found.get(0);
    }

    /** An administrator sees those of other projects: this one's come before them. */
    private List<String> named(ListRequest list, String name, Deadline deadline) {
        var all = all(list.where("name", name), deadline).stream()
                .filter(each -> name.equals(Json.text(each, "name")))
                .toList();
        var own = all.stream().filter(each -> isOwn(each, deadline)).toList();
        return (own.isEmpty() ? all : own)
                .stream().map(each -> each.path("id").asText()).toList();
    }

    /** Whether it belongs to the project that is logged in to. */
    boolean isOwn(JsonNode thing, Deadline deadline) {
        var owner = Json.text(thing, "project_id");
        return api.token(deadline).project().equals(owner == null ? Json.text(thing, "tenant_id") : owner);
    }

    /** For lists that are short. */
    List<JsonNode> all(ListRequest list, Deadline deadline) {
        try (var each = Pages.stream(api, list, (json, at) -> json, deadline)) {
            return each.toList();
        }
    }

    /** The nearest thing to forgetting: what was renamed, or made anew, is looked up again. */
    void forget() {
        ids.clear();
    }
}
