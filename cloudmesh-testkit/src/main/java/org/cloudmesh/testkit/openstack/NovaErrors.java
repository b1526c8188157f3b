package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import org.cloudmesh.testkit.http.HttpAnswer;

/** Nova's errors. captured: from Nova Zed (fixtures nova-*). */
final class NovaErrors {

    private static final String TYPE = "application/json; charset=UTF-8";

    private NovaErrors() {}

    static Refusal badRequest(String message) {
        return refusal("badRequest", 400, message);
    }

    /** What the schema of a request's body says of that value. */
    static Refusal invalid(String field, JsonNode value, String complaint) {
        return badRequest(
                "Invalid input for field/attribute " + field + ". Value: " + Python.string(value) + ". " + complaint);
    }

    static Refusal notFound(String message) {
        return refusal("itemNotFound", 404, message);
    }

    static Refusal conflict(String message) {
        return refusal("conflictingRequest", 409, message);
    }

    static Refusal forbidden(String message) {
        return refusal("forbidden", 403, message);
    }

    static Refusal refusal(String kind, int status, String message) {
        var body = Json.object(kind, Json.object("code", status, "message", message));
        return new Refusal(HttpAnswer.of(status, TYPE, Json.write(body)));
    }
}
