package org.cloudmesh.jclouds.http;

import com.google.common.base.Supplier;
import com.google.inject.Module;
import org.jclouds.domain.Credentials;

/**
 * What jclouds signs with. Immutable.
 *
 * @param credentials asked at each request
 * @param module binds what its filters want
 */
public record Signing(Supplier<Credentials> credentials, Module module) {

    @Override
    public String toString() {
        return "Signing";
    }
}
