package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.jspecify.annotations.Nullable;

/** Keystone v3: logging in, and what can be had then. */
final class Identity extends Service {

    /** captured: from Keystone Zed, POST /v3/tokens (fixture keystone-not-found). */
    static final String NOT_FOUND_PAGE =
            "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
                    + "<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling"
                    + " and try again.</p>\n";

    // captured: from Keystone Zed (fixture keystone-not-found); its errors have no spaces, and end with a line.
    private static final String UNAUTHENTICATED = "The request you have made requires authentication.";
    private static final String MALFORMED =
            " The server could not comply with the request since it is either malformed or"
                    + " otherwise incorrect. The client is assumed to be in error.";

    private final World world;
    private final Login login;
    private final TokenView view;

    Identity(World world) {
        super("/identity");
        this.world = world;
        login = new Login(world);
        view = new TokenView(world);
        open("GET", "", call -> versions());
        open("GET", "/v3", call -> Json.answer(200, Json.object("version", version())));
        open("POST", "/v3/auth/tokens", this::token);
        on("GET", "/v3/auth/tokens", this::show);
        on("DELETE", "/v3/auth/tokens", this::revoke);
        on("GET", "/v3/auth/catalog", this::catalog);
        on("GET", "/v3/auth/projects", call -> projects("auth/projects"));
        on("GET", "/v3/users/{id}/projects", call -> projects("users/" + call.path("id") + "/projects"));
        on("GET", "/v3/regions", call -> regions());
    }

    private HttpAnswer token(Call call) {
        var token = login.token(call.body());
        return Json.answer(201, view.of(token)).header("X-Subject-Token", token.id());
    }

    private HttpAnswer show(Call call) {
        var subject = world.tokens.find(call.request().header("x-subject-token"));
        if (subject == null) {
            throw new Refusal(error(404, "Not Found", "Could not recognize Fernet token"));
        }
        return Json.answer(200, view.of(subject)).header("X-Subject-Token", subject.id());
    }

    private HttpAnswer revoke(Call call) {
        var subject = call.request().header("x-subject-token");
        if (world.tokens.find(subject) == null || subject == null) {
            throw new Refusal(error(404, "Not Found", "Could not recognize Fernet token"));
        }
        world.tokens.revoke(subject);
        return HttpAnswer.empty(204);
    }

    private HttpAnswer catalog(Call call) {
        var token = call.token();
        if (token == null || !token.scoped()) {
            // captured: from Keystone Zed (fixture keystone-unscoped-token)
            throw new Refusal(error(403, "Forbidden", "You are not authorized to perform the requested action."));
        }
        return Json.answer(200, Json.object("catalog", view.catalog(), "links", links("auth/catalog")));
    }

    private HttpAnswer projects(String path) {
        var project = Json.object(
                "id", World.PROJECT_ID, "name", world.options.project, "domain_id", "default", "description", "");
        project.setAll(Json.object("enabled", true, "parent_id", "default", "is_domain", false));
        project.setAll(Json.object("tags", List.of(), "options", Json.object()));
        project.set("links", Json.object("self", url("/projects/" + World.PROJECT_ID)));
        return Json.answer(200, Json.object("projects", List.of(project), "links", links(path)));
    }

    private HttpAnswer regions() {
        var regions = world.options.regions.stream()
                .map(name -> Json.object(
                        "id",
                        name,
                        "description",
                        "",
                        "parent_region_id",
                        null,
                        "links",
                        Json.object("self", url("/regions/" + name))))
                .toList();
        return Json.answer(200, Json.object("regions", regions, "links", links("regions")));
    }

    private ObjectNode links(String path) {
        return Json.object("next", null, "self", url("/" + path), "previous", null);
    }

    private String url(String path) {
        return world.url("/identity/v3" + path);
    }

    // captured: from Keystone Zed (fixtures keystone-versions, keystone-discovery)
    private HttpAnswer versions() {
        var values = Json.object("values", List.of(version()));
        return Json.answer(300, Json.object("versions", values)).header("Location", url("/"));
    }

    private ObjectNode version() {
        var media = Json.object("base", "application/json", "type", "application/vnd.openstack.identity-v3+json");
        var version = Json.object("id", "v3.14", "status", "stable", "updated", "2020-04-07T00:00:00Z");
        version.set("links", Json.node(List.of(Json.object("rel", "self", "href", url("/")))));
        version.set("media-types", Json.node(List.of(media)));
        return version;
    }

    @Override
    HttpAnswer decorated(HttpAnswer answer) {
        var decorated =
                answer.header("Vary", "X-Auth-Token").header("x-openstack-request-id", "req-" + UUID.randomUUID());
        return answer.status() == 401
                ? decorated.header("WWW-Authenticate", "Keystone uri=\"" + url("") + "\"")
                : decorated;
    }

    @Override
    HttpAnswer unauthorized() {
        return error(401, "Unauthorized", UNAUTHENTICATED);
    }

    @Override
    HttpAnswer unknown() {
        return HttpAnswer.of(404, "text/html; charset=utf-8", NOT_FOUND_PAGE);
    }

    @Override
    HttpAnswer malformed() {
        return invalid("Expecting to find valid JSON in request body.");
    }

    static HttpAnswer invalid(String sentence) {
        return error(400, "Bad Request", sentence + MALFORMED);
    }

    static Refusal unauthenticated() {
        return new Refusal(error(401, "Unauthorized", UNAUTHENTICATED));
    }

    static HttpAnswer error(int status, String title, String message) {
        return error(status, title, message, null);
    }

    /** An error of the authentication itself, some of which have an identity beside the message. */
    static HttpAnswer error(int status, String title, String message, @Nullable ObjectNode identity) {
        var error = Json.object("code", status);
        if (identity != null) {
            error.set("identity", identity);
        }
        error.put("message", message).put("title", title);
        return HttpAnswer.of(
                status, "application/json", Json.object("error", error).toString() + "\n");
    }
}
