package org.cloudmesh.samples.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.kill.Killed;
import org.cloudmesh.testkit.sim.Fault;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrunchTest {

    @TempDir
    Path directory;

    SimCloud cloud = new SimCloud().bootTime(Duration.ofMinutes(2), Duration.ofMinutes(5));
    Store store = Store.inMemory();

    @Test
    void makesDoWithTheQuota() {
        cloud.quota(3);
        try (var mesh = open(KillPoint.never())) {
            assertThat(Crunch.run(mesh, 5)).hasSize(3);
        }
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void waitsWhileTheCloudIsBusy() {
        cloud.inject(Fault.throttle("create", Duration.ofSeconds(30)));
        try (var mesh = open(KillPoint.never())) {
            assertThat(Crunch.run(mesh, 5)).hasSize(5);
        }
    }

    @Test
    void losesNoMachineWhenItIsKilled() {
        try (var doomed = open(KillPoint.after(12))) {
            assertThatThrownBy(() -> Crunch.run(doomed, 5)).isInstanceOf(Killed.class);
        }
        try (var next = open(KillPoint.never())) {
            assertThat(next.recover().entries()).isNotEmpty();
            assertThat(next.nodes().list()).extracting(Node::name).hasSameElementsAs(cloud.names());
        }
    }

    private Mesh open(KillPoint point) {
        return Mesh.open(o -> o.cloud(point.cloud(cloud))
                .store(point.store(store))
                .shell(new SimShell())
                .time(new VirtualTime()) // waiting takes none
                .directory(directory));
    }
}
