package org.cloudmesh.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshAddress;
import org.junit.jupiter.api.Test;

/** What becomes of the machines of a simulated cloud, and who sees it. */
class SimMachinesTest {

    private static final int MANY = 1000;

    private final SimCloud cloud = new SimCloud().maxBatch(MANY);
    private final SimRig rig = new SimRig(cloud);

    @Test
    void drawsTheSameBootTimesForTheSameSeed() {
        var one = upAfter(7, names());
        var other = upAfter(7, names());

        assertThat(one).isEqualTo(other).hasSize(MANY);
    }

    @Test
    void drawsOtherBootTimesForAnotherSeed() {
        var one = upAfter(7, names());
        var other = upAfter(8, names());

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void drawsByNameWhateverTheOrder() {
        var reversed =
                IntStream.range(0, MANY).mapToObj(i -> names()[MANY - 1 - i]).toArray(String[]::new);

        var one = upAfter(7, names());
        var other = upAfter(7, reversed);

        assertThat(one).isEqualTo(other);
    }

    @Test
    void drawsBootTimesWithALongTail() {
        var seconds = upAfter(7, names()).values();

        assertThat(seconds).allMatch(each -> each >= 10 && each <= 111);
        assertThat(seconds.stream().filter(each -> each <= 10 + 6)).hasSizeBetween(400, 600);
        assertThat(seconds.stream().filter(each -> each > 10 + 30)).hasSizeBetween(60, 140);
        assertThat(seconds.stream().filter(each -> each > 10 + 80)).hasSizeBetween(1, 30);
    }

    @Test
    void refusesBootTimesThatAreNone() {
        var second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> cloud.bootTime(second, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cloud.bootTime(second.negated(), second)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesAShareOfTheMachinesPendingForEver() {
        cloud.seed(1).bootTime(Duration.ofSeconds(5)).stuck(0.1);
        rig.create(names());

        rig.time.advance(Duration.ofDays(365));

        var states = rig.states();
        assertThat(states).containsOnly(NodeState.PENDING, NodeState.RUNNING);
        assertThat(states.stream().filter(NodeState.PENDING::equals)).hasSizeBetween(60, 140);
    }

    @Test
    void leavesMachinesOfThoseNamesPendingForEver() {
        cloud.stuck("web2"::equals);
        rig.create("web1", "web2");

        rig.time.advance(Duration.ofDays(365));

        assertThat(rig.states()).containsExactly(NodeState.RUNNING, NodeState.PENDING);
    }

    @Test
    void failsAShareOfTheMachinesWhenTheyWouldComeUp() {
        cloud.seed(1).bootTime(Duration.ofSeconds(5)).failing(0.1);
        rig.create(names());

        var before = rig.states();
        rig.time.advance(Duration.ofSeconds(5));
        var after = rig.list();

        assertThat(before).containsOnly(NodeState.PENDING);
        assertThat(after.stream().filter(node -> node.state() == NodeState.ERROR))
                .hasSizeBetween(60, 140)
                .allSatisfy(node -> assertThat(node.message()).isEqualTo("no simulated host could run it"));
    }

    @Test
    void failsMachinesOfThoseNames() {
        cloud.failing("web2"::equals);
        rig.create("web1", "web2");

        var listed = rig.list();

        assertThat(listed).extracting(Node::state).containsExactly(NodeState.RUNNING, NodeState.ERROR);
        assertThat(listed).extracting(Node::message).containsExactly(null, "no simulated host could run it");
    }

    @Test
    void refusesSharesThatAreNone() {
        assertThatThrownBy(() -> cloud.stuck(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cloud.failing(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsAMachineLateAndShowsItsOwnerAtOnce() {
        cloud.listingLag(Duration.ofSeconds(20));
        var ids = rig.ids("web");

        var listed = rig.list();
        var got = rig.driver.nodes().get(ids, rig.deadline());
        var found = rig.driver.nodes().findByIntent("intent", rig.deadline());
        rig.time.advance(Duration.ofSeconds(20));

        assertThat(listed).isEmpty();
        assertThat(got).isEmpty();
        assertThat(found).isEmpty();
        assertThat(rig.list()).hasSize(1);
        assertThat(cloud.machines()).extracting(SimCloud.Machine::id).containsExactlyElementsOf(ids);
        assertThat(rig.driver.settleTime()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void isReachedWhereItsOwnerSaysThatItIs() {
        var address = new SshAddress("me", "127.0.0.1", 2222);
        cloud.add("real", address);

        var listed = rig.list();

        assertThat(listed).singleElement().extracting(Node::ssh).isEqualTo(address);
    }

    @Test
    void showsItsOwnerWhatEachMachineIs() {
        cloud.bootTime(Duration.ofSeconds(5)).add("foreign");
        rig.create("web");
        rig.time.advance(Duration.ofSeconds(4));

        var before = cloud.machines();
        rig.time.advance(Duration.ofSeconds(1));
        var after = cloud.machines();

        assertThat(before).extracting(SimCloud.Machine::state).containsExactly(NodeState.RUNNING, NodeState.PENDING);
        assertThat(after)
                .last()
                .isEqualTo(new SimCloud.Machine(
                        "sim-000002",
                        "web",
                        NodeState.RUNNING,
                        Map.of("cloudmesh-intent", "intent", "cloudmesh-index", "0"),
                        "sim-image",
                        "sim-small"));
    }

    private static String[] names() {
        return IntStream.range(0, MANY).mapToObj(i -> "web" + i).toArray(String[]::new);
    }

    /** Seconds until each was up, by name. */
    private static Map<String, Long> upAfter(long seed, String[] names) {
        var cloud = new SimCloud().maxBatch(MANY).seed(seed).bootTime(Duration.ofSeconds(10), Duration.ofSeconds(110));
        var rig = new SimRig(cloud);
        rig.create(names);
        var up = new HashMap<String, Long>();
        for (long seconds = 1; up.size() < names.length; seconds++) {
            rig.time.advance(Duration.ofSeconds(1));
            for (var machine : cloud.machines()) {
                if (machine.state() == NodeState.RUNNING) {
                    up.putIfAbsent(machine.name(), seconds);
                }
            }
        }
        return up;
    }
}
