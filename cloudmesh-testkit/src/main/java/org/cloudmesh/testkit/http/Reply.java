package org.cloudmesh.testkit.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** How an answer goes out, whole or in half. */
final class Reply {

    private static final long NO_BODY = -1;
    private static final long CHUNKED = 0;

    private Reply() {}

    static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
        announce(exchange, answer);
        var bare = answer.length() == 0 || exchange.getRequestMethod().equals("HEAD");
        var length = answer.length() == HttpAnswer.UNKNOWN ? CHUNKED : answer.length();
        exchange.sendResponseHeaders(answer.status(), bare ? NO_BODY : length);
        if (!bare) {
            answer.body().writeTo(exchange.getResponseBody());
            exchange.getResponseBody().close();
        }
    }

    /** The headers promise all of the body, and half of it comes; whoever calls this closes the exchange. */
    static void sendHalf(HttpExchange exchange, HttpAnswer answer) throws IOException {
        var whole = new ByteArrayOutputStream();
        answer.body().writeTo(whole);
        announce(exchange, answer);
        exchange.sendResponseHeaders(answer.status(), whole.size() == 0 ? NO_BODY : whole.size());
        exchange.getResponseBody().write(whole.toByteArray(), 0, whole.size() / 2);
        exchange.getResponseBody().flush();
    }

    private static void announce(HttpExchange exchange, HttpAnswer answer) {
        var headers = exchange.getResponseHeaders();
        if (!answer.contentType().isEmpty()) {
            headers.set("Content-Type", answer.contentType());
        }
        answer.headers().forEach(headers::set);
    }
}
