package org.cloudmesh.internal.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CredentialScheme;
import org.jspecify.annotations.Nullable;

/**
 * What a token command gave: one line, or the JSON that AWS documents for {@code credential_process}. {@code toString} shows
 * no value.
 *
 * @param values by the scheme's names
 * @param expiresAt null if it did not say
 */
record TokenAnswer(Map<String, String> values, @Nullable Instant expiresAt) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static TokenAnswer parse(
            String printed, CredentialScheme scheme, Set<String> promised, Function<String, ConfigException> fault) {
        var text = printed.strip();
        if (text.isEmpty()) {
            throw fault.apply("the command printed nothing; next: run it in a terminal");
        }
        if (text.startsWith("{")) {
            return json(text, scheme, promised, fault);
        }
        if (promised.size() != 1) {
            throw fault.apply("the command printed no JSON; next: give one that prints what credential_process does:"
                    + " Version, AccessKeyId, SecretAccessKey, SessionToken");
        }
        return new TokenAnswer(
                Map.of(
                        promised.iterator().next(),
                        text.lines().findFirst().orElseThrow().strip()),
                null);
    }

    private static TokenAnswer json(
            String text, CredentialScheme scheme, Set<String> promised, Function<String, ConfigException> fault) {
        var json = object(text, fault);
        var values = new HashMap<String, String>();
        for (var name : scheme.names()) {
            Stream.concat(name.answerFields().stream(), Stream.of(name.name()))
                    .map(json::get)
                    .filter(field -> field != null
                            && field.isValueNode()
                            && !field.asText("").isBlank())
                    .findFirst()
                    .ifPresent(field -> values.put(name.name(), field.asText()));
        }
        List<String> missing = promised.stream()
                .filter(name -> !values.containsKey(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw fault.apply(
                    "the command's JSON has no %s; next: run it in a terminal".formatted(String.join(", ", missing)));
        }
        return new TokenAnswer(values, expiration(json, fault));
    }

    // The exceptions of Jackson and of java.time quote the text.
    private static JsonNode object(String text, Function<String, ConfigException> fault) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw fault.apply("what the command printed begins as JSON and is none; next: run it in a terminal");
        }
    }

    private static @Nullable Instant expiration(JsonNode json, Function<String, ConfigException> fault) {
        var field = json.hasNonNull("Expiration") ? json.get("Expiration") : json.get("expiration");
        if (field == null || field.isNull()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(field.asText()).toInstant();
        } catch (DateTimeException e) {
            throw fault.apply("the Expiration in the command's JSON is no ISO 8601 time, such as 2030-01-31T12:00:00Z");
        }
    }

    @Override
    public String toString() {
        return "an answer with " + values.keySet();
    }
}
