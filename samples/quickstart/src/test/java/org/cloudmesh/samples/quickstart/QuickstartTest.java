package org.cloudmesh.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cloudmesh.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickstartTest {

    private static final Pattern JOB = Pattern.compile("^Job (\\w+)$", Pattern.MULTILINE);

    private Path directory;
    private Path script;

    @BeforeEach
    void writeScript(@TempDir Path temporary) throws IOException {
        directory = temporary;
        script = Files.writeString(directory.resolve("my.sh"), "echo here is $((6 * 7))\n");
    }

    @Test
    void runsTheScriptOnEachNodeAndLeavesNone() {
        var text = run("2");

        assertThat(text.lines())
                .filteredOn(line -> line.endsWith(" here is 42"))
                .hasSize(2);
        assertThat(text).contains("Stopping and starting").endsWith("Nodes left: 0\n");
    }

    @Test
    void showsTheJobOfTheRunBefore() {
        var first = JOB.matcher(run("1")).results().findFirst().orElseThrow().group(1);

        var text = run("1");

        assertThat(text).contains("Jobs of earlier runs").containsPattern("(?m)^\\| " + first + " .* \\| done ");
    }

    @Test
    void worksOnTheDefaultCloudOfAConfiguration() throws IOException {
        var config = Files.writeString(directory.resolve("mine.yaml"), """
                cloudmesh:
                  profile: {user: gregor}
                  default: {cloud: here, experiment: exp}
                  cloud:
                    aws:
                      cm: {kind: aws, active: true}
                    here:
                      cm: {kind: local, active: true}
                """);

        var text = run("1", "--config", config.toString());

        assertThat(text)
                .contains("Booting 1 nodes on \"here\"")
                .contains("exp-cloudmesh-gregor-1")
                .endsWith("Nodes left: 0\n");
    }

    @Test
    void saysInASentenceWhatIsWrongWithAConfiguration() throws IOException {
        var config = Files.writeString(directory.resolve("mine.yaml"), "cloudmesh:\n\tdefault: {}\n");

        assertThatThrownBy(() -> run("1", "--config", config.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mine.yaml:2")
                .hasMessageContaining("tab");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            --node 3,      '"--node" is not known; usage: '
            --nodes,       '--nodes has no value; usage: '
            --nodes three, '--nodes is a number, not "three"; usage: '
            --nodes 0,     'boot makes 1 machine or more, not 0'
            --script nix,  'no script was read: '
            --help,        'usage: '
            """)
    void saysInASentenceWhatIsWrongWithTheArguments(String typed, String sentence) {
        var arguments = ("--directory " + directory + " " + typed).split(" ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quickstart.run(arguments))
                .withMessageStartingWith(sentence);
    }

    private String run(String nodes, String... more) {
        var arguments = new ArrayList<>(
                List.of("--nodes", nodes, "--script", script.toString(), "--directory", directory.toString()));
        arguments.addAll(List.of(more));
        try (var printed = Printed.open()) {
            Quickstart.run(arguments.toArray(String[]::new));
            return printed.text();
        }
    }
}
