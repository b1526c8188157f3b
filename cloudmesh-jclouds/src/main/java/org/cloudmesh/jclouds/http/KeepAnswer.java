package org.cloudmesh.jclouds.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.jclouds.http.HttpCommand;
import org.jclouds.http.HttpErrorHandler;
import org.jclouds.http.HttpResponse;

/** Keeps what was answered: a driver reads status and code, where jclouds has but classes of exceptions. */
final class KeepAnswer implements HttpErrorHandler {

    private static final int LONGEST_BODY = 256 * 1024;

    @Override
    public void handleError(HttpCommand command, HttpResponse response) {
        var headers = new HashMap<String, String>();
        response.getHeaders().entries().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
        command.setException(new RefusedException(response.getStatusCode(), headers, body(response)));
    }

    private static String body(HttpResponse response) {
        var payload = response.getPayload();
        if (payload == null) {
            return "";
        }
        try (InputStream in = payload.openStream()) {
            return new String(in.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // The status came, and tells enough.
            return "";
        }
    }
}
