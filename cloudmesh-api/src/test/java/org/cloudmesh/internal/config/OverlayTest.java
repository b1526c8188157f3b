package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over files. */
class OverlayTest {

    @TempDir
    Path directory;

    @Test
    void theFirstFileWinsKeyByKey() {
        var config = over("a: {b: 1, c: {d: 1}}", "a: {b: 2, c: {d: 2, e: 2}}", "a: {f: 3}");

        assertThat(config.get("a.b")).isEqualTo("1");
        assertThat(config.get("a.c.d")).isEqualTo("1");
        assertThat(config.get("a.c.e")).isEqualTo("2");
        assertThat(config.get("a.f")).isEqualTo("3");
        assertThat(config.keys("a")).containsExactly("b", "c", "f");
    }

    @Test
    void whatIsNotFilledInLetsTheNextFileBeSeen() {
        var config = over("a: TBD\n  b:\n  c: ''\n  d: {}", "a: 1\n  b: {x: 2}\n  c: 3\n  d: {y: 4}");

        assertThat(config.get("a")).isEqualTo("1");
        assertThat(config.get("b.x")).isEqualTo("2");
        assertThat(config.get("c")).isEqualTo("3");
        assertThat(config.get("d.y")).isEqualTo("4");
    }

    @Test
    void listsAreReplacedWhole() {
        var config = over("a: [1]", "a: [2, 3]");

        assertThat(config.keys("a")).containsExactly("0");
        assertThat(config.get("a.0")).isEqualTo("1");
    }

    @Test
    void otherSpellingsAreTheSameKey() {
        var config = over(
                "clouds: {aws: {default: {flavor: own}, EC2_ACCESS_KEY: own}}",
                "cloud: {aws: {default: {size: other, region: r}, credentials: {EC2_ACCESS_ID: other, EC2_SECRET_KEY: s}}}");

        assertThat(config.get("cloud.aws.default.size")).isEqualTo("own");
        assertThat(config.get("cloud.aws.default.flavor")).isEqualTo("own");
        assertThat(config.get("cloud.aws.default.location")).isEqualTo("r");
        assertThat(config.get("cloud.aws.credentials.EC2_ACCESS_ID")).isEqualTo("own");
        assertThat(Configs.cloud(config, "aws").credentials())
                .containsValue("own")
                .doesNotContainValue("other");
    }

    @Test
    void cloudAndCloudsInOneFileAreBothRead() {
        var config = over("cloud: {aws: {cm: {label: x}}}\n  clouds: {aws: {kind: aws}, azure: {kind: azure}}");

        assertThat(config.settings().clouds()).extracting(CloudSettings::name).containsExactly("aws", "azure");
        assertThat(config.get("cloud.aws.kind")).isEqualTo("aws");
        assertThat(config.get("cloud.azure.kind")).isEqualTo("azure");
    }

    private Configuration over(String... contents) {
        var files = new java.util.ArrayList<Path>();
        for (var content : contents) {
            files.add(Configs.file(directory, files.size() + ".yaml", "cloudmesh:\n  " + content + "\n"));
        }
        return Configs.of(List.copyOf(files));
    }
}
