package org.cloudmesh.jclouds.http;

import java.util.Map;

/** A status of 300 or more, on its way through jclouds: it carries what was answered, and no trace. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;
    private final transient String body;

    RefusedException(int status, Map<String, String> headers, String body) {
        super("status " + status, null, false, false);
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    String body() {
        return body;
    }
}
