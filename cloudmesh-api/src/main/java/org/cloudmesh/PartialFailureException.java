package org.cloudmesh;

/**
 * A verb did less than the caller's minimum (all, unless {@code atLeast} said otherwise). Carries both halves: what
 * succeeded is in {@link #batch}, and exists.
 */
public class PartialFailureException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    private final transient Batch<Node> batch;

    /** Made by the library; the batch has at least one failure. */
    public PartialFailureException(String verb, Batch<Node> batch) {
        super(sentence(verb, batch), batch.failures().get(0).cause());
        this.batch = batch;
    }

    private static String sentence(String verb, Batch<Node> batch) {
        var failures = batch.failures();
        int asked = batch.size() + failures.size();
        var more = failures.size() == 1 ? "" : " (and %d more, see batch().failures())".formatted(failures.size() - 1);
        return "%s: %d of %d done; %s%s".formatted(verb, batch.size(), asked, failures.get(0), more);
    }

    /** What succeeded, and {@link Batch#failures} for the rest. */
    public Batch<Node> batch() {
        return batch;
    }

    @Override
    public boolean retryable() {
        return batch.failures().stream().allMatch(failure -> failure.cause().retryable());
    }
}
