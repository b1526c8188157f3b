package org.cloudmesh.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.cloudmesh.AuthException;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Feature;
import org.cloudmesh.NodeState;
import org.cloudmesh.Request;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimCloud cloud = new SimCloud().maxBatch(100);
    private SimServer server;
    private SimRig rig;

    @BeforeEach
    void serve() {
        server = SimServer.of(cloud).start();
        rig = new SimRig(SimServer.at(server.port()));
    }

    @AfterEach
    void stop() {
        rig.driver.close();
        server.close();
    }

    @Test
    void showsTheCloudAsItIs() {
        cloud.guarantee(CreateGuarantee.NONE)
                .features(Set.of(Feature.BOOT))
                .maxBatch(7)
                .billed(true)
                .listingLag(Duration.ofSeconds(12));

        var driver = rig.driver;

        assertThat(driver.createGuarantee()).isEqualTo(CreateGuarantee.NONE);
        assertThat(driver.features()).containsExactly(Feature.BOOT);
        assertThat(driver.nodes().maxBatch()).isEqualTo(7);
        assertThat(driver.isBilled()).isTrue();
        assertThat(driver.settleTime()).isEqualTo(Duration.ofSeconds(42));
        assertThat(driver.pollInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(driver.defaults().image()).isEqualTo("sim-image");
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void showsTheSameMachinesToEveryClient() {
        var ids = rig.ids("web1", "web2");
        var other = new SimRig(SimServer.at(server.port()));

        var listed = other.list();

        assertThat(listed).extracting(node -> node.id().providerId()).isEqualTo(ids);
        assertThat(cloud.names()).containsExactly("web1", "web2");
        assertThat(cloud.calls()).containsExactly("create 2", "list 1");
        other.driver.close();
    }

    @Test
    void goesByTheTimeOfTheServer() {
        var time = new VirtualTime();
        var slow = new SimCloud().bootTime(Duration.ofSeconds(5));
        try (var other = SimServer.of(slow).time(time).start()) {
            var client = new SimRig(SimServer.at(other.port()));
            client.create("web");

            client.time.advance(Duration.ofSeconds(5));
            var before = client.states();
            time.advance(Duration.ofSeconds(5));
            var after = client.states();

            assertThat(before).containsExactly(NodeState.PENDING);
            assertThat(after).containsExactly(NodeState.RUNNING);
            client.driver.close();
        }
    }

    @Test
    void answersForEachItem() {
        cloud.inject(Fault.refuse("create", down()).only("web1"::equals))
                .inject(Fault.lose("create", down()).only("web2"::equals));

        var outcomes = rig.create("web1", "web2", "web3");

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Failed.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Done.class);
        assertThat(SimRig.failures(outcomes))
                .singleElement()
                .satisfies(cause -> assertThat(cause)
                        .isInstanceOf(UnavailableException.class)
                        .hasMessage("here: create: down"));
    }

    @Test
    void throwsWhatTheCloudThrows() {
        cloud.expireCredentials();

        assertThatThrownBy(rig::list).isInstanceOf(AuthException.class);
        cloud.renewCredentials().features(Set.of(Feature.BOOT));
        assertThatThrownBy(() -> rig.driver.nodes().stop(List.of("any"), rig.deadline()))
                .isInstanceOf(UnsupportedFeatureException.class);

        assertThat(rig.requests).extracting(Request::status).containsExactly(401);
    }

    @Test
    void reportsEachRequestThatTheDriverSent() {
        cloud.atomicBatches();
        var ids = rig.ids("web");

        rig.driver.nodes().stop(List.of(ids.get(0), "no-such-node"), rig.deadline());

        assertThat(rig.requests).extracting(Request::operation).containsExactly("create", "stop", "stop");
        assertThat(rig.requests).extracting(Request::status).containsExactly(200, 400, 200);
        assertThat(rig.requests).extracting(Request::cloud).containsOnly("here");
    }

    @Test
    void readsManyImagesAndGoesOnAfterSomeOfThem() {
        cloud.images(2_345);

        long all;
        List<String> some;
        try (var images = rig.driver.images().list(rig.deadline())) {
            all = images.map(CatalogEntry::id).distinct().count();
        }
        try (var images = rig.driver.images().list(rig.deadline())) {
            some = images.limit(3).map(CatalogEntry::id).toList();
        }

        assertThat(all).isEqualTo(2_345);
        assertThat(some).containsExactly("sim-image", "sim-image-gpu", "sim-image-000002");
        assertThat(rig.list()).isEmpty();
    }

    @Test
    void makesEachMachineOnceForManyThreads() throws Exception {
        int threads = 64;
        var pool = Executors.newFixedThreadPool(threads);

        var sent = IntStream.range(0, threads)
                .mapToObj(i -> pool.submit(() -> IntStream.range(0, 10)
                        .mapToObj(k -> rig.ids("web-%d-%d".formatted(i, k)).get(0))
                        .toList()))
                .toList();
        var ids = new HashSet<String>();
        for (var each : sent) {
            ids.addAll(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        pool.shutdown();

        assertThat(ids).hasSize(10 * threads);
        assertThat(cloud.names()).hasSize(10 * threads).doesNotHaveDuplicates();
        assertThat(pool.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void saysThatTheCloudIsGone() {
        rig.list();
        server.close();

        var broken = catchThrowableOfType(UnavailableException.class, rig::list);
        var refused = catchThrowableOfType(UnavailableException.class, rig::list);

        for (var thrown : List.of(broken, refused)) {
            assertThat(thrown)
                    .hasMessageStartingWith("here: list: no answer from the cloud served at 127.0.0.1:" + server.port())
                    .hasMessageEndingWith("see whether its program still runs");
            assertThat(thrown.status()).isZero();
        }
        assertThat(rig.requests).extracting(Request::status).containsExactly(200, 0, 0);
    }

    @Test
    void doesWhatItWasAskedThoughNobodyWaitsForTheAnswer() throws Exception {
        var asked = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        cloud.inject(Fault.refuse("create", down()).only(name -> {
            asked.countDown();
            await(left);
            return false;
        }));

        try (var client = new Socket(SimServer.localhost(), server.port())) {
            send(
                    client,
                    SimWire.object()
                            .put("operation", "create")
                            .put("cloud", "here")
                            .set("request", SimWire.tree(SimRig.request("intent", "web")))
                            .toString());
            await(asked);
        }
        left.countDown();
        server.close();

        assertThat(cloud.names()).containsExactly("web");
    }

    @Test
    void outlivesAClientThatTalksNonsense() throws Exception {
        try (var client = new Socket(SimServer.localhost(), server.port())) {
            send(client, "no JSON");
            int end = client.getInputStream().read();

            assertThat(end).isEqualTo(-1);
        }

        assertThat(rig.list()).isEmpty();
    }

    @Test
    void keepsTheMachinesOfAProgramThatIsKilled() throws Exception {
        var program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimProgram.class.getName(),
                        Integer.toString(server.port()))
                .redirectErrorStream(true)
                .start();

        var said = program.inputReader(StandardCharsets.UTF_8).readLine();
        program.destroyForcibly().waitFor();
        var listed = rig.list();

        assertThat(said).isEqualTo("made 3");
        assertThat(listed).extracting(node -> node.name()).containsExactly("web1", "web2", "web3");
        assertThat(cloud.names()).hasSize(3);
    }

    @Test
    void leavesNoThreadAndNoPort() {
        rig.create("web");
        int port = server.port();

        server.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("sim-server-" + port));
        assertThatThrownBy(() -> new Socket(SimServer.localhost(), port).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void hasNoPortBeforeItIsStarted() {
        var idle = SimServer.of(cloud);

        assertThatThrownBy(idle::port).hasMessage("the server has no port yet; start it first");

        idle.close();
    }

    private static void send(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static UnavailableException down() {
        return new UnavailableException("here", "create", 503, null, "down", null);
    }
}
