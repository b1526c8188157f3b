package org.cloudmesh.jclouds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.Failure;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large boots at a cloud that fails, forgets to answer, and answers by half: every machine is accounted for. */
class FaultyBootsTest {

    private static final int SEEDS = Integer.parseInt(System.getenv().getOrDefault("CLOUDMESH_TEST_SEEDS", "50"));
    private static final int MANY = 1000;
    private static final int FEWER = 200;
    /** Every so many seeds, a thousand are booted. */
    private static final int EACH_LARGE = 10;

    /** One seed of a boot on one cloud. */
    record Run(String cloud, Function<Time, FakedCloud> fake, int seed) {

        int count() {
            return seed % EACH_LARGE == 0 ? MANY : FEWER;
        }

        @Override
        public String toString() {
            return "%d on %s, seed %d".formatted(count(), cloud, seed);
        }
    }

    static Stream<Run> runs() {
        return IntStream.range(0, SEEDS)
                .boxed()
                .flatMap(seed -> Stream.of(
                        new Run("openstack", FakedOpenStack::new, seed), new Run("aws", FakedEc2::new, seed)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void accountForEachMachine(Run run, @TempDir Path directory) throws IOException {
        var time = new VirtualTime();
        var store = Store.inMemory();
        try (var fake = run.fake().apply(time)) {
            var config = Files.writeString(
                    directory.resolve("cloudmesh.yaml"),
                    "cloudmesh:\n  cloud:\n    faulty:\n" + fake.section().indent(6));
            faults(run, fake).forEach(fake::inject);
            try (var mesh = Mesh.open(
                    o -> o.config(config).directory(directory).store(store).time(time))) {

                var batch = mesh.nodes()
                        .boot(run.count(), o -> o.name("web").atLeast(0).timeout(Duration.ofHours(6)));
                fake.clearFaults();
                time.advance(Duration.ofHours(7));
                mesh.recover();
                var remembered = mesh.nodes().list();
                var there = fake.machines();

                assertThat(batch.size() + batch.failures().size()).isEqualTo(run.count());
                assertThat(batch).extracting(Node::name).doesNotHaveDuplicates();
                assertThat(batch.failures()).extracting(Failure::reference).doesNotHaveDuplicates();
                assertThat(remembered)
                        .extracting(node -> node.id().providerId())
                        .containsExactlyInAnyOrderElementsOf(
                                there.stream().map(FakedCloud.Machine::id).toList());
                assertThat(remembered).extracting(Node::name).doesNotHaveDuplicates();
                // A launch whose answers were all lost may stay unnamed at the cloud; the store knows what it is
                // called.
                var names = new HashMap<String, String>();
                remembered.forEach(node -> names.put(node.id().providerId(), node.name()));
                assertThat(there)
                        .allSatisfy(machine -> assertThat(
                                        machine.labels().getOrDefault("cloudmesh-name", names.get(machine.id())))
                                .isEqualTo(names.get(machine.id())));
            }
        }
    }

    /** About every tenth create is struck, each time by the same of them. */
    private static List<HttpFault> faults(Run run, FakedCloud fake) {
        var random = new SplittableRandom(run.seed());
        var create = fake.create();
        boolean xml = run.cloud().equals("aws");
        var broken = xml
                ? FakeEc2.error("InternalError", "An internal error has occurred")
                : "{\"computeFault\": {\"code\": 500, \"message\": \"Unexpected API Error.\"}}";
        var busy = xml
                ? FakeEc2.error("RequestLimitExceeded", "Request limit exceeded.")
                : "{\"overLimit\": {\"code\": 429, \"message\": \"This request was rate-limited.\", \"retryAfter\": \"2\"}}";
        var type = xml ? "text/xml;charset=UTF-8" : "application/json";
        return Stream.of(
                        HttpFault.refuse(create, 500, type, broken),
                        HttpFault.failAfter(create, 500, type, broken),
                        HttpFault.failAfter(create, 502, "text/html", "<html><body>Bad Gateway</body></html>"),
                        HttpFault.dropBefore(create),
                        HttpFault.dropAfter(create),
                        HttpFault.cut(create),
                        HttpFault.throttle(create, xml ? 503 : 429, busy, Duration.ofSeconds(2)))
                .map(fault -> {
                    int salt = random.nextInt();
                    int each = xml ? 3 : 60;
                    return fault.times(1 + random.nextInt(xml ? 3 : 20))
                            .only(text -> Math.floorMod((text + salt).hashCode(), each) == 0);
                })
                .toList();
    }
}
