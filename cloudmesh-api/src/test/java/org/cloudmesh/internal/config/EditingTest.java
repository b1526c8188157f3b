package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an edit does to a file, byte by byte. */
class EditingTest {

    private static final Path FILE = Path.of("cloudmesh.yaml");

    private static final String CLOUDS = """
            # mine
            cloudmesh:
              default:
                cloud: aws      # the one I use

              clouds:
                aws:
                  cm: {kind: aws}
                  default:
                    image: ami-1
                    size: 't2.micro'   # small
                  # credentials are below
                  credentials:
                    EC2_ACCESS_KEY: TBD

            # the end
            """;

    @Test
    void aValueIsReplacedAndNothingElse() {
        var changed = set(CLOUDS, "default.cloud", "chameleon");

        assertThat(changed).isEqualTo(CLOUDS.replace("cloud: aws ", "cloud: chameleon "));
    }

    @Test
    void aValueIsChangedUnderTheSpellingItHas() {
        var changed = set(CLOUDS, "cloudmesh.cloud.aws.default.flavor", "t2.large");

        assertThat(changed).isEqualTo(CLOUDS.replace("'t2.micro'", "t2.large"));
    }

    @Test
    void ofTwoSpellingsThatAreBothSetTheOneThatIsReadIsChanged() {
        var text = "cloudmesh:\n  clouds: {aws: {cm: {kind: a}}}\n  cloud: {aws: {cm: {kind: b}}}\n";

        assertThat(set(text, "cloud.aws.cm.kind", "c")).isEqualTo(text.replace("kind: a", "kind: c"));
        assertThat(set(text, "clouds.aws.cm.kind", "c")).isEqualTo(text.replace("kind: a", "kind: c"));
    }

    @Test
    void credentialsAreChangedWhereFigureFourHasThem() {
        var figure = Configs.text(Configs.resource("2017-figure4.yaml"));

        var changed = set(figure, "cloud.aws.credentials.EC2_ACCESS_ID", "AKID");

        assertThat(changed).isEqualTo(figure.replace("'ACCESS KEY'", "AKID"));
    }

    @Test
    void theDefaultOfOneCloudLeavesThatOfAllAlone() {
        var figure = Configs.text(Configs.resource("2017-figure4.yaml"));

        var changed = set(figure, "cloud.aws.default.image", "ami-9");

        assertThat(changed)
                .isEqualTo(figure.replace(
                        "'canary-of-a-secret'\n",
                        "'canary-of-a-secret'\n        default:\n            image: ami-9\n"));
    }

    @Test
    void aNewKeyComesAtTheEndOfItsSectionBeforeTheCommentsThatFollow() {
        var changed = set(CLOUDS, "cloud.aws.default.username", "ec2-user");

        assertThat(changed).isEqualTo(CLOUDS.replace("# small\n", "# small\n        username: ec2-user\n"));
    }

    @Test
    void aNewCloudIsIndentedAsItsSiblings() {
        Map<String, @Nullable Object> cloud = new LinkedHashMap<>();
        cloud.put("cm", Map.of("kind", "openstack"));
        cloud.put("hosts", List.of("a", Map.of("name", "b")));
        cloud.put("credentials", null);

        var changed = set(CLOUDS, "cloud.mine", cloud);

        assertThat(changed).isEqualTo(CLOUDS.replace("TBD\n", """
                        TBD
                            mine:
                              cm:
                                kind: openstack
                              hosts:
                                - a
                                - name: b
                              credentials: null
                        """));
    }

    @Test
    void theIndentationOfTheFileIsFollowed() {
        var four = "cloudmesh:\n    clouds:\n        a:\n            cm:\n                kind: aws\n";

        var changed = set(four, "clouds.b.cm.kind", "azure");

        assertThat(changed).isEqualTo(four + "        b:\n            cm:\n                kind: azure\n");
    }

    @Test
    void withinBracesItStaysOnTheLine() {
        var changed = set(CLOUDS, "cloud.aws.cm.label", "my cloud, really");

        assertThat(changed).isEqualTo(CLOUDS.replace("{kind: aws}", "{kind: aws, label: \"my cloud, really\"}"));
        assertThat(set("cloudmesh: {}", "a.b", 1)).isEqualTo("cloudmesh: {a: {b: 1}}");
        assertThat(set("cloudmesh: {a: {b: [1]}, c}", "a.b.1", Map.of("x", "z")))
                .isEqualTo("cloudmesh: {a: {b: [1, {x: z}]}, c}");
        assertThat(set("cloudmesh: {a, b}", "a", "x")).isEqualTo("cloudmesh: {a: x, b}");
    }

