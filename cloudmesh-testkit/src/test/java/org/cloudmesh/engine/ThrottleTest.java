package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.sim.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleTest extends EngineTest {

    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThread() throws InterruptedException {
        oneThread.shutdownNow();
        assertThat(oneThread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static RateLimitException slowDown(Duration retryAfter) {
        return new RateLimitException("sim", "create", 429, "r-1", "slow down", retryAfter, null);
    }

    @ParameterizedTest
    @EnumSource(CreateGuarantee.class)
    void waitsAsLongAsTheCloudSaysAndBootsEachMachineOnce(CreateGuarantee guarantee) {
        cloud.guarantee(guarantee).maxBatch(100).inject(Fault.failBefore("create", slowDown(Duration.ofSeconds(40))));
        var before = time.now();

        var nodes = mesh.nodes().boot(5);

        assertThat(nodes).hasSize(5);
        assertThat(cloud.names()).hasSize(5);
        assertThat(calls("create")).isEqualTo(2);
        assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofSeconds(40));
    }

    @ParameterizedTest
    @EnumSource(CreateGuarantee.class)
    void sendsAgainThoseOfABatchThatWereTurnedAway(CreateGuarantee guarantee) {
        cloud.guarantee(guarantee)
                .maxBatch(100)
                .inject(Fault.refuse("create", slowDown(Duration.ofSeconds(1)))
                        .only(name -> name.endsWith("3") || name.endsWith("4"))
                        .times(2));

        var nodes = mesh.nodes().boot(5, o -> o.name("web[1-5]"));

        assertThat(nodes).extracting(Node::name).containsExactly("web1", "web2", "web3", "web4", "web5");
        assertThat(cloud.names()).hasSize(5);
    }

    @Test
    void waitsLongerEachTimeWhereTheCloudDoesNotSay() {
        cloud.maxBatch(100)
                .inject(Fault.failBefore("stop", new RateLimitException("sim", "stop", 429, null, "slow down", null))
                        .times(3));
        var nodes = mesh.nodes().boot(3);
        mesh.nodes().refresh();
        var before = time.now();

        mesh.nodes().stop(nodes);

        assertThat(calls("stop")).isEqualTo(4);
        assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -4})
    void waitsEvenWhereTheCloudSaysThatItNeedNot(long seconds) {
        cloud.inject(Fault.failBefore("create", slowDown(Duration.ofSeconds(seconds)))
                .times(3));
        var before = time.now();

        mesh.nodes().boot(1);

        assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    }

    @Test
    void doesNotWaitForWhatWouldComeTooLate() {
        cloud.inject(Fault.failBefore("create", slowDown(Duration.ofHours(1))).times(1000));
        var before = time.now();

        assertThatThrownBy(() -> mesh.nodes().boot(1, o -> o.timeout(Duration.ofMinutes(10))))
                .isInstanceOfSatisfying(
                        PartialFailureException.class,
                        e -> assertThat(e.batch().failures())
                                .singleElement()
                                .satisfies(
                                        failure -> assertThat(failure.cause()).isInstanceOf(RateLimitException.class)));
        assertThat(time.now()).isEqualTo(before);
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void waitsWithReadsToo() {
        mesh.nodes().boot(2);
        cloud.inject(Fault.failBefore("list", slowDown(Duration.ofSeconds(5))));
        var before = time.now();

        var nodes = mesh.nodes().refresh();

        assertThat(nodes).hasSize(2);
        assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void stopsWaitingWhenItsThreadIsInterrupted() {
        cloud.inject(Fault.failBefore("list", slowDown(Duration.ofSeconds(5))).times(1000));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> mesh.nodes().refresh()).isInstanceOf(CloudmeshException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void keepsWhatTheFirstRequestMadeWhenTheAnswerToTheSecondIsLost() {
        cloud.guarantee(CreateGuarantee.NONE)
                .maxBatch(100)
                .inject(Fault.refuse("create", slowDown(Duration.ofSeconds(1)))
                        .only(name -> name.equals("web2"))
                        .times(1))
                .inject(Fault.failAfter("create", new UnavailableException("sim", "create", 503, null, "lost", null))
                        .only(name -> name.equals("web2")));

        var nodes = mesh.nodes().boot(3, o -> o.name("web[1-3]").atLeast(2));

        assertThat(nodes).extracting(Node::name).containsExactly("web1", "web3");
        assertThat(nodes.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.cause()).hasMessageContaining("may have been made"));
        assertThat(mesh.nodes().list()).hasSize(2);
    }

    @Test
    void sendsNothingAgainThatTheSecondAnswerLeftOut() {
        cloud.maxBatch(100)
                .inject(Fault.refuse("create", slowDown(Duration.ofSeconds(1)))
                        .only(name -> name.equals("web2"))
                        .times(1));
        var creates = new AtomicInteger();
        var shortens = new Wrapped(cloud, (method, arguments, real) -> {
            var answer = real.call();
            return method.equals("create") && creates.incrementAndGet() == 2 ? List.of() : answer;
        });

        try (var program = open(options -> options.cloud("short", shortens))) {
            var nodes = program.cloud("short").nodes().boot(3, o -> o.name("web[1-3]"));

            assertThat(nodes).hasSize(3);
            assertThat(cloud.names()).containsExactlyInAnyOrder("web1", "web2", "web3");
        }
    }

    /** A clock on which whoever sleeps does so until somebody wakes it. */
    private static final class Standstill implements Time {

        private final CountDownLatch asleep = new CountDownLatch(1);

        @Override
        public Instant now() {
            return Instant.parse("2030-01-01T00:00:00Z");
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            asleep.countDown();
            new CountDownLatch(1).await();
        }
    }

    /** Boots in a thread of its own, on a cloud that throttles the look-up of its image for ever. */
    private Future<?> throttledBoot(Mesh program, Standstill clock) throws Exception {
        cloud.inject(Fault.failBefore("images", slowDown(Duration.ofSeconds(5))).times(1000));
        var boot = oneThread.submit(() -> program.nodes().boot(1));
        assertThat(clock.asleep.await(10, TimeUnit.SECONDS)).isTrue();
        return boot;
    }

    @Test
    void stopsWaitingWhenTheMeshIsClosed() throws Exception {
        var clock = new Standstill();
        var program = open(options -> options.time(clock));
        var boot = throttledBoot(program, clock);

        program.close();

        assertThatThrownBy(() -> boot.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CloudmeshException.class);
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void readsAListAgainThatWasThrottledInItsMiddle() {
        mesh.nodes().boot(3);
        var lists = new AtomicInteger();
        var throttles = new Wrapped(cloud, (method, arguments, real) -> {
            var answer = real.call();
            return method.equals("list") && lists.incrementAndGet() == 1
                    ? ((Stream<?>) answer).peek(each -> {
                        throw slowDown(Duration.ofSeconds(3));
                    })
                    : answer;
        });

        try (var program = open(options -> options.cloud("paged", throttles))) {
            var nodes = program.cloud("paged").nodes().refresh();

            assertThat(nodes).hasSize(3);
        }
    }
}
