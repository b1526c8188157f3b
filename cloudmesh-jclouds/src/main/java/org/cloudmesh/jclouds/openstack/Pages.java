package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** A list, page after page as it is read: one element is in memory at a time. Not thread-safe. */
final class Pages<T> extends AbstractSpliterator<T> implements AutoCloseable {

    private final OpenStackApi api;
    private final ListRequest request;
    private final BiFunction<JsonNode, Instant, T> element;
    private final BooleanSupplier isEnough;
    private final Deadline deadline;
    private @Nullable Page page;
    private @Nullable String query;

    private Pages(
            OpenStackApi api,
            ListRequest request,
            BiFunction<JsonNode, Instant, T> element,
            BooleanSupplier isEnough,
            Deadline deadline) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.api = api;
        this.request = request;
        this.element = element;
        this.isEnough = isEnough;
        this.deadline = deadline;
        query = request.query();
    }

    /** All of it; whoever reads it closes it. */
    static <T> Stream<T> stream(
            OpenStackApi api, ListRequest request, BiFunction<JsonNode, Instant, T> element, Deadline deadline) {
        return stream(api, request, element, () -> false, deadline);
    }

    /** No page after the one in which it was enough. */
    static <T> Stream<T> stream(
            OpenStackApi api,
            ListRequest request,
            BiFunction<JsonNode, Instant, T> element,
            BooleanSupplier isEnough,
            Deadline deadline) {
        var pages = new Pages<T>(api, request, element, isEnough, deadline);
        return StreamSupport.stream(pages, false).onClose(pages::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        try {
            while (query != null || page != null) {
                var current = page == null ? open() : page;
                var json = current.read();
                if (json != null) {
                    action.accept(element.apply(json, current.askedAt()));
                    return true;
                }
                turn(current);
            }
            return false;
        } catch (IOException e) {
            throw api.broken(request.operation(), e);
        }
    }

    private Page open() throws IOException {
        if (deadline.isExpired()) {
            throw new UnavailableException(
                    api.cloud(), request.operation(), 0, null, "not all of it was read before the deadline", null);
        }
        var askedAt = api.now();
        var path = request.path() + (query == null || query.isEmpty() ? "" : "?" + query);
        var answer = api.open(request.service(), request.operation(), "GET", path, null, deadline);
        try {
            var opened = new Page(answer, request.list(), askedAt);
            page = opened;
            return opened;
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    private void turn(Page read) throws IOException {
        var next = isEnough.getAsBoolean() ? null : read.nextQuery();
        if (next != null && next.equals(query)) {
            throw new IOException("the next page is the same");
        }
        query = next;
        page = null;
        read.close();
    }

    @Override
    public void close() {
        var open = page;
        page = null;
        query = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw api.broken(request.operation(), e);
            }
        }
    }
}
