package org.cloudmesh.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.ForwardingStore;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;

/** A store that stays open when a mesh closes it, as a file would stay; and tells of each write before it is made. */
final class KeptStore extends ForwardingStore {

    private final Store store;
    private final AtomicInteger operations = new AtomicInteger();
    private volatile Consumer<Document> beforeWrite = document -> {};

    KeptStore(Store store) {
        this.store = store;
    }

    @Override
    protected Store store() {
        return store;
    }

    /** How many reads and writes it was asked for. */
    int operations() {
        return operations.get();
    }

    void beforeWrite(Consumer<Document> listener) {
        beforeWrite = listener;
    }

    @Override
    public Optional<Document> get(String kind, String key) {
        operations.incrementAndGet();
        return store.get(kind, key);
    }

    @Override
    public List<Document> getAll(String kind, Collection<String> keys) {
        operations.incrementAndGet();
        return store.getAll(kind, keys);
    }

    @Override
    public void put(Collection<Document> documents, Durability durability) {
        operations.incrementAndGet();
        documents.forEach(beforeWrite);
        store.put(documents, durability);
    }

    @Override
    public Set<String> putIfAbsent(Collection<Document> documents) {
        operations.incrementAndGet();
        documents.forEach(beforeWrite);
        return store.putIfAbsent(documents);
    }

    @Override
    public boolean compareAndPut(Document document, long version) {
        operations.incrementAndGet();
        beforeWrite.accept(document);
        return store.compareAndPut(document, version);
    }

    @Override
    public void delete(String kind, Collection<String> keys) {
        operations.incrementAndGet();
        keys.forEach(key -> beforeWrite.accept(Document.of(kind, key, "{}")));
        store.delete(kind, keys);
    }

    @Override
    public List<Document> find(Query query) {
        operations.incrementAndGet();
        return store.find(query);
    }

    /** The parts of all users are kept, and told of, as the whole is. */
    @Override
    public Store namespace(String user) {
        var part = new KeptStore(store.namespace(user));
        part.beforeWrite(document -> beforeWrite.accept(document));
        return part;
    }

    @Override
    public void close() {}
}
