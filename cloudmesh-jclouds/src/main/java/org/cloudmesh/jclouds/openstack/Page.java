package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import org.cloudmesh.jclouds.http.Answer;
import org.jspecify.annotations.Nullable;

/** One page of a list, element after element. Not thread-safe. */
final class Page implements AutoCloseable {

    private final Answer answer;
    private final JsonParser parser;
    private final String list;
    private final Instant askedAt;
    private boolean isInside;
    private boolean isSeen;
    private @Nullable String next;

    /** @param list the field its elements are in */
    Page(Answer answer, String list, Instant askedAt) throws IOException {
        this.answer = answer;
        this.list = list;
        this.askedAt = askedAt;
        parser = Json.MAPPER.createParser(answer.body());
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("it is no JSON object");
        }
    }

    /** When it was asked for. */
    Instant askedAt() {
        return askedAt;
    }

    /** The next element; null at the end. */
    @Nullable
    JsonNode read() throws IOException {
        while (true) {
            if (isInside) {
                if (parser.nextToken() != JsonToken.END_ARRAY) {
                    return parser.readValueAsTree();
                }
                isInside = false;
            } else if (!readField()) {
                return null;
            }
        }
    }

    private boolean readField() throws IOException {
        var token = parser.nextToken();
        if (token == null) {
            throw new EOFException("it ends too early");
        }
        if (token == JsonToken.END_OBJECT) {
            if (!isSeen) {
                throw new IOException("it has no " + list);
            }
            return false;
        }
        var name = parser.currentName();
        var value = parser.nextToken();
        if (name.equals(list) && value == JsonToken.START_ARRAY) {
            isInside = true;
            isSeen = true;
        } else if (name.equals("next")) {
            next = parser.getValueAsString();
        } else if (name.equals(list + "_links")) {
            next = next(parser.readValueAsTree());
        } else {
            parser.skipChildren();
        }
        return true;
    }

    private static @Nullable String next(JsonNode links) {
        for (var link : links) {
            if (link.path("rel").asText().equals("next")) {
                return link.path("href").asText();
            }
        }
        return null;
    }

    /** Where the next page is, once this one was read: nothing but what is asked, for clouds behind a proxy name a wrong host. */
    @Nullable
    String nextQuery() {
        return next == null || next.indexOf('?') < 0 ? null : next.substring(next.indexOf('?') + 1);
    }

    @Override
    public void close() throws IOException {
        try (answer) {
            parser.close();
        }
    }
}
