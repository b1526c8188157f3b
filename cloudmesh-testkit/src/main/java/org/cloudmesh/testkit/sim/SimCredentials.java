package org.cloudmesh.testkit.sim;

/**
 * Who may use a {@link SimCloud}. Immutable.
 *
 * @param identity the account
 * @param secret its password
 * @param isExpired whether the cloud refuses them
 */
record SimCredentials(String identity, String secret, boolean isExpired) {

    SimCredentials expired(boolean value) {
        return new SimCredentials(identity, secret, value);
    }

    /** Nothing of them. */
    @Override
    public String toString() {
        return isExpired ? "expired credentials" : "credentials";
    }
}
