package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.cloudmesh.Node;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.Test;

class SweepTest extends EngineTest {

    @Test
    void findsNothingWhereAllIsAccountedFor() {
        mesh.nodes().boot(3);
        cloud.add("foreign");

        var sweep = mesh.sweep();

        assertThat(sweep.nodes()).isEmpty();
        assertThat(sweep.ofOtherMeshes()).isEmpty();
        assertThat(sweep).hasToString("nothing was left behind");
    }

    @Test
    void findsWhatThisMeshMadeAndHasNoRecordOf() {
        var nodes = mesh.nodes().boot(2, o -> o.name("web[1-2]"));
        forget(nodes.get(0));

        var sweep = mesh.sweep();

        assertThat(sweep.nodes()).extracting(Node::name).containsExactly("web1");
        assertThat(sweep.toString()).contains("web1").contains("this one").doesNotContain("web2");
    }

    /** As a backup that was put back would. */
    private void forget(Node node) {
        store.delete("cloud", List.of(node.id().toString()));
        store.delete("claim", List.of(node.name()));
    }

    @Test
    void stillFindsItWhenARefreshHasSeenIt() {
        var node = mesh.nodes().boot(1).get(0);
        forget(node);
        mesh.nodes().refresh();

        var sweep = mesh.sweep();

        assertThat(sweep.nodes()).extracting(Node::id).containsExactly(node.id());
    }

    @Test
    void tellsApartWhatAnotherMeshMade() {
        try (var other = open(options -> options.store(Store.inMemory()))) {
            other.nodes().boot(1, o -> o.name("others"));
        }

        var sweep = mesh.sweep();

        assertThat(sweep.nodes()).isEmpty();
        assertThat(sweep.ofOtherMeshes()).extracting(Node::name).containsExactly("others");
        assertThat(sweep.toString()).contains("others").doesNotContain("this one");
    }

    @Test
    void leavesAloneWhatAnotherUserMade() {
        try (var bob = open(options -> options.user("bob").store(Store.inMemory()))) {
            bob.nodes().boot(1);
        }

        var sweep = mesh.sweep();

        assertThat(sweep.ofOtherMeshes()).isEmpty();
    }

    @Test
    void removesNothingUnlessAsked() {
        forget(mesh.nodes().boot(1).get(0));

        var sweep = mesh.sweep();
        var left = cloud.names();
        mesh.nodes().destroy(sweep.nodes());

        assertThat(left).hasSize(1);
        assertThat(cloud.names()).isEmpty();
        assertThat(mesh.sweep().nodes()).isEmpty();
    }

    @Test
    void writesNothing() {
        mesh.nodes().boot(1);

        try (var onlyReading = open(options -> options.store(ReadOnly.of(store)))) {
            var sweep = onlyReading.sweep();

            assertThat(sweep.nodes()).isEmpty();
        }
    }

    @Test
    void leavesOutInactiveClouds() {
        forget(mesh.nodes().boot(1).get(0));
        mesh.cloud("sim").deactivate();
        var callsBefore = cloud.calls();

        var sweep = mesh.sweep();

        assertThat(sweep.nodes()).isEmpty();
        assertThat(cloud.calls()).isEqualTo(callsBefore);
    }

    /** As a proxy does that sends a create again whose answer it lost. */
    private void makeAgain(Node node) {
        var intent = Objects.requireNonNull(node.labels().get("cloudmesh-intent"));
        var again = new CreateRequest(
                intent,
                intent + "-0",
                List.of(new NewNode(0, node.name(), node.labels())),
                "sim-image",
                "sim-small",
                null,
                Access.of("mesh", null),
                null);
        cloud.connect(new CloudContext("sim", directory, time, request -> {}))
                .nodes()
                .create(again, Deadline.in(Duration.ofMinutes(1), time));
    }

    @Test
    void leavesAloneTheOneThatLivesWhenItsDoubleWasDestroyed() {
        var node = mesh.nodes().boot(1).get(0);
        makeAgain(node);
        var others = mesh.nodes().refresh().stream()
                .filter(each -> !each.id().equals(node.id()))
                .toList();

        mesh.nodes().destroy(others);

        assertThat(cloud.names()).hasSize(1);
        assertThat(mesh.sweep().nodes()).isEmpty();
    }

    @Test
    void findsASecondMachineOfOneCreate() {
        var node = mesh.nodes().boot(2).get(0);
        makeAgain(node);

        var sweep = mesh.sweep();

        assertThat(cloud.names()).hasSize(3);
        assertThat(sweep.nodes())
                .singleElement()
                .satisfies(each -> assertThat(each.name()).isEqualTo(node.name()))
                .isNotEqualTo(node);
    }

    @Test
    void waitsForARecoveryToSettleWhatIsOpen() {
        store.beforeWrite(document -> {
            if (document.kind().equals("cloud")) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> mesh.nodes().boot(2)).isInstanceOf(Death.class);
        store.beforeWrite(document -> {});

        var before = mesh.sweep();
        mesh.close();
        mesh = open(options -> {});
        mesh.recover();
        var after = mesh.sweep();

        assertThat(before.nodes()).isEmpty();
        assertThat(after.nodes()).isEmpty();
        assertThat(mesh.nodes().list()).hasSize(2);
    }
}
