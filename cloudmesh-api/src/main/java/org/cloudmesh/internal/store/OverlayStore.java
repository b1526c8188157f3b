package org.cloudmesh.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;

/** Another store as it would be: what is written here is seen here, and the store beneath is only read. Thread-safe. */
public final class OverlayStore implements Store {

    private final Store base;
    private final Map<String, Shelf> shelves = new HashMap<>();

    /** The keys, by kind, of which the base no longer tells the truth. */
    private final Map<String, Set<String>> hidden = new HashMap<>();

    private final Map<String, Long> counters = new HashMap<>();
    private final Map<List<String>, Long> generations = new HashMap<>();
    private final Map<String, OverlayStore> parts = new HashMap<>();
    private final boolean part;
    private boolean closed;

    /** Over that store, which stays the caller's to close. */
    public OverlayStore(Store base) {
        this(base, false);
    }

    private OverlayStore(Store base, boolean part) {
        this.base = base;
        this.part = part;
    }

    @Override
    public synchronized Optional<Document> get(String kind, String key) {
        checkOpen();
        return isHidden(kind, key) ? Optional.ofNullable(shelf(kind).get(key)) : base.get(kind, key);
    }

    @Override
    public synchronized List<Document> getAll(String kind, Collection<String> keys) {
        checkOpen();
        var wanted = new LinkedHashSet<>(keys);
        var beneath = wanted.stream().filter(key -> !isHidden(kind, key)).toList();
        return Stream.concat(
                        wanted.stream().map(shelf(kind)::get).filter(Objects::nonNull),
                        beneath.isEmpty() ? Stream.of() : base.getAll(kind, beneath).stream())
                .toList();
    }

    @Override
    public synchronized void put(Collection<Document> documents, Durability durability) {
        checkOpen();
        var versions = versions(documents);
        for (var document : documents) {
            versions.merge(id(document), 1L, Long::sum);
            write(document, versions.getOrDefault(id(document), 1L));
        }
    }

    @Override
    public synchronized Set<String> putIfAbsent(Collection<Document> documents) {
        checkOpen();
        var versions = versions(documents);
        var taken = new LinkedHashSet<String>();
        for (var document : documents) {
            if (versions.putIfAbsent(id(document), 1L) == null) {
                write(document, 1);
            } else {
                taken.add(document.key());
            }
        }
        return taken;
    }

    @Override
    public synchronized boolean compareAndPut(Document document, long version) {
        checkOpen();
        if (get(document.kind(), document.key()).map(Document::version).orElse(0L) != version) {
            return false;
        }
        write(document, version + 1);
        return true;
    }

    @Override
    public synchronized void delete(String kind, Collection<String> keys) {
        checkOpen();
        keys.forEach(key -> {
            hide(kind, key);
            shelf(kind).delete(key);
        });
    }

    @Override
    public long replace(String kind, String cloud, Iterator<Document> documents) {
        synchronized (this) {
            checkOpen();
        }
        var incoming = new LinkedHashMap<String, Document>();
        documents.forEachRemaining(document ->
                incoming.put(MemoryStore.checked(document, kind, cloud).key(), document));
        synchronized (this) {
            getAll(kind, incoming.keySet()).forEach(stored -> MemoryStore.checkOwner(stored, cloud));
            find(Query.of(kind).cloud(cloud)).stream()
                    .map(Document::key)
                    .filter(key -> !incoming.containsKey(key))
                    .toList()
                    .forEach(key -> delete(kind, List.of(key)));
            put(incoming.values(), Durability.NORMAL);
            generations.merge(List.of(kind, cloud), 1L, Long::sum);
            return incoming.size();
        }
    }

    /** Those of the base, and then those made here, which no base comes to. */
    @Override
    public synchronized long generation(String kind, String cloud) {
        checkOpen();
        var own = generations.get(List.of(kind, cloud));
        return own == null ? base.generation(kind, cloud) : Long.MIN_VALUE + own;
    }

    @Override
    public synchronized void load(Collection<Document> documents) {
        checkOpen();
        documents.forEach(document -> write(document, document.version()));
    }

