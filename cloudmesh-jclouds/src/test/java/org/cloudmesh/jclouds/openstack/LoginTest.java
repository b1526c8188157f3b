package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CredentialScheme;
import org.junit.jupiter.api.Test;

/** What is asked for with a login, and what its catalog has. */
class LoginTest {

    private static final String NOVA_ALONE = """
            [{"type": "compute", "endpoints": [
              {"interface": "public", "region_id": "East", "url": "https://nova.example.org/v2.1"}]}]
            """;

    @Test
    void asksForADomainWhereNoProjectIsNamed() throws JsonProcessingException {
        var config = config(Map.of("auth.domain_name", "science"));

        var auth = json(new LoginRequest(config.credentials(CredentialScheme.KEYSTONE)).body());

        assertThat(auth.at("/auth/scope/domain/name").asText()).isEqualTo("science");
        assertThat(auth.at("/auth/scope/project").isMissingNode()).isTrue();
    }

    @Test
    void asksForTheProjectWhereADomainIsNamedAsWell() throws JsonProcessingException {
        var config = config(Map.of("auth.domain_name", "science", "auth.project_id", "0123"));

        var auth = json(new LoginRequest(config.credentials(CredentialScheme.KEYSTONE)).body());

        assertThat(auth.at("/auth/scope/project/id").asText()).isEqualTo("0123");
        assertThat(auth.at("/auth/scope/domain").isMissingNode()).isTrue();
    }

    @Test
    void asksForNothingInParticularWhereNothingIsNamed() throws JsonProcessingException {
        var config = config(Map.of());

        var auth = json(new LoginRequest(config.credentials(CredentialScheme.KEYSTONE)).body());

        assertThat(auth.at("/auth/scope").isMissingNode()).isTrue();
    }

    @Test
    void knowsACatalogWithoutANetworkService() throws JsonProcessingException {
        var config = config(Map.of());

        var catalog = new ServiceCatalog(json(NOVA_ALONE), config, config.credentials(CredentialScheme.KEYSTONE));

        assertThat(catalog.region()).isEqualTo("East");
        assertThat(catalog.find(Service.NETWORK)).isEmpty();
        assertThatThrownBy(() -> catalog.get(Service.NETWORK))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no network service in region East");
    }

    private static CloudConfig config(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "auth.auth_url", "https://keystone.example.org/v3", "auth.username", "me", "auth.password", "hidden"));
        settings.putAll(more);
        return CloudConfig.of("here", settings);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(text);
    }
}
