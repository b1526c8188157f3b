package org.cloudmesh.jclouds;

import java.util.List;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.openstack.FakeOpenStack;

/** OpenStack. */
record FakedOpenStack(FakeOpenStack openStack) implements FakedCloud {

    FakedOpenStack(Time time) {
        this(FakeOpenStack.start(o -> o.time(time).quota(10_000)));
    }

    @Override
    public String section() {
        return """
                cm: {kind: openstack}
                requests_per_second: 100000
                default: {image: ubuntu-22.04, flavor: m1.tiny}
                credentials:
                  auth: {auth_url: "%s", username: demo, password: secret, project_name: demo, user_domain_name: Default, project_domain_name: Default}
                  region_name: RegionOne
                """.formatted(openStack.endpoint());
    }

    @Override
    public List<Machine> machines() {
        return openStack.servers().stream()
                .map(server -> new Machine(server.id(), server.metadata()))
                .toList();
    }

    @Override
    public String create() {
        return "POST /servers";
    }

    @Override
    public void inject(HttpFault fault) {
        openStack.inject(fault);
    }

    @Override
    public void clearFaults() {
        openStack.clearFaults();
    }

    @Override
    public void close() {
        openStack.close();
    }
}
