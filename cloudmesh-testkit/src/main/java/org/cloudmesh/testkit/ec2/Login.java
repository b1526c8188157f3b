package org.cloudmesh.testkit.ec2;

import org.jspecify.annotations.Nullable;

/** An access key; with a session token it is a temporary one, which expires. */
record Login(String accessKey, String secret, @Nullable String sessionToken, boolean expired) {

    Login asExpired() {
        return sessionToken == null ? this : new Login(accessKey, secret, sessionToken, true);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return accessKey;
    }
}
