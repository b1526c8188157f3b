package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.inject.util.Modules;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.cloudmesh.AuthException;
import org.cloudmesh.jclouds.http.Answer;
import org.cloudmesh.jclouds.http.Call;
import org.cloudmesh.jclouds.http.CloudHttp;
import org.cloudmesh.jclouds.http.HttpSettings;
import org.cloudmesh.jclouds.http.Rate;
import org.cloudmesh.jclouds.http.Reach;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CredentialScheme;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** Sends requests to the services of one account, with a token, and reads their answers. Thread-safe. */
final class OpenStackApi implements AutoCloseable {

    // Far below what a public cloud's own limits let through, and far above what a person asks for.
    private static final Rate RATE = new Rate(50, 200);
    private static final int UNAUTHORIZED = 401;

    private final CloudContext context;
    private final Keystone keystone;
    private @Nullable CloudHttp http;
    private boolean closed;

    OpenStackApi(CloudContext context) {
        this.context = context;
        keystone = new Keystone(context, this::http);
    }

    String cloud() {
        return context.name();
    }

    CloudContext context() {
        return context;
    }

    Instant now() {
        return context.time().now();
    }

    /** A token that is good now; asked for if there is none. */
    Token token(Deadline deadline) {
        return keystone.token(deadline);
    }

    /** How machines are reached; asks for a token if there is none. */
    Reach reach(Deadline deadline) {
        return new Reach(context.config(), token(deadline).authUrl());
    }

    /** What is below that path. */
    JsonNode get(Service service, String operation, String path, Deadline deadline) {
        return send(service, operation, "GET", path, null, deadline);
    }

    JsonNode post(Service service, String operation, String path, JsonNode body, Deadline deadline) {
        return send(service, operation, "POST", path, body, deadline);
    }

    void delete(Service service, String operation, String path, Deadline deadline) {
        send(service, operation, "DELETE", path, null, deadline);
    }

    private JsonNode send(
            Service service, String operation, String method, String path, @Nullable JsonNode body, Deadline deadline) {
        try (var answer = open(service, operation, method, path, body, deadline);
                var in = answer.body()) {
            var json = Json.MAPPER.readTree(in);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            throw broken(operation, e);
        }
    }

    /**
     * The answer, to be read as a stream; the caller closes it. A token that the service does not take is got anew, once:
     * nothing was begun then.
     */
    Answer open(
            Service service, String operation, String method, String path, @Nullable JsonNode body, Deadline deadline) {
        var token = token(deadline);
        var text = body == null ? null : Json.write(body);
        try {
            return sendOnce(token, service, operation, method, path, text, deadline);
        } catch (AuthException e) {
            if (e.status() != UNAUTHORIZED) {
                throw e;
            }
            keystone.forget(token);
            return sendOnce(token(deadline), service, operation, method, path, text, deadline);
        }
    }

    private Answer sendOnce(
            Token token,
            Service service,
            String operation,
            String method,
            String path,
            @Nullable String body,
            Deadline deadline) {
        var uri = URI.create(token.services().get(service) + path);
        var headers = Map.of("X-Auth-Token", token.value(), "Accept", "application/json");
        var call = body == null
                ? Call.of(operation, method, uri, headers)
                : Call.json(operation, method, uri, headers, body);
        return http(token.authUrl()).send(call, deadline);
    }

    /** What went wrong while an answer was read. */
    RuntimeException broken(String operation, IOException cause) {
        return connected().broken(operation, cause);
    }

    private synchronized CloudHttp connected() {
        if (http == null) {
            throw new IllegalStateException("nothing was asked of cloud \"%s\" yet".formatted(cloud()));
        }
        return http;
    }

    private synchronized CloudHttp http(URI authUrl) {
        if (closed) {
            throw new IllegalStateException("cloud \"%s\" is closed".formatted(cloud()));
        }
        var made = http;
        if (made == null) {
            made = new CloudHttp(context, settings(authUrl), new OpenStackErrors(context.time()), Modules.EMPTY_MODULE);
            http = made;
        }
        return made;
    }

    HttpSettings settings(URI authUrl) {
        var rate = RATE.asConfigured(context.config());
        return new HttpSettings(authUrl, CredentialScheme.KEYSTONE, rate);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (http != null) {
            http.close();
        }
    }
}
