package org.cloudmesh.jclouds.http;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.Request;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.Deadline;
import org.jclouds.http.HttpCommand;
import org.jclouds.http.HttpCommandExecutorService;
import org.jclouds.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one account, over jclouds: each once, counted, within the account's rate and the verb's deadline. Knows
 * nothing of what is said. Thread-safe; connects at the first request.
 */
public final class CloudHttp implements AutoCloseable {

    private final CloudContext context;
    private final Function<Refusal, CloudmeshException> errors;
    private final HttpSettings settings;
    private final Module filters;
    private final TokenBucket bucket;
    private final DeadlineInterceptor deadlines = new DeadlineInterceptor();
    private @Nullable Injector injector;
    private boolean closed;

    /**
     * Not connected yet.
     *
     * @param errors makes an exception of a refusal
     * @param filters binds what the filters of calls want, such as credentials
     */
    public CloudHttp(
            CloudContext context, HttpSettings settings, Function<Refusal, CloudmeshException> errors, Module filters) {
        this.context = context;
        this.settings = settings;
        this.errors = errors;
        this.filters = filters;
        bucket = new TokenBucket(context.time(), settings.rate());
    }

    /**
     * Sends it, and returns as soon as the answer begins; the caller closes it.
     *
     * @throws CloudmeshException what {@code errors} made of a refusal
     * @throws UnavailableException if no answer came; what was asked may have been done, unless the deadline had passed
     *     before
     * @throws RateLimitException if the account's rate leaves no room before the deadline; nothing was sent
     * @throws CancelledException if the thread was interrupted
     */
    public Answer send(Call call, Deadline deadline) {
        takeTurn(call, deadline);
        var sentAt = context.time().now();
        deadlines.begin(deadline);
        try {
            var response =
                    injector().getInstance(HttpCommandExecutorService.class).invoke(new HttpCommand(request(call)));
            var answer = new Answer(response);
            count(call, response.getStatusCode(), requestId(answer), sentAt);
            return answer;
        } catch (RefusedException e) {
            var refusal = new Refusal(context.name(), call.operation(), e.status(), e.headers(), e.body());
            var error = errors.apply(refusal);
            count(call, e.status(), RequestIds.of(refusal), sentAt);
            throw error;
        } catch (CloudmeshException e) {
            // What signs may ask for credentials.
            throw e;
        } catch (RuntimeException e) {
            count(call, 0, null, sentAt);
            throw lost(call, e);
        } finally {
            deadlines.end();
        }
    }

    /** What jclouds has of that type, such as a filter that signs. */
    public <T> T instance(Class<T> type) {
        return injector().getInstance(type);
    }

    /** What went wrong while an answer was read. */
    public CloudmeshException broken(String operation, Throwable cause) {
        return Thread.currentThread().isInterrupted() || cause instanceof ClosedByInterruptException
                ? new CancelledException("%s: %s was called off".formatted(context.name(), operation))
                : new UnavailableException(
                        context.name(), operation, 0, null, "the answer broke off: " + Failures.inWords(cause), cause);
    }

    private void takeTurn(Call call, Deadline deadline) {
        if (deadline.isExpired()) {
            throw new UnavailableException(
                    context.name(), call.operation(), 0, null, "not sent: its deadline had passed", null);
        }
        var wait = bucket.take();
        if (wait.compareTo(deadline.remaining()) > 0) {
            bucket.giveBack();
            throw new RateLimitException(
                    context.name(),
                    call.operation(),
                    0,
                    null,
                    "too many requests wait for their turn: not sent before the deadline",
                    wait,
                    null);
        }
        if (!wait.isZero()) {
            pause(call, wait);
        }
    }

    private void pause(Call call, Duration wait) {
        try {
            context.time().sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "%s: %s was called off before it was sent".formatted(context.name(), call.operation()));
        }
    }

    private static HttpRequest request(Call call) {
        var builder = HttpRequest.builder().method(call.method()).endpoint(call.uri());
        call.headers().forEach(builder::addHeader);
        var authority = call.uri().getRawAuthority();
        builder.addHeader("Host", authority);
        if (call.body() != null) {
            builder.payload(call.body());
        }
        var request = builder.filters(call.filters()).build();
        if (call.contentType() != null && request.getPayload() != null) {
            request.getPayload().getContentMetadata().setContentType(call.contentType());
        }
        return request;
    }

    private void count(Call call, int status, @Nullable String requestId, Instant sentAt) {
        var took = Duration.between(sentAt, context.time().now());
        context.requests().accept(new Request(context.name(), call.operation(), status, requestId, sentAt, took));
    }

    private static @Nullable String requestId(Answer answer) {
        return RequestIds.HEADERS.stream()
                .flatMap(name -> answer.header(name).stream())
                .findFirst()
                .orElse(null);
    }

    private CloudmeshException lost(Call call, RuntimeException e) {
        var cause = Failures.root(e);
        if (Thread.currentThread().isInterrupted()) {
            return new CancelledException("%s: %s was called off".formatted(context.name(), call.operation()));
        }
        var where = call.uri().getScheme() + "://" + call.uri().getAuthority();
        return new UnavailableException(
                context.name(), call.operation(), 0, null, "%s at %s".formatted(Failures.inWords(cause), where), cause);
    }

    private synchronized Injector injector() {
        if (closed) {
            throw new IllegalStateException("cloud \"%s\" is closed".formatted(context.name()));
        }
        var made = injector;
        if (made == null) {
            made = build();
            injector = made;
        }
        return made;
    }

    private Injector build() {
        var client = new HttpClients(context.config(), settings, deadlines);
        var proxy = Proxying.properties(context.config(), settings.endpoint());
        return Guice.createInjector(new RawHttpModule(client, proxy), filters);
    }

    /** Gives up connections. */
    @Override
    public void close() {
        Injector last;
        synchronized (this) {
            closed = true;
            last = injector;
            injector = null;
        }
        if (last != null) {
            last.getInstance(OkHttpClient.class).connectionPool().evictAll();
        }
    }
}
