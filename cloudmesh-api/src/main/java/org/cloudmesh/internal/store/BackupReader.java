package org.cloudmesh.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.runtime.DocumentJson;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a {@link Backup} once. Whatever is wrong with one of them is told as a {@link StoreException}. */
final class BackupReader {

    // Editors of Windows put it before the first line.
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path file;
    private final BufferedReader in;
    private final Contents.Taker<RuntimeException> taker;

    private final List<Document> page = new ArrayList<>();
    private @Nullable String pageUser;
    private long pageChars;

    private long number;

    private BackupReader(Path file, BufferedReader in, Contents.Taker<RuntimeException> taker) {
        this.file = file;
        this.in = in;
        this.taker = taker;
    }

    /** Hands all of it over, and tells how many documents and counters there were. */
    static long read(Path file, BufferedReader in, Contents.Taker<RuntimeException> taker) throws IOException {
        try {
            return new BackupReader(file, in, taker).read();
        } catch (CharacterCodingException e) {
            throw new StoreException(notOne(file, "its text is not UTF-8"), e);
        }
    }

    private long read() throws IOException {
        checkFirst();
        for (var line = next(); line != null; line = next()) {
            if (line.has(Backup.END)) {
                flush();
                return checkedEnd(line);
            }
            take(line);
        }
        throw refused("it ends too early, after %d lines".formatted(number));
    }

    private void checkFirst() throws IOException {
        var first = next();
        int version = first == null ? 0 : first.path(Backup.FORMAT).asInt();
        if (version > Backup.VERSION) {
            throw new StoreException(
                    "the backup %s was written by a newer cloudmesh (format %d, this one knows %d); update cloudmesh to restore it"
                            .formatted(file, version, Backup.VERSION));
        }
        if (version < 1) {
            throw refused("its first line does not say that it is one");
        }
    }

    private @Nullable JsonNode next() throws IOException {
        var text = in.readLine();
        if (text == null) {
            return null;
        }
        number++;
        try {
            return Json.parse(number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (StoreException e) {
            throw new StoreException(notOne(file, "line %d is no JSON".formatted(number)), e);
        }
    }

    /** The first line and the last are none of them. */
    private long checkedEnd(JsonNode line) throws IOException {
        long read = number - 2;
        long said = line.path(Backup.END).asLong();
        if (said != read) {
            throw refused("it has %d documents and counters, and says that there were %d".formatted(read, said));
        }
        if (in.readLine() != null) {
            throw refused("it goes on after its last line, %d".formatted(number));
        }
        return read;
    }

    private void take(JsonNode line) {
        try {
            var user = Json.text(line, "user");
            if (user != null) {
                Namespaces.checked(user);
            }
            if (line.hasNonNull("counter")) {
                taker.counters(user, counter(line));
            } else {
                gather(user, document(line));
            }
        } catch (IllegalArgumentException e) {
            throw new StoreException(notOne(file, "line %d cannot be: %s".formatted(number, e.getMessage())), e);
        }
    }

    private Map<String, Long> counter(JsonNode line) {
        if (!line.path("counter").isTextual() || !isWhole(line.path("n"), 0)) {
            throw refused("line %d is a counter without a number".formatted(number));
        }
        return Map.of(line.path("counter").asText(), line.path("n").longValue());
    }

    private Document document(JsonNode line) {
        boolean whole = Stream.of("kind", "key", "json")
                .allMatch(field -> line.path(field).isTextual());
        if (!whole || !isWhole(line.path("version"), 1)) {
            throw refused("line %d is neither a document nor a counter".formatted(number));
        }
        return DocumentJson.read(line);
    }

    private static boolean isWhole(JsonNode value, long least) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= least;
    }

    private void gather(@Nullable String user, Document document) {
        if (!Objects.equals(user, pageUser) || page.size() == Contents.PAGE || pageChars > Contents.PAGE_CHARS) {
            flush();
        }
        pageUser = user;
        pageChars += document.json().length();
        page.add(document);
    }

    private void flush() {
        if (!page.isEmpty()) {
            taker.documents(pageUser, List.copyOf(page));
            page.clear();
            pageChars = 0;
        }
    }

    private StoreException refused(String why) {
        return new StoreException(notOne(file, why));
    }

    private static String notOne(Path file, String why) {
        return "%s is no whole backup of a store: %s; restore one that is".formatted(file, why);
    }
}
