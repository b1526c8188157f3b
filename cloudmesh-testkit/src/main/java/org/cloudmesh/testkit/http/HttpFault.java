package org.cloudmesh.testkit.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Something that goes wrong on the way to a fake, or back; once, until {@link #times} says otherwise. Immutable.
 *
 * @param operation as in {@link Seen#operation}; {@link #ANY} for each
 * @param kind how it goes wrong
 * @param status the HTTP status of an answer; 0 if the fault gives none
 * @param body of that answer
 * @param contentType of that body
 * @param headers of that answer, by name
 * @param times how often; then it is over
 * @param only which requests it strikes: asked of path, query and body, a line each, with the escapes of URLs and forms undone
 */
public record HttpFault(
        String operation,
        Kind kind,
        int status,
        String body,
        String contentType,
        Map<String, String> headers,
        int times,
        Predicate<String> only) {

    /** Every operation. */
    public static final String ANY = "*";

    /** How a request goes wrong. */
    public enum Kind {
        /** It is answered with the fault's answer, and nothing happens. */
        REFUSE,
        /** It is done, and answered with the fault's answer: the real one is lost. */
        FAIL_AFTER,
        /** The connection is closed without an answer, and nothing happens. */
        DROP_BEFORE,
        /** It is done, and the connection is closed without an answer. */
        DROP_AFTER,
        /** It is done, and the connection is closed after half of the answer. */
        CUT,
        /** There is no answer until the server is closed, and nothing happens. */
        HANG
    }

    /** Keeps its own copy of the headers. */
    public HttpFault {
        headers = Map.copyOf(headers);
    }

    /** The request is answered like this before anything happens. */
    public static HttpFault refuse(String operation, int status, String contentType, String body) {
        return new HttpFault(operation, Kind.REFUSE, status, body, contentType, Map.of(), 1, text -> true);
    }

    /** The request is done, and answered like this: the real answer is lost. */
    public static HttpFault failAfter(String operation, int status, String contentType, String body) {
        return new HttpFault(operation, Kind.FAIL_AFTER, status, body, contentType, Map.of(), 1, text -> true);
    }

    /** The connection is closed without an answer, and nothing happens. */
    public static HttpFault dropBefore(String operation) {
        return silent(operation, Kind.DROP_BEFORE);
    }

    /** The request is done, and the connection closed without an answer. */
    public static HttpFault dropAfter(String operation) {
        return silent(operation, Kind.DROP_AFTER);
    }

    /** The request is done; half of the answer's bytes arrive, of which the headers promised all. */
    public static HttpFault cut(String operation) {
        return silent(operation, Kind.CUT);
    }

    /** The request is one too many: nothing happens, and {@code Retry-After} says in seconds how long to stay away. */
    public static HttpFault throttle(String operation, int status, String body, Duration retryAfter) {
        return refuse(operation, status, body.startsWith("<") ? "text/xml;charset=UTF-8" : "application/json", body)
                .header("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /** Nothing happens and nothing is answered until the server is closed. */
    public static HttpFault hang(String operation) {
        return silent(operation, Kind.HANG);
    }

    private static HttpFault silent(String operation, Kind kind) {
        return new HttpFault(operation, kind, 0, "", "", Map.of(), 1, text -> true);
    }

    /** The same, so many times. */
    public HttpFault times(int count) {
        return new HttpFault(operation, kind, status, body, contentType, headers, count, only);
    }

    /** The same, with that header in its answer. */
    public HttpFault header(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new HttpFault(operation, kind, status, body, contentType, more, times, only);
    }

    /** The same, for the requests alone whose path, query and body, a line each, are like this. */
    public HttpFault only(Predicate<String> requests) {
        return new HttpFault(operation, kind, status, body, contentType, headers, times, requests);
    }

    boolean strikes(String name, HttpRequest request) {
        return (operation.equals(ANY) || operation.equals(name)) && only.test(request.readable());
    }

    HttpAnswer answer() {
        var bare = HttpAnswer.of(status, contentType, body);
        return new HttpAnswer(status, contentType, headers, bare.body(), bare.length());
    }
}
