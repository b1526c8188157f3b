package org.cloudmesh.testkit.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.cloudmesh.CloudException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Request;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.Outcome;

/** Reports each call as the request it would be on a cloud further away. Thread-safe. */
final class Calls {

    private static final int OK = 200;

    private final CloudContext context;

    Calls(CloudContext context) {
        this.context = context;
    }

    /** Does the work of one call. */
    <T> T call(String operation, Function<Call, T> work) {
        var call = newCall(operation);
        var at = context.time().now();
        int status = 0;
        try {
            var answer = work.apply(call);
            status = OK;
            return answer;
        } catch (CloudmeshException e) {
            status = status(e);
            throw e;
        } finally {
            report(call, status, at);
        }
    }

    /** Does the work of one call on each of several things; its status is that of the first that was refused. */
    <A, B> List<Outcome<B>> batch(String operation, List<A> items, BiFunction<Call, A, B> work) {
        var call = newCall(operation);
        var at = context.time().now();
        var outcomes = new ArrayList<Outcome<B>>(items.size());
        int status = OK;
        for (var item : items) {
            try {
                outcomes.add(Outcome.done(work.apply(call, item)));
            } catch (CloudmeshException e) {
                status = status == OK ? status(e) : status;
                outcomes.add(Outcome.failed(e));
            }
        }
        report(call, status, at);
        return outcomes;
    }

    private Call newCall(String operation) {
        return new Call(context.name(), operation, UUID.randomUUID().toString());
    }

    private void report(Call call, int status, Instant at) {
        var took = Duration.between(at, context.time().now());
        context.requests().accept(new Request(call.cloud(), call.operation(), status, call.requestId(), at, took));
    }

    private static int status(CloudmeshException refusal) {
        if (refusal instanceof NotFoundException) {
            return 404;
        }
        return refusal instanceof CloudException known ? known.status() : 0;
    }
}
