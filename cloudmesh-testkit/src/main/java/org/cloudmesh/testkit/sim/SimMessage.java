package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What this cloud says of a thing it has, as a provider would. */
final class SimMessage {

    // No tree: its text would set up all of Jackson, which a small program need not wait for.
    private static final JsonFactory FACTORY = new JsonFactory();

    private SimMessage() {}

    static String of(String id, String name, String status) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("id", id);
            generator.writeStringField("name", name);
            generator.writeStringField("status", status);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
