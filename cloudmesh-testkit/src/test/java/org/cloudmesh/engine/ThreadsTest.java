package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.testkit.sim.SimCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadsTest extends EngineTest {

    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThread() throws InterruptedException {
        oneThread.shutdownNow();
        assertThat(oneThread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneThreadIsEnoughForEverything() {
        try (var small = open(options -> options.executor(oneThread).cloud("other", new SimCloud()))) {
            assertThat(mainJob(small)).hasSize(20);
        }
    }

    @Test
    void oneThreadIsEnoughEvenForWhoeverWorksOnIt() throws Exception {
        try (var small = open(options -> options.executor(oneThread).cloud("other", new SimCloud()))) {
            Callable<List<Result>> job = () -> mainJob(small);

            var results = oneThread.submit(job).get(30, TimeUnit.SECONDS);

            assertThat(results).hasSize(20);
        }
    }

    @Test
    void aListenerMayUseTheMesh() {
        var listed = new ArrayList<Integer>();
        mesh.onEvent(event -> listed.add(mesh.nodes().list().size()));

        mainJob(mesh);

        assertThat(listed).isNotEmpty();
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        mesh.close();
        join(ownThreads());
        try (var brief = open(options -> options.cloud("other", new SimCloud()))) {
            mainJob(brief);
            assertThat(ownThreads()).isNotEmpty();
        }

        join(ownThreads());
    }

    private static List<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cloudmesh-"))
                .toList();
    }

    /** Closing waits for them; one may still be on its last instruction. */
    private static void join(List<Thread> threads) throws InterruptedException {
        for (var thread : threads) {
            thread.join(1_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private List<Result> mainJob(Mesh program) {
        var nodes = program.nodes().boot(20);
        nodes = program.nodes().awaitReady(nodes, Duration.ofMinutes(1));
        program.nodes().refresh();
        var results = new ArrayList<Result>();
        program.jobs().run(Script.of("hostname"), nodes).forEach(results::add);
        nodes = program.nodes().stop(nodes);
        nodes = program.nodes().start(nodes);
        nodes = program.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(1));
        assertThat(program.jobs().run(Script.of("hostname"), nodes).await()).hasSize(20);
        assertThat(program.nodes().destroy(nodes)).extracting(Node::state).containsOnly(NodeState.DESTROYED);
        return results;
    }
}
