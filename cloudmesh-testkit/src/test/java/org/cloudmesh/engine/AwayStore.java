package org.cloudmesh.engine;

import java.util.concurrent.atomic.AtomicInteger;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.ForwardingStore;
import org.cloudmesh.spi.Store;

/** A store that can go away, at once or at a call of one's choice, and come back; it stays open when a mesh closes it. */
final class AwayStore extends ForwardingStore {

    private final Store store;
    private final AtomicInteger callsLeft;

    AwayStore(Store store) {
        this(store, new AtomicInteger(Integer.MAX_VALUE));
    }

    private AwayStore(Store store, AtomicInteger callsLeft) {
        this.store = store;
        this.callsLeft = callsLeft;
    }

    /** From then on nothing is answered: 0 is now. */
    void goAwayAfter(int calls) {
        callsLeft.set(calls);
    }

    void comeBack() {
        callsLeft.set(Integer.MAX_VALUE);
    }

    /** Whether it came to that. */
    boolean isAway() {
        return callsLeft.get() < 0;
    }

    @Override
    protected Store store() {
        if (callsLeft.decrementAndGet() < 0) {
            callsLeft.set(-1);
            throw new StoreException("the store is away");
        }
        return store;
    }

    @Override
    public Store namespace(String user) {
        return new AwayStore(store().namespace(user), callsLeft);
    }

    @Override
    public String toString() {
        return store.toString();
    }

    @Override
    public void close() {}
}
