package org.cloudmesh.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.Request;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;
import org.junit.jupiter.api.Test;

/** A cloud that refuses a request for one bad item, and a driver that sends the rest again. */
class AtomicBatchesTest {

    private final SimCloud cloud = new SimCloud().maxBatch(100).atomicBatches();
    private final SimRig rig = new SimRig(cloud);

    @Test
    void sendsTheRestAgainWithoutAnUnknownId() {
        var ids = rig.ids("web1", "web2");

        var outcomes = stop(ids.get(0), "no-such-node", ids.get(1));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Done.class);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).isInstanceOf(NotFoundException.class));
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Done.class);
        assertThat(cloud.changes()).containsExactly("create 2", "stop 3", "stop 2");
        assertThat(rig.requests).extracting(Request::status).containsExactly(200, 400, 200);
    }

    @Test
    void sendsTheRestAgainWithoutWhatIsInAWrongState() {
        var ids = rig.ids("web1", "web2");
        stop(ids.get(0));

        var outcomes = stop(ids.get(0), ids.get(1));

        assertThat(SimRig.failures(outcomes)).singleElement().isInstanceOf(ConflictException.class);
        assertThat(rig.states()).containsExactly(NodeState.STOPPED, NodeState.STOPPED);
        assertThat(cloud.changes()).containsExactly("create 2", "stop 1", "stop 2", "stop 1");
    }

    @Test
    void sendsNothingMoreWhenAllAreBad() {
        var outcomes = stop("no-such-node", "nor-this");

        assertThat(SimRig.failures(outcomes)).hasSize(2);
        assertThat(cloud.changes()).containsExactly("stop 2");
    }

    @Test
    void takesForDestroyedWhatIsGone() {
        var ids = rig.ids("web");

        var outcomes = rig.driver.nodes().destroy(List.of("no-such-node", ids.get(0)), rig.deadline());

        assertThat(SimRig.done(outcomes)).extracting(NodeUpdate::state).containsOnly(NodeState.DESTROYED);
        assertThat(outcomes).hasSize(2);
        assertThat(cloud.changes()).containsExactly("create 1", "destroy 2", "destroy 1");
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void makesNothingWhenTheQuotaIsTooSmallForAll() {
        cloud.quota(2);

        var outcomes = rig.create("web1", "web2", "web3");

        assertThat(SimRig.failures(outcomes)).hasSize(3).hasOnlyElementsOfType(QuotaExceededException.class);
        assertThat(cloud.names()).isEmpty();
        assertThat(cloud.changes()).containsExactly("create 3");
    }

    @Test
    void sendsTheRestAgainWithoutANameThatIsTaken() {
        cloud.uniqueNames().add("web1");

        var outcomes = rig.create("web1", "web2");

        assertThat(SimRig.failures(outcomes)).singleElement().isInstanceOf(ConflictException.class);
        assertThat(cloud.names()).containsExactly("web1", "web2");
    }

    @Test
    void makesNothingOfARequestThatNamesAUniqueNameTwice() {
        cloud.uniqueNames();

        var outcomes = rig.create("web", "web");

        assertThat(SimRig.failures(outcomes)).hasSize(2).hasOnlyElementsOfType(ConflictException.class);
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void sendsTheRestAgainWithoutWhatAFaultRefuses() {
        var cause = new UnavailableException("here", "create", 503, null, "no host", null);
        cloud.inject(Fault.refuse("create", cause).only("web2"::equals).times(1));

        var outcomes = rig.create("web1", "web2", "web3");

        assertThat(SimRig.failures(outcomes)).containsExactly(cause);
        assertThat(cloud.names()).containsExactly("web1", "web3");
    }

    private List<Outcome<NodeUpdate>> stop(String... ids) {
        return rig.driver.nodes().stop(List.of(ids), rig.deadline());
    }
}
