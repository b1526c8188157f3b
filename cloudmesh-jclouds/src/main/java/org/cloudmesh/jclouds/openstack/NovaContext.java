package org.cloudmesh.jclouds.openstack;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.cloudmesh.jclouds.http.NativeHttp;
import org.cloudmesh.spi.CredentialScheme;
import org.cloudmesh.spi.Credentials;
import org.cloudmesh.spi.Deadline;
import org.jclouds.ContextBuilder;
import org.jclouds.location.reference.LocationConstants;
import org.jclouds.openstack.keystone.config.KeystoneProperties;

/** How jclouds' own context for Nova is made: for the same project, with the same credentials. */
final class NovaContext {

    private static final Duration LOGIN = Duration.ofMinutes(1);

    private final OpenStackApi api;

    NovaContext(OpenStackApi api) {
        this.api = api;
    }

    /** Asks for a token, if there is none, to know what the user and the project are called. */
    ContextBuilder builder() {
        var token = api.token(Deadline.in(LOGIN, api.context().time()));
        var credentials = api.context().config().credentials(CredentialScheme.KEYSTONE);
        var settings = api.settings(token.authUrl());
        var properties = NativeHttp.properties(api.context().config(), settings);
        properties.setProperty(KeystoneProperties.KEYSTONE_VERSION, "3");
        properties.setProperty(
                LocationConstants.PROPERTY_REGIONS, token.services().region());
        var login = login(token, credentials, properties);
        return ContextBuilder.newBuilder("openstack-nova")
                .endpoint(token.authUrl().toString())
                .credentials(login.get(0), login.get(1))
                .modules(NativeHttp.modules(api.context().config(), settings))
                .overrides(properties);
    }

    /** Identity and credential: jclouds knows three ways, and for the others takes the token. */
    private static List<String> login(Token token, Credentials credentials, Properties properties) {
        var id = credentials.find("applicationCredentialId");
        if (id.isPresent()) {
            properties.setProperty(KeystoneProperties.CREDENTIAL_TYPE, "apiAccessKeyCredentials");
            return List.of(id.get(), credentials.get("applicationCredentialSecret"));
        }
        properties.setProperty(KeystoneProperties.SCOPE, "projectId:" + token.project());
        var user = token.facts().path("user");
        var name = user.path("domain").path("name").asText() + ":"
                + user.path("name").asText();
        var password = credentials.find("password");
        if (password.isPresent() && credentials.find("passcode").isEmpty()) {
            return List.of(name, password.get());
        }
        properties.setProperty(KeystoneProperties.CREDENTIAL_TYPE, "tokenCredentials");
        return List.of(name, token.value());
    }
}
