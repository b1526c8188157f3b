package org.cloudmesh.testkit.contract;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;

/** One of several on the same place, without a fault: it says that it lasts, and only itself is closed. */
class WrappedStore implements Store {

    private final Store place;
    private volatile boolean closed;

    WrappedStore(Store place) {
        this.place = place;
    }

    Store real() {
        if (closed) {
            throw new StoreException("this store is closed");
        }
        return place;
    }

    @Override
    public Optional<Document> get(String kind, String key) {
        return real().get(kind, key);
    }

    @Override
    public List<Document> getAll(String kind, Collection<String> keys) {
        return real().getAll(kind, keys);
    }

    @Override
    public void put(Collection<Document> documents, Durability durability) {
        real().put(documents, durability);
    }

    @Override
    public Set<String> putIfAbsent(Collection<Document> documents) {
        return real().putIfAbsent(documents);
    }

    @Override
    public boolean compareAndPut(Document document, long version) {
        return real().compareAndPut(document, version);
    }

    @Override
    public void delete(String kind, Collection<String> keys) {
        real().delete(kind, keys);
    }

    @Override
    public long replace(String kind, String cloud, Iterator<Document> documents) {
        return real().replace(kind, cloud, documents);
    }

    @Override
    public List<Document> find(Query query) {
        return real().find(query);
    }

    @Override
    public long count(Query query) {
        return real().count(query);
    }

    @Override
    public long addToCounter(String counter, long delta) {
        return real().addToCounter(counter, delta);
    }

    @Override
    public long counter(String counter) {
        return real().counter(counter);
    }

    @Override
    public void setCounter(String counter, long value) {
        real().setCounter(counter, value);
    }

    @Override
    public boolean isLasting() {
        return !real().equals(this);
    }

    @Override
    public void close() {
        closed = true;
    }
}
