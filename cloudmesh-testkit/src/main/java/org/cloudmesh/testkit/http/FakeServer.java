package org.cloudmesh.testkit.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.http.HttpFault.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handler behind real HTTP, on a free port of 127.0.0.1. It records what is asked, and goes wrong when told to. Thread-safe.
 */
public final class FakeServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FakeServer.class);
    private static final int BACKLOG = 1024;
    private static final long PATIENCE_SECONDS = 10;
    private static final int DEFECT = 500;

    static {
        // Answers of two writes wait 40 ms for the client's acknowledgement otherwise (Nagle); the JDK's server reads
        // this once,
        // when its first one is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpHandler handler;
    private final Time time;
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads;
    private final Faults faults = new Faults();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FakeServer(HttpHandler handler, Time time, @Nullable SSLContext tls) throws IOException {
        this.handler = handler;
        this.time = time;
        // Not the loopback address, which may be ::1.
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        server = tls == null ? HttpServer.create(address, BACKLOG) : secured(address, tls);
        scheme = tls == null ? "http" : "https";
        threads = Executors.newCachedThreadPool(this::thread);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    private static HttpServer secured(InetSocketAddress address, SSLContext tls) throws IOException {
        var secured = HttpsServer.create(address, BACKLOG);
        secured.setHttpsConfigurator(new HttpsConfigurator(tls));
        return secured;
    }

    /**
     * Serves that handler; clients are answered when this returns.
     *
     * @throws UncheckedIOException if no port can be had
     */
    public static FakeServer start(HttpHandler handler, Time time) {
        return start(handler, time, null);
    }

    /**
     * Serves that handler, over HTTPS if there is a context.
     *
     * @throws UncheckedIOException if no port can be had
     */
    public static FakeServer start(HttpHandler handler, Time time, @Nullable SSLContext tls) {
        try {
            var fake = new FakeServer(handler, time, tls);
            fake.server.start();
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException("the fake is not served: no port of 127.0.0.1 can be had", e);
        }
    }

    /** Where it answers, without a path. */
    public URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked so far, in the order it was answered. */
    public List<Seen> requests() {
        return List.copyOf(seen);
    }

    /** How often each operation was asked so far, by its name. */
    public Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        seen.forEach(one -> counts.merge(one.operation(), 1L, Long::sum));
        return counts;
    }

    /** Forgets what was asked so far. */
    public void clearRequests() {
        seen.clear();
    }

    /** Has that go wrong from now on; of several that could strike a request, the one injected first does. */
    public void inject(HttpFault fault) {
        faults.add(fault);
    }

    /** Nothing goes wrong any more. */
    public void clearFaults() {
        faults.clear();
    }

    // Closing the exchange before its body is complete closes the connection.
    private void serve(HttpExchange exchange) {
        try (exchange) {
            var request = read(exchange);
            var operation = handler.operation(request);
            var fault = faults.take(operation, request);
            if (fault == null) {
                var answer = answer(request);
                record(operation, request, answer.status());
                Reply.send(exchange, answer);
            } else {
                goWrong(exchange, operation, request, fault);
            }
        } catch (IOException e) {
            LOG.debug("a client went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest read(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery();
        return new HttpRequest(
                exchange.getRequestMethod(), uri.getRawPath(), query == null ? "" : query, headers, body);
    }

    private void goWrong(HttpExchange exchange, String operation, HttpRequest request, HttpFault fault)
            throws IOException, InterruptedException {
        var kind = fault.kind();
        var done = kind == Kind.FAIL_AFTER || kind == Kind.DROP_AFTER || kind == Kind.CUT;
        var real = done ? answer(request) : HttpAnswer.empty(0);
        var status = kind == Kind.CUT ? real.status() : fault.status();
        record(operation, request, status);
        switch (kind) {
            case REFUSE, FAIL_AFTER -> Reply.send(exchange, fault.answer());
            case CUT -> Reply.sendHalf(exchange, real);
            case HANG -> closed.await();
            case DROP_BEFORE, DROP_AFTER -> LOG.debug("{} gets no answer", operation);
        }
    }

    private HttpAnswer answer(HttpRequest request) {
        try {
            return handler.answer(request);
        } catch (RuntimeException e) {
            LOG.error("the fake could not answer {}", request, e);
            return HttpAnswer.of(DEFECT, "text/plain", "a defect of the fake, see its log: " + e);
        }
    }

    private void record(String operation, HttpRequest request, int status) {
        seen.add(Seen.of(operation, request, status, time.now()));
    }

    private Thread thread(Runnable work) {
        var thread = new Thread(work, "fake-" + server.getAddress().getPort());
        thread.setDaemon(true);
        return thread;
    }

    /** Ends all connections, and waits for what is being done for them. A second call does nothing. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} still answers somebody", this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it answers. */
    @Override
    public String toString() {
        return "fake at " + endpoint();
    }
}