    @Override
    public synchronized List<Document> find(Query query) {
        checkOpen();
        int covered = hidden.getOrDefault(query.kind(), Set.of()).size();
        var enough =
                query.limit(query.limit() > Integer.MAX_VALUE - covered ? Integer.MAX_VALUE : query.limit() + covered);
        var order = Comparator.comparing(Document::key, Utf8Order.COMPARATOR);
        return Stream.concat(
                        shelf(query.kind()).find(query),
                        base.find(enough).stream().filter(each -> !isHidden(each.kind(), each.key())))
                .sorted(query.descending() ? order.reversed() : order)
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized long count(Query query) {
        return find(query.limit(Integer.MAX_VALUE)).size();
    }

    @Override
    public synchronized long addToCounter(String counter, long delta) {
        checkOpen();
        long now = Math.max(0, Math.addExact(counter(counter), delta));
        counters.put(counter, now);
        return now;
    }

    @Override
    public synchronized long counter(String counter) {
        checkOpen();
        return counters.containsKey(counter) ? counters.getOrDefault(counter, 0L) : base.counter(counter);
    }

    @Override
    public synchronized void setCounter(String counter, long value) {
        checkOpen();
        if (value < 0) {
            throw new IllegalArgumentException(
                    "the counter \"%s\" cannot be %d: it is at least 0".formatted(counter, value));
        }
        counters.put(counter, value);
    }

    @Override
    public synchronized List<String> kinds() {
        checkOpen();
        return Stream.concat(shelves.keySet().stream(), base.kinds().stream())
                .distinct()
                .filter(kind -> !find(Query.of(kind).limit(1)).isEmpty())
                .sorted()
                .toList();
    }

    @Override
    public synchronized Map<String, Long> counters() {
        checkOpen();
        var all = new HashMap<>(base.counters());
        all.putAll(counters);
        return Map.copyOf(all);
    }

    @Override
    public synchronized Store namespace(String user) {
        checkOpen();
        Namespaces.checked(user, part);
        return parts.computeIfAbsent(user, each -> new OverlayStore(beneath(user), true));
    }

    /** To ask for a part is to make it. */
    private Store beneath(String user) {
        return base.namespaces().contains(user) ? base.namespace(user) : new MemoryStore();
    }

    @Override
    public synchronized List<String> namespaces() {
        checkOpen();
        return Stream.concat(parts.keySet().stream(), base.namespaces().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Instant now() {
        return base.now();
    }

    /** What it lies over. */
    @Override
    public String toString() {
        return "a dry run over " + base;
    }

    @Override
    public synchronized boolean isLasting() {
        checkOpen();
        return base.isLasting();
    }

    /** The store beneath is the caller's to close. */
    @Override
    public void close() {
        if (!part) {
            end();
        }
    }

    private synchronized void end() {
        closed = true;
        parts.values().forEach(OverlayStore::end);
    }

    private void checkOpen() {
        if (closed) {
            throw new StoreException("the store of the dry run is closed; ask the mesh for another dry run");
        }
    }

    private Map<String, Long> versions(Collection<Document> documents) {
        var keys = new HashMap<String, Set<String>>();
        documents.forEach(document ->
                keys.computeIfAbsent(document.kind(), kind -> new HashSet<>()).add(document.key()));
        var versions = new HashMap<String, Long>();
        keys.forEach(
                (kind, each) -> getAll(kind, each).forEach(document -> versions.put(id(document), document.version())));
        return versions;
    }

    /** No kind has a blank in it. */
    private static String id(Document document) {
        return document.kind() + " " + document.key();
    }

    private void write(Document document, long version) {
        hide(document.kind(), document.key());
        shelf(document.kind()).keep(document.withVersion(version));
    }

    private void hide(String kind, String key) {
        hidden.computeIfAbsent(kind, each -> new HashSet<>()).add(key);
    }

    private boolean isHidden(String kind, String key) {
        return hidden.getOrDefault(kind, Set.of()).contains(key);
    }

    private Shelf shelf(String kind) {
        return shelves.computeIfAbsent(kind, each -> new Shelf());
    }
}
