package org.cloudmesh.internal.journal;

import java.util.List;
import java.util.Optional;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;

/** The intents, forced to disk before anything is asked of a cloud. Thread-safe. */
public final class Journal {

    private final MeshRuntime mesh;

    /** In the mesh's store. */
    public Journal(MeshRuntime mesh) {
        this.mesh = mesh;
    }

    /** Writes it down; when this returns, it survives the power. */
    public void write(Intent intent) {
        mesh.store().put(List.of(intent.toDocument()), Durability.FORCED);
    }

    /** The intent of that id. */
    public Optional<Intent> find(String id) {
        return mesh.store().get(Intent.KIND, id).map(Intent::read);
    }

    /** Those that still owe something, oldest first. */
    public List<Intent> open() {
        return mesh.store().find(Query.of(Intent.KIND).state(Intent.State.OPEN.name())).stream()
                .map(Intent::read)
                .toList();
    }
}
