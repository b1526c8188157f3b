package org.cloudmesh.internal.runtime;

import java.util.List;
import java.util.Optional;
import org.cloudmesh.spi.Document;
import org.jspecify.annotations.Nullable;

/** What a mesh signs its machines with: one id a store, made when it is first needed. Thread-safe. */
public final class MeshId {

    private static final String KEY = "mesh";

    private final MeshRuntime mesh;
    private volatile @Nullable String value;

    /** Of that mesh. */
    public MeshId(MeshRuntime mesh) {
        this.mesh = mesh;
    }

    /** The id; another program on the same store has the same. */
    public String value() {
        var known = value;
        if (known == null) {
            if (find().isEmpty()) {
                var json = Json.object().put("value", Ids.next(mesh.time().now()));
                mesh.store().putIfAbsent(List.of(Document.of(Variables.KIND, KEY, Json.write(json))));
            }
            known = find().orElseThrow();
            value = known;
        }
        return known;
    }

    /** The id, if it was needed before. */
    public Optional<String> find() {
        return mesh.store()
                .get(Variables.KIND, KEY)
                .map(document -> Json.parse(document.json()).path("value").asText());
    }
}
