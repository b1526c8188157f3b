package org.cloudmesh.testkit.ec2;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cloudmesh.testkit.http.HttpRequest;

/**
 * What an {@code Authorization} header of Signature Version 4 says, and whether it is true. Documented: "Create a signed AWS API
 * request".
 */
record Signature(
        String accessKey, String day, String region, String service, List<String> signedHeaders, String value) {

    private static final Pattern FORM = Pattern.compile("AWS4-HMAC-SHA256\\s+"
            + "Credential=([^/,]+)/(\\d{8})/([^/,]+)/([^/,]+)/aws4_request,\\s*"
            + "SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");

    static Signature of(String authorization) {
        Matcher m = FORM.matcher(authorization.strip());
        if (!m.matches()) {
            throw new Ec2Error(
                    "IncompleteSignature", "The request signature does not conform to Amazon Web Services standards.");
        }
        return new Signature(
                m.group(1),
                m.group(2),
                m.group(3),
                m.group(4),
                List.of(m.group(5).split(";", -1)),
                m.group(6));
    }

    /** Whether that secret made it for that request. */
    boolean isTrue(HttpRequest request, String secret) {
        var host = request.headers().getOrDefault("host", "");
        var portless = host.replaceFirst(":\\d+$", "");
        // EC2's own ports are the schemes' defaults, which no client signs; of ours some sign the port and some do not.
        return matches(request, secret, host) || matches(request, secret, portless);
    }

    private boolean matches(HttpRequest request, String secret, String host) {
        var text = "AWS4-HMAC-SHA256\n" + request.headers().getOrDefault("x-amz-date", "") + "\n" + day + "/" + region
                + "/" + service + "/aws4_request\n" + hash(canonical(request, host));
        var key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), day);
        for (var part : List.of(region, service, "aws4_request")) {
            key = hmac(key, part);
        }
        var expected = HexFormat.of().formatHex(hmac(key, text));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.US_ASCII));
    }

    private String canonical(HttpRequest request, String host) {
        var headers = signedHeaders.stream()
                .map(name -> name + ":" + (name.equals("host") ? host : trimmed(request, name)) + "\n")
                .collect(Collectors.joining());
        var query = Arrays.stream(request.query().split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .map(pair -> pair.replace("+", "%20"))
                .sorted((a, b) -> a.replace('=', '\0').compareTo(b.replace('=', '\0')))
                .collect(Collectors.joining("&"));
        var path = request.path().isEmpty() ? "/" : request.path();
        return String.join(
                "\n", request.method(), path, query, headers, String.join(";", signedHeaders), hash(request.body()));
    }

    private static String trimmed(HttpRequest request, String name) {
        return request.headers().getOrDefault(name, "").strip().replaceAll(" +", " ");
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
