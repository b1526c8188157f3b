package org.cloudmesh.internal.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/** A store that forgets when the process ends. Readers share a lock, a writer has it alone. */
public final class MemoryStore implements Store {

    private static final Shelf EMPTY = new Shelf();

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Shelf> shelves = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();
    private final Map<List<String>, Long> generations = new HashMap<>();
    private final NavigableMap<String, MemoryStore> parts = new TreeMap<>();
    private final boolean part;
    private boolean closed;

    /** An empty one. */
    public MemoryStore() {
        this(false);
    }

    private MemoryStore(boolean part) {
        this.part = part;
    }

    @Override
    public Optional<Document> get(String kind, String key) {
        return reading(() -> Optional.ofNullable(shelf(kind).get(key)));
    }

    @Override
    public List<Document> getAll(String kind, Collection<String> keys) {
        return reading(() -> keys.stream()
                .distinct()
                .map(shelf(kind)::get)
                .filter(Objects::nonNull)
                .toList());
    }

    @Override
    public void put(Collection<Document> documents, Durability durability) {
        change(() -> documents.forEach(this::write));
    }

    @Override
    public Set<String> putIfAbsent(Collection<Document> documents) {
        return writing(() -> {
            var taken = new LinkedHashSet<String>();
            for (var document : documents) {
                if (!compareAndWrite(document, 0)) {
                    taken.add(document.key());
                }
            }
            return taken;
        });
    }

    @Override
    public boolean compareAndPut(Document document, long version) {
        return writing(() -> compareAndWrite(document, version));
    }

    private boolean compareAndWrite(Document document, long version) {
        if (shelf(document.kind()).version(document.key()) != version) {
            return false;
        }
        write(document);
        return true;
    }

    private void write(Document document) {
        shelves.computeIfAbsent(document.kind(), k -> new Shelf()).put(document);
    }

    @Override
    public void delete(String kind, Collection<String> keys) {
        change(() -> keys.forEach(shelf(kind)::delete));
    }

    @Override
    public long replace(String kind, String cloud, Iterator<Document> documents) {
        reading(() -> kind);
        // Read before the lock is taken: the stream may be slow, fail, or look into this store.
        var incoming = new LinkedHashMap<String, Document>();
        documents.forEachRemaining(
                document -> incoming.put(checked(document, kind, cloud).key(), document));
        return writing(() -> {
            incoming.keySet().forEach(key -> checkOwner(shelf(kind).get(key), cloud));
            var gone = new HashSet<>(shelf(kind).keys(cloud));
            gone.removeAll(incoming.keySet());
            gone.forEach(shelf(kind)::delete);
            incoming.values().forEach(this::write);
            generations.merge(List.of(kind, cloud), 1L, Long::sum);
            return (long) incoming.size();
        });
    }

    @Override
    public long generation(String kind, String cloud) {
        return reading(() -> generations.getOrDefault(List.of(kind, cloud), 0L));
    }

    @Override
    public void load(Collection<Document> documents) {
        change(() -> documents.forEach(
                each -> shelves.computeIfAbsent(each.kind(), k -> new Shelf()).keep(each)));
    }

    static Document checked(Document document, String kind, String cloud) {
        if (!document.kind().equals(kind) || !cloud.equals(document.cloud())) {
            throw new IllegalArgumentException(
                    "the document \"%s\" is a %s of cloud %s; only documents of kind %s and cloud %s can replace those"
                            .formatted(document.key(), document.kind(), document.cloud(), kind, cloud));
        }
        return document;
    }

    static void checkOwner(@Nullable Document stored, String cloud) {
        if (stored != null && !cloud.equals(stored.cloud())) {
            throw new IllegalArgumentException(
                    "the %s \"%s\" is stored for cloud %s and cannot become one of cloud %s; give it a key of its own"
                            .formatted(stored.kind(), stored.key(), stored.cloud(), cloud));
        }
    }

    @Override
    public List<Document> find(Query query) {
        return reading(
                () -> shelf(query.kind()).find(query).limit(query.limit()).toList());
    }

    @Override
    public long count(Query query) {
        return reading(() -> shelf(query.kind()).find(query).count());
    }

    @Override
    public long addToCounter(String counter, long delta) {
        return writing(() ->
                counters.merge(counter, Math.max(0, delta), (now, ignored) -> Math.max(0, Math.addExact(now, delta))));
    }

    @Override
    public long counter(String counter) {
        return reading(() -> counters.getOrDefault(counter, 0L));
    }

    @Override
    public void setCounter(String counter, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "the counter \"%s\" cannot be %d: it is at least 0".formatted(counter, value));
        }
        change(() -> counters.put(counter, value));
    }

    @Override
    public List<String> kinds() {
        return reading(() -> shelves.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList());
    }

    @Override
    public Map<String, Long> counters() {
        return reading(() -> Map.copyOf(counters));
    }

    @Override
    public Store namespace(String user) {
        Namespaces.checked(user, part);
        return writing(() -> parts.computeIfAbsent(user, each -> new MemoryStore(true)));
    }

    @Override
    public List<String> namespaces() {
        return reading(() -> List.copyOf(parts.keySet()));
    }

    /** That it is in memory. */
    @Override
    public String toString() {
        return "memory";
    }

    @Override
    public boolean isLasting() {
        return reading(() -> false);
    }

    @Override
    public void close() {
        if (!part) {
            end();
        }
    }

    private void end() {
        lock.writeLock().lock();
        try {
            closed = true;
            shelves.clear();
            counters.clear();
            parts.values().forEach(MemoryStore::end);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Shelf shelf(String kind) {
        return shelves.getOrDefault(kind, EMPTY);
    }

    private <T> T reading(Supplier<T> work) {
        return holding(lock.readLock(), work);
    }

    private <T> T writing(Supplier<T> work) {
        return holding(lock.writeLock(), work);
    }

    private void change(Runnable work) {
        writing(() -> {
            work.run();
            return closed;
        });
    }

    private <T> T holding(Lock held, Supplier<T> work) {
        held.lock();
        try {
            if (closed) {
                throw new StoreException("the store in memory is closed; open the mesh again to use one");
            }
            return work.get();
        } finally {
            held.unlock();
        }
    }
}
