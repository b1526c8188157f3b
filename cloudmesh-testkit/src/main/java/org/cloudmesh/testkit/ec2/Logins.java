package org.cloudmesh.testkit.ec2;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.http.HttpRequest;

/** Who may ask, and whether it is them. Documented: "Error codes for the Amazon EC2 API", client errors of all actions. */
final class Logins {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private final Map<String, Login> logins = new ConcurrentHashMap<>();
    private final Collection<String> regions;
    private final Time clock;

    Logins(Collection<Login> logins, Collection<String> regions, Time clock) {
        logins.forEach(this::put);
        this.regions = List.copyOf(regions);
        this.clock = clock;
    }

    void put(Login login) {
        logins.put(login.accessKey(), login);
    }

    void expire() {
        logins.replaceAll((key, login) -> login.asExpired());
    }

    /** The region that the request is signed for: one endpoint of ours stands for those of all regions. */
    String region(HttpRequest request) {
        var authorization = request.header("authorization");
        if (authorization == null) {
            throw new Ec2Error(
                    FORBIDDEN,
                    "MissingAuthenticationToken",
                    "Request must contain either a valid (registered) AWS access key ID or X.509 certificate.");
        }
        var signature = Signature.of(authorization);
        checkDate(request, signature);
        checkLogin(request, signature);
        return signature.region();
    }

    private void checkLogin(HttpRequest request, Signature signature) {
        var login = logins.get(signature.accessKey());
        if (login == null || !signature.service().equals("ec2") || !regions.contains(signature.region())) {
            throw notValid();
        }
        var isSigned = signature.signedHeaders().containsAll(List.of("host", "x-amz-date"));
        if (!isSigned || !signature.isTrue(request, login.secret())) {
            throw new Ec2Error(
                    FORBIDDEN,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method. Consult the service documentation for details.");
        }
        if (!Objects.equals(login.sessionToken(), request.header("x-amz-security-token"))) {
            throw notValid();
        }
        if (login.expired()) {
            throw expired();
        }
    }

    private void checkDate(HttpRequest request, Signature signature) {
        var date = request.headers().getOrDefault("x-amz-date", "");
        if (!date.startsWith(signature.day())) {
            throw new Ec2Error(
                    "IncompleteSignature", "Date must be in ISO-8601 'basic format', and that of the scope.");
        }
        if (Duration.between(signed(date), clock.now()).abs().compareTo(LIFETIME) > 0) {
            throw expired();
        }
    }

    private static Instant signed(String date) {
        try {
            return LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new Ec2Error("IncompleteSignature", "Date must be in ISO-8601 'basic format'.");
        }
    }

    private static Ec2Error expired() {
        return new Ec2Error("RequestExpired", "Request has expired.");
    }

    private static Ec2Error notValid() {
        return new Ec2Error(
                UNAUTHORIZED, "AuthFailure", "AWS was not able to validate the provided access credentials");
    }
}
