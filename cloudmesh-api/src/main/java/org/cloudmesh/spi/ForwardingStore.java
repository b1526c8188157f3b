package org.cloudmesh.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store that asks another one: a wrapper extends it, and overrides what it does otherwise. A user's {@linkplain #namespace
 * part} of it is to be wrapped too.
 */
public abstract class ForwardingStore implements Store {

    /** For wrappers. */
    protected ForwardingStore() {}

    /** The store that is asked, at each call. */
    protected abstract Store store();

    @Override
    public abstract Store namespace(String user);

    @Override
    public Optional<Document> get(String kind, String key) {
        return store().get(kind, key);
    }

    @Override
    public List<Document> getAll(String kind, Collection<String> keys) {
        return store().getAll(kind, keys);
    }

    @Override
    public void put(Collection<Document> documents, Durability durability) {
        store().put(documents, durability);
    }

    @Override
    public Set<String> putIfAbsent(Collection<Document> documents) {
        return store().putIfAbsent(documents);
    }

    @Override
    public boolean compareAndPut(Document document, long version) {
        return store().compareAndPut(document, version);
    }

    @Override
    public void delete(String kind, Collection<String> keys) {
        store().delete(kind, keys);
    }

    @Override
    public long replace(String kind, String cloud, Iterator<Document> documents) {
        return store().replace(kind, cloud, documents);
    }

    @Override
    public long generation(String kind, String cloud) {
        return store().generation(kind, cloud);
    }

    @Override
    public void load(Collection<Document> documents) {
        store().load(documents);
    }

    @Override
    public List<Document> find(Query query) {
        return store().find(query);
    }

    @Override
    public long count(Query query) {
        return store().count(query);
    }

    @Override
    public long addToCounter(String counter, long delta) {
        return store().addToCounter(counter, delta);
    }

    @Override
    public long counter(String counter) {
        return store().counter(counter);
    }

    @Override
    public void setCounter(String counter, long value) {
        store().setCounter(counter, value);
    }

    @Override
    public List<String> kinds() {
        return store().kinds();
    }

    @Override
    public Map<String, Long> counters() {
        return store().counters();
    }

    @Override
    public List<String> namespaces() {
        return store().namespaces();
    }

    @Override
    public Instant now() {
        return store().now();
    }

    @Override
    public String command(String json) {
        return store().command(json);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return store().unwrap(type);
    }

    @Override
    public boolean isLasting() {
        return store().isLasting();
    }

    @Override
    public void close() {
        store().close();
    }

    /** As the store beneath. */
    @Override
    public String toString() {
        return store().toString();
    }
}
