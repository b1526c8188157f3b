package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An answer in pages, each read when it is needed; the connection is given back after the last. For one thread at a time. */
final class RemotePages implements Iterator<JsonNode> {

    private final RemoteCalls calls;
    private final String operation;
    private final SimLines lines;
    private Iterator<JsonNode> page;
    private boolean more;

    RemotePages(RemoteCalls calls, String operation, SimLines lines, JsonNode first) {
        this.calls = calls;
        this.operation = operation;
        this.lines = lines;
        page = take(first);
    }

    private Iterator<JsonNode> take(JsonNode line) {
        more = line.path("more").asBoolean();
        if (!more) {
            calls.release(lines);
        }
        return line.path("values").iterator();
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && more) {
            page = take(calls.nextPage(operation, lines));
        }
        return page.hasNext();
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    Stream<JsonNode> stream() {
        int facts = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, facts), false)
                .onClose(this::close);
    }

    private void close() {
        if (more) {
            more = false;
            calls.drop(lines);
        }
    }
}
