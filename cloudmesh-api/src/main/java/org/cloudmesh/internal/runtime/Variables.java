package org.cloudmesh.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Store;

/** Settings that were made while a program ran, as the original's {@code variables.dat} kept them. Thread-safe. */
public record Variables(Store store) {

    static final String KIND = "variable";

    /** What was put last; empty if nothing was. */
    public Optional<JsonNode> find(String key) {
        return store.get(KIND, key).map(document -> Json.parse(document.json()).path("value"));
    }

    /** How often it was written; 0 if it is not there. */
    long version(String key) {
        return store.get(KIND, key).map(Document::version).orElse(0L);
    }

    void put(String key, String value) {
        write(key, Json.object().put("value", value));
    }

    /** Puts it. */
    public void put(String key, boolean value) {
        write(key, Json.object().put("value", value));
    }

    private void write(String key, JsonNode json) {
        store.put(List.of(Document.of(KIND, key, Json.write(json))), Durability.NORMAL);
    }
}
