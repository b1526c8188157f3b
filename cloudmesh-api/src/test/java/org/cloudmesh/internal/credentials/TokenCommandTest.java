package org.cloudmesh.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.cloudmesh.internal.credentials.TestHome.CANARY;
import static org.cloudmesh.spi.CredentialScheme.AWS;
import static org.cloudmesh.spi.CredentialScheme.KEYSTONE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cloudmesh.CancelledException;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {

    private static final String SESSION =
            "{\"Version\": 1, \"AccessKeyId\": \"id-$N\", \"SecretAccessKey\": \"canary-of-a-secret\","
                    + " \"SessionToken\": \"canary-of-a-secret\", \"Expiration\": \"2026-03-01T13:00:00Z\"}";

    @TempDir
    Path directory;

    TestHome home;

    @BeforeEach
    void moveIn() {
        home = new TestHome(directory);
    }

    @Test
    void givesTheSecondFactorBesideThePassword() {
        var lab = keystone("credentials.auth.password", "word", "credentials.token_command", "echo " + CANARY);

        var credentials = lab.credentials(KEYSTONE);

        assertThat(credentials.get("password")).isEqualTo("word");
        assertThat(credentials.get("passcode")).isEqualTo(CANARY);
        assertThat(credentials).hasToString("credentials from ~/.cloudmesh/cloudmesh.yaml:40 and its token command");
    }

    @Test
    void givesWhatTheSectionSays() {
        var lab = keystone("credentials.token_command", "echo " + CANARY, "credentials.token", "token");

        var credentials = lab.credentials(KEYSTONE);

        assertThat(credentials.get("token")).isEqualTo(CANARY);
        assertThat(credentials.find("password")).isEmpty();
    }

    @Test
    void takesItsArgumentsAsTheyAreListed() {
        var lab = keystone(
                "credentials.token_command.0",
                "printf",
                "credentials.token_command.1",
                "%s\\nmore\\n",
                "credentials.token_command.2",
                "$HOME; `id` \"a  b\"");

        var credentials = lab.credentials(KEYSTONE);

        assertThat(credentials.get("password")).isEqualTo("$HOME; `id` \"a  b\"");
    }

    @Test
    void givesAWholeSessionThatTakesThePlaceOfKeys() {
        var aws = home.cloud(
                "aws",
                "credentials.EC2_ACCESS_ID",
                "long-lived",
                "credentials.EC2_SECRET_KEY",
                "long-lived",
                "credentials.region",
                "us-east-2",
                "credentials.token_command",
                session());

        var credentials = aws.credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("id-1");
        assertThat(credentials.get("sessionToken")).isEqualTo(CANARY);
        assertThat(credentials.get("region")).isEqualTo("us-east-2");
        assertThat(credentials.expiresAt()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
    }

    @Test
    void goesBeforeTheKeysOfTheEnvironment() {
        home.variable("AWS_ACCESS_KEY_ID", "other").variable("AWS_SECRET_ACCESS_KEY", "other");
        var aws = home.cloud("aws", "credentials.token_command", session());

        var credentials = aws.credentials(AWS);

        assertThat(credentials.get("accessKeyId")).isEqualTo("id-1");
    }

    @Test
    void isAskedAgainAMinuteBeforeItsAnswerExpires() {
        var aws = home.cloud("aws", "credentials.token_command", session());
        var ids = new ArrayList<String>();

        for (var minutes : List.of(0, 58, 59)) {
            home.now = Instant.parse("2026-03-01T12:00:00Z").plus(Duration.ofMinutes(minutes));
            ids.add(aws.credentials(AWS).get("accessKeyId"));
        }

        assertThat(ids).containsExactly("id-1", "id-1", "id-2");
    }

    @Test
    void isAskedOnceUnlessRenewed() {
        var lab = keystone("credentials.token_command", counting("echo $N"));

        var first = lab.credentials(KEYSTONE);
        var second = lab.credentials(KEYSTONE);
        var third = lab.renewCredentials(KEYSTONE);

        assertThat(first.get("password")).isEqualTo("1");
        assertThat(second).isSameAs(first);
        assertThat(third.get("password")).isEqualTo("2");
        assertThat(lab.credentials(KEYSTONE)).isSameAs(third);
    }

    @Test
    void isAskedOnceByManyThreads() throws Exception {
        var lab = keystone("credentials.token_command", counting("echo $N"));
        var threads = Executors.newFixedThreadPool(8);

        List<Future<Credentials>> answers;
        try {
            answers = threads.invokeAll(Collections.nCopies(8, () -> lab.credentials(KEYSTONE)));
        } finally {
            threads.shutdownNow();
        }

        for (var answer : answers) {
            assertThat(answer.get().get("password")).isEqualTo("1");
        }
    }

    @Test
    void isFoundBelowTheHomeDirectoryAndTakesEmptyArguments() {
        var script = home.write("bin/token", "#!/bin/sh\necho \"$#-$1-$2\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        var lab = keystone(
                "credentials.token_command.0",
                "~/bin/token",
                "credentials.token_command.1",
                "",
                "credentials.token_command.2",
                "TBD");

        var credentials = lab.credentials(KEYSTONE);

        assertThat(credentials.get("password")).isEqualTo("2--TBD");
    }

    @Test
    void isNotRunByOpeningOrByAskingWhomToTrust() {
        var lab = keystone("credentials.token_command", counting("echo $N"));

        lab.find("credentials.token_command");
        lab.trustManager(KEYSTONE);

        assertThat(lab.credentials(KEYSTONE).get("password")).isEqualTo("1");
    }

    @Test
    void refusesAnAnswerThatHasExpired() {
        home.now = Instant.parse("2026-03-02T00:00:00Z");
        var aws = home.cloud("aws", "credentials.token_command", session());

        var thrown = catchThrowable(() -> aws.credentials(AWS));

        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("has expired already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh -c 'echo canary-of-a-secret; exit 3'",
                "true",
                "/no/such/program canary-of-a-secret",
                "echo canary-of-a-secret",
                "echo '{canary-of-a-secret'",
                "echo '{\"AccessKeyId\": \"canary-of-a-secret\"}'",
                "echo '{\"AccessKeyId\": \"canary-of-a-secret\", \"SecretAccessKey\": {\"a\": \"canary-of-a-secret\"}}'",
                "echo '{\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"b\", \"Expiration\": \"canary-of-a-secret\"}'",
                "sh -c 'yes canary-of-a-secret | head -c 100000'",
                "echo 'canary-of-a-secret"
            })
    void failsWithoutASecretInWhatIsThrown(String command) {
        var aws = home.cloud("aws", "credentials.token_command", command);

        var thrown = catchThrowable(() -> aws.credentials(AWS));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(home.configuration() + ":41: cloudmesh.cloud.aws.credentials.token_command: ")
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    @Test
    void isEndedWithAllItStartedAtItsDeadline() throws Exception {
        var child = directory.resolve("child");
        var lab = keystone(
                "credentials.token_command",
                "sh -c 'sleep 1000 & echo $! > " + child + "; echo " + CANARY + "; wait'",
                "credentials.token_timeout",
                "500ms");

        var thrown = catchThrowable(() -> lab.credentials(KEYSTONE));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the command did not end within")
                .hasMessageNotContaining(CANARY);
        var left = ProcessHandle.of(Long.parseLong(Files.readString(child).strip()));
        left.ifPresent(process -> process.onExit().join());
    }

    @Test
    void doesNotWaitForWhatTheCommandLeavesRunning() throws Exception {
        var child = directory.resolve("child");
        var lab = keystone("credentials.token_command", "sh -c 'sleep 1000 & echo $! > " + child + "; echo token'");

        var credentials = lab.credentials(KEYSTONE);

        assertThat(credentials.get("password")).isEqualTo("token");
        var left = ProcessHandle.of(Long.parseLong(Files.readString(child).strip()))
                .orElseThrow();
        assertThat(left.destroyForcibly()).isTrue();
        left.onExit().join();
    }

    @Test
    void readsNothingFromTheProgramsInput() {
        var lab = keystone("credentials.token_command", "sh -c 'cat; echo end'");

        var credentials = lab.credentials(KEYSTONE);

        assertThat(credentials.get("password")).isEqualTo("end");
    }

    @Test
    void stopsWaitingWhenTheThreadIsInterrupted() {
        var lab = keystone("credentials.token_command", "sleep 1000");
        Thread.currentThread().interrupt();

        var thrown = catchThrowable(() -> lab.credentials(KEYSTONE));

        assertThat(thrown).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesAWordThatIsNoTokenAndATimeThatIsNone() {
        var word = keystone("credentials.token_command", "echo", "credentials.token", CANARY);
        var time = keystone("credentials.token_command", "echo", "credentials.token_timeout", CANARY);

        assertThat(catchThrowable(() -> word.credentials(KEYSTONE)))
                .hasMessageEndingWith("credentials.token: this is nothing that a token command can give here; known:"
                        + " password, passcode, token");
        assertThat(catchThrowable(() -> time.credentials(KEYSTONE)))
                .hasMessageEndingWith("credentials.token_timeout: this is no time up to an hour, such as 30s or 2m");
    }

    @Test
    void givesNoUserToASectionThatHasNone() {
        var lab = home.cloud("lab", "credentials.token_command", "echo " + CANARY);

        var thrown = catchThrowable(() -> lab.credentials(KEYSTONE));

        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("no credentials for cloud \"lab\"");
    }

    private SectionConfig keystone(String... more) {
        var all = new ArrayList<>(List.of(
                "credentials.auth.auth_url", "https://chi.example:5000/v3", "credentials.auth.username", "ann"));
        all.addAll(List.of(more));
        return home.cloud("lab", all.toArray(String[]::new));
    }

    private String session() {
        home.write("session.json", SESSION);
        return counting("sed s/[$]N/$N/ " + directory.resolve("session.json"));
    }

    /** N is how often it was run. */
    private String counting(String command) {
        var runs = directory.resolve("runs");
        return "sh -c 'echo >> %s; N=$(wc -l < %s | tr -d \" \"); %s'".formatted(runs, runs, command);
    }
}
