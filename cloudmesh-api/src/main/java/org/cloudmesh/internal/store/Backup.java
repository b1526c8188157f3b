package org.cloudmesh.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.internal.runtime.PrivateFiles;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/** All of a store as JSON lines, a document or counter each after a first one that says what it is; and back again. */
public final class Backup {

    private static final String FORMAT = "cloudmesh-backup";
    private static final int VERSION = 1;
    private static final int PAGE = 500;

    private Backup() {}

    /** Writes all of it. */
    public static long write(Store store, Path file) {
        var target = file.toAbsolutePath();
        var partial = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            try (var out =
                    new BufferedWriter(Channels.newWriter(PrivateFiles.openEmpty(partial), StandardCharsets.UTF_8))) {
                line(
                        out,
                        Json.object()
                                .put(FORMAT, VERSION)
                                .put("of", store.toString())
                                .put("at", store.now().toString()));
                long written = writeAll(store, out);
                line(out, Json.object().put("end", written));
                out.close();
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
                return written;
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the backup %s cannot be written (%s); name a file in a directory this user may write"
                            .formatted(target, e.getMessage()),
                    e);
        }
    }

    private static long writeAll(Store store, BufferedWriter out) throws IOException {
        var trouble = new ArrayList<IOException>();
        long written = everything(
                store,
                (user, documents) -> documents.forEach(each -> quietly(() -> line(out, json(user, each)), trouble)),
                (user, counters) -> counters.forEach((name, n) -> quietly(
                        () -> line(
                                out,
                                Json.object()
                                        .put("user", user)
                                        .put("counter", name)
                                        .put("n", n)),
                        trouble)));
        if (!trouble.isEmpty()) {
            throw trouble.get(0);
        }
        return written;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void quietly(Writing writing, List<IOException> trouble) {
        if (trouble.isEmpty()) {
            try {
                writing.run();
            } catch (IOException e) {
                trouble.add(e);
            }
        }
    }

    private static void line(BufferedWriter out, JsonNode json) throws IOException {
        out.write(Json.write(json));
        out.write('\n');
    }

    private static JsonNode json(@Nullable String user, Document document) {
        return Json.object()
                .put("user", user)
                .put("kind", document.kind())
                .put("key", document.key())
                .put("cloud", document.cloud())
                .put("name", document.name())
                .put("state", document.state())
                .put("version", document.version())
                .put("json", document.json());
    }

    private static Document document(JsonNode line) {
        return new Document(
                line.path("kind").asText(),
                line.path("key").asText(),
                Json.text(line, "cloud"),
                Json.text(line, "name"),
                Json.text(line, "state"),
                line.path("json").asText(),
                line.path("version").asLong());
    }

    /** Reads it into an empty store. */
    public static long read(Path file, Store store) {
        // Twice, for what is cut off is told at its end, and nothing shall have changed then.
        long expected = lines(file, line -> {});
        checkEmpty(store, "restore " + file);
        var batch = new Batch(store);
        long read = lines(file, batch::add);
        batch.flush();
        if (read != expected) {
            throw new StoreException("the backup %s was changed while it was read; restore it into an empty store again"
                    .formatted(file));
        }
        return read;
    }

    private static long lines(Path file, Consumer<JsonNode> each) {
        try (var in = Files.newBufferedReader(file)) {
            var first = in.readLine();
            if (first == null || Json.parse(first).path(FORMAT).asInt() != VERSION) {
                throw notOne(file, "its first line is not that of one this version knows");
            }
            return lines(file, in, each);
        } catch (IOException e) {
            throw new StoreException(
                    "the backup %s cannot be read (%s); name a file that backup(…) wrote"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static long lines(Path file, BufferedReader in, Consumer<JsonNode> each) throws IOException {
        long read = 0;
        for (var text = in.readLine(); text != null; text = in.readLine()) {
            JsonNode line;
            try {
                line = Json.parse(text);
            } catch (StoreException e) {
                throw notOne(file, "line %d is no JSON".formatted(read + 2));
            }
            if (line.has("end")) {
                if (line.path("end").asLong() != read || in.readLine() != null) {
                    throw notOne(file, "it has not as many lines as it says");
                }
                return read;
            }
            if (!line.hasNonNull("counter") && !(line.hasNonNull("kind") && line.hasNonNull("key"))) {
                throw notOne(file, "line %d is neither a document nor a counter".formatted(read + 2));
            }
            each.accept(line);
            read++;
        }
        throw notOne(file, "it ends too early, after %d lines".formatted(read + 1));
    }

    private static StoreException notOne(Path file, String why) {
        return new StoreException("%s is no whole backup of a store: %s; nothing was restored".formatted(file, why));
    }

    /** Copies all of it. */
    public static long copy(Store from, Store to) {
        checkEmpty(to, "copy " + from);
        return everything(
                from,
                (user, documents) -> part(to, user).load(documents),
                (user, counters) -> counters.forEach(part(to, user)::setCounter));
    }

    private static Store part(Store store, @Nullable String user) {
        return user == null ? store : store.namespace(user);
    }

    private static void checkEmpty(Store store, String what) {
        boolean used = isUsed(store) || store.namespaces().stream().anyMatch(user -> isUsed(store.namespace(user)));
        if (used) {
            throw new StoreException(
                    "%s is not empty: what is in it might be overwritten; %s into a new one".formatted(store, what));
        }
    }

    private static boolean isUsed(Store part) {
        return part.kinds().stream()
                        .anyMatch(kind -> !part.find(Query.of(kind).limit(1)).isEmpty())
                || !part.counters().isEmpty();
    }

    /** All that is in it, in pages, by user; null is nobody in particular. */
    private static long everything(
            Store store,
            BiConsumer<@Nullable String, List<Document>> documents,
            BiConsumer<@Nullable String, Map<String, Long>> counters) {
        long count = part(store, null, documents, counters);
        for (var user : store.namespaces()) {
            count += part(store.namespace(user), user, documents, counters);
        }
        return count;
    }

    private static long part(
            Store part,
            @Nullable String user,
            BiConsumer<@Nullable String, List<Document>> documents,
            BiConsumer<@Nullable String, Map<String, Long>> counters) {
        long count = 0;
        for (var kind : part.kinds()) {
            var query = Query.of(kind).limit(PAGE);
            for (var page = part.find(query); !page.isEmpty(); page = part.find(query)) {
                documents.accept(user, page);
                count += page.size();
                query = query.after(page.get(page.size() - 1).key());
            }
        }
        var all = part.counters();
        counters.accept(user, all);
        return count + all.size();
    }

    /** Documents of one user, gathered, for each write has its price. */
    private static final class Batch {

        private final Store store;
        private final List<Document> documents = new ArrayList<>();
        private @Nullable String user;

        Batch(Store store) {
            this.store = store;
        }

        void add(JsonNode line) {
            var whose = Json.text(line, "user");
            if (line.hasNonNull("counter")) {
                part(store, whose)
                        .setCounter(
                                line.path("counter").asText(), line.path("n").asLong());
                return;
            }
            if (!Objects.equals(whose, user) || documents.size() == PAGE) {
                flush();
            }
            user = whose;
            documents.add(document(line));
        }

        void flush() {
            if (!documents.isEmpty()) {
                part(store, user).load(documents);
                documents.clear();
            }
        }
    }
}
