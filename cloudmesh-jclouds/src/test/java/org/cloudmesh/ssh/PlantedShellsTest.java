package org.cloudmesh.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cloudmesh.Command;
import org.cloudmesh.Line;
import org.cloudmesh.NodeId;
import org.cloudmesh.Script;
import org.cloudmesh.SshException;
import org.cloudmesh.Task;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.openssh.OpenSshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each shell here has one fault, and the contract names it; without a fault it is {@link OpenSshTest}. */
class PlantedShellsTest {

    private static final Queue<Thread> LEAKED = new ConcurrentLinkedQueue<>();
    private static final Queue<Shell> OPENED = new ConcurrentLinkedQueue<>();

    private record Planted(String fault, String caughtBy, Function<Shell, Shell> shell) {
        @Override
        public String toString() {
            return fault;
        }
    }

    static Stream<Planted> faults() {
        return Stream.of(ofRuns(), ofExecutions(), ofFiles(), ofConnections()).flatMap(each -> each);
    }

    private static Stream<Planted> ofExecutions() {
        return Stream.of(
                executing(
                        "forgets the environment",
                        "setsTheEnvironment",
                        it -> new Execution(it.task(), Map.of(), it.directory(), it.stdin())),
                executing(
                        "takes the environment for shell text",
                        "setsTheEnvironment",
                        it -> new Execution(Script.of(assignments(it) + text(it)), Map.of(), null, null)),
                executing(
                        "shows the environment on a command line",
                        "showsTheEnvironmentOnNoCommandLine",
                        it -> new Execution(
                                Command.of("sh", "-c", text(it), assignments(it)), Map.of(), null, it.stdin())),
                executing(
                        "forgets the directory",
                        "runsInTheDirectory",
                        it -> new Execution(it.task(), it.environment(), null, it.stdin())),
                executing(
                        "runs in the login directory where there is no other",
                        "says126WhereThereIsNoSuchDirectory",
                        it -> new Execution(it.task(), it.environment(), null, it.stdin())),
                executing(
                        "gives a program no input",
                        "givesAProgramItsInput",
                        it -> new Execution(it.task(), it.environment(), it.directory(), null)),
                executing(
                        "takes an input for text",
                        "givesAProgramMoreInputThanAnyWindowAndTakesItBack",
                        it -> new Execution(
                                it.task(),
                                Map.of(),
                                null,
                                () -> new ByteArrayInputStream(new String(bytes(it), UTF_8).getBytes(UTF_8)))),
                executing(
                        "gives a script no arguments",
                        "handsArgumentsToAScriptAsTheyAre",
                        it -> Execution.of(Script.of(text(it)))),
                executing("gives an input once", "opensTheInputAnewForEachRun", new UnaryOperator<>() {
                    private boolean isGiven;

                    @Override
                    public Execution apply(Execution it) {
                        var given = isGiven ? null : it.stdin();
                        isGiven = true;
                        return new Execution(it.task(), it.environment(), it.directory(), given);
                    }
                }));
    }

    private static Stream<Planted> ofFiles() {
        return Stream.of(
                sending("sends nothing", "sendsAFileAndFetchesItBack", (real, host, local, remote, deadline) -> {}),
                sending(
                        "loses the permissions",
                        "keepsThePermissionsOfAFile",
                        (real, host, local, remote, deadline) -> {
                            real.send(host, local, remote, deadline);
                            real.run(
                                    host,
                                    Execution.of(Command.of("chmod", "644", remote)),
                                    (channel, bytes, offset, length) -> {},
                                    deadline);
                        }),
                sending(
                        "makes a directory anew",
                        "mergesADirectoryIntoOneThatIsThere",
                        (real, host, local, remote, deadline) -> {
                            real.run(
                                    host,
                                    Execution.of(Command.of("rm", "-rf", remote)),
                                    (channel, bytes, offset, length) -> {},
                                    deadline);
                            real.send(host, local, remote, deadline);
                        }),
                sending(
                        "makes the parents of what it does not send",
                        "sendsNothingThatIsNotThere",
                        (real, host, local, remote, deadline) -> {
                            real.run(
                                    host,
                                    Execution.of(
                                            Command.of("mkdir", "-p", remote.substring(0, remote.lastIndexOf('/')))),
                                    (channel, bytes, offset, length) -> {},
                                    deadline);
                            real.send(host, local, remote, deadline);
                        }),
                sending(
                        "leaves half a file",
                        "leavesNoPartOfAFileWhenTheDeadlinePasses",
                        (real, host, local, remote, deadline) -> {
                            real.run(
                                    host,
                                    Execution.of(Command.of("touch", remote)),
                                    (channel, bytes, offset, length) -> {},
                                    minutes());
                            real.send(host, local, remote, deadline);
                        }));
    }

