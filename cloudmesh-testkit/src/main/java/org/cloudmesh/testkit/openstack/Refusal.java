package org.cloudmesh.testkit.openstack;

import org.cloudmesh.testkit.http.HttpAnswer;

/** Ends the handling of a request with that answer. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final transient HttpAnswer answer;

    Refusal(HttpAnswer answer) {
        super(answer.toString(), null, false, false);
        this.answer = answer;
    }

    HttpAnswer answer() {
        return answer;
    }
}
