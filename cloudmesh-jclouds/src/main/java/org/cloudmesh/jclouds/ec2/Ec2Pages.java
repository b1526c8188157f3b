package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** All pages of a list: the next is asked for when the one before is read. Not thread-safe. */
final class Ec2Pages extends Spliterators.AbstractSpliterator<ObjectNode> implements AutoCloseable {

    private final String cloud;
    private final Ec2Query query;
    private final Deadline deadline;
    private final Supplier<Ec2Page> asked;
    private @Nullable Ec2Page page;
    private String token = "";
    private boolean ended;

    /** {@code asked} sends the query as it is by then. */
    Ec2Pages(String cloud, Ec2Query query, Deadline deadline, Supplier<Ec2Page> asked) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.cloud = cloud;
        this.query = query;
        this.deadline = deadline;
        this.asked = asked;
    }

    @Override
    public boolean tryAdvance(Consumer<? super ObjectNode> action) {
        while (!ended) {
            var current = page == null ? open() : page;
            var item = current.next();
            if (item != null) {
                action.accept(item);
                return true;
            }
            turn(current);
        }
        return false;
    }

    private Ec2Page open() {
        if (deadline.isExpired()) {
            throw new UnavailableException(
                    cloud, query.action(), 0, null, "there was no time left for the next page", null);
        }
        var opened = asked.get();
        page = opened;
        return opened;
    }

    private void turn(Ec2Page last) {
        var next = last.rest().path("nextToken").asText();
        close();
        if (next.equals(token) && !next.isEmpty()) {
            throw new UnavailableException(
                    cloud, query.action(), 0, null, "after a page the cloud named the same page again", null);
        }
        token = next;
        ended = next.isEmpty();
        query.with("NextToken", next);
    }

    @Override
    public void close() {
        if (page != null) {
            page.close();
            page = null;
        }
    }
}
