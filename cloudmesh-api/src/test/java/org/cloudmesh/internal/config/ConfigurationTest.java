package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, by which path, and as what. */
class ConfigurationTest {

    @TempDir
    Path directory;

    @Test
    void aPathMayBeginWithCloudmesh() {
        var config = Configs.ofResources("cloudmesh4.yaml");

        assertThat(config.get("cloudmesh.data.mongo.MONGO_HOST")).isEqualTo("127.0.0.1");
        assertThat(config.get("data.mongo.MONGO_HOST")).isEqualTo("127.0.0.1");
        assertThat(config.at("cloudmesh").at("data.mongo").get("MONGO_HOST")).isEqualTo("127.0.0.1");
    }

    @Test
    void spellingsOfOtherYearsFindEachOther() {
        var config = Configs.ofResources("class-own.yaml");

        assertThat(config.get("cloud.aws.credentials.EC2_ACCESS_ID")).isEqualTo("AKID");
        assertThat(config.get("clouds.aws.credentials.EC2_ACCESS_KEY")).isEqualTo("AKID");
        assertThat(config.get("cloud.chameleon.default.flavor")).isEqualTo("m1.small");
        assertThat(config.keys("cloud")).containsExactly("chameleon", "aws");
    }

    @Test
    void theRegionOfTheCredentialsIsTheLocationBeforeTheDefaultForAll() {
        var config = Configs.of(
                directory,
                "cloudmesh:\n  default: {location: all}\n  cloud:\n    aws: {credentials: {region: r}}\n    azure: {kind: azure}\n");

        assertThat(config.get("cloud.aws.default.location")).isEqualTo("r");
        assertThat(config.get("cloud.azure.default.location")).isEqualTo("all");
        assertThat(Configs.cloud(config, "aws").location()).isEqualTo("r");
        assertThat(Configs.cloud(config, "azure").location()).isEqualTo("all");
    }

