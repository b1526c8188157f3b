package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Command;
import org.cloudmesh.Event;
import org.cloudmesh.Job;
import org.cloudmesh.JobState;
import org.cloudmesh.Line;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.StoreException;
import org.cloudmesh.WaitTimeoutException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobTest extends EngineTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 101, 1000})
    void comesToOneResultANode(int count) {
        var nodes = mesh.nodes().boot(count);

        var results = mesh.jobs().run(Script.of("hostname"), nodes).await();

        assertThat(results)
                .extracting(result -> result.node().id())
                .hasSameElementsAs(ids(nodes))
                .hasSize(count);
        assertThat(results).allMatch(Result::ok);
        assertThat(shell.ran()).hasSize(count);
    }

    @Test
    void givesResultsAsTheyCome() {
        var nodes = mesh.nodes().boot(3);
        var texts = new ArrayList<String>();

        mesh.jobs().run(Script.of("hostname"), nodes).forEach(result -> texts.add(result.text()));

        assertThat(texts).hasSameElementsAs(nodes.stream().map(Node::name).toList());
    }

    @Test
    void tellsLinesApartByNodeAndChannel() {
        var node = mesh.nodes().boot(1).get(0);
        shell.answer((host, task) -> new SimShell.Answer("one\r\ntwo\nthr", "ee\n", 0));
        var lines = new CopyOnWriteArrayList<Line>();

        var result = mesh.jobs()
                .run(Script.of("x"), List.of(node), options -> options.onLine(lines::add))
                .await()
                .get(0);

        assertThat(lines).extracting(Line::text).containsExactly("one", "two", "ee", "thr");
        assertThat(lines)
                .extracting(Line::channel)
                .containsExactly(Line.Channel.STDOUT, Line.Channel.STDOUT, Line.Channel.STDERR, Line.Channel.STDOUT);
        assertThat(result.stdout()).isEqualTo("one\r\ntwo\nthr");
        assertThat(result.stderr()).isEqualTo("ee\n");
    }

    @Test
    void takesANonZeroStatusAsAResult() {
        var nodes = mesh.nodes().boot(1);
        shell.answer((host, task) -> new SimShell.Answer("", "no\n", 3));

        var job = mesh.jobs().run(Script.of("false"), nodes);
        var result = job.await().get(0);

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.ok()).isFalse();
        assertThat(result.error()).isNull();
        assertThat(result.outcome()).isEqualTo("exit 3");
        assertThat(job.state()).isEqualTo(JobState.DONE);
    }

    @Test
    void reportsANodeThatCannotBeReachedAndKeepsTheOthers() {
        var nodes = mesh.nodes().boot(3);
        shell.refuse(Reason.UNREACHABLE, 1);

        var job = mesh.jobs().run(Script.of("hostname"), nodes);
        var results = job.await();

        assertThat(results).hasSize(3);
        assertThat(results).filteredOn(result -> result.error() != null).hasSize(1);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void saysThatANodeHasNoAddress() {
        var node = mesh.nodes().stop(mesh.nodes().boot(1)).get(0);

        var result = mesh.jobs().run(Script.of("hostname"), node).await().get(0);

        assertThat(result.error()).isInstanceOf(SshException.class);
        assertThat(((SshException) result.error()).reason()).isEqualTo(Reason.NO_ADDRESS);
        assertThat(result.outcome())
                .startsWith("base-cloudmesh-ann-1 (sim/sim-000001) has no address to reach it at; it is STOPPED");
    }

    @Test
    void asksForTheAddressOfANodeThatJustStarted() {
        var stopped = mesh.nodes().stop(mesh.nodes().boot(1));
        var started = mesh.nodes().start(stopped);

        var result = mesh.jobs().run(Script.of("hostname"), started).await().get(0);

        assertThat(result.ok()).isTrue();
    }

    @Test
    void acceptsAHostKeyOnFirstSightAndRefusesAnother() {
        var node = mesh.nodes().boot(1).get(0);
        mesh.jobs().run(Script.of("hostname"), node).await();
        store.put(
                List.of(store.find(Query.of("hostkey")).get(0)).stream()
                        .map(key -> new Document(
                                key.kind(),
                                key.key(),
                                key.cloud(),
                                null,
                                null,
                                key.json().replace("SHA256:", "SHA256:other-"),
                                0))
                        .toList(),
                Durability.NORMAL);

        var result = mesh.jobs().run(Script.of("hostname"), node).await().get(0);

        assertThat(((SshException) result.error()).reason()).isEqualTo(Reason.HOST_KEY_CHANGED);
    }

    @Test
    void forgetsTheHostKeyOfADestroyedNode() {
        var node = mesh.nodes().boot(1).get(0);
        mesh.jobs().run(Script.of("hostname"), node).await();

        mesh.nodes().destroy(node);

        assertThat(store.count(Query.of("hostkey"))).isZero();
    }

    /** B7 and B8, as the original wrote them; {@code cm} is ours and comes last. */
    @Test
    void recordsACommandAsTheOriginalDid() throws IOException {
        var node = mesh.nodes()
                .boot(1, options -> options.name("base-cloudmesh-yuluo-5"))
                .get(0);
        shell.answer((host, task) -> new SimShell.Answer("/home/ubuntu\n", "", 0));

        var job = mesh.jobs().run(Command.of("pwd"), node);
        job.await();

        var id = job.id() + "-0001";
        assertThat(golden(document("job", id))).isEqualTo("""
                        {"_id":"%s","name":"base-cloudmesh-yuluo-5","status":"done","input":"Null","output":"/home/ubuntu\\n","description":"single job","commands":"pwd"}""".formatted(id));
        assertThat(document("status", node.id().toString()).toString()).isEqualTo("""
                        {"_id":"sim/sim-000001","id":"base-cloudmesh-yuluo-5","status":"No Job","currentJob":"Null","history":["%s"]}""".formatted(id));
    }

    @Test
    void recordsAScriptAsTheOriginalDid() throws IOException {
        var node = mesh.nodes()
                .boot(1, options -> options.name("base-cloudmesh-yuluo-5"))
                .get(0);
        shell.answer((host, task) -> new SimShell.Answer("/home/ubuntu\n", "", 0));

        var job = mesh.jobs().run(Script.of("#!/bin/sh\npwd"), node);
        job.await();

        assertThat(golden(document("job", job.id() + "-0001"))).isEqualTo("""
                        {"_id":"%s-0001","name":"base-cloudmesh-yuluo-5","status":"done","input":"#!/bin/sh\\npwd","output":"/home/ubuntu\\n","description":"single job","commands":"Null"}""".formatted(job.id()));
    }

    @Test
    void recordsAJobBeforeItRuns() throws IOException {
        var node = mesh.nodes().boot(1).get(0);
        var seen = new CopyOnWriteArrayList<JsonNode>();
        shell.answer((host, task) -> {
            seen.add(document("job", store.find(Query.of("job")).get(0).key()));
            seen.add(document("status", node.id().toString()));
            return new SimShell.Answer("", "", 0);
        });

        var job = mesh.jobs().run(Command.of("true"), node);
        job.await();

        assertThat(seen.get(0).path("status").asText()).isEqualTo("processing");
        assertThat(seen.get(0).path("output").asText()).isEqualTo("Null");
        assertThat(seen.get(1).path("status").asText()).isEqualTo("processing");
        assertThat(seen.get(1).path("currentJob").asText()).isEqualTo(job.id() + "-0001");
    }

    @Test
    void recordsAFailure() throws IOException {
        var node = mesh.nodes().boot(1).get(0);
        shell.refuse(Reason.AUTHENTICATION, 1);

        var job = mesh.jobs().run(Command.of("true"), node);
        job.await();

        var recorded = document("job", job.id() + "-0001");
        assertThat(recorded.path("status").asText()).isEqualTo("failed");
        assertThat(recorded.path("cm").path("error").asText()).contains("refused");
    }

    @Test
    void findsEarlierJobsInTheStoreNewestFirst() {
        var nodes = mesh.nodes().boot(2);
        var first = mesh.jobs().run(Script.of("echo one"), nodes);
        first.await();
        time.advance(Duration.ofSeconds(1));
        var second = mesh.jobs().run(Command.of("echo", "two"), nodes, o -> o.description("the second"));
        second.await();

        try (var later = open(options -> {})) {
            var jobs = later.jobs().list();

            assertThat(jobs).extracting(Job::id).containsExactly(second.id(), first.id());
            assertThat(jobs).extracting(Job::state).containsOnly(JobState.DONE);
            assertThat(jobs.get(0).task()).isEqualTo(Command.of("echo", "two"));
            assertThat(jobs.get(0).description()).isEqualTo("the second");
            assertThat(jobs.get(1).task()).isEqualTo(Script.of("echo one"));
            assertThat(jobs.get(1).user()).isEqualTo("ann");
            assertThat(jobs.get(1).results()).hasSameElementsAs(withoutNanos(first.results()));
            assertThat(later.jobs().list(1)).hasSize(1);
        }
    }

    @Test
    void runsARecordedJobAgain() {
        var nodes = mesh.nodes().boot(2);
        var first = mesh.jobs().run(Command.of("echo", "a b"), nodes);
        first.await();

        try (var later = open(options -> {})) {
            var again = later.jobs().get(first.id()).rerun();
            again.await();

            assertThat(again.id()).isNotEqualTo(first.id());
            assertThat(again.task()).isEqualTo(first.task());
            assertThat(again.nodes()).extracting(Node::id).containsExactlyElementsOf(ids(nodes));
            assertThat(shell.ran()).hasSize(4);
        }
    }

    @Test
    void namesTheJobThatIsNotThere() {
        assertThatThrownBy(() -> mesh.jobs().get("nope"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no job \"nope\" is in the store; jobs().list() shows the last ones");
    }

    @Test
    void refusesAnEmptySelectionAndRecordsNothing() {
        assertThatThrownBy(() -> mesh.jobs().run(Script.of("hostname"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no node was given to run \"hostname\" on; nothing was done");
        assertThat(store.count(Query.of("run"))).isZero();
    }

    @Test
    void refusesAScriptThatIsNoFile() throws IOException {
        var empty = Files.createFile(directory.resolve("empty.sh"));

        assertThatThrownBy(() -> Script.file(Path.of("/nowhere/my.sh")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no script was read: /nowhere/my.sh is no file");
        assertThatThrownBy(() -> Script.file(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(" is a directory");
        assertThatThrownBy(() -> Script.file(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the script is empty");
    }

    @Test
    void endsEverywhereWhenItIsCancelled() {
        var nodes = mesh.nodes().boot(3);
        var hang = new CountDownLatch(1);
        shell.answer((host, task) -> answerAfter(hang, ""));

        var job = mesh.jobs().run(Script.of("sleep 1000"), nodes);
        job.cancel();
        var results = job.await();

        assertThat(results).hasSize(3);
        assertThat(results).allSatisfy(result -> assertThat(result.error()).isInstanceOf(CancelledException.class));
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void goesOnWhenOneStopsWaitingForIt() throws Exception {
        var nodes = mesh.nodes().boot(1);
        var go = new CountDownLatch(1);
        shell.answer((host, task) -> answerAfter(go, "late"));
        var job = mesh.jobs().run(Script.of("slow"), nodes);

        assertThatThrownBy(() -> job.await(Duration.ofMillis(1)))
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("has 0 of 1 results after PT0.001S; it goes on");
        go.countDown();

        assertThat(job.future().get()).extracting(Result::text).containsExactly("late");
    }

    @Test
    void endsWithTheMesh() {
        var nodes = mesh.nodes().boot(2);
        var hang = new CountDownLatch(1);
        shell.answer((host, task) -> answerAfter(hang, ""));
        var job = mesh.jobs().run(Script.of("sleep 1000"), nodes);

        mesh.close();

        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(store.find(Query.of("run").state("processing"))).isEmpty();
    }

    @Test
    void tellsHowItGoes() {
        var nodes = mesh.nodes().boot(2);
        events.clear();

        var job = mesh.jobs().run(Script.of("hostname"), nodes);
        job.await();

        assertThat(events).first().isEqualTo(new Event.JobChanged(time.now(), job, JobState.RUNNING));
        assertThat(events).filteredOn(Event.JobProgressed.class::isInstance).hasSize(2);
        assertThat(events).last().isEqualTo(new Event.JobChanged(time.now(), job, JobState.DONE));
    }

    @Test
    void keepsNoResultFromTheCallerWhenTheStoreFails() {
        var nodes = mesh.nodes().boot(2);
        store.beforeWrite(document -> {
            if (!document.kind().equals("hostkey") && !"processing".equals(document.state())) {
                throw new StoreException("disk full");
            }
        });

        var results = mesh.jobs().run(Script.of("hostname"), nodes).await();

        assertThat(results).hasSize(2).allMatch(Result::ok);
        store.beforeWrite(document -> {});
    }

    @Test
    void survivesAListenerThatFails() {
        var nodes = mesh.nodes().boot(1);

        var job = mesh.jobs()
                .run(
                        Script.of("hostname"),
                        nodes,
                        options -> options.onLine(line -> {
                            throw new IllegalStateException("mine");
                        }));

        assertThat(job.await()).allMatch(Result::ok);
    }

    @Test
    void isReadFromTheStoreAsItWas() {
        var nodes = mesh.nodes().boot(2);
        shell.answer((host, task) -> new SimShell.Answer("out\n", "err\n", 3));
        var job = mesh.jobs().run(Script.of("measure"), nodes, options -> options.description("warm up"));
        var results = withoutNanos(job.await());

        try (var other = open(options -> {})) {
            var read = other.jobs().get(job.id());

            assertThat(read.task()).isEqualTo(job.task());
            assertThat(read.nodes()).extracting(Node::id).isEqualTo(ids(nodes));
            assertThat(read.user()).isEqualTo("ann");
            assertThat(read.user()).isEqualTo(job.user());
            assertThat(read.description()).isEqualTo("warm up").isEqualTo(job.description());
            assertThat(read.startedAt()).isEqualTo(job.startedAt()).isEqualTo(time.now());
            assertThat(read.state()).isEqualTo(JobState.DONE);
            assertThat(read.await()).hasSameElementsAs(results);
            assertThat(read.await(Duration.ZERO)).hasSameElementsAs(results);
            assertThat(read.future()).isCompletedWithValue(read.results());
            assertThat(read).hasSameElementsAs(results);
            assertThat(read)
                    .hasToString("job %s: measure on 2 nodes, done, 2 results".formatted(job.id()))
                    .hasToString(job.toString());
        }
    }

    @Test
    void runsOnTheSameNodesAgain() {
        var nodes = mesh.nodes().boot(2);
        var job = mesh.jobs().run(Script.of("measure"), nodes);
        job.await();

        var again = job.rerun();

        assertThat(again.await()).hasSize(2);
        assertThat(again.id()).isGreaterThan(job.id());
        assertThat(again.task()).isEqualTo(job.task());
        assertThat(again.nodes()).extracting(Node::id).isEqualTo(ids(nodes));
    }

    @Test
    void saysWhichNodesHaveNoResultYet() {
        var nodes = mesh.nodes().boot(2);
        var go = new CountDownLatch(1);
        shell.answer((host, task) ->
                host.id().equals(nodes.get(1).id()) ? answerAfter(go, "late") : new SimShell.Answer("", "", 0));
        var job = mesh.jobs().run(Script.of("slow"), nodes);
        job.iterator().next();

        var thrown = catchThrowableOfType(WaitTimeoutException.class, () -> job.await(Duration.ZERO));
        go.countDown();

        assertThat(thrown.last()).containsOnlyKeys(nodes.get(1).id());
        assertThat(job.await()).hasSize(2);
    }

    @Test
    void isCalledOffByItsCancellation() {
        var nodes = mesh.nodes().boot(2);
        var cancellation = new Cancellation();
        var hang = new CountDownLatch(1);
        shell.answer((host, task) -> answerAfter(hang, ""));
        var job = mesh.jobs().run(Script.of("sleep 1000"), nodes, options -> options.cancelOn(cancellation));

        cancellation.cancel();
        job.await();

        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(store.find(Query.of("job"))).extracting(Document::state).containsOnly("cancelled");
    }

    @Test
    void saysThatItGoesOnWhenTheOneWhoWaitsIsInterrupted() {
        var nodes = mesh.nodes().boot(1);
        var go = new CountDownLatch(1);
        shell.answer((host, task) -> answerAfter(go, "late"));
        var job = mesh.jobs().run(Script.of("slow"), nodes);

        Thread.currentThread().interrupt();
        var thrown = catchThrowable(job::await);
        boolean wasInterrupted = Thread.interrupted();
        go.countDown();

        assertThat(thrown).isInstanceOf(CancelledException.class).hasMessageEndingWith("it goes on");
        assertThat(wasInterrupted).isTrue();
        assertThat(job.await()).extracting(Result::text).containsExactly("late");
    }

    private static SimShell.Answer answerAfter(CountDownLatch go, String text) {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new CancelledException("interrupted");
        }
        return new SimShell.Answer(text, "", 0);
    }

    private JsonNode document(String kind, String key) {
        try {
            return JSON.readTree(store.get(kind, key).orElseThrow().json());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String golden(JsonNode document) {
        var last = new ArrayList<String>();
        document.fieldNames().forEachRemaining(last::add);
        assertThat(last).last().isEqualTo("cm");
        return ((ObjectNode) document).without("cm").toString();
    }

    private static List<Result> withoutNanos(List<Result> results) {
        return results.stream()
                .map(result -> new Result(
                        result.jobId(),
                        result.node(),
                        result.exitStatus(),
                        result.signal(),
                        result.stdout(),
                        result.stderr(),
                        Duration.ofMillis(result.took().toMillis()),
                        result.error()))
                .toList();
    }

    private static List<NodeId> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    @Test
    void runsNothingAtTheAddressOfAMachineThatIsGone() {
        var node = mesh.nodes().boot(1).get(0);
        mesh.close();
        cloud.remove(node.id().providerId());
        time.advance(Duration.ofMinutes(5));

        try (var later = open(options -> {})) {
            var result = later.jobs().run(Script.of("hostname"), node).await().get(0);

            assertThat(((SshException) Objects.requireNonNull(result.error())).reason())
                    .isEqualTo(Reason.NO_ADDRESS);
            assertThat(later.nodes().get(node.id()).state()).isEqualTo(NodeState.DESTROYED);
        }
        assertThat(shell.ran()).isEmpty();
    }

    @Test
    void asksForAddressesNoLongerThanTheJobMayTake() {
        var left = new ArrayList<Duration>();
        var watched = new Wrapped(cloud, (method, arguments, real) -> {
            if (method.equals("get")) {
                left.add(((Deadline) arguments.get(1)).remaining());
            }
            return real.call();
        });
        try (var other = open(options -> options.cloud("watched", watched))) {
            var nodes = other.cloud("watched").nodes();
            var started = nodes.start(nodes.stop(nodes.boot(1)));

            other.jobs()
                    .run(Script.of("hostname"), started, options -> options.timeout(Duration.ofSeconds(10)))
                    .await();
        }

        assertThat(left).containsExactly(Duration.ofSeconds(10));
    }
}
