package org.cloudmesh.internal.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.Documents;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.runtime.Ids;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/**
 * On a store. Thread-safe.
 *
 * @param store which
 */
public record StoredDocuments(Store store) implements Documents {

    private static final String ID = "_id";

    /** A wrong word in one of these, and a recovery or a boot goes wrong. */
    private static final Set<String> OURS = Set.of(
            "claim",
            "flavor",
            "history",
            "hostkey",
            "image",
            "intent",
            "lease",
            "location",
            "owner",
            "run",
            "variable");

    @Override
    public String insert(String collection, String json) {
        var kind = toChange(collection);
        var tree = object(json);
        var given = givenId(tree);
        var id = given == null ? Indexed.id(kind, tree).orElseGet(() -> Ids.next(Instant.now())) : given;
        var text = given == null && !kind.equals(Indexed.MACHINES) ? Json.write(tree.put(ID, id)) : json;
        var document = Indexed.document(kind, id, tree, text);
        if (!store.putIfAbsent(List.of(document)).isEmpty()) {
            throw new IllegalArgumentException(
                    "the collection %s has a document %s already; update it, or give this one another _id"
                            .formatted(kind, id));
        }
        return id;
    }

    private static @Nullable String givenId(ObjectNode json) {
        if (json.path(ID).isContainerNode()) {
            throw new IllegalArgumentException(
                    "the _id of a document is a text, and not an object or a list; give it such a one, or none; nothing was changed");
        }
        return Json.text(json, ID);
    }

    @Override
    public Optional<Entry> findOne(String collection, String field, Object value) {
        return matching(named(collection), field, value, 1).stream().findFirst().map(StoredDocuments::entry);
    }

    @Override
    public List<Entry> find(String collection, String field, Object value) {
        return matching(named(collection), field, value, Integer.MAX_VALUE).stream()
                .map(StoredDocuments::entry)
                .toList();
    }

    @Override
    public List<Entry> list(String collection, int limit, @Nullable String after) {
        return store.find(Query.of(named(collection)).limit(limit).after(after)).stream()
                .map(StoredDocuments::entry)
                .toList();
    }

    private static Entry entry(Document document) {
        return new Entry(document.key(), document.json());
    }

    @Override
    public int update(String collection, String field, Object value, String info) {
        var kind = toChange(collection);
        var changes = object(info);
        var found = matching(kind, field, value, Integer.MAX_VALUE);
        // All of them first: what cannot be is refused before anything is written.
        found.forEach(each -> changed(each, changes));
        int updated = 0;
        for (var each : found) {
            updated += update(each, field, value, changes) ? 1 : 0;
        }
        return updated;
    }

    private boolean update(Document found, String field, Object value, ObjectNode changes) {
        var now = Optional.of(found);
        while (now.isPresent()
                && !store.compareAndPut(changed(now.get(), changes), now.get().version())) {
            now = store.get(found.kind(), found.key()).filter(each -> has(each, field, value));
        }
        return now.isPresent();
    }

    private static Document changed(Document document, ObjectNode changes) {
        if (changes.has(ID) && !document.key().equals(Json.text(changes, ID))) {
            throw new IllegalArgumentException(
                    "the document %s keeps its _id; insert another one, and delete this".formatted(document.key()));
        }
        var before = object(document.json());
        var after = before.deepCopy();
        after.setAll(changes);
        return Indexed.changed(document, before, after);
    }

    @Override
    public int delete(String collection, String field, Object value) {
        var kind = toChange(collection);
        var keys = matching(kind, field, value, Integer.MAX_VALUE).stream()
                .map(Document::key)
                .toList();
        store.delete(kind, keys);
        return keys.size();
    }

    @Override
    public String command(String json) {
        try {
            object(json);
        } catch (IllegalArgumentException e) {
            // It quotes the command, which may have a password in it.
            throw new IllegalArgumentException(
                    "a command is a JSON object such as {\"ping\": 1}, and this is none; nothing was changed");
        }
        return store.command(json);
    }

    private List<Document> matching(String kind, String field, Object value, int limit) {
        if (field.equals(ID)) {
            return store.get(kind, String.valueOf(value)).stream().toList();
        }
        return store.find(Query.of(kind).where(field, value).limit(limit));
    }

    private static boolean has(Document document, String field, Object value) {
        return field.equals(ID) || Query.of(document.kind()).where(field, value).hasFields(document.json());
    }

    private static String named(String collection) {
        return Document.of(collection, "", "{}").kind();
    }

    private static String toChange(String collection) {
        if (OURS.contains(collection)) {
            throw new IllegalArgumentException(
                    "the collection %s is the library's own, and can only be read; nothing was changed"
                            .formatted(collection));
        }
        return named(collection);
    }

    private static ObjectNode object(String json) {
        try {
            if (Json.parse(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (StoreException e) {
            throw new IllegalArgumentException("this is no JSON: %s; nothing was changed".formatted(e.getMessage()), e);
        }
        throw new IllegalArgumentException("a JSON object is wanted, {…}; nothing was changed");
    }
}