    private static Stream<Planted> ofRuns() {
        return Stream.of(
                printing(
                        "loses standard error",
                        "keepsTheTwoOutputsApart",
                        output -> (channel, bytes, offset, length) -> {
                            if (channel == Line.Channel.STDOUT) {
                                output.write(channel, bytes, offset, length);
                            }
                        }),
                printing(
                        "mixes the two outputs",
                        "keepsTheTwoOutputsApart",
                        output -> (channel, bytes, offset, length) ->
                                output.write(Line.Channel.STDOUT, bytes, offset, length)),
                printing(
                        "takes output for text",
                        "keepsBytesThatAreNoText",
                        output -> (channel, bytes, offset, length) -> {
                            var text = new String(bytes, offset, length, UTF_8).getBytes(UTF_8);
                            output.write(channel, text, 0, text.length);
                        }),
                printing(
                        "loses a byte",
                        "takesMuchStandardOutput",
                        output -> (channel, bytes, offset, length) ->
                                output.write(channel, bytes, offset, Math.max(0, length - 1))),
                running(
                        "says 0 of every program",
                        "saysWithWhatStatusACommandEnded",
                        (real, host, execution, output, deadline) -> {
                            real.run(host, execution, output, deadline);
                            return new Exit(0, null);
                        }),
                running(
                        "tells of no signal",
                        "saysWhichSignalEndedAProgram",
                        (real, host, execution, output, deadline) -> {
                            var exit = real.run(host, execution, output, deadline);
                            return exit.signal() == null ? exit : new Exit(255, null);
                        }),
                running(
                        "takes arguments for words",
                        "handsArgumentsOverAsTheyAre",
                        (real, host, execution, output, deadline) ->
                                real.run(host, Execution.of(Script.of(inWords(execution.task()))), output, deadline)),
                running(
                        "ignores the deadline",
                        "runsNothingPastTheDeadline",
                        (real, host, execution, output, deadline) -> real.run(host, execution, output, minutes())),
                running(
                        "leaves the program when the deadline passes",
                        "endsAProgramAndAllItStartedWhenTheDeadlinePasses",
                        (real, host, execution, output, deadline) -> {
                            // Stands for the program that was left, and is ended by nobody.
                            var living = "%1$d %1$d\n"
                                    .formatted(ProcessHandle.current().pid())
                                    .getBytes(UTF_8);
                            output.write(Line.Channel.STDOUT, living, 0, living.length);
                            throw new SshException(
                                    host.id(), SshException.Reason.TIMEOUT, host.name() + " was ended", null);
                        }),
                running(
                        "runs what came after an interrupt",
                        "runsNothingOnAThreadThatIsInterruptedAlready",
                        (real, host, execution, output, deadline) -> {
                            boolean interrupted = Thread.interrupted();
                            try {
                                return real.run(host, execution, output, deadline);
                            } finally {
                                if (interrupted) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        }),
                running(
                        "swallows what the output throws",
                        "endsAProgramWhoseOutputIsNotTaken",
                        (real, host, execution, output, deadline) -> real.run(
                                host,
                                execution,
                                swallowing(output),
                                Deadline.in(Duration.ofSeconds(2), Time.system()))));
    }

    private static Stream<Planted> ofConnections() {
        return Stream.of(
                new Planted(
                        "keeps its connection after a disconnect",
                        "connectsAnewAfterDisconnect",
                        shell -> new WrappedShell(shell) {
                            @Override
                            public void disconnect(NodeId node) {}
                        }),
                new Planted("connects for each program", "keepsItsConnection", shell -> new WrappedShell(shell) {
                    @Override
                    public Exit run(Host host, Execution execution, Output output, Deadline deadline) {
                        real.disconnect(host.id());
                        return real.run(host, execution, output, deadline);
                    }
                }),
                new Planted(
                        "keeps connections by address",
                        "asksForTheKeyOfEachNodeThoughTheyShareAnAddress",
                        shell -> new WrappedShell(shell) {
                            @Override
                            public void connect(Host host, Deadline deadline) {
                                var id = new NodeId("test", host.address().toString());
                                real.connect(
                                        new Host(id, host.name(), host.address(), host.identity(), host.hostKeys()),
                                        deadline);
                            }
                        }),
                trusting("accepts a host key that has changed", "refusesAHostWhoseKeyHasChanged"),
                trusting("records no host key", "acceptsAndRecordsTheFirstHostKey"),
                new Planted(
                        "fails at a node it does not know",
                        "takesADisconnectFromWhatIsNotConnected",
                        shell -> new WrappedShell(shell) {
                            @Override
                            public void disconnect(NodeId node) {
                                throw new IllegalArgumentException("no connection to " + node);
                            }
                        }),
                new Planted(
                        "calls everything unreachable", "isNotLetInWithAnotherKey", shell -> new WrappedShell(shell) {
                            @Override
                            public void connect(Host host, Deadline deadline) {
                                try {
                                    real.connect(host, deadline);
                                } catch (SshException e) {
                                    throw new SshException(host.id(), SshException.Reason.UNREACHABLE, "no", e);
                                }
                            }
                        }),
                new Planted(
                        "runs on when it is closed",
                        "canBeClosedTwiceAndThenRunsNothing",
                        shell -> new WrappedShell(shell) {
                            @Override
                            public void close() {}
                        }),
                new Planted("leaves a thread", "leavesNoThread", shell -> {
                    var thread = new Thread(LockSupport::park, "leaked");
                    thread.setDaemon(true);
                    LEAKED.add(thread);
                    thread.start();
                    return shell;
                }));
    }

    @AfterEach
    void endWhatWasLeft() {
        OfShell.planted = shell -> shell;
        OPENED.forEach(Shell::close);
        OPENED.clear();
        LEAKED.forEach(Thread::interrupt);
        LEAKED.clear();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void catchesAShellThat(Planted planted, @TempDir Path directory) {
        assumeTrue(OpenSshServer.isInstalled(), "there is no /usr/sbin/sshd here");
        OfShell.planted = planted.shell;

        var summary = run(planted.caughtBy, directory);

        assertThat(summary.getTestsFoundCount()).isPositive();
        assertThat(summary.getTestsFailedCount()).isPositive();
    }

    private static TestExecutionSummary run(String sentence, Path directory) {
        var method = ReflectionSupport.findMethods(
                        OfShell.class, each -> each.getName().equals(sentence), HierarchyTraversalMode.TOP_DOWN)
                .get(0);
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(OfShell.class, method))
                .configurationParameter("cloudmesh.buildDirectory", directory.toString())
                .build();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    /** The contract, on what is planted; run by its outer class alone. */
    static class OfShell extends OpenSshTest {

        private static Function<Shell, Shell> planted = shell -> shell;

        @Override
        protected Shell open() {
            var real = super.open();
            OPENED.add(real);
            return planted.apply(real);
        }
    }

    private interface Run {
        Exit run(Shell real, Host host, Execution execution, Output output, Deadline deadline);
    }

    private static Planted running(String fault, String caughtBy, Run run) {
        return new Planted(fault, caughtBy, shell -> new WrappedShell(shell) {
            @Override
            public Exit run(Host host, Execution execution, Output output, Deadline deadline) {
                return run.run(real, host, execution, output, deadline);
            }
        });
    }

    private static Planted executing(String fault, String caughtBy, UnaryOperator<Execution> change) {
        return running(
                fault,
                caughtBy,
                (real, host, execution, output, deadline) -> real.run(host, change.apply(execution), output, deadline));
    }

    private interface Send {
        void send(Shell real, Host host, Path local, String remote, Deadline deadline);
    }

    private static Planted sending(String fault, String caughtBy, Send send) {
        return new Planted(fault, caughtBy, shell -> new WrappedShell(shell) {
            @Override
            public void send(Host host, Path local, String remote, Deadline deadline) {
                send.send(real, host, local, remote, deadline);
            }
        });
    }

    private static String assignments(Execution execution) {
        var text = new StringBuilder();
        execution
                .environment()
                .forEach((name, value) ->
                        text.append(name).append("=\"").append(value).append("\"\n"));
        return text.toString();
    }

    private static String text(Execution execution) {
        return execution.task() instanceof Script script
                ? script.text()
                : ((Command) execution.task()).arguments().get(2);
    }

    private static byte[] bytes(Execution execution) throws IOException {
        try (var in = Objects.requireNonNull(execution.stdin()).open()) {
            return in.readAllBytes();
        }
    }

    private static Planted printing(String fault, String caughtBy, UnaryOperator<Output> change) {
        return running(
                fault,
                caughtBy,
                (real, host, execution, output, deadline) -> real.run(host, execution, change.apply(output), deadline));
    }

    private static Planted trusting(String fault, String caughtBy) {
        return new Planted(fault, caughtBy, shell -> new WrappedShell(shell) {
            @Override
            public void connect(Host host, Deadline deadline) {
                real.connect(trusted(host), deadline);
            }

            @Override
            public Exit run(Host host, Execution execution, Output output, Deadline deadline) {
                return real.run(trusted(host), execution, output, deadline);
            }
        });
    }

    private static Host trusted(Host host) {
        return new Host(host.id(), host.name(), host.address(), host.identity(), new AnyHostKey());
    }

    private static String inWords(Task task) {
        return task instanceof Command command
                ? String.join(" ", command.arguments())
                : String.valueOf(task).toLowerCase(Locale.ROOT);
    }

    private static Output swallowing(Output output) {
        return (channel, bytes, offset, length) -> {
            try {
                output.write(channel, bytes, offset, length);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("full");
            }
        };
    }

    private static Deadline minutes() {
        return Deadline.in(Duration.ofMinutes(1), Time.system());
    }
}
