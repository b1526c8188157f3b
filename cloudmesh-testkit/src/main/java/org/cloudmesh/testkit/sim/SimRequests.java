package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.function.Supplier;
import org.cloudmesh.AuthException;
import org.cloudmesh.CloudException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.Request;
import org.cloudmesh.spi.CloudContext;

/** Sends one connection's requests to a {@link SimCloud}: recorded, checked, and struck by faults as a whole. Thread-safe. */
final class SimRequests {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private final SimSettings settings;
    private final SimCalls calls;
    private final SimFaults faults;
    private final CloudContext context;

    SimRequests(SimSettings settings, SimCalls calls, SimFaults faults, CloudContext context) {
        this.settings = settings;
        this.calls = calls;
        this.faults = faults;
        this.context = context;
    }

    /**
     * What the cloud answers to one request.
     *
     * @param status as HTTP has it
     */
    record Answer<R>(int status, R value) {}

    /** A request that succeeds unless a fault strikes it. */
    <R> R read(String operation, int items, String first, Supplier<R> work) {
        return send(operation, items, first, () -> new Answer<>(OK, work.get()));
    }

    /**
     * One request.
     *
     * @param first the first item it names; empty if it names none
     */
    <R> R send(String operation, int items, String first, Supplier<Answer<R>> work) {
        int number = calls.add(operation, items);
        int status = 0;
        try {
            checkCredentials(operation);
            checkRate(operation);
            throwIf(Fault.Kind.FAIL_BEFORE, operation, first);
            var answer = work.get();
            throwIf(Fault.Kind.FAIL_AFTER, operation, first);
            status = answer.status();
            return answer.value();
        } catch (CloudException e) {
            status = e.status();
            throw e;
        } finally {
            report(operation, status, number);
        }
    }

    private void checkCredentials(String operation) {
        if (settings.credentials.isExpired()) {
            throw new AuthException(
                    context.name(),
                    operation,
                    UNAUTHORIZED,
                    null,
                    "the credentials have expired; renew them, and try again",
                    null);
        }
    }

    private void checkRate(String operation) {
        settings.rate.exceeded(context.time().now()).ifPresent(wait -> {
            throw new RateLimitException(
                    context.name(),
                    operation,
                    TOO_MANY_REQUESTS,
                    null,
                    "too many requests in one second; come back in " + wait,
                    wait,
                    null);
        });
    }

    private void throwIf(Fault.Kind kind, String operation, String first) {
        faults.strike(operation, kind, first).ifPresent(fault -> {
            throw fault.cause();
        });
    }

    private void report(String operation, int status, int number) {
        context.requests()
                .accept(new Request(
                        context.name(),
                        operation,
                        status,
                        "sim-" + number,
                        context.time().now(),
                        Duration.ZERO));
    }
}
