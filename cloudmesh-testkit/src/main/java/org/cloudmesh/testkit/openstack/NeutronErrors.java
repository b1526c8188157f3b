package org.cloudmesh.testkit.openstack;

import org.cloudmesh.testkit.http.HttpAnswer;

/** Neutron's errors. captured: from Neutron Zed (fixtures neutron-*). */
final class NeutronErrors {

    private NeutronErrors() {}

    static HttpAnswer answer(int status, String type, String message) {
        var error = Json.object("type", type, "message", message, "detail", "");
        return Json.answer(status, Json.object("NeutronError", error));
    }

    static Refusal refusal(int status, String type, String message) {
        return new Refusal(answer(status, type, message));
    }

    static Refusal badRequest(String message) {
        return refusal(400, "HTTPBadRequest", message);
    }

    static Refusal notFound(String type, String what, String id) {
        return refusal(404, type, what + " " + id + " could not be found.");
    }
}
