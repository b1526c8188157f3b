package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.spi.Outcome;

/** How records, outcomes and errors travel between a {@link SimServer} and its clients. */
final class SimWire {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader())
                    .addDeserializer(Duration.class, new DurationReader()))
            .build();

    private SimWire() {}

    private static final class InstantReader extends FromStringDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String value, DeserializationContext context) {
            return Instant.parse(value);
        }
    }

    private static final class DurationReader extends FromStringDeserializer<Duration> {

        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        protected Duration _deserialize(String value, DeserializationContext context) {
            return Duration.parse(value);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A record of the library. */
    static JsonNode tree(Object record) {
        return JSON.valueToTree(record);
    }

    /** The record again. */
    static <T> T value(JsonNode json, Class<T> type) {
        try {
            return JSON.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "that is no %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
        }
    }

    static JsonNode outcome(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done<?> done) {
            return object().set("done", tree(done.value()));
        }
        if (outcome instanceof Outcome.Failed<?> failed) {
            return object().set("failed", error(failed.cause()));
        }
        return object().set("unknown", error(((Outcome.Unknown<?>) outcome).cause()));
    }

    static <T> Outcome<T> outcome(JsonNode json, Class<T> type) {
        if (json.has("done")) {
            return Outcome.done(value(json.path("done"), type));
        }
        return json.has("failed")
                ? Outcome.failed(SimErrors.read(json.path("failed")))
                : Outcome.unknown(SimErrors.read(json.path("unknown")));
    }

    static ObjectNode error(CloudmeshException error) {
        return SimErrors.write(error);
    }
}
