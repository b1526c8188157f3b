package org.cloudmesh.testkit.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** A client that signs by itself, so that what it proves is not proven by the endpoint's own code. Changes answer a copy. */
record Signed(
        URI endpoint,
        Time time,
        String accessKey,
        String secret,
        @Nullable String token,
        String region,
        String service) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** What came back. */
    record Answer(int status, String body) {

        /** The texts of all elements of that name. */
        List<String> all(String element) {
            return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
                    .matcher(body)
                    .results()
                    .map(hit -> hit.group(1))
                    .toList();
        }

        String one(String element) {
            return all(element).get(0);
        }

        String code() {
            return body.contains("<Code>") ? one("Code") : "no error: " + body;
        }
    }

    static Signed at(FakeEc2 ec2, Time time) {
        return new Signed(ec2.endpoint(), time, Ec2Options.ACCESS_KEY, Ec2Options.SECRET_KEY, null, "us-east-1", "ec2");
    }

    Signed as(String key, String secretKey) {
        return new Signed(endpoint, time, key, secretKey, token, region, service);
    }

    Signed token(@Nullable String value) {
        return new Signed(endpoint, time, accessKey, secret, value, region, service);
    }

    Signed scope(String regionName, String serviceName) {
        return new Signed(endpoint, time, accessKey, secret, token, regionName, serviceName);
    }

    Signed time(Time other) {
        return new Signed(endpoint, other, accessKey, secret, token, region, service);
    }

    /** Asks, with names and values in turn. */
    Answer ask(String action, Object... namesAndValues) {
        return sent(request("POST", "", form(action, namesAndValues)));
    }

    /** The same, by GET. */
    Answer get(String action, Object... namesAndValues) {
        return sent(request("GET", form(action, namesAndValues), ""));
    }

    private static String form(String action, Object... namesAndValues) {
        var values = new LinkedHashMap<String, String>();
        values.put("Action", action);
        values.put("Version", "2016-11-15");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static Answer sent(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest request(String method, String query, String body) {
        var date = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(time.now());
        var scope = date.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        var tokenHeader = token == null ? "" : "x-amz-security-token:" + token + "\n";
        var signed = "host;x-amz-date" + (token == null ? "" : ";x-amz-security-token");
        var canonical = method + "\n/\n" + query + "\nhost:" + endpoint.getAuthority() + "\nx-amz-date:" + date + "\n"
                + tokenHeader + "\n" + signed + "\n" + hash(body);
        var signature = HexFormat.of()
                .formatHex(hmac(key(scope), "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hash(canonical)));
        var builder = HttpRequest.newBuilder(URI.create(endpoint + "/" + (query.isEmpty() ? "" : "?" + query)))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("X-Amz-Date", date)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + signed
                                + ", Signature=" + signature);
        if (token != null) {
            builder.header("X-Amz-Security-Token", token);
        }
        return builder.build();
    }

    private byte[] key(String scope) {
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
