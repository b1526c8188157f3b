package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.cloudmesh.AuthException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Mesh;
import org.cloudmesh.NodeState;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.Fault;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cloud that fails for a moment is outlived where asking twice is harmless, and told of where it is not. */
class AskingAgainTest {

    private final VirtualTime time = new VirtualTime();
    private final SimCloud cloud = new SimCloud();
    private final Mesh mesh =
            Mesh.open(o -> o.cloud("sim", cloud).store(Store.inMemory()).time(time));

    @AfterEach
    void close() {
        mesh.close();
    }

    @Test
    void outlivesAFailureOfALook() {
        mesh.nodes().boot(2);
        cloud.inject(Fault.failBefore("list", down("list")).times(2));

        var nodes = mesh.nodes().refresh();

        assertThat(nodes).hasSize(2);
        assertThat(cloud.calls()).filteredOn(call -> call.startsWith("list")).hasSize(3);
    }

    @Test
    void outlivesAFailureInTheMiddleOfACatalog() {
        cloud.inject(Fault.failBefore("images", down("images")).times(2));

        long count = mesh.cloud("sim").images().refresh();

        assertThat(count).isEqualTo(2);
    }

    @Test
    void takesNoLongerThanTwoSecondsToSayThatNothingAnswers() {
        cloud.inject(Fault.failBefore("list", down("list")).times(100));
        var before = time.now();

        assertThatThrownBy(() -> mesh.nodes().refresh()).isInstanceOf(UnavailableException.class);

        assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void takesNoRefusalForAnAnswerToTheFirstTime() {
        var nodes = mesh.nodes().await(mesh.nodes().boot(3), NodeState.RUNNING, Duration.ofMinutes(5));
        cloud.inject(Fault.failAfter("stop", down("stop")));

        var thrown = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().stop(nodes));

        // The second time it is refused, for it is stopping: that says nothing of the first.
        assertThat(thrown.batch()).hasSize(2);
        assertThat(thrown.batch().failures())
                .hasSize(1)
                .allMatch(failure -> failure.cause() instanceof UnavailableException);
        assertThat(cloud.machines()).extracting(SimCloud.Machine::state).doesNotContain(NodeState.RUNNING);
    }

    @Test
    void destroysAgainWhatMayHaveBeenDestroyed() {
        var nodes = mesh.nodes().boot(3);
        cloud.inject(Fault.failAfter("destroy", down("destroy")).times(2));

        var destroyed = mesh.nodes().destroy(nodes);

        assertThat(destroyed).hasSize(3);
        assertThat(cloud.machines()).isEmpty();
    }

    @Test
    void rebootsNothingTwice() {
        var nodes = mesh.nodes().await(mesh.nodes().boot(1), NodeState.RUNNING, Duration.ofMinutes(5));
        cloud.inject(Fault.failAfter("reboot", down("reboot")));

        assertThatThrownBy(() -> mesh.nodes().reboot(nodes)).isInstanceOf(CloudmeshException.class);

        assertThat(cloud.calls()).filteredOn(call -> call.startsWith("reboot")).hasSize(1);
    }

    @Test
    void looksForNothingWithCredentialsThatAreRefused() {
        mesh.cloud("sim").images().refresh();
        mesh.cloud("sim").flavors().refresh();
        cloud.expireCredentials();
        var before = time.now();

        var thrown = catchThrowableOfType(
                PartialFailureException.class, () -> mesh.nodes().boot(2));

        assertThat(thrown.batch().failures())
                .hasSize(2)
                .allMatch(failure -> failure.cause().getCause() instanceof AuthException);
        assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(cloud.machines()).isEmpty();
    }

    private static UnavailableException down(String operation) {
        return new UnavailableException("sim", operation, 503, null, "down for a moment", null);
    }
}
