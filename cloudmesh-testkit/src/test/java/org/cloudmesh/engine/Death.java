package org.cloudmesh.engine;

/** What a program dies of: no exception, which it might handle. */
final class Death extends Error {

    private static final long serialVersionUID = 1L;

    Death() {
        super("the program dies");
    }
}
