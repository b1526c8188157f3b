package org.cloudmesh.internal.journal;

import java.util.Collection;
import java.util.List;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;

/** The intents, forced to disk before anything is asked of a cloud. Thread-safe. */
public final class Journal {

    private final MeshRuntime mesh;

    /** In the mesh's store. */
    public Journal(MeshRuntime mesh) {
        this.mesh = mesh;
    }

    /** Writes it down; when this returns, it survives the power. */
    public void write(Intent intent) {
        write(List.of(intent));
    }

    /** Writes them down; when this returns, they survive the power. */
    public void write(Collection<Intent> intents) {
        mesh.store().put(intents.stream().map(Intent::toDocument).toList(), Durability.FORCED);
    }

    /** The intents of those ids. */
    public List<Intent> byId(Collection<String> ids) {
        return mesh.store().getAll(Intent.KIND, ids).stream().map(Intent::read).toList();
    }

    /** So many that owe nothing any more, newest first. */
    public List<Intent> settled(@Nullable String before, int limit) {
        var page = Query.of(Intent.KIND)
                .state(Intent.State.CLOSED.name())
                .fromLast()
                .after(before)
                .limit(limit);
        return mesh.store().find(page).stream().map(Intent::read).toList();
    }

    /** Forgets those. */
    public void forget(Collection<String> ids) {
        if (!ids.isEmpty()) {
            mesh.store().delete(Intent.KIND, ids);
        }
    }

    /** Those that still owe something, oldest first. */
    public List<Intent> open() {
        return mesh.store().find(Query.of(Intent.KIND).state(Intent.State.OPEN.name())).stream()
                .map(Intent::read)
                .toList();
    }
}
