package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References within texts. */
class InterpolationTest {

    @TempDir
    Path directory;

    @Test
    void aReferenceStandsForAnotherValueAlsoThroughOthers() {
        var config = of("a: ann\n  b: x{cloudmesh.a}y\n  c: '{cloudmesh.b}-{cloudmesh.b}'\n  d: {cloudmesh.c}\n");

        assertThat(config.get("c")).isEqualTo("xanny-xanny");
        assertThat(config.get("d")).isEqualTo("xanny-xanny");
    }

    @Test
    void aReferenceFindsOtherSpellings() {
        var config = of("clouds:\n    aws: {default: {size: t2}}\n  a: '{cloudmesh.cloud.aws.default.flavor}'\n");

        assertThat(config.get("a")).isEqualTo("t2");
    }

    @Test
    void theEnvironmentIsAskedWhenTheValueIs() {
        var file = Configs.file(directory, "cloudmesh:\n  a: 'key {env.AWS_KEY}'\n  b: '{env.NONE}'\n");
        var config = Configs.of(List.of(file), Map.of("AWS_KEY", "k", "EMPTY", ""));

        assertThat(config.get("a")).isEqualTo("key k");
        assertThatThrownBy(() -> config.get("b"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        file + ":3: cloudmesh.b: the environment variable NONE is not set; set it, or write the value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{cloudmesh}",
                "{ cloudmesh.a }",
                "{os.environ[HOME]}",
                "{user}-{counter}",
                "{{a}}",
                "{cloudmesh.a",
                "a{b:c}",
                "{__import__(\"os\")}",
                "$(id)",
                "${x}"
            })
    void otherBracesStay(String text) {
        assertThat(of("a: ann\n  x: '" + text + "'\n").get("x")).isEqualTo(text);
    }

    @Test
    void aCircleIsToldWithAllThatAreInIt() {
        var config = of("a: '{cloudmesh.b}'\n  b: 'x {cloudmesh.c}'\n  c: '{cloudmesh.b}'\n");

        assertThatThrownBy(() -> config.get("a"))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(
                        ":3: cloudmesh.b: this refers to itself: cloudmesh.b -> cloudmesh.c -> cloudmesh.b");
        assertThat(config.keys("")).containsExactly("a", "b", "c");
    }

    @Test
    void aReferenceThatLeadsNowhereIsTold() {
        var config = of("a: '{cloudmesh.none}'\n  b: '{cloudmesh.t}'\n  t: TBD\n  c: '{cloudmesh.d}'\n  d: {e: f}\n");

        assertThatThrownBy(() -> config.get("a"))
                .hasMessageEndingWith(
                        ":2: cloudmesh.a: it refers to cloudmesh.none, which is not set; write a value there");
        assertThatThrownBy(() -> config.get("b")).hasMessageContaining("it refers to cloudmesh.t, which is not set");
        assertThatThrownBy(() -> config.get("c"))
                .hasMessageContaining("it refers to cloudmesh.d, which is no single value");
    }

    @Test
    void referencesThatMultiplyAreRefused() {
        var text = new StringBuilder("a0: xxxxxxxxxx\n");
        for (int i = 1; i < 40; i++) {
            text.append("  a%d: '%s'\n".formatted(i, ("{cloudmesh.a" + (i - 1) + "}").repeat(10)));
        }

        assertThatThrownBy(() -> of(text.toString()).get("a39"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("its references make more than 65536 characters of it");
    }

    @Test
    void oneCloudsFaultDisturbsNoOther() {
        var config = of("""
                cloud:
                    aws:
                      cm: {kind: aws, active: maybe}
                      credentials: {EC2_ACCESS_ID: '{env.NONE}', EC2_SECRET_KEY: canary-of-a-secret}
                    azure:
                      cm: {kind: azure}
                    other:
                      cm: {label: x}
                    nothing:
                    typo:
                      cm: {kind: Openstak}
                """);

        assertThat(Configs.cloud(config, "aws").faults())
                .extracting(Throwable::getMessage)
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .contains(":4: cloudmesh.cloud.aws.cm.active: true or false is wanted"),
                        fault -> assertThat(fault)
                                .contains(
                                        ":5: cloudmesh.cloud.aws.credentials.EC2_ACCESS_ID: the environment variable NONE"));
        assertThat(Configs.cloud(config, "aws").credentials()).containsOnlyKeys("EC2_SECRET_KEY");
        assertThat(Configs.cloud(config, "azure").faults()).isEmpty();
        assertThat(Configs.cloud(config, "other").faults())
                .singleElement()
                .asString()
                .contains(":8: ", "the kind of this cloud is missing");
        assertThat(Configs.cloud(config, "nothing").faults()).isNotEmpty();
        assertThat(Configs.cloud(config, "typo").faults())
                .singleElement()
                .asString()
                .contains(":12: ", "nearest: openstack");
    }

    private Configuration of(String below) {
        return Configs.of(directory, "cloudmesh:\n  " + below);
    }
}
