package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is suspicious in a file, and is read all the same. */
class WarningsTest {

    private static final String SLIPS = """
            cloudmesh:
              profle: {user: ann}
              default:
                clodu: aws
                mine: 1
              cloud:
                aws:
                  cm: {kind: aws, hots: x}
                  default:
                    imgae: ami-1
                    anything of mine: x
                  credentials:
                    EC2_ACESS_ID: AKID
                    EC2_SECRET_KEY: canary-of-a-secret
              storage: {kidn: free, imgae: free}
            """;

    @TempDir
    Path directory;

    @Test
    void slipsOfTheFingersAreToldWithTheNearestKey() {
        var file = Configs.file(directory, SLIPS);

        var warnings = Configs.of(List.of(file)).warnings();

        assertThat(warnings)
                .containsExactly(
                        file + ":2: cloudmesh.profle is not known; nearest: profile",
                        file + ":4: cloudmesh.default.clodu is not known; nearest: cloud",
                        file + ":8: cloudmesh.cloud.aws.cm.hots is not known; nearest: host",
                        file + ":10: cloudmesh.cloud.aws.default.imgae is not known; nearest: image",
                        file
                                + ":13: cloudmesh.cloud.aws.credentials.EC2_ACESS_ID is not known; nearest: EC2_ACCESS_ID");
    }

    @Test
    void theyAreLoggedOnceWhenTheFileIsRead() throws IOException {
        var file = Configs.file(directory, SLIPS);

        var logged = logged(() -> {
            var config = Configs.of(List.of(file));
            config.find("default.cloud");
            config.set("default.cloud", "aws");
            return config.settings().toString();
        });

        assertThat(logged.lines().filter(line -> line.contains("is not known"))).hasSize(5);
        assertThat(logged).doesNotContain(Configs.SECRET);
    }

    @Test
    void aFileThatOthersCanReadIsToldOnce() throws IOException {
        var file = Configs.file(directory, "cloudmesh: {PASSWORD: canary-of-a-secret}\n");
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        var logged = logged(() -> Configs.of(List.of(file)).toString() + Configs.of(List.of(file)));

        assertThat(logged.lines().filter(line -> line.contains("chmod 600 " + file)))
                .hasSize(1);
        assertThat(logged).doesNotContain(Configs.SECRET);
    }

    @Test
    void aRootThatIsMisspelledBesideTheRightOneIsTold() {
        var file = Configs.file(directory, "cloudmesh: {}\ncloudmsh: {}\nmine: {}\n");

        assertThat(Configs.of(List.of(file)).warnings())
                .containsExactly(file + ":2: cloudmsh is not known; nearest: cloudmesh");
    }

    @Test
    void theWordsOfAServiceAccountAndOfTheGuideAreNoSlips() {
        var file = Configs.file(directory, """
                cloudmesh:
                  cloud:
                    gcp:
                      cm: {kind: google}
                      hosts: [web1]
                      proxy: none
                      credentials: {type: service_account, project_id: p, client_id: c, auth_uri: a, token_uri: t,
                        private_key: k, private_key_id: i, client_email: e, token: passcode, token_command: x}
                """);

        assertThat(Configs.of(List.of(file)).warnings()).isEmpty();
    }

    private static String logged(java.util.function.Supplier<String> work) throws IOException {
        var stream = System.err;
        try (var bytes = new ByteArrayOutputStream();
                var captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setErr(captured);
            var said = work.get();
            return bytes.toString(StandardCharsets.UTF_8) + said;
        } finally {
            System.setErr(stream);
        }
    }
}
