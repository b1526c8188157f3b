package org.cloudmesh.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.cloudmesh.Command;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshAddress;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.HostKey;
import org.cloudmesh.spi.HostKeys;
import org.cloudmesh.spi.Identity;
import org.junit.jupiter.api.Test;

class SimShellTest {

    private final VirtualTime time = new VirtualTime();
    private final SimShell shell = new SimShell();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void refusesConnectionsUntilThatMoment() {
        shell.refuseUntil(time.now().plusSeconds(10), time);

        time.advance(Duration.ofSeconds(9));
        var early = catchThrowableOfType(SshException.class, () -> shell.connect(host(), deadline()));
        time.advance(Duration.ofSeconds(1));
        shell.connect(host(), deadline());

        assertThat(early.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(run()).isEqualTo(new Exit(0, null));
    }

    @Test
    void cutsTheOutputInTheMiddleAndLosesTheConnection() {
        shell.answer((host, task) -> new SimShell.Answer("0123456789", "abc", 0))
                .cutOutput(4);

        var cut = catchThrowableOfType(SshException.class, this::run);

        assertThat(cut.reason()).isEqualTo(Reason.LOST);
        assertThat(cut).hasMessageContaining("web");
        assertThat(text()).isEqualTo("0123");
    }

    @Test
    void cutsBothChannelsTogether() {
        shell.answer((host, task) -> new SimShell.Answer("0123456789", "abc", 0))
                .cutOutput(11);

        var cut = catchThrowableOfType(SshException.class, this::run);

        assertThat(cut.reason()).isEqualTo(Reason.LOST);
        assertThat(text()).isEqualTo("0123456789a");
    }

    @Test
    void printsEverythingAgainOnceTheConnectionsWereLost() {
        shell.answer((host, task) -> new SimShell.Answer("0123456789", "", 0)).cutOutput(0, 2);

        var first = catchThrowableOfType(SshException.class, this::run);
        var second = catchThrowableOfType(SshException.class, this::run);
        var third = run();

        assertThat(first.reason()).isEqualTo(second.reason()).isEqualTo(Reason.LOST);
        assertThat(third).isEqualTo(new Exit(0, null));
        assertThat(text()).isEqualTo("0123456789");
    }

    private Exit run() {
        return shell.run(
                host(),
                Execution.of(Command.of("hostname")),
                (channel, bytes, offset, length) -> printed.write(bytes, offset, length),
                deadline());
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), time);
    }

    private static Host host() {
        return new Host(
                new NodeId("here", "sim-1"),
                "web",
                new SshAddress("sim", "web.invalid", 22),
                Identity.of(Path.of("unused")),
                new HostKeys() {
                    @Override
                    public Optional<HostKey> known() {
                        return Optional.empty();
                    }

                    @Override
                    public boolean accept(HostKey shown) {
                        return true;
                    }
                });
    }
}
