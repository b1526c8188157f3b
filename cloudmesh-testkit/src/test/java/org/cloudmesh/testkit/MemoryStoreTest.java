package org.cloudmesh.testkit;

import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.StoreContract;

class MemoryStoreTest extends StoreContract {

    @Override
    protected Store open() {
        return Store.inMemory();
    }
}
