package org.cloudmesh.testkit.openstack;

import java.util.List;
import java.util.Map;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.cloudmesh.testkit.http.HttpHandler;
import org.cloudmesh.testkit.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Finds what handles a request; one request at a time, as the cloud's state is behind it. */
final class Dispatcher implements HttpHandler {

    private static final int NOT_FOUND = 404;

    private final World world;
    private final List<Service> services;

    Dispatcher(World world, List<Service> services) {
        this.world = world;
        this.services = services;
    }

    @Override
    public String operation(HttpRequest request) {
        var service = service(request);
        if (service == null) {
            return request.method() + " " + request.path();
        }
        var route = service.route(request);
        var name = request.method() + " " + service.label(route == null ? service.local(request) : route.template());
        return name.endsWith("/action") ? name + " " + action(request) : name;
    }

    private static String action(HttpRequest request) {
        var body = Json.read(request.body());
        return body == null || body.isEmpty() ? "" : body.fieldNames().next();
    }

    @Override
    public HttpAnswer answer(HttpRequest request) {
        var service = service(request);
        if (service == null) {
            return HttpAnswer.of(NOT_FOUND, "text/html; charset=utf-8", Identity.NOT_FOUND_PAGE);
        }
        synchronized (world) {
            return service.decorated(answer(service, request));
        }
    }

    // The token is looked at first, as the services' middleware does: captured: a URL nobody knows gives 401 without
    // one.
    private HttpAnswer answer(Service service, HttpRequest request) {
        var route = service.route(request);
        var token = world.tokens.find(request.header("x-auth-token"));
        if (token == null && (route == null ? !(service instanceof Identity) : !route.open())) {
            return service.unauthorized();
        }
        var path = route == null ? null : route.match(service.local(request));
        if (route == null || path == null) {
            return service.unknown();
        }
        try {
            return route.work()
                    .answer(new Call(request, service, Map.copyOf(path), Query.read(request.query()), token));
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private @Nullable Service service(HttpRequest request) {
        return services.stream()
                .filter(one -> one.serves(request.path()))
                .findFirst()
                .orElse(null);
    }
}
