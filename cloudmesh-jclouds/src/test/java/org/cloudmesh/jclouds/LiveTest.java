package org.cloudmesh.jclouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One machine of a user's own account, from nothing to nothing; CONTRIBUTING says how it is run, and what it costs. */
@Tag("live")
class LiveTest {

    private static final String CONFIG = "CLOUDMESH_LIVE_CONFIG";
    private static final String CAP = "CLOUDMESH_LIVE_CAP";
    private static final String PRICE = "CLOUDMESH_LIVE_PRICE_PER_HOUR";

    /** No machine lives longer: a boot, a job, a stop, a start and a destroy within their time limits. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Duration STEP = Duration.ofMinutes(5);

    @TempDir
    static Path directory;

    private Mesh mesh;

    @BeforeEach
    void open() {
        var config = System.getenv(CONFIG);
        assumeTrue(config != null, CONFIG + " names no configuration, so nobody's account is used");
        mesh = Mesh.open(o -> o.config(Path.of(config)).directory(directory));
        var costs = price().multiply(BigDecimal.valueOf(LONGEST.toMinutes()))
                .divide(BigDecimal.valueOf(60), 4, RoundingMode.UP);
        assertThat(costs)
                .as("dollars this may cost, against %s", CAP)
                .isLessThanOrEqualTo(new BigDecimal(System.getenv().getOrDefault(CAP, "0")));
    }

    private static BigDecimal price() {
        var said = System.getenv(PRICE);
        assertThat(said)
                .as("%s: what the default flavor costs, for clouds do not tell", PRICE)
                .isNotNull();
        return new BigDecimal(said);
    }

    @AfterEach
    void sweep() {
        if (mesh != null) {
            try (var open = mesh) {
                var left = open.nodes().refresh().stream()
                        .filter(node -> node.labels().containsKey("cloudmesh-mesh"))
                        .filter(node -> node.name().startsWith("cloudmesh-live"))
                        .toList();
                if (!left.isEmpty()) {
                    open.nodes().await(open.nodes().destroy(left), NodeState.DESTROYED, STEP);
                }
            }
        }
    }

    @Test
    void bootsLogsInRunsStopsStartsAndLeavesNothing() {
        var booted = mesh.nodes().boot(1, o -> o.name("cloudmesh-live").timeout(STEP));
        var ready = mesh.nodes().awaitReady(booted, STEP);
        var job = mesh.jobs().run(Script.of("uname -n && id -un"), ready, o -> o.timeout(STEP));
        var results = job.await();
        var stopped = mesh.nodes().await(mesh.nodes().stop(ready), NodeState.STOPPED, STEP);
        var again = mesh.nodes().awaitReady(mesh.nodes().start(stopped), STEP);
        var gone = mesh.nodes().await(mesh.nodes().destroy(again), NodeState.DESTROYED, STEP);

        assertThat(results).allMatch(Result::ok);
        assertThat(gone).extracting(Node::state).containsOnly(NodeState.DESTROYED);
        assertThat(mesh.sweep().nodes()).isEmpty();
    }
}
