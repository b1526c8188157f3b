package org.cloudmesh.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cloudmesh.AuthException;
import org.cloudmesh.NodeState;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.Request;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private final SimCloud cloud = new SimCloud().maxBatch(100);
    private final SimRig rig = new SimRig(cloud);

    @Test
    void failsBeforeTheEffect() {
        cloud.inject(Fault.failBefore("create", down("create")));

        assertThatThrownBy(() -> rig.create("web")).isInstanceOf(UnavailableException.class);

        assertThat(cloud.names()).isEmpty();
        assertThat(rig.create("web")).hasSize(1);
    }

    @Test
    void failsAfterTheEffect() {
        cloud.inject(Fault.failAfter("create", down("create")));

        assertThatThrownBy(() -> rig.create("web")).isInstanceOf(UnavailableException.class);

        assertThat(cloud.names()).containsExactly("web");
    }

    @Test
    void losesTheAnswerToOneItem() {
        cloud.inject(Fault.lose("create", down("create")).only("web2"::equals));

        var outcomes = rig.create("web1", "web2", "web3");

        assertThat(outcomes)
                .extracting(outcome -> outcome instanceof Outcome.Unknown)
                .containsExactly(false, true, false);
        assertThat(cloud.names()).containsExactly("web1", "web2", "web3");
    }

    @Test
    void createsPartly() {
        var cause = new QuotaExceededException("here", "create", 403, null, "out of cores", null);
        cloud.inject(Fault.partly("create", 2, cause));

        var outcomes = rig.create("web1", "web2", "web3", "web4");

        assertThat(SimRig.done(outcomes)).hasSize(2);
        assertThat(SimRig.failures(outcomes)).containsExactly(cause, cause);
        assertThat(cloud.names()).containsExactly("web1", "web2");
    }

    @Test
    void stopsPartlyWhereBatchesAreAtomic() {
        cloud.atomicBatches();
        var ids = rig.ids("web1", "web2", "web3");
        cloud.inject(Fault.partly("stop", 2, down("stop")));

        var outcomes = rig.driver.nodes().stop(ids, rig.deadline());

        assertThat(SimRig.done(outcomes)).hasSize(2);
        assertThat(SimRig.failures(outcomes)).hasSize(1);
        assertThat(rig.states()).containsExactly(NodeState.STOPPED, NodeState.STOPPED, NodeState.RUNNING);
    }

    @Test
    void throttlesAndSaysWhenToComeBack() {
        cloud.inject(Fault.throttle("create", Duration.ofSeconds(7)).times(2));

        var first = catchThrowableOfType(RateLimitException.class, () -> rig.create("web"));
        var second = catchThrowableOfType(RateLimitException.class, () -> rig.create("web"));
        rig.create("web");

        assertThat(first.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(second.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(cloud.names()).containsExactly("web");
        assertThat(rig.requests).extracting(Request::status).containsExactly(429, 429, 200);
    }

    @Test
    void throttlesWhoeverCallsTooOften() {
        cloud.rate(2);
        rig.list();
        rig.list();

        var thrown = catchThrowableOfType(RateLimitException.class, rig::list);
        rig.time.advance(thrown.retryAfter().orElseThrow());
        var listed = rig.list();

        assertThat(thrown.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(listed).isEmpty();
    }

    @Test
    void refusesEveryCallWhileTheCredentialsAreExpired() {
        var ids = rig.ids("web");
        cloud.expireCredentials();

        for (var call : everyCall(ids)) {
            assertThatThrownBy(call).isInstanceOf(AuthException.class);
        }

        assertThat(cloud.names()).containsExactly("web");
        assertThat(rig.requests.subList(1, rig.requests.size()))
                .hasSize(everyCall(ids).size())
                .extracting(Request::status)
                .containsOnly(401);
    }

    @Test
    void answersAgainOnceTheCredentialsAreRenewed() {
        cloud.expireCredentials();
        assertThatThrownBy(rig::list).isInstanceOf(AuthException.class);

        cloud.renewCredentials();

        assertThat(rig.list()).isEmpty();
    }

    @Test
    void strikesAnyOperation() {
        var ids = rig.ids("web");
        cloud.inject(Fault.failBefore(Fault.ANY, down("any")).times(Integer.MAX_VALUE));

        for (var call : everyCall(ids)) {
            assertThatThrownBy(call).isInstanceOf(UnavailableException.class);
        }

        assertThat(rig.driver.features()).isNotEmpty();
        assertThat(cloud.names()).containsExactly("web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "get", "find", "images", "flavors", "locations"})
    void strikesReads(String operation) {
        var ids = rig.ids("web");
        cloud.inject(Fault.failBefore(operation, down(operation)).times(2));

        var struck = everyCall(ids).stream().filter(FaultTest::fails).count();

        assertThat(struck).isBetween(1L, 2L);
    }

    @Test
    void reportsWhatTheCloudAnswered() {
        cloud.inject(Fault.failBefore("list", down("list")));
        assertThatThrownBy(rig::list).isInstanceOf(UnavailableException.class);

        rig.list();

        assertThat(rig.requests).extracting(Request::status).containsExactly(503, 200);
        assertThat(rig.requests).extracting(Request::requestId).containsExactly("sim-1", "sim-2");
    }

    private List<ThrowingCallable> everyCall(List<String> ids) {
        var nodes = rig.driver.nodes();
        var deadline = rig.deadline();
        return List.of(
                () -> rig.create("other"),
                () -> nodes.findByIntent("intent", deadline),
                rig::list,
                () -> nodes.get(ids, deadline),
                () -> nodes.start(ids, deadline),
                () -> nodes.stop(ids, deadline),
                () -> nodes.suspend(ids, deadline),
                () -> nodes.resume(ids, deadline),
                () -> nodes.reboot(ids, deadline),
                () -> nodes.destroy(ids, deadline),
                () -> rig.driver.images().list(deadline).close(),
                () -> rig.driver.images().find("sim-image", deadline),
                () -> rig.driver.flavors().list(deadline).close(),
                () -> rig.driver.locations().list(deadline).close());
    }

    private static boolean fails(ThrowingCallable call) {
        try {
            call.call();
            return false;
        } catch (UnavailableException e) {
            return true;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static UnavailableException down(String operation) {
        return new UnavailableException("here", operation, 503, null, "down", null);
    }
}
