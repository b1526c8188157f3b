package org.cloudmesh.testkit;

import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.KillPointContract;

class MemoryKillPointTest extends KillPointContract {

    @Override
    protected Store open() {
        return Store.inMemory();
    }
}
