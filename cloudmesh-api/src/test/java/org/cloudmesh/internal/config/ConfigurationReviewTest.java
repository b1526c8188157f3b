package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CredentialScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a review found in configuration files. */
class ConfigurationReviewTest {

    private static final String BOTH_SPELLINGS = """
            cloudmesh:
              clouds:
                aws:
                  default: {size: small}
              cloud:
                chameleon:
                  cm: {kind: openstack}
            """;

    @TempDir
    Path directory;

    // Config.set: "A key that is there is changed, under the spelling it has."
    @Test
    void aValueIsChangedWhereItIsInAFileThatHasBothCloudAndClouds() {
        var config = Configs.of(directory, BOTH_SPELLINGS);

        config.set("cloud.aws.default.size", "large");

        assertThat(config.get("cloud.aws.default.size")).isEqualTo("large");
        assertThat(Configs.text(config.files().get(0))).isEqualTo(BOTH_SPELLINGS.replace("small", "large"));
    }

    // Config.remove: "Removes a key, with all below, from one's own file"
    @Test
    void aKeyIsRemovedWhereItIsInAFileThatHasBothCloudAndClouds() {
        var config = Configs.of(directory, BOTH_SPELLINGS);

        config.remove("cloud.aws.default.size");

        assertThat(config.find("cloud.aws.default.size")).isEmpty();
    }

    // Guide: "`set` writes this one value, comments and all else stay as they are byte for byte"
    @Test
    void aCommentWithADashInItStaysWhenTheElementBelowItBecomesASection() {
        var text = """
                cloudmesh:
                  hosts:
                    - # rack 3 - upper half
                      web1
                    - web2
                """;
        var config = Configs.of(directory, text);

        config.set("hosts.0", Map.of("name", "web1"));

        assertThat(Configs.text(config.files().get(0))).isEqualTo(text.replace("      web1\n", "      name: web1\n"));
    }

    // Guide: "`set` writes this one value, comments and all else stay as they are byte for byte"
    @Test
    void aCommentBesideTheKeyStaysWhenAValueBelowItBecomesASection() {
        var config = Configs.of(directory, """
                cloudmesh:
                  cloud: # all that we may use
                    TBD
                  refresh: on
                """);

        config.set("cloud.aws.cm.kind", "aws");

        assertThat(Configs.text(config.files().get(0))).contains("# all that we may use");
    }

    // Guide: "comments and all else stay as they are byte for byte"
    @Test
    void theCommentsOfTheOthersStayWhenAKeyWithinBracesIsRemoved() {
        var config = Configs.of(directory, """
                cloudmesh:
                  cloud: {
                    aws: {cm: {kind: aws}},        # paid by the lab
                    azure: {cm: {kind: azure}},    # closed in May
                    laptop: {cm: {kind: local}}    # costs nothing
                  }
                """);

        config.remove("cloud.azure");

        assertThat(Configs.text(config.files().get(0)))
                .contains("# paid by the lab", "# costs nothing")
                .contains("kind: aws}},        # paid by the lab");
    }

    // Config.remove: "Removes a key, with all below"; an anchor's name may have a dash
    @Test
    void anElementIsRemovedWhoseAnchorHasADashInItsName() {
        var config = Configs.of(directory, """
                cloudmesh:
                  hosts:
                    - &rack-3 web1
                    - web2
                """);

        config.remove("hosts.0");

        assertThat(Configs.text(config.files().get(0))).isEqualTo("cloudmesh:\n  hosts:\n    - web2\n");
    }

    // Config: "set and remove read one's own file again", "safe against other processes"; a section is refused
    @Test
    void aSectionThatAnotherProgramJustWroteIsNotOverwrittenByAValue() throws Exception {
        var config = Configs.of(directory, "cloudmesh:\n  refresh: on\n");
        var file = config.files().get(0);
        var theirs = "cloudmesh:\n  refresh: on\n  registry:\n    host: a\n    port: 1\n";
        Files.writeString(file, theirs);

        assertThatThrownBy(() -> config.set("registry", "b")).isInstanceOf(ConfigException.class);
        assertThat(Configs.text(file)).isEqualTo(theirs);
    }

    // Config.remove: "does nothing if it is in no file"
    @Test
    void removingWhatIsInNoFileDoesNothingThoughItIsInheritedFromTheOthersDefault() {
        var own = Configs.file(directory, "own.yaml", "cloudmesh:\n  profile: {user: ann}\n");
        var ofTheClass = Configs.file(directory, "class.yaml", """
                cloudmesh:
                  default: {image: ubuntu}
                  cloud:
                    aws: {cm: {kind: aws}}
                """);
        var config = Configs.of(List.of(own, ofTheClass));

        config.remove("cloud.aws.default.image");

        assertThat(config.get("default.image")).isEqualTo("ubuntu");
    }

