package org.cloudmesh.jclouds.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.cloudmesh.AuthException;
import org.cloudmesh.CloudException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.jspecify.annotations.Nullable;

/** What a refusal means, whatever the cloud calls it; drivers tell by status <em>and</em> code. */
public enum Meaning {
    /** These credentials are not known, or may not do this. */
    AUTH,
    /** The account's quota or the cloud's capacity is used up. */
    QUOTA,
    /** Too many requests; nothing was begun. */
    RATE,
    /** It does not fit the state the thing is in. */
    CONFLICT,
    /** What was asked for cannot be had, ever. */
    REFUSED,
    /** The cloud failed: it may work later. */
    UNAVAILABLE;

    private static final int LONGEST = 500;

    /**
     * The exception for it.
     *
     * @param code the cloud's own code; null if it gave none
     * @param message the cloud's own words, made one line here
     * @param now for a Retry-After that is a date
     */
    public CloudException exception(
            Refusal refusal, @Nullable String requestId, @Nullable String code, String message, Instant now) {
        var sentence = "%s (%s%d)".formatted(line(message), code == null ? "" : code + ", ", refusal.status());
        var cloud = refusal.cloud();
        var operation = refusal.operation();
        int status = refusal.status();
        return switch (this) {
            case AUTH -> new AuthException(cloud, operation, status, requestId, sentence, null);
            case QUOTA -> new QuotaExceededException(cloud, operation, status, requestId, sentence, null);
            case RATE ->
                new RateLimitException(cloud, operation, status, requestId, sentence, retryAfter(refusal, now), null);
            case CONFLICT -> new ConflictException(cloud, operation, status, requestId, sentence, null);
            case REFUSED -> new CloudException(cloud, operation, status, requestId, sentence, null);
            case UNAVAILABLE -> new UnavailableException(cloud, operation, status, requestId, sentence, null);
        };
    }

    /** One line of it, not too long; without the full stop that the sentence goes on after. */
    public static String line(String message) {
        var line = message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Seconds, or a date as HTTP has it. */
    private static @Nullable Duration retryAfter(Refusal refusal, Instant now) {
        var said = refusal.header("Retry-After").orElse("").strip();
        if (said.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(said));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
