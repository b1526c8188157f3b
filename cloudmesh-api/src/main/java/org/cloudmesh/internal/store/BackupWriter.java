package org.cloudmesh.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.cloudmesh.internal.runtime.DocumentJson;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/** Writes the lines of a {@link Backup}. */
final class BackupWriter implements Contents.Taker<IOException> {

    private final Writer out;

    private BackupWriter(Writer out) {
        this.out = out;
    }

    /** Writes all of a store, and tells how many documents and counters that were. */
    static long write(Store store, Writer out) throws IOException {
        var lines = new BackupWriter(out);
        lines.write(Json.object()
                .put(Backup.FORMAT, Backup.VERSION)
                .put("of", store.toString())
                .put("at", store.now().toString()));
        long written = Contents.of(store, lines);
        lines.write(Json.object().put(Backup.END, written));
        return written;
    }

    @Override
    public void documents(@Nullable String user, List<Document> page) throws IOException {
        for (var document : page) {
            write(DocumentJson.write(document).put("user", user));
        }
    }

    @Override
    public void counters(@Nullable String user, Map<String, Long> counters) throws IOException {
        for (var counter : counters.entrySet()) {
            write(Json.object()
                    .put("user", user)
                    .put("counter", counter.getKey())
                    .put("n", counter.getValue()));
        }
    }

    private void write(JsonNode line) throws IOException {
        out.write(Json.write(line));
        out.write('\n');
    }
}
