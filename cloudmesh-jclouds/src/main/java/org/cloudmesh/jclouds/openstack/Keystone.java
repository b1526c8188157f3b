package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.cloudmesh.AuthException;
import org.cloudmesh.ConfigException;
import org.cloudmesh.jclouds.http.Call;
import org.cloudmesh.jclouds.http.CloudHttp;
import org.cloudmesh.jclouds.http.OneAtATime;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CredentialScheme;
import org.cloudmesh.spi.Credentials;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** Logs in once, for however many ask, and keeps the token until a minute before it ends. Thread-safe. */
final class Keystone {

    private static final String LOGIN = "CreateToken";
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final CloudContext context;
    private final Function<URI, CloudHttp> http;
    private final OneAtATime turns;
    private final AtomicReference<@Nullable Token> token = new AtomicReference<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private boolean isAgain;
    private @Nullable AuthException refused;

    /** Not logged in yet. */
    Keystone(CloudContext context, Function<URI, CloudHttp> http) {
        this.context = context;
        this.http = http;
        turns = new OneAtATime(context.name());
    }

    /**
     * A token that is good for a minute at least; asks for one if need be, once.
     *
     * @throws AuthException if Keystone did not take the credentials
     * @throws ConfigException if there are none, or they are for no project
     */
    Token token(Deadline deadline) {
        var known = token.get();
        if (known != null && isGood(known)) {
            return known;
        }
        int before = refusals.get();
        return turns.in(LOGIN, deadline, () -> meanwhile(before).orElseGet(() -> login(deadline)));
    }

    /** What another thread got while this one waited for its turn. */
    private Optional<Token> meanwhile(int refusalsBefore) {
        var known = token.get();
        if (known != null && isGood(known)) {
            return Optional.of(known);
        }
        if (refused != null && refusals.get() != refusalsBefore) {
            // This one would be refused as well, and each wrong password counts towards a lock.
            throw refused;
        }
        return Optional.empty();
    }

    /** Gives up one that a service did not take; not another that was got meanwhile, be it like it. */
    void forget(Token old) {
        token.compareAndSet(old, null);
    }

    private boolean isGood(Token known) {
        return context.time().now().isBefore(known.expiresAt().minus(EARLY));
    }

    private Token login(Deadline deadline) {
        // A passcode is good for one login, be it refused.
        var credentials = isAgain
                ? context.config().renewCredentials(CredentialScheme.KEYSTONE)
                : context.config().credentials(CredentialScheme.KEYSTONE);
        var url = AuthUrl.of(context.name(), credentials);
        var body = new LoginRequest(credentials).body();
        refused = null;
        isAgain = true;
        try {
            var made = send(url, body, credentials, deadline);
            token.set(made);
            return made;
        } catch (AuthException e) {
            refused = e;
            refusals.incrementAndGet();
            throw e;
        }
    }

    private Token send(URI url, String body, Credentials credentials, Deadline deadline) {
        var call =
                Call.json(LOGIN, "POST", URI.create(url + "/auth/tokens"), Map.of("Accept", "application/json"), body);
        var sender = http.apply(url);
        var askedAt = context.time().now();
        try (var answer = sender.send(call, deadline);
                var in = answer.body()) {
            var facts = Json.MAPPER.readTree(in).path("token");
            var value = answer.header("X-Subject-Token")
                    .orElseThrow(() -> new IOException("no token came with it; is this Keystone?"));
            return new Token(value, expiry(facts, askedAt), facts, catalog(facts, credentials), url);
        } catch (IOException e) {
            throw sender.broken(LOGIN, e);
        }
    }

    /** By the clock here, which may go wrong: Keystone's own tells how long the token is good for. */
    private static Instant expiry(JsonNode facts, Instant askedAt) throws IOException {
        try {
            var issuedAt = Instant.parse(facts.path("issued_at").asText());
            return askedAt.plus(Duration.between(
                    issuedAt, Instant.parse(facts.path("expires_at").asText())));
        } catch (DateTimeException e) {
            throw new IOException("it does not say when the token ends", e);
        }
    }

    private ServiceCatalog catalog(JsonNode facts, Credentials credentials) {
        if (!facts.has("project") && !facts.has("domain")) {
            throw new ConfigException(
                    "the credentials of cloud \"%s\" from %s are for no project; next: add project_name or project_id"
                            .formatted(context.name(), credentials.source()));
        }
        var services = facts.path("catalog");
        return new ServiceCatalog(services, context.config(), credentials);
    }
}
