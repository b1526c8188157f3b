package org.cloudmesh.testkit.openstack;

import org.cloudmesh.testkit.http.HttpAnswer;

/** Errors of no service in particular: those of its middleware, and of WebOb. */
final class Errors {

    private Errors() {}

    /** captured: from Nova Zed and Neutron Zed (fixtures nova-bogus-token, neutron-bogus-token). */
    static HttpAnswer unauthorized() {
        var message = "The request you have made requires authentication.";
        return Json.answer(
                401, Json.object("error", Json.object("code", 401, "title", "Unauthorized", "message", message)));
    }

    /** captured: from Nova Zed and Glance Zed (fixtures nova-unknown-url, glance-image-not-found). */
    static HttpAnswer plain(int status, String reason, String sentence) {
        return HttpAnswer.of(
                status, "text/plain; charset=UTF-8", status + " " + reason + "\n\n" + sentence + "\n\n   ");
    }
}
