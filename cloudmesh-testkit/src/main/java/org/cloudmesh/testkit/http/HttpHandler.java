package org.cloudmesh.testkit.http;

/** What a {@link FakeServer} asks for its answers. Called by many threads at once. */
public interface HttpHandler {

    /** What the request is called, in {@link FakeServer#counts}, {@link Seen} and {@link HttpFault}; whoever sent it. */
    String operation(HttpRequest request);

    /** Does what is asked. An exception is a defect of the fake: the client gets a 500 that says so. */
    HttpAnswer answer(HttpRequest request);
}
