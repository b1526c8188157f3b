package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.cloudmesh.AuthException;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CloudDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in: once, and only when it has to be. */
class KeystoneTest {

    @Test
    void logsInOnceForTenWhoAskAtOnce() throws Exception {
        try (var rig = new Rig()) {
            atOnce(rig.driver);

            assertThat(rig.sent()).isEqualTo(Map.of("CreateToken", 1L, "ListFlavors", 10L));
        }
    }

    private static void atOnce(CloudDriver driver) throws Exception {
        var threads = Executors.newFixedThreadPool(10);
        try {
            Callable<Object> ask =
                    () -> driver.flavors().find("m1.tiny", Rig.soon()).orElseThrow();
            var tasks = new ArrayList<Callable<Object>>();
            for (int i = 0; i < 10; i++) {
                tasks.add(ask);
            }
            for (var each : threads.invokeAll(tasks)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void triesAWrongPasswordOnce() {
        try (var rig = new Rig(o -> {}, Map.of("auth.password", "nonsense"))) {
            assertThatThrownBy(() -> rig.driver.flavors().find("m1.tiny", Rig.soon()))
                    .isInstanceOf(AuthException.class)
                    .hasMessageContaining("Keystone did not take the credentials")
                    .hasMessageNotContaining("nonsense");

            assertThat(rig.sent()).isEqualTo(Map.of("CreateToken", 1L));
        }
    }

    @Test
    void logsInAgainWhenATokenIsNotTakenAnyMore() {
        try (var rig = new Rig()) {
            rig.driver.flavors().find("m1.tiny", Rig.soon());
            rig.fake.expireTokens();
            rig.sent();

            var found = rig.driver.flavors().find("m1.tiny", Rig.soon());

            assertThat(found).isPresent();
            assertThat(rig.sent()).isEqualTo(Map.of("CreateToken", 1L, "ListFlavors", 2L));
        }
    }

    @Test
    void makesOneServerThoughItsTokenWasNotTaken() {
        try (var rig = new Rig()) {
            rig.boot("mesh", 1);
            rig.fake.expireTokens();

            rig.boot("mesh", 1);

            assertThat(rig.fake.servers()).hasSize(2);
        }
    }

    @Test
    void usesNoTokenInItsLastMinute() {
        try (var rig = new Rig(o -> o.tokenLife(Duration.ofSeconds(59)), Map.of())) {
            rig.driver.flavors().find("m1.tiny", Rig.soon());
            rig.sent();

            rig.driver.flavors().find("m1.tiny", Rig.soon());

            assertThat(rig.sent()).containsEntry("CreateToken", 1L).containsEntry("ListFlavors", 1L);
        }
    }

    @Test
    void takesAnApplicationCredential() {
        var settings = Map.of(
                "auth.username", "",
                "auth.password", "",
                "auth.project_name", "",
                "auth.application_credential_id", "0123456789abcdef",
                "auth.application_credential_secret", "hidden");
        try (var rig = new Rig(o -> o.applicationCredential("0123456789abcdef", "hidden"), settings)) {
            assertThat(rig.driver.flavors().find("m1.tiny", Rig.soon())).isPresent();
        }
    }

    @Test
    void saysThatAProjectIsToBeNamed() {
        try (var rig = new Rig(o -> {}, Map.of("auth.project_name", ""))) {
            assertThatThrownBy(() -> rig.driver.flavors().find("m1.tiny", Rig.soon()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("project_name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/identity", "/identity/", "/identity/v3", "/identity/v3/", "/identity/v3/auth/tokens"})
    void findsVersionThreeBehindEveryAddress(String path) {
        try (var rig = new Rig()) {
            var url = rig.fake.endpoint().resolve(path).toString();

            try (var driver = rig.connect(Map.of("auth.auth_url", url))) {
                assertThat(driver.flavors().find("m1.tiny", Rig.soon())).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/v2.0", "http://127.0.0.1:1/v2.0/", "keystone", "ftp://127.0.0.1/v3"})
    void refusesAnAddressThatIsNone(String url) {
        try (var rig = new Rig(o -> {}, Map.of("auth.auth_url", url))) {
            assertThatThrownBy(() -> rig.driver.flavors().find("m1.tiny", Rig.soon()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("auth_url");

            assertThat(rig.sent()).isEmpty();
        }
    }

    @Test
    void wantsARegionToBeNamedWhereThereAreSeveral() {
        try (var rig = new Rig(o -> o.regions("East", "West"), Map.of())) {
            assertThatThrownBy(() -> rig.driver.locations().find("West", Rig.soon()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("[East, West]");
        }
    }

    @Test
    void knowsTheRegionsWhereAnUnknownOneIsNamed() {
        try (var rig = new Rig(o -> o.regions("East", "West"), Map.of("region_name", "North"))) {
            assertThatThrownBy(() -> rig.driver.locations().find("West", Rig.soon()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("\"North\"")
                    .hasMessageContaining("[East, West]");
        }
    }

    @Test
    void goesToTheRegionThatIsNamed() {
        try (var rig = new Rig(o -> o.regions("East", "West"), Map.of("region_name", "West"))) {
            rig.driver.nodes().get(List.of("none"), Rig.soon());

            assertThat(rig.driver.locations().find("West", Rig.soon())).isPresent();
            assertThat(rig.fake.requests()).anyMatch(seen -> seen.path().startsWith("/West/"));
        }
    }
}
