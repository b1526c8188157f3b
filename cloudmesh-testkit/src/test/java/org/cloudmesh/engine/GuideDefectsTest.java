package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.cloudmesh.Command;
import org.cloudmesh.Mesh;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.Test;

/** What reads or behaves badly, found while the guide was written. */
class GuideDefectsTest extends EngineTest {

    @Test
    void namesANodeOnceInALine() {
        mesh.nodes().boot(1, o -> o.name("web1"));
        var nodes = mesh.nodes().stop("web1");

        var check = mesh.nodes().check(nodes).get(0);
        var result = mesh.jobs().run(Command.of("true"), nodes).await().get(0);

        assertThat(check.toString()).startsWith("web1 ").containsOnlyOnce("web1");
        assertThat(result.toString()).startsWith("web1 ").containsOnlyOnce("web1");
    }

    @Test
    void tellsOfOneNodeInTheSingular() {
        var nodes = mesh.nodes().boot(1);

        assertThat(mesh.history().list(1)).asString().contains("1 node,");
        assertThat(mesh.jobs().run(Command.of("true"), nodes)).asString().contains("on 1 node,");
    }

    @Test
    void looksUpNoAddressOfANodeThatHasNone() {
        var nodes = mesh.nodes().boot(1, o -> o.name("localhost"));

        assertThat(mesh.nodes().ping(nodes).get(0).received()).isZero();
    }

    @Test
    void tellsWithoutACloudThatAFileMayNameSome() {
        try (var empty = Mesh.open(o -> o.store(Store.inMemory()).directory(directory))) {
            assertThatThrownBy(empty::cloud)
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining(directory.resolve("cloudmesh.yaml").toString());
        }
    }

    @Test
    void replacesNoWholeCloudByAValue() throws IOException {
        var file = Files.writeString(
                directory.resolve("cloudmesh.yaml"), "cloudmesh:\n  cloud:\n    sim:\n      cm: {kind: sim}\n");
        try (var program = Mesh.open(o -> o.store(Store.inMemory())
                .shell(new SimShell())
                .time(new VirtualTime())
                .directory(directory))) {
            assertThatThrownBy(() -> program.config().set("cloud.sim", "x")).isInstanceOf(RuntimeException.class);
        }

        assertThat(file).content().contains("kind: sim");
    }
}