    @Test
    void lineEndsOfWindowsAndAMissingLastOneStay() {
        var windows = Configs.text(Configs.resource("windows.yaml"));

        var changed = set(windows, "cloud.azure.default.location", "westeurope");
        var appended = set(windows, "cloud.azure.credentials.AZURE_TENANT_ID", "t");

        assertThat(changed)
                .isEqualTo(windows.replace("size: B1s\r\n", "size: B1s\r\n        location: westeurope\r\n"));
        assertThat(appended).isEqualTo(windows + "\r\n        AZURE_TENANT_ID: t");
    }

    @Test
    void aValueOfSeveralLinesIsReplacedWhole() {
        var text = "cloudmesh:\n  a: |  # why\n    one\n    two\n\n  b: >-\n   three\n\n   four\n  c: five\n    six\n";

        assertThat(set(text, "a", "x")).isEqualTo(text.replace("|  # why\n    one\n    two\n", "x  # why\n"));
        assertThat(set(text, "b", 2)).isEqualTo(text.replace(">-\n   three\n\n   four\n", "2\n"));
        assertThat(set(text, "c", true)).isEqualTo(text.replace("five\n    six\n", "true\n"));
        assertThat(set(text, "a", Map.of("k", 1)))
                .isEqualTo(text.replace("|  # why\n    one\n    two\n", " # why\n    k: 1\n"));
    }

    @Test
    void aSectionIsReplacedByAValueAndBack() {
        var text = "cloudmesh:\n  a:   # here\n    b: 1\n    c: 2 # c\n  d: 3\n";

        var value = set(text, "a", "x");

        assertThat(value).isEqualTo("cloudmesh:\n  a: x   # here\n  d: 3\n");
        assertThat(set(value, "a", Map.of("b", 1))).isEqualTo("cloudmesh:\n  a:   # here\n    b: 1\n  d: 3\n");
    }

    @Test
    void whatIsNotFilledInIsFilledIn() {
        assertThat(set("cloudmesh:\n", "a.b", "x")).isEqualTo("cloudmesh:\n  a:\n    b: x\n");
        assertThat(set("cloudmesh:\n  a:\n  b: TBD # c\n", "a", 1)).isEqualTo("cloudmesh:\n  a: 1\n  b: TBD # c\n");
        assertThat(set("cloudmesh:\n  a:\n  b: TBD # c\n", "b.c", 1))
                .isEqualTo("cloudmesh:\n  a:\n  b: # c\n    c: 1\n");
        assertThat(set("", "a.b", "x")).isEqualTo("cloudmesh:\n  a:\n    b: x\n");
        assertThat(set("# only this", "a", 1)).isEqualTo("# only this\ncloudmesh:\n  a: 1\n");
    }

