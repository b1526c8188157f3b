package org.cloudmesh.internal.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmesh.Event;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Time;

/** The clouds of the mesh: which there are, which are active, which is the default. The store remembers. Thread-safe. */
public final class Clouds implements AutoCloseable {

    /** Runtime settings, as the original's {@code variables.dat} kept them. */
    static final String KIND = "variable";

    private static final String DEFAULT = "cloud";

    private final Map<String, CloudConnection> connections = new LinkedHashMap<>();
    private final Store store;
    private final Events events;
    private final Time time;

    /** In the order they were configured. */
    public Clouds(List<CloudConnection> connections, Store store, Events events, Time time) {
        connections.forEach(connection -> this.connections.put(connection.name(), connection));
        this.store = store;
        this.events = events;
        this.time = time;
    }

    /** All, in the order they were configured. */
    public List<CloudConnection> all() {
        return List.copyOf(connections.values());
    }

    /** The active ones. */
    public List<CloudConnection> active() {
        return connections.values().stream().filter(this::isActive).toList();
    }

    /**
     * The one of that name.
     *
     * @throws NotFoundException if there is none
     */
    public CloudConnection get(String name) {
        var found = connections.get(name);
        if (found == null) {
            throw new NotFoundException(
                    "cloud",
                    name,
                    "no cloud named \"%s\" in this mesh; %s"
                            .formatted(name, Nearest.known(name, connections.keySet())));
        }
        return found;
    }

    /** The one of that name, if the mesh still has it. */
    public Optional<CloudConnection> find(String name) {
        return Optional.ofNullable(connections.get(name));
    }

    /**
     * The default one: the last one used, else the first active one.
     *
     * @throws NotFoundException if no cloud is active
     */
    public CloudConnection defaultCloud() {
        return store.get(KIND, DEFAULT)
                .map(document -> Json.parse(document.json()).path("value").asText())
                .map(connections::get)
                .filter(this::isActive)
                .or(() -> active().stream().findFirst())
                .orElseThrow(() -> new NotFoundException(
                        "cloud",
                        "default",
                        connections.isEmpty()
                                ? "this mesh has no cloud; give Mesh.open one: o -> o.cloud(provider)"
                                : "no cloud of this mesh is active; activate one of " + connections.keySet()));
    }

    /** Makes it the default. */
    public void use(String name) {
        var cloud = get(name);
        if (!isActive(cloud)) {
            throw new IllegalArgumentException(
                    "cloud \"%s\" is not active; activate() it before it is used".formatted(name));
        }
        put(DEFAULT, name);
        events.fire(new Event.CloudChanged(time.now(), name, true, true));
    }

    /** Whether it is used. */
    public boolean isActive(CloudConnection cloud) {
        return store.get(KIND, activeKey(cloud))
                .map(document -> Json.parse(document.json()).path("value").asBoolean())
                .orElse(cloud.options().active());
    }

    /** Uses it, or leaves it out. */
    public void setActive(CloudConnection cloud, boolean active) {
        put(activeKey(cloud), active);
        events.fire(new Event.CloudChanged(time.now(), cloud.name(), active, false));
    }

    private static String activeKey(CloudConnection cloud) {
        return "active." + cloud.name();
    }

    private void put(String key, Object value) {
        var json = Json.object();
        json.putPOJO("value", value);
        store.put(List.of(Document.of(KIND, key, json.toString())), Durability.NORMAL);
    }

    /** Whatever one throws, the others are closed; the first complaint is passed on. */
    @Override
    public void close() {
        RuntimeException complaint = null;
        for (var connection : connections.values()) {
            try {
                connection.close();
            } catch (RuntimeException e) {
                if (complaint == null) {
                    complaint = e;
                } else {
                    complaint.addSuppressed(e);
                }
            }
        }
        if (complaint != null) {
            throw complaint;
        }
    }
}
