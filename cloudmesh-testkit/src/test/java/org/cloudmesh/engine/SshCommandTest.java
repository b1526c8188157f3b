package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshException;
import org.junit.jupiter.api.Test;

class SshCommandTest extends EngineTest {

    @Test
    void tellsHowToLogIn() {
        var node = mesh.nodes()
                .await(mesh.nodes().boot(1), NodeState.RUNNING, Duration.ofMinutes(5))
                .get(0);
        var address = node.ssh();

        assertThat(address).isNotNull();
        assertThat(mesh.nodes().sshCommand(node))
                .startsWith("ssh -i " + directory.resolve("id_ed25519"))
                .endsWith(address.user() + "@" + address.host());
        mesh.nodes().stop(node);
        assertThatThrownBy(() -> mesh.nodes().sshCommand(node)).isInstanceOf(SshException.class);
    }
}
