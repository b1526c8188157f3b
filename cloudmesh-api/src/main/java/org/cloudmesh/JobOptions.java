package org.cloudmesh;

import java.time.Duration;
import java.util.function.Consumer;

/** What a job can be told. Not thread-safe; used once. */
public final class JobOptions extends CallOptions<JobOptions> {

    /** An experiment takes as long as it takes; one that was forgotten must end some day. */
    private static final Duration DEFAULT_JOB_TIMEOUT = Duration.ofDays(1);

    private String description = "";
    private Consumer<Line> onLine = line -> {};

    /** Made by the library. */
    @Unstable
    public JobOptions() {
        super(DEFAULT_JOB_TIMEOUT);
    }

    @Override
    JobOptions self() {
        return this;
    }

    /** What it is for, in the caller's words; goes into the record. */
    public JobOptions description(String value) {
        description = value;
        return this;
    }

    /** Is told each line as it comes: in order for one node, from several threads for several. */
    public JobOptions onLine(Consumer<Line> listener) {
        onLine = listener;
        return this;
    }

    /** What it is for; empty if nothing was said. */
    public String description() {
        return description;
    }

    /** Is told each line as it comes. */
    public Consumer<Line> onLine() {
        return onLine;
    }
}
