package org.cloudmesh.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.stopwatch.Stopwatch;
import org.cloudmesh.testkit.stopwatch.Timer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunBenchmarkTest {

    @TempDir
    private Path directory;

    @Test
    void makesTheThirteenCallsAndChangesNothing() {
        var cloud = new SimCloud().add("test1").add("test2");
        var stopwatch = new Stopwatch();

        DryRunBenchmark.run(stopwatch, cloud, directory);

        assertThat(stopwatch.timers())
                .allMatch(Timer::ok)
                .extracting(Timer::name)
                .containsExactly(
                        "cms help",
                        "cms vm status1",
                        "cms vm status2",
                        "cms vm status3",
                        "cms vm boot1",
                        "cms vm boot2",
                        "cms vm boot3",
                        "cms vm stop1",
                        "cms vm stop2",
                        "cms vm start1",
                        "cms vm start2",
                        "cms vm terminate",
                        "cms vm default");
        assertThat(stopwatch.table().toString()).startsWith("+-").contains("| timer ", "| win_version |");
        assertThat(cloud.names()).containsExactly("test1", "test2");
        assertThat(cloud.changes()).isEmpty();
    }
}
