package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.cloudmesh.jclouds.http.Meaning;
import org.cloudmesh.jclouds.http.Refusal;
import org.cloudmesh.jclouds.http.RequestIds;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal says. Immutable.
 *
 * @param code EC2's own, such as {@code InvalidAMIID.NotFound}; empty if there is none
 * @param message EC2's own words, on one line
 * @param requestId for its support
 */
record Ec2Error(String code, String message, @Nullable String requestId) {

    private static final Set<String> EXPIRED = Set.of("RequestExpired", "ExpiredToken", "ExpiredTokenException");

    /** What follows is what was signed, a session's token too. */
    private static final Pattern SIGNED =
            Pattern.compile("(?s)[.\\s]*(Check your|The Canonical|The String-to-Sign|Encoded).*");

    private static final Pattern TITLE = Pattern.compile("(?is)<title>(.*?)</title>");

    static Ec2Error of(Refusal refusal) {
        var answer = xml(refusal.body());
        var error = answer.path("Errors").path("Error");
        if (error.isMissingNode()) {
            error = answer.path("Error");
        }
        var code = error.path("Code").asText();
        var message = SIGNED.matcher(error.path("Message").asText()).replaceFirst("");
        return new Ec2Error(code, message.isBlank() ? withoutWords(refusal, code) : line(message), id(refusal, answer));
    }

    /** All of it: it may name a thousand instances. */
    private static String line(String message) {
        return message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }

    private static JsonNode xml(String body) {
        try {
            var in = Xml.reader(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
            in.nextTag();
            return Xml.record(in);
        } catch (XMLStreamException | RuntimeException e) {
            // Whoever stands before EC2 answered: its status tells.
            return MissingNode.getInstance();
        }
    }

    private static String withoutWords(Refusal refusal, String code) {
        var title = TITLE.matcher(refusal.body());
        if (code.isEmpty() && title.find()) {
            return Meaning.line(title.group(1));
        }
        return code.isEmpty() ? "it did not say why" : "it said no more";
    }

    private static @Nullable String id(Refusal refusal, JsonNode answer) {
        for (var name : new String[] {"RequestID", "RequestId", "requestId"}) {
            if (answer.path(name).isTextual()) {
                return answer.path(name).asText();
            }
        }
        return RequestIds.of(refusal);
    }

    /** Whether other credentials, or a later signature, may do. */
    boolean isExpired() {
        return EXPIRED.contains(code);
    }
}
