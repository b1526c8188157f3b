package org.cloudmesh.testkit.ec2;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Documented: "StartInstances", "StopInstances", "RebootInstances", "TerminateInstances": all of a batch, or none of it. */
final class Power {

    private record Change(String id, State current, State previous) {}

    private Power() {}

    static Consumer<Xml> start(Region region, Params params) {
        var now = region.now();
        var machines = named(region, params, now);
        for (var machine : machines) {
            var state = machine.state(now);
            if (state.isOver() || state == State.STOPPING) {
                throw incorrect("The instance '" + machine.id() + "' is not in a state from which it can be started.");
            }
        }
        var off = machines.stream()
                .filter(machine -> machine.state(now) == State.STOPPED)
                .toList();
        checkRoom(region, off, now);
        var changes = machines.stream()
                .map(machine -> off.contains(machine)
                        ? new Change(machine.id(), State.PENDING, State.STOPPED)
                        : unchanged(machine, now))
                .toList();
        off.forEach(machine -> machine.start(now, region.fleet().publicIp(machine.spec())));
        return written(changes);
    }

    private static void checkRoom(Region region, List<Machine> off, Instant now) {
        if (!off.isEmpty()) {
            Limits.granted(region.fleet(), off.get(0).spec(), off.size(), off.size(), now);
        }
    }

    static Consumer<Xml> stop(Region region, Params params) {
        var now = region.now();
        var machines = named(region, params, now);
        for (var machine : machines) {
            if (machine.state(now).isOver()) {
                throw incorrect("The instance '" + machine.id() + "' is not in a state from which it can be stopped.");
            }
            // The sentence is EC2's own: cloud-custodian, pull request 6014.
            if (!machine.hasRun(now)) {
                throw incorrect("Instance '" + machine.id()
                        + "' cannot be stopped as it has never reached the 'running' state.");
            }
        }
        var changes = machines.stream()
                .map(machine -> machine.state(now).isOn()
                        ? new Change(machine.id(), State.STOPPING, machine.state(now))
                        : unchanged(machine, now))
                .toList();
        machines.stream().filter(machine -> machine.state(now).isOn()).forEach(machine -> machine.stop(now));
        return written(changes);
    }

    static Consumer<Xml> terminate(Region region, Params params) {
        var now = region.now();
        var machines = named(region, params, now);
        // Documented: TerminateInstances is idempotent.
        var changes = machines.stream()
                .map(machine -> machine.state(now).isOver()
                        ? unchanged(machine, now)
                        : new Change(machine.id(), State.SHUTTING_DOWN, machine.state(now)))
                .toList();
        machines.stream().filter(machine -> !machine.state(now).isOver()).forEach(machine -> machine.terminate(now));
        return written(changes);
    }

    static Consumer<Xml> reboot(Region region, Params params) {
        var now = region.now();
        // Documented: it succeeds if the instances are valid; requests to reboot terminated ones are ignored.
        named(region, params, now).stream()
                .filter(machine -> machine.state(now).isOn())
                .forEach(Machine::reboot);
        return xml -> xml.text("return", true);
    }

    private static List<Machine> named(Region region, Params params, Instant now) {
        var ids = params.list("InstanceId");
        if (ids.isEmpty()) {
            throw Ec2Error.missing("InstanceId");
        }
        return region.fleet().known(ids, now);
    }

    private static Change unchanged(Machine machine, Instant now) {
        return new Change(machine.id(), machine.state(now), machine.state(now));
    }

    private static Ec2Error incorrect(String text) {
        return new Ec2Error("IncorrectInstanceState", text);
    }

    private static Consumer<Xml> written(List<Change> changes) {
        return xml -> xml.items("instancesSet", changes, (one, change) -> {
            one.text("instanceId", change.id());
            change.current().write(one, "currentState");
            change.previous().write(one, "previousState");
        });
    }
}