    @Test
    void listsGrowAndChange() {
        var text = "cloudmesh:\n  active:\n  - india   # one\n  - sierra\n  other: [a]\n";

        assertThat(set(text, "active.0", "kilo")).isEqualTo(text.replace("india", "kilo"));
        assertThat(set(text, "active.2", "kilo")).isEqualTo(text.replace("sierra\n", "sierra\n  - kilo\n"));
        assertThat(set(text, "other.1", "b")).isEqualTo(text.replace("[a]", "[a, b]"));
        assertThatThrownBy(() -> set(text, "active.5", "x"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "cloudmesh.yaml:3: cloudmesh.active: this is a list; its elements are 0 to 1, and 2 adds one");
    }

    @Test
    void aKeyWithADotIsQuotedInThePathAndTheFileKnowsIt() {
        var changed = set("cloudmesh:\n  hosts:\n    a.example: 1\n", "hosts.\"b.example\"", 2);

        assertThat(changed).isEqualTo("cloudmesh:\n  hosts:\n    a.example: 1\n    b.example: 2\n");
        assertThat(set(changed, "hosts.\"a.example\"", 3)).isEqualTo(changed.replace("a.example: 1", "a.example: 3"));
    }

    @Test
    void anchorsStay() {
        var text = "cloudmesh:\n  a: &x old\n  b: *x\n  c: &y\n    d: 1\n  e: *y\n";

        assertThat(set(text, "a", "new")).isEqualTo(text.replace("old", "new"));
        assertThat(set(text, "c.d", 2)).isEqualTo(text.replace("d: 1", "d: 2"));
        assertThat(set(text, "c.e", 2)).isEqualTo(text.replace("d: 1\n", "d: 1\n    e: 2\n"));
        assertThat(set(text, "c", Map.of("d", 3))).isEqualTo(text.replace("d: 1", "d: 3"));
    }

    @Test
    void anAliasIsReplacedAndTheOtherPlaceStays() {
        var text = "cloudmesh:\n  a: &x old\n  b: *x   # same\n";

        assertThat(set(text, "b", "new")).isEqualTo(text.replace("*x", "new"));
    }

    @Test
    void belowAnAliasNothingIsSet() {
        var text = Configs.text(Configs.resource("anchors.yaml"));

        assertThatThrownBy(() -> set(text, "cloud.jetstream.credentials.OS_USERNAME", "bob"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "cloudmesh.yaml:21: cloudmesh.cloud.jetstream.credentials: this is an alias (*), and what is set"
                                + " below it would change the other place too; write it out here first");
    }

    @Test
    void besideAMergeAnOverrideIsWritten() {
        var text = Configs.text(Configs.resource("anchors.yaml"));

        var changed = set(text, "cloud.jetstream.default.size", "m1.large");

        assertThat(changed).isEqualTo(text.replace("image: JS-Ubuntu\n", "image: JS-Ubuntu\n        size: m1.large\n"));
        assertThatThrownBy(() -> set(text, "cloud.twin.default.image", "x"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cloudmesh.cloud.twin.default: this comes through a merge (<<)");
    }

    @Test
    void anAnchorThatIsUsedElsewhereIsNotLost() {
        var text = "cloudmesh:\n  a:\n    b: &x 1\n  c: *x\n";

        assertThatThrownBy(() -> set(text, "a", "gone"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "cloudmesh.yaml:3: cloudmesh.a: this cannot be changed without changing how something else reads;"
                                + " edit the file by hand");
    }

    @Test
    void belowAValueNothingIsSet() {
        assertThatThrownBy(() -> set(CLOUDS, "default.cloud.name", "x"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "cloudmesh.yaml:4: cloudmesh.default.cloud: this is a value, so that nothing can be set below it;"
                                + " remove it first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "no",
                "on",
                "off",
                "y",
                "1e3",
                "0x1",
                "0o7",
                "27017",
                "007",
                "1_000",
                "12:30",
                "2018-01-01",
                "TBD",
                "",
                " ",
                " x",
                "x ",
                "a: b",
                "a:",
                "a #b",
                "#",
                "- a",
                "-",
                "? a",
                "*a",
                "&a",
                "!a",
                "|",
                ">",
                "%",
                "@a",
                "`",
                "{a",
                "[a",
                "]",
                ",",
                "'a",
                "\"",
                "null",
                "~",
                "=",
                "<<",
                ".inf",
                "true",
                "two\nlines",
                "bell\u0007",
                "\u2028"
            })
    void textsAreQuotedWhereYamlWouldReadSomethingElse(String text) {
        var changed = set("cloudmesh: {}\n", "a", text);
        var block = set("cloudmesh:\n  b: 1\n", "a", text);

        assertThat(changed).startsWith("cloudmesh: {a: \"").hasLineCount(1);
        assertThat(block).contains("  a: \"").hasLineCount(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws",
                "t2.micro",
                "-x",
                "a#b",
                "a:b",
                "https://x.y:5000/v3",
                "C:\\dir",
                "~/.ssh/id_rsa",
                "KVM@TACC",
                "m1 small",
                "it's",
                "é",
                "😀",
                "1.2.3",
                "0x",
                "on1",
                "Canonical:UbuntuServer:16.04-LTS:latest",
                "a, b",
                "{a}b"
            })
    void textsAreNotQuotedElsewhere(String text) {
        var changed = set("cloudmesh:\n  b: 1\n", "a", text);

        assertThat(changed)
                .isEqualTo("cloudmesh:\n  b: 1\n  a: " + (text.startsWith("{") ? '"' + text + '"' : text) + "\n");
    }

    @Test
    void aReferenceIsQuotedForOthersWouldReadASection() {
        assertThat(set("cloudmesh:\n  a: {cloudmesh.b}\n", "a", "{cloudmesh.c}"))
                .isEqualTo("cloudmesh:\n  a: \"{cloudmesh.c}\"\n");
    }

    @Test
    void whereNothingCanBeAddedItIsSaid() {
        assertThatThrownBy(() -> set("---\n...\n", "a", 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "cloudmesh.yaml: cloudmesh.a: nothing can be added at the end of this file, which is empty; edit it"
                                + " by hand");
    }

    @Test
    void numbersAreWrittenSoThatYamlReadsThem() {
        assertThat(set("cloudmesh:\n  a: x\n", "a", 1e10)).isEqualTo("cloudmesh:\n  a: 1.0E+10\n");
        assertThat(set("cloudmesh:\n  a: x\n", "a", Double.NEGATIVE_INFINITY)).isEqualTo("cloudmesh:\n  a: -.inf\n");
        assertThat(set("cloudmesh:\n  a: x\n", "a", 7L)).isEqualTo("cloudmesh:\n  a: 7\n");
        assertThat(set("cloudmesh:\n  a: x\n", "a", null)).isEqualTo("cloudmesh:\n  a: null\n");
    }

    @Test
    void aKeyIsRemovedWithItsLines() {
        assertThat(remove(CLOUDS, "clouds.aws.default"))
                .isEqualTo(CLOUDS.replace(
                        "      default:\n        image: ami-1\n        size: 't2.micro'   # small\n", ""));
        assertThat(remove(CLOUDS, "clouds.aws.cm.kind")).isEqualTo(CLOUDS.replace("{kind: aws}", "{}"));
        assertThat(remove("cloudmesh: {a: 1, b: 2}", "a")).isEqualTo("cloudmesh: {b: 2}");
        assertThat(remove("cloudmesh: {a: 1, b: 2}", "b")).isEqualTo("cloudmesh: {a: 1}");
        assertThat(remove("cloudmesh:\n  a: 1\n  b: 2", "b")).isEqualTo("cloudmesh:\n  a: 1");
        assertThat(remove(CLOUDS, "clouds.azure")).isEqualTo(CLOUDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                "[a, b, c] > 0 > [b, c]",
                "[a, b, c] > 1 > [a, c]",
                "[a, b, c] > 2 > [a, b]",
                "[a] > 0 > []",
                "[a, b,] > 0 > [b,]",
                "[a,] > 0 > []",
                "[a: 1, b] > 0 > [b]",
                "[a, b: 1] > 1 > [a]",
                "[a, &x b, c] > 1 > [a, c]",
                "[&x a, b] > 0 > [b]",
                "[~ a, # A~ b, # B~ c # C~] > 0 > [~ b, # B~ c # C~]",
                "[~ a, # A~ b, # B~ c # C~] > 1 > [~ a, # A~ c # C~]",
                "[~ a, # A~ b, # B~ c # C~] > 2 > [~ a, # A~ b # B~]",
                "[~ a, # A~ b, # B~ ] > 1 > [~ a, # A~ ]",
                "[~ a, # A~ # on b~ b, # B~ c # C~] > 1 > [~ a, # A~ # on b~ c # C~]",
                "[a, # A~ b] > 1 > [a # A~ ]",
                "[a, # A~ b] > 0 > [ # A~ b]",
                "[a, b, # AB~ c] > 1 > [a,  # AB~ c]",
                "[a # A~ , b # B~ , c # C~ ] > 1 > [a # A~ , c # C~ ]",
                "[~ a,~ [b,~ x], # B~ c~] > 1 > [~ a,~ c~]",
            })
    void anElementWithinBracketsIsRemovedWithItsOwnCommentOnly(String list, String index, String left) {
        var before = "cloudmesh:\n  list: " + list.replace("~", "\n   ") + "\n  b: 1\n";

        var after = remove(before, "list." + index);

        assertThat(after).isEqualTo("cloudmesh:\n  list: " + left.replace("~", "\n   ") + "\n  b: 1\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "a: # A~  1 > a: # A~  k: v",
                "a:~  1 # A > a: # A~  k: v",
                "a: # A~  # B~  1 # C > a: # A~  # B # C~  k: v",
                "a: # A~  | # B~  x > a: # A # B~  k: v",
                "a: &x # A~  1 > a: &x # A~  k: v",
            })
    void theCommentsBetweenAKeyAndItsValueStay(String before, String after) {
        assertThat(set("cloudmesh:\n  " + before.replace("~", "\n  ") + "\n", "a", Map.of("k", "v")))
                .isEqualTo("cloudmesh:\n  " + after.replace("~", "\n  ") + "\n");
    }

    private static String set(String text, String path, @Nullable Object value) {
        return new Editor(Document.of(FILE, false, text))
                .set(KeyPath.parse(path), value)
                .text();
    }

    private static String remove(String text, String path) {
        return new Editor(Document.of(FILE, false, text))
                .remove(KeyPath.parse(path))
                .text();
    }
}
