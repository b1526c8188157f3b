package org.cloudmesh.internal.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;

/** The documents of one kind, sorted by key, and sorted again under each cloud, name and state. Not thread-safe. */
final class Shelf {

    private final NavigableMap<String, Document> byKey = sorted();
    private final Index clouds = new Index(Document::cloud);
    private final Index names = new Index(Document::name);
    private final Index states = new Index(Document::state);
    private final List<Index> indexes = List.of(clouds, names, states);
    private final NavigableMap<String, Document> withName = sorted();

    private static NavigableMap<String, Document> sorted() {
        return new TreeMap<>(Utf8Order.COMPARATOR);
    }

    @Nullable
    Document get(String key) {
        return byKey.get(key);
    }

    long version(String key) {
        var stored = byKey.get(key);
        return stored == null ? 0 : stored.version();
    }

    void put(Document document) {
        keep(document.withVersion(version(document.key()) + 1));
    }

    /** As it is, version and all. */
    void keep(Document stored) {
        delete(stored.key());
        byKey.put(stored.key(), stored);
        indexes.forEach(index -> index.add(stored));
        if (stored.name() != null) {
            withName.put(stored.key(), stored);
        }
    }

    void delete(String key) {
        var old = byKey.remove(key);
        if (old != null) {
            indexes.forEach(index -> index.remove(old));
            withName.remove(key);
        }
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    List<String> keys(String cloud) {
        return List.copyOf(clouds.of(cloud).keySet());
    }

    Stream<Document> find(Query query) {
        var range = range(fewest(query), query);
        return stream(query.descending() ? range.descendingMap() : range)
                .filter(d -> matches(query.cloud(), d.cloud()))
                .filter(d -> matches(query.name(), d.name()))
                .filter(d -> !query.named() || d.name() != null)
                .filter(d -> matches(query.state(), d.state()))
                .filter(d -> query.hasFields(d.json()));
    }

    // The stream of a submap's own counts it first, one by one: a page would cost what all beyond it do.
    private static Stream<Document> stream(NavigableMap<String, Document> documents) {
        var each = Spliterators.spliteratorUnknownSize(documents.values().iterator(), Spliterator.ORDERED);
        return StreamSupport.stream(each, false);
    }

    private static boolean matches(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || wanted.equals(actual);
    }

    private NavigableMap<String, Document> fewest(Query query) {
        var fewest = byKey;
        fewest = fewer(fewest, clouds, query.cloud());
        fewest = fewer(fewest, names, query.name());
        if (query.named() && withName.size() < fewest.size()) {
            fewest = withName;
        }
        return fewer(fewest, states, query.state());
    }

    private static NavigableMap<String, Document> fewer(
            NavigableMap<String, Document> documents, Index index, @Nullable String value) {
        if (value == null) {
            return documents;
        }
        var indexed = index.of(value);
        return indexed.size() < documents.size() ? indexed : documents;
    }

    private static NavigableMap<String, Document> range(NavigableMap<String, Document> documents, Query query) {
        var range = documents;
        var prefix = query.keyPrefix();
        if (prefix != null) {
            var end = Utf8Order.endOf(prefix);
            range = end.isPresent() ? range.headMap(end.get(), false) : range;
            range = from(range, prefix, true);
        }
        var after = query.after();
        if (after == null) {
            return range;
        }
        return query.descending() ? until(range, after) : from(range, after, false);
    }

    // A submap refuses a bound outside its own range, so one that cuts nothing away, or everything, is handled here.
    private static NavigableMap<String, Document> from(
            NavigableMap<String, Document> range, String low, boolean inclusive) {
        if (range.isEmpty() || Utf8Order.COMPARATOR.compare(low, range.firstKey()) < 0) {
            return range;
        }
        return Utf8Order.COMPARATOR.compare(low, range.lastKey()) > 0 ? sorted() : range.tailMap(low, inclusive);
    }

    private static NavigableMap<String, Document> until(NavigableMap<String, Document> range, String high) {
        if (range.isEmpty() || Utf8Order.COMPARATOR.compare(high, range.lastKey()) > 0) {
            return range;
        }
        return Utf8Order.COMPARATOR.compare(high, range.firstKey()) < 0 ? sorted() : range.headMap(high, false);
    }

    /** Documents under the value of one of their fields. */
    private record Index(
            Function<Document, @Nullable String> field, Map<String, NavigableMap<String, Document>> byValue) {

        Index(Function<Document, @Nullable String> field) {
            this(field, new HashMap<>());
        }

        NavigableMap<String, Document> of(String value) {
            return byValue.getOrDefault(value, sorted());
        }

        void add(Document document) {
            var value = field.apply(document);
            if (value != null) {
                byValue.computeIfAbsent(value, v -> sorted()).put(document.key(), document);
            }
        }

        void remove(Document document) {
            var value = field.apply(document);
            if (value != null) {
                var documents = Objects.requireNonNull(byValue.get(value), "the index has every document");
                documents.remove(document.key());
                if (documents.isEmpty()) {
                    byValue.remove(value);
                }
            }
        }
    }
}