    @Test
    void elementsAndQuotedKeysHavePathsToo() {
        var config = Configs.of(directory, "cloudmesh:\n  images: [a, {b: c}]\n  hosts:\n    a.b: x\n    '': y\n");

        assertThat(config.get("images.0")).isEqualTo("a");
        assertThat(config.get("images.1.b")).isEqualTo("c");
        assertThat(config.get("hosts.\"a.b\"")).isEqualTo("x");
        assertThat(config.keys("images")).containsExactly("0", "1");
        assertThat(config.keys("hosts")).containsExactly("a.b", "");
        assertThat(config.keys("nothing.here")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a.", "\"a", "\"a\"b", "a.\"b"})
    void aPathThatIsNoneIsRefused(String path) {
        var config = Configs.ofResources("flow.yaml");

        assertThatThrownBy(() -> config.find(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not keys with dots between them");
    }

    @ParameterizedTest
    @CsvSource({
        "yes, Boolean, true", "Off, Boolean, false", "1, Boolean, true", "27017, Integer, 27017",
        "9999999999, Long, 9999999999", "1.5, Double, 1.5", ".inf, Double, Infinity", "30, Duration, PT30S",
        "500 ms, Duration, PT0.5S", "5m, Duration, PT5M", "2d, Duration, PT48H", "PT1M, Duration, PT1M",
        "~/a, Path, /home/ann/a", "$HOME/a, Path, /home/ann/a", "a~/b, Path, a~/b", "010, String, 010"
    })
    void aValueIsReadAsWhatIsWanted(String text, String type, String wanted) throws ClassNotFoundException {
        var config = Configs.of(directory, "cloudmesh:\n  a: \"" + text + "\"\n");
        var packages = Map.of("Path", "java.nio.file.", "Duration", "java.time.");

        var value = config.get("a", Class.forName(packages.getOrDefault(type, "java.lang.") + type));

        assertThat(value).hasToString(wanted);
    }

    @ParameterizedTest
    @CsvSource({"Integer, a whole number", "Long, a whole number", "Double, a number", "Boolean, true or false"})
    void whatIsWantedIsTold(String type, String wanted) throws ClassNotFoundException {
        var config = Configs.of(directory, "cloudmesh:\n\n  a: 1x\n");
        var wantedType = Class.forName("java.lang." + type);

        assertThatThrownBy(() -> config.get("a", wantedType))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("cloudmesh.yaml") + ":3: cloudmesh.a: " + wanted + " is wanted");
        assertThatThrownBy(() -> config.get("a", Duration.class)).hasMessageContaining("a duration such as 30s");
        assertThatThrownBy(() -> config.get("a", Object.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TBD", "'TBD'", "", "''", "~", "null"})
    void whatIsNotFilledInIsNotSet(String text) {
        var config = Configs.of(directory, "cloudmesh:\n  a: " + text + "\n");

        assertThat(config.find("a")).isEmpty();
        assertThatThrownBy(() -> config.get("a"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("cloudmesh.yaml")
                        + ":2: cloudmesh.a: this is not set yet; write a value there");
    }

    @Test
    void aTextThatOnlyHasTbdInItIsSet() {
        assertThat(Configs.of(directory, "cloudmesh:\n  a: tbd\n").get("a")).isEqualTo("tbd");
    }

    @Test
    void aKeyThatIsMissingIsToldWithTheNearestOnes() {
        var own = Configs.resource("class-own.yaml");
        var other = Configs.resource("class.yaml");
        var config = Configs.of(List.of(own, other));

        assertThatThrownBy(() -> config.get("cloud.chameleon.default.imgae"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "%s: cloudmesh.cloud.chameleon.default.imgae: there is no such key (nor in [%s]); known: image, size,"
                                + " username",
                        own, other);
    }

    @Test
    void aSectionIsNoValue() {
        var config = Configs.ofResources("flow.yaml");

        assertThatThrownBy(() -> config.find("cloud.aws.default"))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(
                        ":4: cloudmesh.cloud.aws.default: this is a section, and a single value is wanted; ask for one of: [image, size]");
    }

    @Test
    void aViewReadsAndWritesBelowItsPath() {
        var config = Configs.of(directory, "cloudmesh:\n  data:\n    mongo: {MONGO_HOST: h}\n");
        var mongo = config.at("data").at("mongo");

        mongo.set("MONGO_PORT", "27017");

        assertThat(mongo.get("MONGO_PORT")).isEqualTo("27017");
        assertThat(mongo.keys("")).containsExactly("MONGO_HOST", "MONGO_PORT");
        assertThat(Configs.text(directory.resolve("cloudmesh.yaml")))
                .isEqualTo("cloudmesh:\n  data:\n    mongo: {MONGO_HOST: h, MONGO_PORT: \"27017\"}\n");
        mongo.remove("MONGO_HOST");
        assertThat(config.keys("data.mongo")).containsExactly("MONGO_PORT");
    }

    @Test
    void theStandardFileIsCloudmeshYamlElseCloudmesh4Yaml() {
        assertThat(Configuration.standardFiles(directory)).isEmpty();
        assertThat(Configuration.ownFile(directory)).isEqualTo(directory.resolve("cloudmesh.yaml"));

        var four = Configs.file(directory, "cloudmesh4.yaml", "");
        assertThat(Configuration.standardFiles(directory)).containsExactly(four);
        assertThat(Configuration.ownFile(directory)).isEqualTo(four);

        var one = Configs.file(directory, "cloudmesh.yaml", "");
        assertThat(Configuration.standardFiles(directory)).containsExactly(one);
    }

    @Test
    void whatYamlCannotHoldIsRefused() {
        var config = Configs.of(directory, "cloudmesh:\n  a: 1\n");

        assertThatThrownBy(() -> config.set("a", new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config.set("a", Map.of(1, 2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config.set("", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyOfAnotherFileAloneIsNotRemoved() {
        var own = Configs.file(directory, "own.yaml", "cloudmesh: {}\n");
        var other = Configs.file(directory, "other.yaml", "cloudmesh: {a: 1}\n");
        var config = Configs.of(List.of(own, other));

        assertThatThrownBy(() -> config.remove("a"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("%s:1: cloudmesh.a: this is not in one's own file %s; remove it by hand", other, own);
        config.remove("b");
    }

    @Test
    void theCloudThatIsUsedFromNowOnIsWrittenDown() {
        var config = Configs.of(directory, "cloudmesh:\n  default:\n    cloud: aws # now\n");

        config.set("default.cloud", "chameleon");

        assertThat(config.settings().defaultCloud()).isEqualTo("chameleon");
        assertThat(Configs.of(config.files()).settings().defaultCloud()).isEqualTo("chameleon");
    }
}
