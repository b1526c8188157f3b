package org.cloudmesh.testkit.openstack;

import java.time.Instant;

/**
 * Somebody who has logged in.
 *
 * @param id what is sent along; secret
 * @param method password, application_credential or token
 * @param scoped whether it is for the project
 * @param delegated whether it was had for an application credential, and so cannot be had another token for
 * @param issued when
 * @param expires when it is over
 */
record Token(String id, String method, boolean scoped, boolean delegated, Instant issued, Instant expires) {

    /** Without the id, which is secret. */
    @Override
    public String toString() {
        return "token by " + method + ", until " + expires;
    }
}
