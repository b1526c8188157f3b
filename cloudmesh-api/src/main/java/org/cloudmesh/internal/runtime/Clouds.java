package org.cloudmesh.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmesh.Event;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** The clouds of the mesh: which there are, which are active, which is the default. The store remembers. Thread-safe. */
public final class Clouds implements AutoCloseable {

    private static final String DEFAULT = "cloud";
    /** What the configuration said once that was written. */
    private static final String IN_FILE = "cloud.file";

    private final Map<String, CloudConnection> connections = new LinkedHashMap<>();
    private final Variables variables;
    private final ConfiguredDefault configured;
    private final Events events;
    private final Time time;

    /** Which of the uses the store remembers was made before the configuration was edited to say something else; or -1. */
    private final long overruled;

    /** In the order they were configured. */
    public Clouds(
            List<CloudConnection> connections,
            Variables variables,
            ConfiguredDefault configured,
            Events events,
            Time time) {
        connections.forEach(connection -> this.connections.put(connection.name(), connection));
        this.variables = variables;
        this.configured = configured;
        this.events = events;
        this.time = time;
        overruled = isEdited() ? variables.version(DEFAULT) : -1;
    }

    private boolean isEdited() {
        var name = configured.name();
        return name != null
                && variables
                        .find(IN_FILE)
                        .or(() -> variables.find(DEFAULT))
                        .filter(said -> !said.asText().equals(name))
                        .isPresent();
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
     * The default one: the last one used, else the configured one, else the first active one.
     *
     * @throws NotFoundException if no cloud is active, or the configured one is not there
     */
    public CloudConnection defaultCloud() {
        return used().map(connections::get)
                .filter(this::isActive)
                .or(this::configured)
                .or(() -> active().stream().findFirst())
                .orElseThrow(() -> new NotFoundException(
                        "cloud",
                        "default",
                        connections.isEmpty()
                                ? "this mesh has no cloud; give Mesh.open one: o -> o.cloud(provider), or name some in %s"
                                        .formatted(configured.file())
                                : "no cloud of this mesh is active; activate one of " + connections.keySet()));
    }

    private Optional<CloudConnection> configured() {
        return Optional.ofNullable(configured.name()).map(this::get).filter(this::isActive);
    }

    /** What was used last, by any program; unless the configuration was edited since, to say something else. */
    private Optional<String> used() {
        return variables.version(DEFAULT) == overruled
                ? Optional.empty()
                : variables.find(DEFAULT).map(JsonNode::asText);
    }

    /** What the configuration says of the default cloud. */
    public interface ConfiguredDefault {

        /** Its name, as it was read; null if it says nothing. */
        @Nullable
        String name();

        /** Where clouds may be named. */
        Path file();

        /** Writes it there; the file, or null if that cloud is not the configuration's, or it cannot be written. */
        @Nullable
        Path write(String cloud);
    }

    /** Makes it the default. */
    public void use(String name) {
        var cloud = get(name);
        if (!isActive(cloud)) {
            throw new IllegalArgumentException(
                    "cloud \"%s\" is not active; activate() it before it is used".formatted(name));
        }
        // In this order: whoever is killed in between leaves a file that is taken for edited, and obeyed.
        var file = configured.write(name);
        variables.put(DEFAULT, name);
        var said = file == null ? configured.name() : name;
        if (said != null) {
            variables.put(IN_FILE, said);
        }
        events.fire(new Event.CloudChanged(time.now(), name, true, true, file));
    }

    /** Whether it is used. */
    public boolean isActive(CloudConnection cloud) {
        return variables
                .find(activeKey(cloud))
                .map(JsonNode::asBoolean)
                .orElse(cloud.options().active());
    }

    /** Uses it, or leaves it out. */
    public void setActive(CloudConnection cloud, boolean active) {
        variables.put(activeKey(cloud), active);
        events.fire(new Event.CloudChanged(time.now(), cloud.name(), active, false, null));
    }

    private static String activeKey(CloudConnection cloud) {
        return "active." + cloud.name();
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
