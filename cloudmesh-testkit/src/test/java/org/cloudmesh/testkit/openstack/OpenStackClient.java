package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** As little of a client as the tests need. */
final class OpenStackClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private String token = "";

    OpenStackClient(FakeOpenStack fake) {
        endpoint = fake.endpoint();
    }

    OpenStackClient token(String value) {
        token = value;
        return this;
    }

    String logIn(String user, String password) {
        var answer = send("POST", "/identity/v3/auth/tokens", password(user, password));
        token = answer.headers().firstValue("X-Subject-Token").orElseThrow();
        return token;
    }

    static String password(String user, String password) {
        return """
                {"auth": {"identity": {"methods": ["password"], "password": {"user":
                {"name": "%s", "domain": {"name": "Default"}, "password": "%s"}}},
                "scope": {"project": {"name": "demo", "domain": {"id": "default"}}}}}""".formatted(user, password);
    }

    HttpResponse<String> send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(endpoint.resolve(path)).method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("X-Auth-Token", token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) {
        return json(send("GET", path, ""));
    }

    JsonNode post(String path, String body) {
        return json(send("POST", path, body));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String image() {
        return get("/image/v2/images?name=ubuntu-22.04")
                .path("images")
                .path(0)
                .path("id")
                .asText();
    }

    /** The members of a server's JSON that every create needs, and these. */
    String server(String name, String more) {
        return """
                {"server": {"name": "%s", "imageRef": "%s", "flavorRef": "1"%s}}""".formatted(name, image(), more.isEmpty() ? "" : ", " + more);
    }

    String boot(String name) {
        return post("/compute/v2.1/servers", server(name, ""))
                .path("server")
                .path("id")
                .asText();
    }

    JsonNode show(String id) {
        return get("/compute/v2.1/servers/" + id).path("server");
    }

    int act(String id, String action) {
        return send("POST", "/compute/v2.1/servers/" + id + "/action", action).statusCode();
    }

    List<String> names(String path) {
        var names = new ArrayList<String>();
        get(path).path("servers").forEach(each -> names.add(each.path("name").asText()));
        return names;
    }
}
