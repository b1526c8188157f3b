package org.cloudmesh.engine;

import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.SequenceContract;

class SequenceTest extends SequenceContract {

    @Override
    protected Store open() {
        return Store.inMemory();
    }
}
