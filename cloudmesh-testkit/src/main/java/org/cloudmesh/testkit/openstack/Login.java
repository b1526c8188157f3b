package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Who may have a token, and for what. documented: Identity API v3, Password / Token / Application credential authentication. */
final class Login {

    private static final String DOMAIN_ID = "default";
    private static final String DOMAIN_NAME = "Default";

    private final World world;

    Login(World world) {
        this.world = world;
    }

    Token token(ObjectNode body) {
        var auth = body.path("auth");
        if (!auth.isObject()) {
            throw missing("auth", "request body");
        }
        var identity = auth.path("identity");
        var methods = identity.path("methods");
        if (methods.isEmpty()) {
            throw missing("identity", "auth");
        }
        var scope = auth.path("scope");
        return switch (methods.path(0).asText()) {
            case "password" -> byPassword(identity.path("password"), scope);
            case "application_credential" -> byCredential(identity.path("application_credential"), scope);
            case "token" -> byToken(identity.path("token").path("id").asText(), scope);
            default -> throw unsupported();
        };
    }

    private Token byPassword(JsonNode password, JsonNode scope) {
        var user = password.path("user");
        if (!user.isObject()) {
            throw missing("user", "password");
        }
        if (!isUser(user) || !user.path("password").asText().equals(world.options.password)) {
            throw Identity.unauthenticated();
        }
        return world.tokens.issue("password", scoped(scope), false);
    }

    private boolean isUser(JsonNode user) {
        return user.has("id")
                ? user.path("id").asText().equals(World.USER_ID)
                : user.path("name").asText().equals(world.options.user) && isDomain(user, "user");
    }

    // The domain's name is told by case here, and by MySQL's collation, which does not, in a real one.
    private static boolean isDomain(JsonNode owner, String what) {
        var domain = owner.path("domain");
        if (!domain.isObject()) {
            throw missing("domain", what);
        }
        return domain.has("id")
                ? domain.path("id").asText().equals(DOMAIN_ID)
                : domain.path("name").asText().equals(DOMAIN_NAME);
    }

    private boolean scoped(JsonNode scope) {
        if (scope.isMissingNode() || scope.isNull() || scope.asText().equals("unscoped")) {
            return false;
        }
        var project = scope.path("project");
        var known = project.has("id")
                ? project.path("id").asText().equals(World.PROJECT_ID)
                : project.path("name").asText().equals(world.options.project) && isDomain(project, "project");
        if (!known) {
            throw Identity.unauthenticated();
        }
        return true;
    }

    private Token byCredential(JsonNode sent, JsonNode scope) {
        var id = sent.path("id").asText();
        var found = world.options.credentials.stream()
                .filter(one -> sent.has("id")
                        ? one.id().equals(id)
                        : one.name().equals(sent.path("name").asText()) && isUser(sent.path("user")))
                .findFirst();
        if (found.isEmpty()) {
            // captured: from Keystone Zed (fixture keystone-application-credential-unknown)
            throw refused(404, "Not Found", "Could not find Application Credential: " + id + ".");
        }
        if (!found.get().secret().equals(sent.path("secret").asText())) {
            throw Identity.unauthenticated();
        }
        if (scope.isObject()) {
            throw new Refusal(Identity.error(
                    401,
                    "Unauthorized",
                    "Error authenticating with application credential: Application credentials cannot request a scope.",
                    Json.object()));
        }
        return world.tokens.issue("application_credential", true, true);
    }

    private Token byToken(String id, JsonNode scope) {
        var token = world.tokens.find(id);
        if (token == null) {
            // captured: from Keystone Zed (fixture keystone-bogus-rescope)
            throw refused(404, "Not Found", "Could not recognize Fernet token");
        }
        if (token.delegated()) {
            throw refused(
                    403,
                    "Forbidden",
                    "You are not authorized to perform the requested action: Using a delegated token to create another token"
                            + " is not allowed..");
        }
        return world.tokens.issue("token", scoped(scope), false);
    }

    private static Refusal refused(int status, String title, String message) {
        return new Refusal(Identity.error(status, title, message));
    }

    private static Refusal missing(String what, String where) {
        return new Refusal(Identity.invalid("Expecting to find " + what + " in " + where + "."));
    }

    private static Refusal unsupported() {
        var methods = List.of("external", "password", "token", "oauth1", "mapped", "application_credential");
        return new Refusal(Identity.error(
                401,
                "Unauthorized",
                "Attempted to authenticate with an unsupported method.",
                Json.object("methods", methods)));
    }
}
