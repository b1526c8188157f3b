package org.cloudmesh.testkit.contract;

import org.cloudmesh.StoreException;
import org.cloudmesh.spi.ForwardingStore;
import org.cloudmesh.spi.Store;

/** One of several on the same place, without a fault: it says that it lasts, and only itself is closed. */
class WrappedStore extends ForwardingStore {

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
    protected Store store() {
        return real();
    }

    @Override
    public Store namespace(String user) {
        var part = real().namespace(user);
        return new ForwardingStore() {

            @Override
            protected Store store() {
                real();
                return part;
            }

            @Override
            public Store namespace(String another) {
                return part.namespace(another);
            }
        };
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
