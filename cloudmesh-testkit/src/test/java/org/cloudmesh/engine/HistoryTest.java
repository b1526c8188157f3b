package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.cloudmesh.History;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.Script;
import org.cloudmesh.spi.Query;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.Test;

class HistoryTest extends EngineTest {

    private static final Script HOSTNAME = Script.of("hostname");

    @Test
    void tellsWhoDidWhatAndWhenNewestFirst() {
        var nodes = mesh.nodes().boot(2);
        time.advance(Duration.ofMinutes(1));
        var job = mesh.jobs().run(HOSTNAME, nodes);
        job.await();
        time.advance(Duration.ofMinutes(1));
        mesh.nodes().destroy(nodes.subList(0, 1));

        var entries = mesh.history().list(10);

        assertThat(entries).extracting(History.Entry::verb).containsExactly("destroy", "run", "boot");
        assertThat(entries).extracting(History.Entry::user).containsOnly("ann");
        assertThat(entries).extracting(History.Entry::outcome).containsOnly("done");
        assertThat(entries).extracting(each -> each.nodes().size()).containsExactly(1, 2, 2);
        assertThat(entries.get(1).id()).isEqualTo(job.id());
        assertThat(entries.get(1).detail()).isEqualTo("hostname");
        assertThat(Duration.between(entries.get(2).at(), entries.get(0).at())).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void tellsWhatDidNotWork() {
        cloud.quota(3);

        assertThatThrownBy(() -> mesh.nodes().boot(5)).isInstanceOf(PartialFailureException.class);
        assertThatThrownBy(() -> mesh.nodes().boot(1, o -> o.image("nosuch"))).isInstanceOf(NotFoundException.class);
        var entries = mesh.history().list(10);

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).outcome()).contains("nosuch");
        assertThat(entries.get(1).outcome()).isEqualTo("3 of 5 done");
        assertThat(entries.get(1).nodes()).hasSize(3);
    }

    @Test
    void comesInPages() {
        var nodes = mesh.nodes().boot(1);
        for (int i = 0; i < 24; i++) {
            mesh.jobs().run(HOSTNAME, nodes).await();
        }

        var all = mesh.history().list(100);
        var paged = new ArrayList<History.Entry>();
        String before = null;
        for (int i = 0; i < 3; i++) {
            var page = mesh.history().list(10, before);
            paged.addAll(page);
            before = page.get(page.size() - 1).id();
        }

        assertThat(all).hasSize(25).isSortedAccordingTo((a, b) -> b.id().compareTo(a.id()));
        assertThat(paged).isEqualTo(all);
        assertThat(mesh.jobs().list(10, mesh.jobs().list(10).get(9).id())).hasSize(10);
    }

    @Test
    void tellsWhatWasDoneToANode() {
        var nodes = mesh.nodes().boot(3);
        mesh.jobs().run(HOSTNAME, nodes.subList(0, 2)).await();
        mesh.nodes().destroy(nodes.subList(1, 3));

        assertThat(verbs(mesh.history().of(nodes.get(0), 10))).containsExactly("run", "boot");
        assertThat(verbs(mesh.history().of(nodes.get(1), 10))).containsExactly("destroy", "run", "boot");
        assertThat(verbs(mesh.history().of(nodes.get(2), 1))).containsExactly("destroy");
    }

    private static List<String> verbs(List<History.Entry> entries) {
        return entries.stream().map(History.Entry::verb).toList();
    }

    @Test
    void forgetsWhatIsOld() {
        var nodes = mesh.nodes().boot(1);
        var old = mesh.jobs().run(HOSTNAME, nodes);
        old.await();
        time.advance(Duration.ofDays(2));
        var recent = mesh.jobs().run(HOSTNAME, nodes);
        recent.await();

        int pruned = mesh.history().pruneOlderThan(Duration.ofDays(1));

        assertThat(pruned).isEqualTo(2);
        assertThat(verbs(mesh.history().list(10))).containsExactly("run");
        assertThat(mesh.jobs().find(old.id())).isEmpty();
        assertThat(mesh.jobs().get(recent.id()).results()).hasSize(1);
        assertThat(store.count(Query.of("job"))).isEqualTo(1);
        assertThat(store.find(Query.of("status")).get(0).json())
                .contains(recent.id())
                .doesNotContain(old.id());
        assertThat(mesh.nodes().list()).hasSize(1);
    }

    @Test
    void keepsTheLastSoMany() {
        var nodes = mesh.nodes().boot(1);
        for (int i = 0; i < 4; i++) {
            mesh.jobs().run(HOSTNAME, nodes).await();
        }

        int pruned = mesh.history().pruneAllBut(2);

        assertThat(pruned).isEqualTo(3);
        assertThat(mesh.history().list(10)).hasSize(2);
        assertThat(mesh.jobs().list()).hasSize(2);
        assertThat(mesh.history().pruneAllBut(2)).isZero();
        assertThat(catchThrowable(() -> mesh.history().pruneAllBut(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void keepsAJobThatGoesOn() throws Exception {
        var nodes = mesh.nodes().boot(1);
        var goOn = new CountDownLatch(1);
        shell.answer((host, task) -> {
            awaitQuietly(goOn);
            return new SimShell.Answer("", "", 0);
        });
        var job = mesh.jobs().run(HOSTNAME, nodes);

        int pruned = mesh.history().pruneAllBut(0);
        goOn.countDown();
        job.await();

        assertThat(pruned).isEqualTo(1);
        assertThat(mesh.jobs().get(job.id()).results()).hasSize(1);
        assertThat(mesh.history().list(10)).extracting(History.Entry::id).containsExactly(job.id());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void isNotWrittenByADryRun() {
        var dry = mesh.dryRun();

        dry.jobs().run(HOSTNAME, dry.nodes().boot(2)).await();

        assertThat(mesh.history().list(10)).isEmpty();
        assertThat(mesh.jobs().list()).isEmpty();
    }
}
