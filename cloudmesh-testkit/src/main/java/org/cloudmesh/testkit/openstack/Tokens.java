package org.cloudmesh.testkit.openstack;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has logged in. */
final class Tokens {

    private final OpenStackOptions options;
    private final Map<String, Token> known = new HashMap<>();

    Tokens(OpenStackOptions options) {
        this.options = options;
    }

    Token issue(String method, boolean scoped, boolean delegated) {
        var now = options.time.now().truncatedTo(ChronoUnit.SECONDS);
        var id = "gAAAAA" + UUID.randomUUID().toString().replace("-", "");
        var token = new Token(id, method, scoped, delegated, now, now.plus(options.tokenLife));
        known.put(id, token);
        return token;
    }

    /** The token of that id; null if there is none, or it is over. */
    @Nullable
    Token find(@Nullable String id) {
        var token = known.get(id);
        return token != null && options.time.now().isBefore(token.expires()) ? token : null;
    }

    void revoke(String id) {
        known.remove(id);
    }

    void expire() {
        known.clear();
    }
}
