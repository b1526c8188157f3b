package org.cloudmesh.testkit.stopwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.engine.Golden;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopwatchTest {

    private static final Map<String, String> MACHINE = Map.ofEntries(
            Map.entry("mac_version", ""),
            Map.entry("machine", "('x86_64',)"),
            Map.entry("node", "('cloudcomputingVM',)"),
            Map.entry("platform", "Linux-4.18.0-17-generic-x86_64-with-debian-buster-sid"),
            Map.entry("processor", "('x86_64',)"),
            Map.entry("processors", "Linux"),
            Map.entry("python", "3.7.2 (default, Feb 14 2019, 23:11:37)\n[GCC 7.3.0]"),
            Map.entry("release", "('4.18.0-17-generic',)"),
            Map.entry("sys", "linux"),
            Map.entry("system", "Linux"),
            Map.entry("user", "colliner"),
            Map.entry("version", "#18~18.04.1-Ubuntu SMP Fri Mar 15 15:27:12 UTC 2019"),
            Map.entry("win_version", ""));

    private static final Map<String, String> RELEASE = Map.ofEntries(
            Map.entry("BUG_REPORT_URL", "\"https://bugs.launchpad.net/ubuntu/\""),
            Map.entry("DISTRIB_CODENAME", "bionic"),
            Map.entry("DISTRIB_DESCRIPTION", "\"Ubuntu 18.04.2 LTS\""),
            Map.entry("DISTRIB_ID", "Ubuntu"),
            Map.entry("DISTRIB_RELEASE", "18.04"),
            Map.entry("HOME_URL", "\"https://www.ubuntu.com/\""),
            Map.entry("ID", "ubuntu"),
            Map.entry("ID_LIKE", "debian"),
            Map.entry("NAME", "\"Ubuntu\""),
            Map.entry("PRETTY_NAME", "\"Ubuntu 18.04.2 LTS\""),
            Map.entry("PRIVACY_POLICY_URL", "\"https://www.ubuntu.com/legal/terms-and-policies/privacy-policy\""),
            Map.entry("SUPPORT_URL", "\"https://help.ubuntu.com/\""),
            Map.entry("UBUNTU_CODENAME", "bionic"),
            Map.entry("VERSION", "\"18.04.2 LTS (Bionic Beaver)\""),
            Map.entry("VERSION_CODENAME", "bionic"),
            Map.entry("VERSION_ID", "\"18.04\""));

    private final VirtualTime time = new VirtualTime(Instant.parse("2019-05-02T11:30:00Z"));
    private final Stopwatch stopwatch = new Stopwatch(time, Machine.of(MACHINE));

    private void run(String name, int millis) {
        stopwatch.start(name);
        time.advance(Duration.ofMillis(millis));
        stopwatch.stop(name);
    }

    @Test
    void showsTheMachine() {
        var ubuntu = new HashMap<>(MACHINE);
        ubuntu.putAll(RELEASE);

        Golden.assertSame(Machine.of(MACHINE), "a14-machine-1.txt");
        Golden.assertSame(Machine.of(ubuntu), "a14-machine-2.txt");
    }

    @Test
    void showsThirteenTimers() {
        run("cms help", 2060);
        run("cms vm status1", 2960);
        run("cms vm status2", 2490);
        run("cms vm status3", 2520);
        run("cms vm boot1", 2510);
        run("cms vm boot2", 2420);
        run("cms vm boot3", 2430);
        run("cms vm stop1", 2390);
        run("cms vm stop2", 3820);
        run("cms vm start1", 3170);
        run("cms vm start2", 4000);
        run("cms vm terminate", 3330);
        run("cms vm default", 3670);

        Golden.assertSame(stopwatch.table(), "a14-timers-1.txt");
    }

    @Test
    void showsFourteenTimers() {
        run("cms vm list", 4050);
        run("cms vm status", 2280);
        run("cms vm stop dryrun", 2450);
        run("cms vm stop", 2320);
        run("cms vm ping", 2330);
        run("cms vm check", 1810);
        run("cms vm run dryrun", 2300);
        run("cms vm script dryrun", 2300);
        run("cms vm start dryrun", 1780);
        run("cms vm start", 2440);
        run("cms vm delete dryrun", 1830);
        run("cms vm terminate dryrun", 2560);
        run("cms vm terminate", 2230);
        run("cms vm delete", 1780);

        Golden.assertSame(stopwatch.table(), "a14-timers-2.txt");
    }

    @Test
    void writesALineATimerForOtherPrograms() {
        run("boot", 2060);
        run("boot", 1000);
        stopwatch.tag("boot", "2 nodes");
        stopwatch.message("boot", "a, \"b\"");
        assertThatThrownBy(() -> stopwatch.time("stop", (Runnable) () -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        stopwatch.start("for ever");

        Golden.assertSame(stopwatch, "a14-all.txt");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "1, 0.001", "2300, 2.3", "4000, 4.0", "10000, 10.0", "100000, 100.0", "1234567, 1234.567"})
    void writesSecondsAsPythonDid(int millis, String seconds) {
        assertThat(Timer.seconds(Duration.ofMillis(millis))).isEqualTo(seconds);
    }

    @Test
    void roundsToMilliseconds() {
        assertThat(Timer.seconds(Duration.ofNanos(1_499_999))).isEqualTo("0.001");
        assertThat(Timer.seconds(Duration.ofNanos(1_500_000))).isEqualTo("0.002");
    }

    @Test
    void sumsTheRunsOfATimer() {
        run("boot", 2000);
        run("boot", 500);

        assertThat(stopwatch.get("boot")).isEqualTo(Duration.ofMillis(500));
        assertThat(stopwatch.sum("boot")).isEqualTo(Duration.ofMillis(2500));
        assertThat(stopwatch.timers())
                .singleElement()
                .satisfies(timer -> assertThat(timer.ok()).isTrue());
    }

    @Test
    void returnsWhatTheWorkCameTo() {
        int answer = stopwatch.time("think", () -> 42);

        assertThat(answer).isEqualTo(42);
        assertThat(stopwatch.timers()).extracting(Timer::status).containsExactly("ok");
    }

    @Test
    void saysHowItIsMisused() {
        stopwatch.start("boot");

        assertThatIllegalStateException()
                .isThrownBy(() -> stopwatch.start("boot"))
                .withMessage("timer \"boot\" is running; stop it before it is started again");
        assertThatIllegalStateException()
                .isThrownBy(() -> stopwatch.get("boot"))
                .withMessage("timer \"boot\" is running; stop it before it is read");
        assertThatIllegalStateException()
                .isThrownBy(() -> stopwatch.fail("stop"))
                .withMessage("timer \"stop\" does not run; start it before it is stopped");
        assertThatThrownBy(() -> stopwatch.sum("stop"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no timer \"stop\"; known: [boot]");
    }

    @Test
    void timesManyThreadsAtOnce() {
        var all = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.runAsync(() -> stopwatch.time("t" + i, () -> i)))
                .toArray(CompletableFuture<?>[]::new);

        CompletableFuture.allOf(all).join();

        assertThat(stopwatch.timers()).hasSize(200).allMatch(Timer::ok);
    }

    @Test
    void knowsTheMachineItRunsOn() {
        var here = new Stopwatch().machine();

        assertThat(here.attributes())
                .containsKeys(MACHINE.keySet().toArray(String[]::new))
                .containsEntry("python", "")
                .containsEntry("user", System.getProperty("user.name"));
        assertThat(here.attribute("java")).startsWith(System.getProperty("java.version"));
        assertThat(here.attribute("node")).isNotEmpty();
        assertThat(here.attribute("nix")).isEmpty();
    }
}
