package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.cloudmesh.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a file is one sentence, with the line, and without a secret. */
class BadInputTest {

    @TempDir
    Path directory;

    @Test
    void whatIsNoYamlIsToldWithLineAndColumn() {
        assertRefused("cloudmesh:\n  a: 1\n b: 2\n")
                .hasMessage(file()
                        + ":3: this is not YAML at column 2: expected <block end>, but found '<block mapping start>'");
    }

    @Test
    void aTabIsCalledATab() {
        assertRefused("cloudmesh:\n\ta: 1\n")
                .hasMessage(file() + ":2: a tab is used as indentation, which YAML does not allow; use spaces");
    }

    @Test
    void aKeyThatIsThereTwiceIsToldWithBothLines() {
        assertRefused("cloudmesh:\n  default:\n    cloud: a\n    group: g\n    cloud: b\n")
                .hasMessage(file() + ":5: cloud: this key is in line 3 already; remove one of the two");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        var bomb = new StringBuilder("cloudmesh:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("  a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }

        assertRefused(bomb.toString()).hasMessageContaining("aliases make more than 20000 values out of this file");
    }

    @Test
    void anAliasOfWhatItIsInIsRefused() {
        assertRefused("cloudmesh:\n  a: &a\n    b: *a\n")
                .hasMessageContaining(":3: an alias (*) names an anchor (&) that is not above it");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertRefused("cloudmesh: " + "[".repeat(10_000)).hasMessageContaining("nested more than 50 deep");
    }

    @Test
    void theRootIsCloudmesh() {
        assertRefused("- a\n- b\n")
                .hasMessage(file() + ":1: the file has to begin with the key \"cloudmesh:\", and all else below");
        assertRefused("just text\n").hasMessageContaining("has to begin with the key");
        assertRefused("clowdmesh:\n  a: 1\n")
                .hasMessage(file() + ":1: at the left margin the key \"cloudmesh\" is wanted; known: clowdmesh");
        assertRefused("cloudmesh: text\n")
                .hasMessage(file() + ":1: keys are wanted below \"cloudmesh\", and it is a value");
        assertRefused("cloudmesh: {}\n---\ncloudmesh: {}\n").hasMessageContaining(":2: a second document begins here");
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        Files.write(file(), "cloudmesh:\n  a: é\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Configs.of(List.of(file())))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file() + ": the file is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatThrownBy(() -> Configs.of(List.of(directory)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory + ": this is a directory, and a YAML file is wanted");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThatThrownBy(() -> Configs.of(List.of(file())))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file() + ": there is no such file");
    }

    @Test
    void aFileOfManyMegabytesIsRefused() {
        assertRefused("cloudmesh:\n" + "# and so on\n".repeat(1 << 18)).hasMessageContaining("more than 3 MiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# nothing yet\n",
                "---\n",
                "cloudmesh:\n",
                "cloudmesh: ~\n",
                "cloudmesh: {}\n",
                "\uFEFF"
            })
    void anEmptyFileSetsNothing(String text) {
        var config = Configs.of(directory, text);

        assertThat(config.keys("")).isEmpty();
        assertThat(config.settings().clouds()).isEmpty();
        assertThat(config.find("default.cloud")).isEmpty();
    }

    @Test
    void twoDefaultCloudsAreToldWithBothLines() {
        var config = Configs.of(directory, "cloudmesh:\n  default:\n    cloud: aws\n  clouds:\n    default: azure\n");

        assertThatThrownBy(config::settings)
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        file()
                                + ":5: cloudmesh.cloud.default: the default cloud is another one in line 3; remove one of the two");
    }

    @Test
    void aFaultKnowsItsPlace() {
        var config = Configs.of(directory, "cloudmesh:\n  a:\n    b: x\n");

        var e = catchThrowableOfType(ConfigException.class, () -> config.get("a.b", Integer.class));

        assertThat(e.file()).isEqualTo(file());
        assertThat(e.line()).isEqualTo(3);
        assertThat(e.key()).isEqualTo("cloudmesh.a.b");
        assertThat(e).hasMessage(file() + ":3: cloudmesh.a.b: a whole number is wanted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*canary-of-a-secret",
                "!canary-of-a-secret x",
                "!a!canary-of-a-secret x",
                "@canary-of-a-secret",
                "%canary-of-a-secret",
                "a: canary-of-a-secret",
                "[canary-of-a-secret",
                "{canary-of-a-secret",
                "\"canary-of-a-secret",
                "'canary-of-a-secret",
                "\"canary-of-a-secret\\q\"",
                "|canary-of-a-secret",
                "`canary-of-a-secret",
                "canary-of-a-secret\n b: c",
                "'canary-of-a-secret' x",
                "\tcanary-of-a-secret: x",
                "canary-of-a-secret\u0007",
                "&x *canary-of-a-secret"
            })
    void aSecretThatBreaksTheFileIsNotQuoted(String secret) {
        Configs.file(
                directory,
                "cloudmesh:\n  default: {cloud: aws}\n  cloud:\n    aws:\n      credentials:\n        EC2_SECRET_KEY: "
                        + secret + "\n      default:\n        size: t2\n");

        assertThat(everythingSaidOf(directory)).doesNotContain(Configs.SECRET);
    }

    @Test
    void aSecretOfTheWrongTypeIsNotQuoted() {
        var config = Configs.of(
                directory, "cloudmesh:\n  a:\n    PASSWORD: canary-of-a-secret\n    other: '{cloudmesh.a.PASSWORD}'\n");

        for (var type :
                new Class<?>[] {Integer.class, Long.class, Double.class, Boolean.class, java.time.Duration.class}) {
            assertThatThrownBy(() -> config.get("a.PASSWORD", type)).asString().doesNotContain(Configs.SECRET);
            assertThatThrownBy(() -> config.get("a.other", type)).asString().doesNotContain(Configs.SECRET);
        }
        assertThatThrownBy(() -> config.set("a.PASSWORD.x", 1)).asString().doesNotContain(Configs.SECRET);
        assertThatThrownBy(() -> config.get("a")).asString().doesNotContain(Configs.SECRET);
    }

    private static String everythingSaidOf(Path directory) {
        var said = new StringWriter();
        try {
            var config = Configs.of(List.of(directory.resolve("cloudmesh.yaml")));
            said.append(config.toString())
                    .append(config.settings().toString())
                    .append(config.warnings().toString());
            config.settings()
                    .clouds()
                    .forEach(cloud -> said.append(cloud.faults().toString()));
        } catch (ConfigException e) {
            e.printStackTrace(new PrintWriter(said, true));
        }
        return said.toString();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String text) {
        return assertThatThrownBy(() -> Configs.of(directory, text)).isInstanceOf(ConfigException.class);
    }

    private Path file() {
        return directory.resolve("cloudmesh.yaml");
    }
}
