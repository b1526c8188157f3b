package org.cloudmesh.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSshTest {

    private final Path directory;
    private final LocalRig rig;
    private final SshProbe ssh = new SshProbe();

    LocalSshTest(@TempDir Path directory) {
        this.directory = directory;
        this.rig = new LocalRig(directory);
    }

    @AfterEach
    void close() {
        ssh.close();
        rig.close();
    }

    @Test
    void runsACommandInTheNodesOwnHome() throws IOException {
        var node = rig.boot();

        var ran = ssh.run(node, "echo $HOME; pwd");

        var home = directory.resolve("nodes").resolve(node.id().providerId()).resolve("home");
        assertThat(ran).isEqualTo(new SshProbe.Ran(0, home + "\n" + home + "\n", ""));
    }
}
