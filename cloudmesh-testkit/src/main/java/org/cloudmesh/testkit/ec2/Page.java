package org.cloudmesh.testkit.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list. Documented: "Pagination": {@code MaxResults} asks for pages and {@code NextToken} for the next one; without
 * {@code MaxResults} everything comes at once.
 *
 * @param items of this page
 * @param nextToken null if this is the last
 */
record Page<T>(List<T> items, @Nullable String nextToken) {

    private static final String TOKEN_START = "after:";

    /** How large a page may be asked for, and how large it gets. */
    record Limits(int least, int most, int served) {}

    /** The page that is asked for, of items of which none come or go meanwhile. */
    static <T> Page<T> of(Params params, List<T> items, Limits limits) {
        var numbers = IntStream.range(0, items.size()).boxed().toList();
        var page = of(params, numbers, Integer::longValue, limits);
        return new Page<>(page.items().stream().map(items::get).toList(), page.nextToken());
    }

    /** The page that is asked for, of items in the order of their positions, from 0. */
    static <T> Page<T> of(Params params, List<T> items, ToLongFunction<T> position, Limits limits) {
        int size = params.number("MaxResults", Integer.MAX_VALUE);
        if (params.has("MaxResults") && (size < limits.least() || size > limits.most())) {
            throw Ec2Error.invalid("Value ( " + size + " ) for parameter maxResults is invalid. Expecting a value from "
                    + limits.least() + " to " + limits.most() + ".");
        }
        var token = params.text("NextToken");
        long after = token == null || token.isEmpty() ? -1 : position(token);
        var rest = items.stream()
                .filter(item -> position.applyAsLong(item) > after)
                .toList();
        int served = params.has("MaxResults") ? Math.min(size, limits.served()) : size;
        if (rest.size() <= served) {
            return new Page<>(rest, null);
        }
        var page = rest.subList(0, served);
        return new Page<>(page, token(position.applyAsLong(page.get(served - 1))));
    }

    private static String token(long position) {
        return Base64.getEncoder().encodeToString((TOKEN_START + position).getBytes(StandardCharsets.UTF_8));
    }

    private static long position(String token) {
        try {
            var text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            return Long.parseLong(text.replace(TOKEN_START, ""));
        } catch (IllegalArgumentException e) {
            throw new Ec2Error("InvalidPaginationToken", "The specified pagination token is not valid or is expired.");
        }
    }
}