    // Config.remove: "Removes a key", or throws "as set": "if the change would alter another value"
    @Test
    void removingWhatComesThroughAMergeIsRefusedAndNotPassedOver() {
        var config = Configs.of(directory, """
                cloudmesh:
                  base: &base {image: ubuntu}
                  own:
                    <<: *base
                    size: small
                """);

        assertThatThrownBy(() -> config.remove("own.image")).isInstanceOf(ConfigException.class);
    }

    // Config.set: throws "if the change would alter another value"; here the rest of the class's list is lost
    @Test
    void anElementOfTheOthersListIsNotMadeIntoASectionThatHidesTheList() {
        var own = Configs.file(directory, "own.yaml", "cloudmesh:\n  profile: {user: ann}\n");
        var ofTheClass = Configs.file(directory, "class.yaml", "cloudmesh:\n  hosts: [web1, web2]\n");
        var config = Configs.of(List.of(own, ofTheClass));

        try {
            config.set("hosts.0", "web9");
        } catch (ConfigException e) {
            assertThat(e).hasMessageContaining("hosts");
        }

        assertThat(config.find("hosts.1")).hasValue("web2");
    }

    // Guide: "`size` or `flavor`", "either word will do"
    @Test
    void bothWordsSayWhatWasSetWhereTheFileHasBothAndOneWasNotSet() {
        var config = Configs.of(directory, """
                cloudmesh:
                  cloud:
                    aws:
                      default:
                        flavor: TBD
                        size: t2.micro
                """);

        config.set("cloud.aws.default.flavor", "t2.large");

        assertThat(config.get("cloud.aws.default.size")).isEqualTo("t2.large");
    }

    // Guide: "A key that looks misspelled is logged, with its line and the word that was probably meant."
    @ParameterizedTest
    @CsvSource({
        "porxy, proxy",
        "cacret, cacert",
        "credentials.tokn_command, token_command",
        "credentials.os_cluod, os_cloud",
        "credentials.opnrc, openrc",
        "credentials.profil, profile",
        "credentials.token_timout, token_timeout",
    })
    void aMisspelledWordOfTheGuideIsTold(String written, String meant) {
        var config = Configs.of(directory, "cloudmesh:\n  cloud: {aws: {cm: {kind: aws}}}\n");
        config.set("cloud.aws." + written, "x");

        var again = Configs.of(config.files());

        assertThat(again.warnings()).singleElement().asString().contains("nearest: " + meant);
    }

    static Stream<String> settingsOfTheKnownSchemes() {
        return Stream.of(CredentialScheme.AWS, CredentialScheme.KEYSTONE, CredentialScheme.AZURE)
                .flatMap(scheme -> scheme.names().stream())
                .flatMap(name -> name.settings().stream())
                .filter(each -> !each.startsWith("default."));
    }

    @ParameterizedTest
    @MethodSource("settingsOfTheKnownSchemes")
    void whatASchemeReadsIsNotTakenForAMisspelledWord(String setting) {
        var config = Configs.of(directory, "cloudmesh:\n  cloud: {aws: {cm: {kind: aws}}}\n");
        config.set("cloud.aws.credentials." + setting, "x");

        var again = Configs.of(config.files());

        assertThat(again.warnings()).isEmpty();
    }

    // REQUIREMENTS C13: "the configuration lists hosts, users, keys"
    @Test
    void theHostsOfACloudOfHostsAreNotTakenForAMisspelledHost() {
        var config = Configs.of(directory, """
                cloudmesh:
                  cloud:
                    lab:
                      cm: {kind: hosts}
                      hosts: [web1, web2]
                """);

        assertThat(config.warnings()).isEmpty();
    }

    // House rule: one sentence: what, where, what next; "Do not use @ for indentation" is none, and quotes the password
    @Test
    void aPasswordThatBeginsWithASignOfYamlIsToBeQuoted() {
        assertThatThrownBy(() -> Configs.of(directory, "cloudmesh:\n  password: @hunter2\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("indentation")
                .hasMessageContaining("quote");
    }

    // Issue: bad input: "two default clouds"
    @Test
    void aListOfDefaultCloudsIsToldAndNotPassedOver() {
        var config = Configs.of(directory, """
                cloudmesh:
                  default: {cloud: [chameleon, aws]}
                  cloud:
                    aws: {cm: {kind: aws}}
                    chameleon: {cm: {kind: openstack}}
                """);

        assertThatThrownBy(config::settings)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cloudmesh.default.cloud");
    }
}
