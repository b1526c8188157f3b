package org.cloudmesh.internal.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.internal.runtime.Owner;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.Document;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be asked of a cloud. Immutable.
 *
 * @param id its id; the machines it makes carry it
 * @param verb {@code boot}, {@code start}, {@code resume} or {@code destroy}
 * @param cloud where
 * @param owner which program asks
 * @param startedAt when it was written
 * @param deadline when that program has given up, whatever happened
 * @param items one a node
 * @param spec what to boot; null for another verb
 */
public record Intent(
        String id,
        String verb,
        String cloud,
        Owner owner,
        Instant startedAt,
        Instant deadline,
        List<Item> items,
        @Nullable Spec spec) {

    /** The store's collection. */
    public static final String KIND = "intent";

    /** The verbs that are written down, for they cost money or destroy. */
    public static final String BOOT = "boot";

    /** Destroying cannot be undone. */
    public static final String DESTROY = "destroy";

    /** Copies the list. */
    public Intent {
        items = List.copyOf(items);
    }

    /** Where a node of an intent stands. */
    public enum State {
        /** Nobody knows yet. */
        OPEN,
        /** Done, or refused, or given up: nothing is owed. */
        CLOSED
    }

    /**
     * One node. Immutable.
     *
     * @param name the node's name
     * @param providerId the node's id at the cloud; null while it is not known
     * @param state where it stands
     * @param madeBy the intent that made the node to be changed, for some clouds use ids again; null if it is not known
     */
    public record Item(
            String name,
            @Nullable String providerId,
            State state,
            @Nullable String madeBy) {

        /** Nobody knows yet. */
        public static Item open(String name, @Nullable String providerId, @Nullable String madeBy) {
            return new Item(name, providerId, State.OPEN, madeBy);
        }

        /** Nothing is owed any more. */
        public Item closed(@Nullable String id) {
            return new Item(name, id, State.CLOSED, madeBy);
        }
    }

    /**
     * What was to be booted, ids resolved, without secrets. Immutable.
     *
     * @param image the image's id
     * @param flavor the flavor's id
     * @param location the location's id
     * @param user who boots it
     * @param labels the caller's labels
     * @param access how they are reached, and by whom
     * @param userDataHash SHA-256 of the user data, which itself is not written down; null if there was none
     * @param atLeast how many must be made for the boot to be of use
     */
    public record Spec(
            String image,
            String flavor,
            @Nullable String location,
            String user,
            Map<String, String> labels,
            Access access,
            @Nullable String userDataHash,
            int atLeast) {

        /** The id of the mesh. */
        public String mesh() {
            return access.mesh();
        }
    }

    /** The names of the nodes that are still owed. */
    public List<String> owed() {
        return items.stream()
                .filter(item -> item.state() == State.OPEN)
                .map(Item::name)
                .toList();
    }

    /** Whether something is still owed. */
    public boolean isOpen() {
        return items.stream().anyMatch(item -> item.state() == State.OPEN);
    }

    /** The same with other items. */
    public Intent withItems(List<Item> newItems) {
        return new Intent(id, verb, cloud, owner, startedAt, deadline, newItems, spec);
    }

    /** The same, and whoever asked does not wait any longer: recovery may settle what is open. */
    public Intent givenUp(Instant at) {
        return new Intent(id, verb, cloud, owner, startedAt, at, items, spec);
    }

    /** As it is stored. */
    public Document toDocument() {
        var json = Json.object();
        json.put("verb", verb).put("cloud", cloud);
        json.set("owner", owner.toJson());
        json.put("started", startedAt.toString()).put("deadline", deadline.toString());
        var array = json.putArray("items");
        for (var item : items) {
            array.addObject()
                    .put("name", item.name())
                    .put("id", item.providerId())
                    .put("state", item.state().name())
                    .put("madeby", item.madeBy());
        }
        if (spec != null) {
            var boot = json.putObject("spec");
            boot.put("image", spec.image()).put("flavor", spec.flavor()).put("location", spec.location());
            boot.put("user", spec.user()).put("mesh", spec.mesh());
            boot.set("access", AccessCodec.write(spec.access()));
            var labels = boot.putObject("labels");
            spec.labels().forEach(labels::put);
            boot.put("userdatasha256", spec.userDataHash()).put("atleast", spec.atLeast());
        }
        return new Document(KIND, id, cloud, verb, (isOpen() ? State.OPEN : State.CLOSED).name(), Json.write(json), 0);
    }

    /** As it was stored. */
    public static Intent read(Document document) {
        var json = Json.parse(document.json());
        var items = new ArrayList<Item>();
        for (var item : json.path("items")) {
            items.add(new Item(
                    item.path("name").asText(),
                    Json.text(item, "id"),
                    State.valueOf(item.path("state").asText()),
                    Json.text(item, "madeby")));
        }
        return new Intent(
                document.key(),
                json.path("verb").asText(),
                json.path("cloud").asText(),
                Owner.fromJson(json.path("owner")),
                Objects.requireNonNull(Json.instant(json, "started")),
                Objects.requireNonNull(Json.instant(json, "deadline")),
                items,
                spec(json.get("spec")));
    }

    private static @Nullable Spec spec(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        var labels = new LinkedHashMap<String, String>();
        json.path("labels")
                .properties()
                .forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
        return new Spec(
                json.path("image").asText(),
                json.path("flavor").asText(),
                Json.text(json, "location"),
                json.path("user").asText(),
                labels,
                AccessCodec.read(json.path("access"), json.path("mesh").asText()),
                Json.text(json, "userdatasha256"),
                json.path("atleast").asInt(Integer.MAX_VALUE));
    }
}
