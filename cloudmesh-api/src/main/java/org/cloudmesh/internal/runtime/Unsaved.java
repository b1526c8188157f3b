package org.cloudmesh.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of work while the store could not be told: lines of a file beside the configuration, forced to disk, until a recovery
 * files them. Shared by all programs of one machine on the same directory. Thread-safe.
 */
public final class Unsaved {

    private static final Logger LOG = LoggerFactory.getLogger(Unsaved.class);

    /** A file is locked by a program, not by a thread of it. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path directory;
    private final Path file;
    private final String store;
    private final String user;
    private final boolean dry;

    /** In that directory, of that user's part of the store that calls itself so; of a dry run nothing is kept. */
    public Unsaved(Path directory, String store, String user, boolean dry) {
        this.directory = directory;
        file = directory.resolve("unsaved.jsonl");
        this.store = store;
        this.user = user;
        this.dry = dry;
    }

    /**
     * What came of one piece of work. Immutable.
     *
     * @param verb what was done, such as {@code boot}
     * @param documents what was to be written
     * @param free the names that were to be given back, and the intent each was claimed for
     */
    public record Entry(String verb, List<Document> documents, Map<String, String> free) {

        /** Copies them. */
        public Entry {
            documents = List.copyOf(documents);
            free = Map.copyOf(free);
        }

        /** Nothing was to be given back. */
        public static Entry of(String verb, Collection<Document> documents) {
            return new Entry(verb, List.copyOf(documents), Map.of());
        }

        /** The documents of that kind. */
        public List<Document> of(String kind) {
            return documents.stream().filter(each -> each.kind().equals(kind)).toList();
        }
    }

    /**
     * Keeps it; what was done is done, whether the store can be told or not.
     *
     * @throws StoreException the reason, if the file cannot be written either
     */
    public void keep(Entry entry, StoreException why) {
        if (dry) {
            throw why;
        }
        // Whose thread was interrupted has stopped waiting, and could open no file.
        boolean interrupted = Thread.interrupted();
        try {
            PrivateFiles.makeDirectories(directory);
            locked(() -> append(entry));
        } catch (IOException e) {
            why.addSuppressed(e);
            throw why;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        LOG.warn(
                "what came of {} is kept in {} until recover() writes it to the store, which could not be told: {}",
                entry.verb(),
                file,
                why.getMessage());
    }

    private void append(Entry entry) throws IOException {
        var line = ByteBuffer.wrap((Json.write(json(entry)) + "\n").getBytes(StandardCharsets.UTF_8));
        try (var channel = PrivateFiles.openForLocking(file)) {
            channel.position(wholeLines(channel));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
    }

    /** A line that a death cut off is written over. */
    private long wholeLines(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0) {
            return 0;
        }
        var bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        channel.truncate(end);
        return end;
    }

    /**
     * Hands out all that is this user's and this store's, oldest first, and forgets what was filed.
     *
     * @throws StoreException if the file cannot be read, or whatever the filing throws: then it is kept
     */
    public void file(Consumer<Entry> filing) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            locked(() -> {
                var left = new ArrayList<String>();
                var others = new TreeSet<String>();
                for (var line : wholeLines()) {
                    var whose = whose(line);
                    if (whose.equals(whose(store, user))) {
                        filing.accept(entry(Json.parse(line)));
                    } else {
                        left.add(line);
                        others.add(whose);
                    }
                }
                others.forEach(whose -> LOG.warn("{} keeps more: {}", file, whose));
                if (left.isEmpty()) {
                    Files.delete(file);
                } else {
                    PrivateFiles.write(file, (String.join("\n", left) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
        } catch (IOException e) {
            throw new StoreException(
                    "%s, which keeps what the store could not be told, cannot be read or written (%s); make it so, and recover again"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Who wrote a line that a death cut off was told nothing: the store has the intent. */
    private List<String> wholeLines() throws IOException {
        var text = Files.readString(file);
        int end = text.lastIndexOf('\n') + 1;
        if (end < text.length()) {
            LOG.warn("the last line of {} was cut off, and tells nothing", file);
        }
        return text.substring(0, end).lines().toList();
    }

    private static String whose(String line) {
        try {
            var json = Json.parse(line);
            return whose(json.path("store").asText(), json.path("user").asText());
        } catch (StoreException e) {
            return "a line that cannot be read; see what it was";
        }
    }

    private static String whose(String store, String user) {
        return "what came of %s's work in %s, which is written there when %s recovers that"
                .formatted(user, store, user);
    }

    private JsonNode json(Entry entry) {
        var json = Json.object().put("store", store).put("user", user).put("verb", entry.verb());
        var documents = json.putArray("documents");
        entry.documents().forEach(each -> documents.add(DocumentJson.write(each)));
        var free = json.putObject("free");
        new TreeMap<>(entry.free()).forEach(free::put);
        return json;
    }

    private static Entry entry(JsonNode json) {
        var documents = new ArrayList<Document>();
        json.path("documents").forEach(each -> documents.add(DocumentJson.read(each)));
        var free = new TreeMap<String, String>();
        json.path("free")
                .properties()
                .forEach(each -> free.put(each.getKey(), each.getValue().asText()));
        return new Entry(json.path("verb").asText(), documents, free);
    }

    private interface Work {
        void run() throws IOException;
    }

    private void locked(Work work) throws IOException {
        synchronized (ONE_AT_A_TIME) {
            try (var channel = PrivateFiles.openForLocking(file.resolveSibling("unsaved.lock"));
                    var lock = channel.lock()) {
                if (lock.isValid()) {
                    work.run();
                }
            }
        }
    }
}
