package org.cloudmesh.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.cloudmesh.ConflictException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.spi.CreateGuarantee;
import org.junit.jupiter.api.Test;

/** What a simulated cloud makes of a create: by its guarantee, its names and its quota. */
class SimCreateTest {

    private final SimCloud cloud = new SimCloud().maxBatch(100);
    private final SimRig rig = new SimRig(cloud);

    @Test
    void takesTwoMachinesOfOneName() {
        var ids = new HashSet<>(rig.ids("web", "web"));

        assertThat(cloud.names()).containsExactly("web", "web");
        assertThat(ids).hasSize(2);
    }

    @Test
    void refusesASecondMachineOfANameThatMustBeUnique() {
        cloud.uniqueNames();
        rig.create("web1");

        var outcomes = rig.create("web1", "web2", "web2");

        assertThat(SimRig.failures(outcomes)).hasSize(2).hasOnlyElementsOfType(ConflictException.class);
        assertThat(cloud.names()).containsExactly("web1", "web2");
    }

    @Test
    void freesTheNameOfADestroyedMachine() {
        cloud.uniqueNames();
        rig.driver.nodes().destroy(rig.ids("web"), rig.deadline());

        var outcomes = rig.create("web");

        assertThat(SimRig.done(outcomes)).hasSize(1);
    }

    @Test
    void letsNobodyTakeANameThatMustBeUnique() {
        cloud.uniqueNames().add("web");

        assertThatThrownBy(() -> cloud.add("web")).hasMessageContaining("\"web\"");

        assertThat(cloud.names()).containsExactly("web");
    }

    @Test
    void answersWithTheSameMachineForANameOfTheSameIntent() {
        cloud.guarantee(CreateGuarantee.NAME);
        var first = rig.ids("web1", "web2");

        var second = rig.ids("web1", "web2");

        assertThat(second).isEqualTo(first);
        assertThat(cloud.names()).containsExactly("web1", "web2");
    }

    @Test
    void refusesANameOfAnotherIntentOrIndex() {
        cloud.guarantee(CreateGuarantee.NAME).add("foreign");
        rig.create("web1", "web2");

        var outcomes = new ArrayList<>(rig.create(SimRig.request("other", "web1", "foreign")));
        outcomes.addAll(rig.create("web2", "web1"));

        assertThat(SimRig.failures(outcomes)).hasSize(4).hasOnlyElementsOfType(ConflictException.class);
        assertThat(cloud.names()).containsExactly("foreign", "web1", "web2");
    }

    @Test
    void makesOneMachineForOneTokenSentFromManyThreads() {
        cloud.guarantee(CreateGuarantee.TOKEN);

        var sent = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> rig.ids("web1", "web2")))
                .toList();
        var ids = sent.stream().map(CompletableFuture::join).distinct().toList();

        assertThat(ids).hasSize(1);
        assertThat(cloud.names()).containsExactly("web1", "web2");
    }

    @Test
    void makesTwiceWhatIsSentTwiceWithoutSuchAGuarantee() {
        for (var guarantee : List.of(CreateGuarantee.METADATA, CreateGuarantee.NONE)) {
            cloud.guarantee(guarantee);
            rig.create("web");
            rig.create("web");
        }

        assertThat(cloud.names()).hasSize(4);
    }

    @Test
    void makesWhatTheQuotaAllows() {
        cloud.quota(2);

        var outcomes = rig.create("web1", "web2", "web3");

        assertThat(SimRig.done(outcomes)).hasSize(2);
        assertThat(SimRig.failures(outcomes)).singleElement().isInstanceOf(QuotaExceededException.class);
    }

    @Test
    void countsTheCallsThatChangeSomething() {
        var ids = rig.ids("web1", "web2");
        rig.list();
        rig.driver.nodes().get(ids, rig.deadline());
        rig.driver.nodes().stop(ids, rig.deadline());
        rig.driver.images().find("sim-image", rig.deadline());

        var changes = cloud.changes();

        assertThat(changes).containsExactly("create 2", "stop 2");
        assertThat(cloud.calls()).containsExactly("create 2", "list 1", "get 2", "stop 2", "images 1");
    }

    @Test
    void showsNothingOfItsCredentials() {
        cloud.credentials("ann-the-canary", "canary-of-a-secret").expireCredentials();

        assertThatThrownBy(rig::list).hasMessageNotContainingAny("canary", "canary-of-a-secret");
        cloud.renewCredentials();
        rig.create("web");

        assertThat(cloud.toString() + cloud.calls() + cloud.machines() + rig.requests + rig.list())
                .doesNotContain("canary", "canary-of-a-secret");
        assertThat(new SimCredentials("canary", "canary-of-a-secret", false).toString())
                .doesNotContain("canary", "canary-of-a-secret");
    }
}
