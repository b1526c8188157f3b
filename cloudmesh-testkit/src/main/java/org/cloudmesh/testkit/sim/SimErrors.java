package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Objects;
import org.cloudmesh.AuthException;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.Feature;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;

/** What drivers throw, as JSON: type, sentence and facts, without cause and stack. What a driver would not throw loses its type. */
final class SimErrors {

    private SimErrors() {}

    static ObjectNode write(CloudmeshException error) {
        var json = SimWire.object().put("type", type(error)).put("message", error.getMessage());
        if (error instanceof CloudException e) {
            json.put("cloud", e.cloud())
                    .put("operation", e.operation())
                    .put("status", e.status())
                    .put("requestId", e.requestId());
        }
        if (error instanceof RateLimitException e) {
            json.put("retryAfter", e.retryAfter().map(Duration::toString).orElse(null));
        }
        if (error instanceof NotFoundException e) {
            json.put("kind", e.kind()).put("name", e.name());
        }
        if (error instanceof UnsupportedFeatureException e) {
            json.put("cloud", e.cloud()).put("feature", e.feature().name());
        }
        return json;
    }

    /** The nearest type of the library: a test may have thrown one of its own. */
    private static String type(CloudmeshException error) {
        Class<?> type = error.getClass();
        while (!type.getPackage().equals(CloudmeshException.class.getPackage())) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }

    static CloudmeshException read(JsonNode json) {
        var message = text(json, "message");
        return switch (text(json, "type")) {
            case "NotFoundException" -> new NotFoundException(text(json, "kind"), text(json, "name"), message);
            case "UnsupportedFeatureException" ->
                new UnsupportedFeatureException(text(json, "cloud"), Feature.valueOf(text(json, "feature")));
            case "CancelledException" -> new CancelledException(message);
            default -> json.has("operation") ? ofCloud(json, message) : new CloudmeshException(message);
        };
    }

    private static CloudException ofCloud(JsonNode json, String message) {
        var cloud = text(json, "cloud");
        var operation = text(json, "operation");
        int status = json.path("status").asInt();
        var requestId = nullable(json, "requestId");
        // The constructor puts these in front of it again.
        var prefix = "%s: %s: ".formatted(cloud, operation);
        var words = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        return switch (text(json, "type")) {
            case "AuthException" -> new AuthException(cloud, operation, status, requestId, words, null);
            case "QuotaExceededException" ->
                new QuotaExceededException(cloud, operation, status, requestId, words, null);
            case "ConflictException" -> new ConflictException(cloud, operation, status, requestId, words, null);
            case "UnavailableException" -> new UnavailableException(cloud, operation, status, requestId, words, null);
            case "RateLimitException" ->
                new RateLimitException(cloud, operation, status, requestId, words, duration(json, "retryAfter"), null);
            default -> new CloudException(cloud, operation, status, requestId, words, null);
        };
    }

    private static String text(JsonNode json, String field) {
        return Objects.requireNonNullElse(nullable(json, field), "");
    }

    private static @Nullable String nullable(JsonNode json, String field) {
        return json.path(field).textValue();
    }

    private static @Nullable Duration duration(JsonNode json, String field) {
        var text = nullable(json, field);
        return text == null ? null : Duration.parse(text);
    }
}
