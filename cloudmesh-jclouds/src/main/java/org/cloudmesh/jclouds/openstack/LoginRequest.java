package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cloudmesh.spi.Credentials;

/** What Keystone 3 is asked for a token with. Source: Identity API v3, "Password authentication with scoped authorization" and its like. */
final class LoginRequest {

    private static final String DEFAULT_DOMAIN = "default";

    private final Credentials credentials;

    LoginRequest(Credentials credentials) {
        this.credentials = credentials;
    }

    /** The whole body. */
    String body() {
        var auth = Json.object();
        var identity = auth.putObject("identity");
        var methods = identity.putArray("methods");
        if (has("applicationCredentialSecret")) {
            methods.add("application_credential");
            applicationCredential(identity.putObject("application_credential"));
        } else if (has("password") || has("passcode")) {
            if (has("password")) {
                methods.add("password");
                user(identity.putObject("password").putObject("user")).put("password", credentials.get("password"));
            }
            if (has("passcode")) {
                methods.add("totp");
                user(identity.putObject("totp").putObject("user")).put("passcode", credentials.get("passcode"));
            }
            scope(auth);
        } else {
            methods.add("token");
            identity.putObject("token").put("id", credentials.get("token"));
            scope(auth);
        }
        return Json.write(Json.object().set("auth", auth));
    }

    /** Bound to a project already: it takes no scope. */
    private void applicationCredential(ObjectNode into) {
        if (has("applicationCredentialId")) {
            into.put("id", credentials.get("applicationCredentialId"));
        } else {
            into.put("name", credentials.get("applicationCredentialName"));
            user(into.putObject("user"));
        }
        into.put("secret", credentials.get("applicationCredentialSecret"));
    }

    private ObjectNode user(ObjectNode into) {
        if (has("userId")) {
            return into.put("id", credentials.get("userId"));
        }
        into.put("name", credentials.get("username"));
        domain(into, "userDomain");
        return into;
    }

    private void scope(ObjectNode auth) {
        if (has("projectId")) {
            auth.putObject("scope").putObject("project").put("id", credentials.get("projectId"));
        } else if (has("projectName")) {
            var project = auth.putObject("scope").putObject("project").put("name", credentials.get("projectName"));
            domain(project, "projectDomain");
        } else if (has("domainId")) {
            auth.putObject("scope").putObject("domain").put("id", credentials.get("domainId"));
        } else if (has("domainName")) {
            auth.putObject("scope").putObject("domain").put("name", credentials.get("domainName"));
        }
    }

    private void domain(ObjectNode into, String whose) {
        var domain = into.putObject("domain");
        if (has(whose + "Id")) {
            domain.put("id", credentials.get(whose + "Id"));
        } else if (has(whose + "Name")) {
            domain.put("name", credentials.get(whose + "Name"));
        } else {
            domain.put("id", DEFAULT_DOMAIN);
        }
    }

    private boolean has(String name) {
        return credentials.find(name).filter(value -> !value.isEmpty()).isPresent();
    }
}
