package org.cloudmesh.testkit.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cloudmesh.testkit.sim.VirtualTime;

/** An endpoint, a client and a clock that stands still. */
final class Ec2Rig implements AutoCloseable {

    final VirtualTime time = new VirtualTime();
    final FakeEc2 ec2;
    final Signed client;

    Ec2Rig(Consumer<Ec2Options> options) {
        ec2 = FakeEc2.start(options.andThen(o -> o.time(time)));
        client = Signed.at(ec2, time);
    }

    String image(String architecture) {
        return ec2.images().stream()
                .filter(image -> image.architecture().equals(architecture))
                .findFirst()
                .orElseThrow()
                .id();
    }

    Signed.Answer run(int least, int most, Object... more) {
        var all = new ArrayList<Object>(
                List.of("ImageId", image("x86_64"), "InstanceType", "t3.micro", "MinCount", least, "MaxCount", most));
        all.addAll(List.of(more));
        return client.ask("RunInstances", all.toArray());
    }

    List<String> launch(int count) {
        return run(count, count).all("instanceId");
    }

    Signed.Answer on(String action, List<String> ids) {
        var all = new ArrayList<Object>();
        for (int i = 0; i < ids.size(); i++) {
            all.add("InstanceId." + (i + 1));
            all.add(ids.get(i));
        }
        return client.ask(action, all.toArray());
    }

    List<String> states() {
        return ec2.instances().stream().map(Ec2Instance::state).toList();
    }

    @Override
    public void close() {
        ec2.close();
    }
}
