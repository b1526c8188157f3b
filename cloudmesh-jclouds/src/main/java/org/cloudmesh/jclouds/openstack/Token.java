package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;

/**
 * What Keystone answered to a login. Immutable; {@code toString} does not show it.
 *
 * @param value goes along with each request
 * @param expiresAt when it is no longer taken, by the clock here
 * @param facts what Keystone says of it: user, project and so on
 * @param services where they are
 * @param authUrl where it is from
 */
record Token(String value, Instant expiresAt, JsonNode facts, ServiceCatalog services, URI authUrl) {

    /** The id of the project it is for. */
    String project() {
        return facts.path("project").path("id").asText("");
    }

    @Override
    public String toString() {
        return "token until " + expiresAt;
    }
}
