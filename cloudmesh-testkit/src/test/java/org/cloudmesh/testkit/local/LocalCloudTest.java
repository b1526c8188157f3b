package org.cloudmesh.testkit.local;

import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.testkit.contract.CloudDriverContract;

class LocalCloudTest extends CloudDriverContract {

    @Override
    protected CloudProvider provider() {
        return LocalCloud.create();
    }
}
