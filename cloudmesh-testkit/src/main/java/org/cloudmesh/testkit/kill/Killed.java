package org.cloudmesh.testkit.kill;

/**
 * The program has died, so nothing can be done any more. An error rather than an exception: a program that handles
 * exceptions must not go on as if it lived.
 */
public final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed(String message) {
        // Thrown at each call of the dead: that many stack traces would say nothing.
        super(message, null, false, false);
    }
}
