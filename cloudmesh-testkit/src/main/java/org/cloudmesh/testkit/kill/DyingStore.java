package org.cloudmesh.testkit.kill;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.StoreStatus;

/**
 * A store until death. Batches are taken apart.
 *
 * @param point when that is
 * @param store which
 */
record DyingStore(KillPoint point, Store store) implements Store {

    @Override
    public Optional<Document> get(String kind, String key) {
        return point.look(() -> store.get(kind, key));
    }

    @Override
    public List<Document> getAll(String kind, Collection<String> keys) {
        return point.look(() -> store.getAll(kind, keys));
    }

    @Override
    public void put(Collection<Document> documents, Durability durability) {
        for (var document : documents) {
            effect(() -> store.put(List.of(document), durability));
        }
    }

    @Override
    public Set<String> putIfAbsent(Collection<Document> documents) {
        var taken = new LinkedHashSet<String>();
        for (var document : documents) {
            taken.addAll(point.effect(() -> store.putIfAbsent(List.of(document))));
        }
        return taken;
    }

    @Override
    public boolean compareAndPut(Document document, long version) {
        return point.effect(() -> store.compareAndPut(document, version));
    }

    @Override
    public void delete(String kind, Collection<String> keys) {
        for (var key : keys) {
            effect(() -> store.delete(kind, List.of(key)));
        }
    }

    @Override
    public long replace(String kind, String cloud, Iterator<Document> documents) {
        return point.effect(() -> store.replace(kind, cloud, documents));
    }

    @Override
    public long generation(String kind, String cloud) {
        return point.look(() -> store.generation(kind, cloud));
    }

    @Override
    public void load(Collection<Document> documents) {
        for (var document : documents) {
            effect(() -> store.load(List.of(document)));
        }
    }

    @Override
    public List<Document> find(Query query) {
        return point.look(() -> store.find(query));
    }

    @Override
    public long count(Query query) {
        return point.look(() -> store.count(query));
    }

    @Override
    public long addToCounter(String counter, long delta) {
        return point.effect(() -> store.addToCounter(counter, delta));
    }

    @Override
    public long counter(String counter) {
        return point.look(() -> store.counter(counter));
    }

    @Override
    public void setCounter(String counter, long value) {
        effect(() -> store.setCounter(counter, value));
    }

    @Override
    public List<String> kinds() {
        return point.look(store::kinds);
    }

    @Override
    public Map<String, Long> counters() {
        return point.look(store::counters);
    }

    @Override
    public Store namespace(String user) {
        return point.look(() -> new DyingStore(point, store.namespace(user)));
    }

    @Override
    public List<String> namespaces() {
        return point.look(store::namespaces);
    }

    @Override
    public Instant now() {
        return point.look(store::now);
    }

    @Override
    public StoreStatus status() {
        return point.look(store::status);
    }

    @Override
    public long backup(Path file) {
        return point.look(() -> store.backup(file));
    }

    @Override
    public long restore(Path file) {
        return point.effect(() -> store.restore(file));
    }

    @Override
    public String command(String json) {
        return point.effect(() -> store.command(json));
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return point.look(() -> store.unwrap(type));
    }

    /** As the store beneath. */
    @Override
    public String toString() {
        return store.toString();
    }

    @Override
    public boolean isLasting() {
        return point.look(store::isLasting);
    }

    /** A program that ends does not take the disk along. */
    @Override
    public void close() {}

    private void effect(Runnable call) {
        point.effect(() -> {
            call.run();
            return store;
        });
    }
}
