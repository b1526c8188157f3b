package org.cloudmesh.ssh;

/** A private key cannot be used; without a cause, since a parser may quote what it could not parse. */
final class KeyFault extends Exception {

    private static final long serialVersionUID = 1L;

    KeyFault(String problem) {
        super(problem);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
