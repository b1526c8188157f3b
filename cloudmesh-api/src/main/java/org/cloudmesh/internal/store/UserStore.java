package org.cloudmesh.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.ForwardingStore;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store as one user has it. It is his whom it first remembered something for: a store of one user is what it always was. Every
 * other user has a part of his own in it, made when he first writes. Thread-safe.
 */
public final class UserStore extends ForwardingStore {

    private static final Logger LOG = LoggerFactory.getLogger(UserStore.class);

    /** A kind of its own: a database may let every user read this, and nothing else of the first one's. */
    private static final String OWNER = "owner";

    /** What somebody sees who has no part yet. */
    private static final Store NOTHING = new MemoryStore();

    private final Store whole;
    private final String user;
    private volatile @Nullable Store own;

    /** Of that user; the whole store stays somebody else's to close. */
    public UserStore(Store whole, String user) {
        this.whole = whole;
        this.user = Namespaces.checked(user);
    }

    /** Whose part it is. */
    public String user() {
        return user;
    }

    /** To read from. */
    @Override
    protected Store store() {
        var known = own;
        if (known != null) {
            return known;
        }
        var owner = owner();
        if (owner.isEmpty()) {
            return whole;
        }
        return owner.get().equals(user) || whole.namespaces().contains(user) ? settle(owner.get()) : NOTHING;
    }

    private Optional<String> owner() {
        return whole.get(OWNER, OWNER)
                .map(document -> Json.parse(document.json()).path("value").asText());
    }

    private Store settle(String owner) {
        var part = owner.equals(user) ? whole : whole.namespace(user);
        own = part;
        return part;
    }

    /** To write to: from now on this user has a part. */
    private Store made() {
        var known = own;
        if (known != null) {
            return known;
        }
        if (owner().isEmpty()) {
            var json = Json.object().put("value", user);
            whole.putIfAbsent(List.of(Document.of(OWNER, OWNER, Json.write(json))));
        }
        var owner = owner().orElse(user);
        if (!owner.equals(user) && !whole.namespaces().contains(user)) {
            LOG.info(
                    "{} is {}'s; {} begins in a part of his own, which is empty, and does not see {}'s machines",
                    whole,
                    owner,
                    user,
                    owner);
        }
        return settle(owner);
    }

    @Override
    public Store namespace(String another) {
        return new UserStore(whole, another);
    }

    @Override
    public void put(Collection<Document> documents, Durability durability) {
        made().put(documents, durability);
    }

    @Override
    public Set<String> putIfAbsent(Collection<Document> documents) {
        return made().putIfAbsent(documents);
    }

    @Override
    public boolean compareAndPut(Document document, long version) {
        return made().compareAndPut(document, version);
    }

    @Override
    public long replace(String kind, String cloud, Iterator<Document> documents) {
        return made().replace(kind, cloud, documents);
    }

    @Override
    public void load(Collection<Document> documents) {
        made().load(documents);
    }

    @Override
    public long addToCounter(String counter, long delta) {
        return made().addToCounter(counter, delta);
    }

    @Override
    public void setCounter(String counter, long value) {
        made().setCounter(counter, value);
    }

    /** That of the whole, for somebody without a part too: leases are dated by it. */
    @Override
    public Instant now() {
        return whole.now();
    }

    /** In the part of this user, for it may write. */
    @Override
    public String command(String json) {
        return made().command(json);
    }

    /** Of the whole, which it is asked of before anybody is known to own it. */
    @Override
    public boolean isLasting() {
        return whole.isLasting();
    }

    @Override
    public void close() {}

    /** As the whole. */
    @Override
    public String toString() {
        return whole.toString();
    }
}
