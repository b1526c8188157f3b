package org.cloudmesh.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeServerTest {

    private static final int BUSY = 503;

    private final AtomicInteger done = new AtomicInteger();
    private final VirtualTime time = new VirtualTime();
    private final FakeServer server = FakeServer.start(new Counting(), time);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void recordsWhatWasAskedAndWhatWasAnswered() throws Exception {
        var answer = post("/things/1?x=%20y", "body of it");

        assertThat(answer.body()).isEqualTo("done 1");
        assertThat(server.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.operation()).isEqualTo("POST /things/1");
            assertThat(seen.query()).isEqualTo("x=%20y");
            assertThat(seen.body()).isEqualTo("body of it");
            assertThat(seen.headers()).containsEntry("x-kind", "test");
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.at()).isEqualTo(time.now());
            assertThat(seen).hasToString("POST /things/1: POST /things/1 -> 200");
        });
        assertThat(server.counts()).containsOnlyKeys("POST /things/1").containsEntry("POST /things/1", 1L);
    }

    @Test
    void forgetsWhatWasAskedWhenTold() throws Exception {
        post("/", "");

        server.clearRequests();

        assertThat(server.requests()).isEmpty();
        assertThat(server.counts()).isEmpty();
    }

    @Test
    void refusesBeforeAnythingIsDoneAndOnlyOnce() throws Exception {
        server.inject(
                HttpFault.refuse(HttpFault.ANY, BUSY, "text/plain", "busy").header("X-Why", "load"));

        var refused = post("/", "");
        var answered = post("/", "");

        assertThat(refused.statusCode()).isEqualTo(BUSY);
        assertThat(refused.body()).isEqualTo("busy");
        assertThat(refused.headers().firstValue("X-Why")).hasValue("load");
        assertThat(answered.body()).isEqualTo("done 1");
    }

    @Test
    void losesTheAnswerOfWhatIsDone() throws Exception {
        server.inject(HttpFault.failAfter("POST /", BUSY, "text/plain", "busy"));

        var answer = post("/", "");

        assertThat(answer.statusCode()).isEqualTo(BUSY);
        assertThat(done).hasValue(1);
    }

    @Test
    void closesTheConnectionBeforeOrAfterTheEffect() {
        // The JDK's client sends again what it takes for safe to send again, but never a POST.
        server.inject(HttpFault.dropBefore("POST /before"));
        server.inject(HttpFault.dropAfter("POST /after"));

        assertThatThrownBy(() -> post("/before", "")).isInstanceOf(IOException.class);
        assertThat(done).hasValue(0);
        assertThatThrownBy(() -> post("/after", "")).isInstanceOf(IOException.class);
        assertThat(done).hasValue(1);
        assertThat(server.requests()).extracting(Seen::status).containsExactly(0, 0);
    }

    @Test
    void cutsTheAnswerInHalfOfWhichTheHeadersPromiseAll() {
        server.inject(HttpFault.cut("POST /"));

        assertThatThrownBy(() -> post("/", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fixed content-length: 6, bytes received: 3");
        assertThat(done).hasValue(1);
    }

    @Test
    void saysHowLongToStayAway() throws Exception {
        server.inject(HttpFault.throttle("POST /", 429, "{}", Duration.ofSeconds(7)));

        var answer = post("/", "");

        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(done).hasValue(0);
    }

    @Test
    void hangsUntilTheServerIsClosed() {
        server.inject(HttpFault.hang("POST /"));
        var asked = HttpClient.newHttpClient().sendAsync(request("/", ""), BodyHandlers.ofString());
        while (server.requests().isEmpty()) {
            Thread.onSpinWait();
        }

        assertThat(asked).isNotDone();
        server.close();

        assertThat(asked).failsWithin(Duration.ofSeconds(30));
        assertThat(done).hasValue(0);
    }

    @Test
    void strikesOnlyTheRequestsThatAreMeantAndSoOftenAsIsSaid() throws Exception {
        server.inject(HttpFault.refuse("POST /", BUSY, "text/plain", "busy")
                .only(text -> text.contains("name=a b"))
                .times(2));

        assertThat(post("/", "name=c").statusCode()).isEqualTo(200);
        assertThat(post("/", "name=a+b").statusCode()).isEqualTo(BUSY);
        assertThat(post("/", "name=a%20b").statusCode()).isEqualTo(BUSY);
        assertThat(post("/", "name=a+b").statusCode()).isEqualTo(200);
    }

    @Test
    void hasNothingGoWrongAnyMoreWhenTold() throws Exception {
        server.inject(HttpFault.dropBefore(HttpFault.ANY).times(5));

        server.clearFaults();

        assertThat(post("/", "").statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatTheFakeItselfIsWrong() throws Exception {
        var answer = post("/defect", "");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("a defect of the fake");
    }

    @Test
    void sendsInChunksWhatIsNotHeldInMemory() throws Exception {
        var answer = post("/streamed", "");

        assertThat(answer.body()).hasSize(100_000);
        assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
    }

    @Test
    void answersManyAtOnce() {
        var client = HttpClient.newHttpClient();

        var asked = java.util.stream.IntStream.range(0, 64)
                .mapToObj(i -> client.sendAsync(request("/" + i, ""), BodyHandlers.ofString()))
                .toList();

        assertThat(asked).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
        assertThat(done).hasValue(64);
        assertThat(server.requests()).hasSize(64);
    }

    private HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request(target, body), BodyHandlers.ofString());
    }

    private java.net.http.HttpRequest request(String target, String body) {
        return java.net.http.HttpRequest.newBuilder(URI.create(server.endpoint() + target))
                .header("X-Kind", "test")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private final class Counting implements HttpHandler {

        @Override
        public String operation(HttpRequest request) {
            return request.method() + " " + request.path();
        }

        @Override
        public HttpAnswer answer(HttpRequest request) {
            return switch (request.path()) {
                case "/defect" -> throw new IllegalStateException("planted");
                case "/streamed" ->
                    HttpAnswer.streamed(
                            200,
                            "text/plain",
                            out -> out.write("x".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
                default -> HttpAnswer.of(200, "text/plain", "done " + done.incrementAndGet());
            };
        }
    }
}
