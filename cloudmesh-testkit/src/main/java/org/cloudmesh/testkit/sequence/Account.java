package org.cloudmesh.testkit.sequence;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.cloudmesh.Batch;
import org.cloudmesh.Failure;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.PartialFailureException;
import org.jspecify.annotations.Nullable;

/** Asked = returned + reported. */
final class Account {

    static final String ADDS_UP = "asked = returned + reported";

    private Account() {}

    /** The batch of a verb on nodes, whichever way it came; each of those asked for is in one of its halves. */
    static Batch<Node> of(List<Node> asked, Limits limits, Supplier<Batch<Node>> verb) {
        var ids = new HashSet<NodeId>();
        asked.forEach(node -> ids.add(node.id()));
        var batch = batch(ids.size(), limits, verb);
        var seen = new HashSet<NodeId>();
        batch.forEach(node -> once(seen, node.id()));
        batch.failures().forEach(failure -> once(seen, failure.id()));
        Broken.unless(seen.equals(ids), ADDS_UP, "asked for", ids, "got", batch);
        return batch;
    }

    /** The batch of a boot of so many; each has another name. */
    static Batch<Node> ofBoot(int asked, Limits limits, Supplier<Batch<Node>> verb) {
        var batch = batch(asked, limits, verb);
        var names = new HashSet<String>();
        batch.forEach(node -> names.add(node.name()));
        batch.failures().forEach(failure -> names.add(failure.reference()));
        Broken.unless(names.size() == asked, ADDS_UP, "asked for", asked, "got", batch);
        Broken.unless(batch.size() + batch.failures().size() == asked, ADDS_UP, "asked for", asked, "got", batch);
        return batch;
    }

    private static void once(Set<NodeId> seen, @Nullable NodeId id) {
        Broken.unless(seen.add(Objects.requireNonNull(id)), ADDS_UP, id, "was accounted for twice");
    }

    private static Batch<Node> batch(int asked, Limits limits, Supplier<Batch<Node>> verb) {
        try {
            var batch = verb.get();
            Broken.unless(
                    batch.size() >= limits.enough(asked), "a verb that returns did enough", batch, "with", limits);
            batch.failures().forEach(Account::reads);
            return batch;
        } catch (PartialFailureException e) {
            Sentences.check(e);
            Broken.unless(
                    e.batch().size() < limits.enough(asked), "a verb that throws did too little", e, "with", limits);
            e.batch().failures().forEach(Account::reads);
            return e.batch();
        }
    }

    private static void reads(Failure failure) {
        Sentences.check(failure.cause());
    }
}
