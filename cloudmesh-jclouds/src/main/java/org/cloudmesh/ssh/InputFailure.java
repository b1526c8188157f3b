package org.cloudmesh.ssh;

/** A program's standard input could not be read here. */
final class InputFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Throwable problem;

    InputFailure(Throwable problem) {
        super(problem);
        this.problem = problem;
    }

    Throwable problem() {
        return problem;
    }
}
