package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.kill.Killed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that are killed where a test says. */
class KillPointTest extends EngineTest {

    private static final List<Document> LETTERS =
            Stream.of("a", "b", "c").map(key -> Document.of("x", key, "{}")).toList();

    @Test
    void countsEffectsAndKillsNobody() {
        var point = KillPoint.never();
        var counted = point.store(store);

        counted.put(LETTERS, Durability.NORMAL);
        counted.putIfAbsent(LETTERS);
        counted.delete("x", List.of("a"));
        counted.addToCounter("n", 2);
        counted.find(Query.of("x"));

        assertThat(point.effects()).isEqualTo(8);
        assertThat(point.isDead()).isFalse();
        assertThat(point).hasToString("never killed");
    }

    @Test
    void tearsABatchBeforeOneOfItsDocuments() {
        var dying = KillPoint.before(2).store(store);

        var thrown = catchThrowable(() -> dying.put(LETTERS, Durability.FORCED));

        assertThat(thrown).isInstanceOf(Killed.class).hasMessage("the program was killed before effect 2");
        assertThat(store.find(Query.of("x"))).extracting(Document::key).containsExactly("a");
    }

    @Test
    void tearsABatchAfterOneOfItsDocuments() {
        var dying = KillPoint.after(2).store(store);

        var thrown = catchThrowable(() -> dying.putIfAbsent(LETTERS));

        assertThat(thrown).isInstanceOf(Killed.class).hasMessage("the program was killed after effect 2");
        assertThat(store.find(Query.of("x"))).extracting(Document::key).containsExactly("a", "b");
    }

    @Test
    void doesNothingAndAnswersNothingOnceItIsDead() {
        var point = KillPoint.before(1);
        var dying = point.store(store);
        var driver = point.cloud(cloud).connect(context());
        var nodes = driver.nodes();
        assertThatThrownBy(() -> dying.addToCounter("n", 1)).isInstanceOf(Killed.class);

        assertThatThrownBy(() -> dying.counter("n")).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> dying.setCounter("n", 7)).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> nodes.list(soon())).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> nodes.destroy(List.of("sim-1"), soon())).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> driver.images().list(soon())).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> point.cloud(cloud).connect(context())).isInstanceOf(Killed.class);
        assertThatCode(dying::close).doesNotThrowAnyException();
        assertThat(store.counter("n")).isZero();
        assertThat(cloud.calls()).isEmpty();
        assertThat(point.effects()).isEqualTo(1);
    }

    @Test
    void diesWhileACatalogIsRead() {
        var point = KillPoint.before(1);
        var images = point.cloud(cloud).connect(context()).images().list(soon()).iterator();
        images.next();
        assertThatThrownBy(() -> point.store(store).addToCounter("n", 1)).isInstanceOf(Killed.class);

        var thrown = catchThrowable(images::next);

        assertThat(thrown).isInstanceOf(Killed.class);
    }

    @Test
    void leavesTheStoreOpenWhichIsTheDisk() {
        var kept = Store.inMemory();
        try (var program = killed(KillPoint.never(), kept)) {
            program.nodes().boot(1);
        }

        var left = kept.count(Query.of("cloud"));

        assertThat(left).isEqualTo(1);
        kept.close();
    }

    @Test
    void losesTheAnswerToWhatTheCloudDid() {
        var ids = ids(mesh.nodes().boot(2));
        var early = KillPoint.before(1).cloud(cloud).connect(context()).nodes();
        var late = KillPoint.after(1).cloud(cloud).connect(context()).nodes();

        assertThatThrownBy(() -> early.destroy(ids, soon())).isInstanceOf(Killed.class);
        assertThat(cloud.names()).hasSize(2);
        assertThatThrownBy(() -> late.destroy(ids, soon())).isInstanceOf(Killed.class);
        assertThat(cloud.names()).isEmpty();
    }

    @Test
    void stopsTheThreadsThatAreInACall() throws Exception {
        var inside = new CountDownLatch(1);
        var silent = new Wrapped(cloud, (method, arguments, real) -> {
            if (method.equals("get")) {
                inside.countDown();
                new CountDownLatch(1).await();
            }
            return real.call();
        });
        var point = KillPoint.before(1);
        var nodes = point.cloud(silent).connect(context()).nodes();
        var call = new FutureTask<>(() -> catchThrowable(() -> nodes.get(List.of("sim-1"), soon())));
        new Thread(call).start();
        inside.await();

        var own = catchThrowable(() -> point.store(store).addToCounter("n", 1));

        assertThat(own).isInstanceOf(Killed.class);
        assertThat(call.get(1, TimeUnit.MINUTES)).isInstanceOf(Killed.class);
    }

    @Test
    void tellsWhoeverIsToKillItForReal() {
        var deaths = new ArrayList<Boolean>();
        var point = KillPoint.after(1);
        point.onDeath(() -> deaths.add(point.isDead()));
        var dying = point.store(store);

        assertThatThrownBy(() -> dying.addToCounter("n", 1)).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> dying.addToCounter("n", 1)).isInstanceOf(Killed.class);

        assertThat(deaths).containsExactly(true);
        assertThat(store.counter("n")).isEqualTo(1);
    }

    @Test
    void closesTheDeadProgramWithoutAnEffect() {
        var point = KillPoint.before(7);
        var program = killed(point, store);
        assertThatThrownBy(() -> program.nodes().boot(3)).isNotNull();
        var left = store.find(Query.of("claim"));

        program.close();

        assertThat(store.find(Query.of("claim"))).isEqualTo(left).isNotEmpty();
        assertThat(point.effects()).isEqualTo(7);
    }

    @Test
    void countsFromOne() {
        assertThatThrownBy(() -> KillPoint.after(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("effects are counted from 1, so nobody dies at effect 0");
    }

    /** A default method that were not decorated would be the default, whatever the port does. */
    @ParameterizedTest
    @MethodSource("ports")
    void decoratesEveryMethod(Class<?> port, Function<KillPointTest, Object> decorate) {
        var decorated = decorate.apply(this).getClass();

        assertThat(decorated.getDeclaredMethods())
                .extracting(KillPointTest::signature)
                .containsAll(Arrays.stream(port.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(KillPointTest::signature)
                        .toList());
    }

    static Stream<Arguments> ports() {
        return Stream.of(
                port(Store.class, test -> KillPoint.never().store(test.store)),
                port(Shell.class, test -> KillPoint.never().shell(test.shell)),
                port(CloudProvider.class, test -> KillPoint.never().cloud(test.cloud)),
                port(CloudDriver.class, KillPointTest::driver),
                port(NodeDriver.class, test -> test.driver().nodes()),
                port(CatalogDriver.class, test -> test.driver().images()));
    }

    private static Arguments port(Class<?> port, Function<KillPointTest, Object> decorate) {
        return Arguments.of(port, decorate);
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    private CloudDriver driver() {
        return KillPoint.never().cloud(cloud).connect(context());
    }

    private CloudContext context() {
        return new CloudContext("sim", directory, time, request -> {});
    }

    private Deadline soon() {
        return Deadline.in(Duration.ofMinutes(1), time);
    }

    private static List<String> ids(List<Node> nodes) {
        return nodes.stream().map(node -> node.id().providerId()).toList();
    }

    private Mesh killed(KillPoint point, Store onDisk) {
        return open(options -> options.store(point.store(onDisk)).executor(Runnable::run));
    }
}
