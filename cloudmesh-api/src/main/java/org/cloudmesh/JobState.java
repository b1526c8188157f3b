package org.cloudmesh;

/** How far a job is. */
public enum JobState {
    /** It runs. */
    RUNNING("processing"),
    /** It ran to its end on every node, whatever the exit status. */
    DONE("done"),
    /** On some node it did not run, or not to its end. */
    FAILED("failed"),
    /** It was called off. */
    CANCELLED("cancelled"),
    /** The program that ran it died; what became of it is not known. */
    LOST("lost");

    private final String word;

    JobState(String word) {
        this.word = word;
    }

    /** The word the store's documents use. */
    public String word() {
        return word;
    }

    /**
     * The state of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static JobState of(String word) {
        for (var state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no job state is written \"%s\"".formatted(word));
    }
}
