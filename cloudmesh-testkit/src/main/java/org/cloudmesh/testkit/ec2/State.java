package org.cloudmesh.testkit.ec2;

/** Documented: "InstanceState". */
enum State {
    PENDING(0, "pending"),
    RUNNING(16, "running"),
    SHUTTING_DOWN(32, "shutting-down"),
    TERMINATED(48, "terminated"),
    STOPPING(64, "stopping"),
    STOPPED(80, "stopped");

    private final int code;
    private final String word;

    State(int code, String word) {
        this.code = code;
        this.word = word;
    }

    int code() {
        return code;
    }

    String word() {
        return word;
    }

    /** Counts against quotas and capacity. */
    boolean isOn() {
        return this == PENDING || this == RUNNING;
    }

    boolean isOver() {
        return this == SHUTTING_DOWN || this == TERMINATED;
    }

    static State of(String word) {
        for (var state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("there is no state " + word);
    }

    void write(Xml xml, String element) {
        xml.in(element, in -> in.text("code", code).text("name", word));
    }
}
