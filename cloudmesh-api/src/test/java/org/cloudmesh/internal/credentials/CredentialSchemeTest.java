package org.cloudmesh.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cloudmesh.spi.CredentialScheme.KEYSTONE;

import java.util.Set;
import org.cloudmesh.spi.CredentialScheme;
import org.junit.jupiter.api.Test;

class CredentialSchemeTest {

    @Test
    void tellsWhatIsMissingForTheWayOfWhichMostIsThere() {
        assertThat(KEYSTONE.missing(Set.of())).containsExactly("authUrl", "username", "password");
        assertThat(KEYSTONE.missing(Set.of("authUrl", "userId"))).containsExactly("password");
        assertThat(KEYSTONE.missing(Set.of("authUrl", "applicationCredentialId")))
                .containsExactly("applicationCredentialSecret");
        assertThat(KEYSTONE.missing(Set.of("authUrl", "token", "projectName"))).isEmpty();
    }

    @Test
    void refusesAWayThatCannotBeGone() {
        assertThatIllegalArgumentException().isThrownBy(() -> CredentialScheme.of(s -> s.part("user", n -> {})));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CredentialScheme.of(s -> s.part("user", n -> {}).way("usr")));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CredentialScheme.of(s -> s.beside("site", n -> {}).way("site")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CredentialScheme.of(
                        s -> s.part("user", n -> {}).way("user").tokens("otp")));
    }
}
