package org.cloudmesh.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudmesh.PartialFailureException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a real OpenStack. Its machines come from Nova's fake driver: they run, and nobody answers ssh. */
@Tag("clouds")
class QuickstartCloudsTest {

    private static final String OPENRC = "CLOUDMESH_IT_OPENRC";

    @TempDir
    Path directory;

    @Test
    void saysThatNobodyAnswersSshWithinItsDeadlineAndLeavesNothing() throws IOException {
        var openrc = System.getenv(OPENRC);
        assumeTrue(openrc != null, OPENRC + " names no openrc file, so no real OpenStack is asked");
        var config = Files.writeString(directory.resolve("cloudmesh.yaml"), """
                cloudmesh:
                  cloud:
                    lab:
                      cm: {kind: openstack}
                      default: {image: CC-Ubuntu22.04, flavor: m1.tiny, network: private}
                      credentials: {openrc: "%s"}
                """.formatted(openrc));

        try (var printed = Printed.open()) {
            var thrown = catchThrowable(() -> Quickstart.run(
                    "--nodes",
                    "2",
                    "--patience",
                    "20",
                    "--directory",
                    directory.toString(),
                    "--config",
                    config.toString()));

            assertThat(thrown)
                    .isInstanceOf(PartialFailureException.class)
                    .hasMessageContaining("not ready within PT20S")
                    .hasMessageContaining("ssh")
                    .hasMessageContaining("172.24.4.");
            assertThat(printed.text()).contains("Booting 2 nodes on \"lab\"", "Destroying 2 nodes");
        }
    }
}
