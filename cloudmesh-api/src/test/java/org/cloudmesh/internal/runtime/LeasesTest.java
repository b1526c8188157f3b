package org.cloudmesh.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.ForwardingStore;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final String WHAT = "refresh of nodes of sim";

    private final ClockedStore store = new ClockedStore();
    private final List<Leases> programs = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        programs.forEach(Leases::close);
        threads.shutdownNow();
    }

    private Leases program() {
        return program(Duration.ofHours(1));
    }

    private Leases program(Duration beat) {
        var made = new Leases(store, Owner.open(Instant.now()), false, beat);
        programs.add(made);
        return made;
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMillis(300), Time.system());
    }

    private static Deadline late() {
        return Deadline.in(Duration.ofMinutes(2), Time.system());
    }

    @Test
    void letOneOfManyDoItAtATime() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var shared = program();
        var all = IntStream.range(0, 6)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    (i < 3 ? shared : program()).alone(WHAT, late(), null, lease -> {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        lease.check();
                        atOnce.decrementAndGet();
                    });
                    return true;
                })
                .toList();

        for (var done : threads.invokeAll(all)) {
            assertThat(done.get()).isTrue();
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void serveWithOneGoAllWhoAskedBeforeItBegan() throws Exception {
        var runs = new AtomicInteger();
        var started = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first = threads.submit(() -> program().once(WHAT, late(), null, lease -> {
            runs.incrementAndGet();
            started.countDown();
            await(goOn);
        }));
        started.await();
        var others = List.of(program(), program(), program()).stream()
                .map(other -> threads.submit(() -> other.once(WHAT, late(), null, lease -> runs.incrementAndGet())))
                .toList();
        while (store.asking.size() < 4) {
            Thread.onSpinWait();
        }
        store.advance(Duration.ofMillis(1));

        goOn.countDown();

        assertThat(first.get()).isTrue();
        var here = new ArrayList<Boolean>();
        for (var other : others) {
            here.add(other.get());
        }
        assertThat(here).containsOnlyOnce(true);
        assertThat(runs).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void doItAgainForWhoeverAsksAfterItWasDone() {
        var runs = new AtomicInteger();

        program().once(WHAT, late(), null, lease -> runs.incrementAndGet());
        store.advance(Duration.ofMillis(1));
        program().once(WHAT, late(), null, lease -> runs.incrementAndGet());

        assertThat(runs).hasValue(2);
    }

    @Test
    void serveNobodyByWhatFailed() {
        var runs = new AtomicInteger();

        assertThatThrownBy(() -> program().once(WHAT, late(), null, lease -> {
                    throw new IllegalStateException("the cloud hung up");
                }))
                .hasMessage("the cloud hung up");
        program().once(WHAT, late(), null, lease -> runs.incrementAndGet());

        assertThat(runs).hasValue(1);
    }

    @Test
    void waitForAProgramOnAnotherMachineUntilItsTermIsOver() {
        held("elsewhere", store.now().plusSeconds(20));
        var runs = new AtomicInteger();

        assertThatThrownBy(() -> program().alone(WHAT, soon(), null, lease -> runs.incrementAndGet()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(WHAT)
                .hasMessageContaining("process 7 on elsewhere");
        assertThat(runs).hasValue(0);
        store.advance(Duration.ofSeconds(21));
        program().alone(WHAT, soon(), null, lease -> runs.incrementAndGet());

        assertThat(runs).hasValue(1);
    }

    @Test
    void waitNoLongerForAProgramOfThisMachineThatDied() {
        var dead = Owner.open(Instant.now());
        lease(
                WHAT,
                new Owner(dead.host(), dead.boot(), dead.pid(), 1, "gone"),
                store.now().plusSeconds(20));
        var runs = new AtomicInteger();

        program().alone(WHAT, soon(), null, lease -> runs.incrementAndGet());

        assertThat(runs).hasValue(1);
        dead.close();
    }

    @Test
    void takeAMachineOfTheSameNameForAnother() {
        var here = Owner.open(Instant.now());
        var twin = new Owner(here.host(), "another boot", here.pid(), 1, "s1");
        lease(WHAT, twin, store.now().plusSeconds(20));
        lease("session.s1", twin, store.now().plusSeconds(20));

        assertThat(program().isAlive(twin)).isTrue();
        assertThatThrownBy(() -> program().alone(WHAT, soon(), null, lease -> {}))
                .isInstanceOf(StoreException.class);
        here.close();
    }

    @Test
    void endTheWaitWhenItIsCalledOff() {
        held("elsewhere", store.now().plusSeconds(20));
        var cancellation = new Cancellation();
        cancellation.cancel();

        assertThatThrownBy(() -> program().alone(WHAT, late(), cancellation, lease -> {}))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void renewWhatIsHeldAndTellWhenItIsLost() {
        program(Duration.ofMillis(5)).alone(WHAT, late(), null, lease -> {
            var before = version();
            while (version() < before + 3) {
                Thread.onSpinWait();
            }
            lease.check();
            held("elsewhere", store.now().plusSeconds(20));

            var taken = version();
            assertThatThrownBy(() -> {
                        while (version() == taken) {
                            lease.check();
                        }
                    })
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(WHAT);
        });

        assertThat(store.get("lease", WHAT).orElseThrow().json()).contains("elsewhere");
    }

    @Test
    void tellWhoIsAliveOnOtherMachines() {
        var here = program();
        var elsewhere = new Owner("elsewhere", "", 7, 0, "s1");
        assertThat(here.isAlive(elsewhere)).isFalse();

        lease("session.s1", elsewhere, store.now().plusSeconds(60));

        assertThat(here.isAlive(elsewhere)).isTrue();
        store.advance(Duration.ofSeconds(61));
        assertThat(here.isAlive(elsewhere)).isFalse();
    }

    @Test
    void announceAProgramOnceAndForgetThoseThatEndedLongAgo() {
        lease(
                "session.old",
                new Owner("elsewhere", "", 7, 0, "old"),
                store.now().minusSeconds(200));
        lease(
                "session.new",
                new Owner("elsewhere", "", 8, 0, "new"),
                store.now().minusSeconds(10));
        var program = program();

        program.announce();
        program.announce();

        assertThat(store.get("lease", "session.old")).isEmpty();
        assertThat(store.get("lease", "session.new")).isPresent();
        assertThat(store.count(Query.of("lease"))).isEqualTo(2);
    }

    @Test
    void announceAgainAProgramThatOthersForgotWhileItSlept() {
        var owner = Owner.open(Instant.now());
        var program = new Leases(store, owner, false, Duration.ofMillis(5));
        programs.add(program);
        program.announce();
        var key = "session." + owner.session();

        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        store.delete("lease", List.of(key));

        while (store.get("lease", key).isEmpty()) {
            assertThat(System.nanoTime()).as("nanoseconds").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void takeContainersForMachinesOfTheirOwn() throws Exception {
        var processes = Path.of("/proc/self/ns/pid");
        assumeTrue(Files.isSymbolicLink(processes));

        var here = Owner.open(Instant.now());

        // With the network of their host they have its name, and each has a process 1.
        assertThat(here.boot()).contains(Files.readSymbolicLink(processes).toString());
        here.close();
    }

    @Test
    void refuseToWaitForThemselves() {
        var program = program();

        assertThatThrownBy(() ->
                        program.alone(WHAT, late(), null, lease -> program.alone(WHAT, soon(), null, again -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(WHAT);
    }

    @Test
    void leaveNoThreadBehind() {
        var program = new Leases(store, Owner.open(Instant.now()), false);
        program.announce();

        program.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("cloudmesh-heartbeat");
        assertThatThrownBy(() -> program.alone(WHAT, soon(), null, lease -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private long version() {
        return store.get("lease", WHAT).orElseThrow().version();
    }

    private void held(String host, Instant until) {
        lease(WHAT, new Owner(host, "", 7, 1, "gone"), until);
    }

    private void lease(String key, Owner owner, Instant until) {
        var json = Json.object();
        json.set("owner", owner.toJson());
        json.put("until", until.toString());
        store.put(List.of(Document.of("lease", key, Json.write(json))), Durability.NORMAL);
    }

    /** A store whose clock stands still, and knows who asked. */
    private static final class ClockedStore extends ForwardingStore {

        private final Store memory = Store.inMemory();
        private final Set<Thread> asking = ConcurrentHashMap.newKeySet();
        private Instant now = Instant.parse("2026-11-21T10:00:00Z");

        @Override
        protected Store store() {
            return memory;
        }

        @Override
        public Store namespace(String user) {
            return memory.namespace(user);
        }

        @Override
        public synchronized Instant now() {
            asking.add(Thread.currentThread());
            return now;
        }

        synchronized void advance(Duration duration) {
            now = now.plus(duration);
        }
    }
}
