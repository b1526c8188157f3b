package org.cloudmesh.testkit.openstack;

import java.util.ArrayList;
import java.util.List;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.cloudmesh.testkit.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** One of the services: its URLs, and the errors that all of them share. */
abstract class Service {

    private final String prefix;
    private final List<Route> routes = new ArrayList<>();

    Service(String prefix) {
        this.prefix = prefix;
    }

    /** The beginning of its paths. */
    final String prefix() {
        return prefix;
    }

    final void on(String method, String template, Route.Work work) {
        routes.add(new Route(method, template, false, work));
    }

    final void open(String method, String template, Route.Work work) {
        routes.add(new Route(method, template, true, work));
    }

    final boolean serves(String path) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /** The path below the prefix, as the templates are written. */
    String local(HttpRequest request) {
        var path = request.path().substring(prefix.length());
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    final @Nullable Route route(HttpRequest request) {
        var path = local(request);
        Route found = null;
        for (var route : routes) {
            if (route.method().equals(request.method())
                    && route.match(path) != null
                    && (found == null || route.literal())) {
                found = route;
            }
        }
        return found;
    }

    /** What a template, or a path without one, is called in the name of an operation. */
    String label(String path) {
        return path.isEmpty() ? prefix : path;
    }

    /** The answer with the headers that each answer of the service has. */
    abstract HttpAnswer decorated(HttpAnswer answer);

    abstract HttpAnswer unauthorized();

    abstract HttpAnswer unknown();

    abstract HttpAnswer malformed();
}
