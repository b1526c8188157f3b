package org.cloudmesh.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Command;
import org.cloudmesh.NodeId;
import org.cloudmesh.Script;
import org.cloudmesh.SshAddress;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.Task;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.HostKey;
import org.cloudmesh.spi.HostKeys;
import org.cloudmesh.spi.Identity;
import org.cloudmesh.spi.Input;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Shell} must keep, against a server the subclass starts before each test and ends after it. The
 * server's machine needs {@code sh}, {@code ps} and the usual small programs, no Perl or Python.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class ShellContract extends Contract {

    // Where a test fails rather than hangs; no test is meant to come near it.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    // A deadline that passes while the program runs, however slow the machine: a login takes some 100 ms.
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final HostKeys hostKeys = new FirstSeen();
    private @Nullable Shell shell;

    @TempDir
    private @Nullable Path directory;

    /** For subclasses. */
    protected ShellContract() {}

    /** A new shell; the contract closes it. */
    protected abstract Shell open();

    /** The server, the same one at each call, as somebody who may log in there. */
    protected abstract Host host(HostKeys hostKeys);

    /** Gives the server another host key; it answers at the same address. */
    protected abstract void changeHostKey() throws Exception;

    /** Ends the server and all its connections at once. */
    protected abstract void kill() throws Exception;

    /** A well-formed private key nobody may log in with, its file readable by its owner only. */
    protected abstract Path wrongKey();

    /** Whether the server says which signal ended a program; OpenSSH does. */
    protected boolean reportsSignals() {
        return true;
    }

    /** How many connections the server has seen, if it can be told. */
    protected OptionalInt connections() {
        return OptionalInt.empty();
    }

    @Override
    Object implementation() {
        return shell();
    }

    @BeforeEach
    void openShell() {
        shell = open();
    }

    @AfterEach
    void closeShell() {
        shell().close();
    }

    @Test
    void handsArgumentsOverAsTheyAre() {
        var arguments = List.of(
                "",
                " ",
                "a  b",
                "'",
                "''",
                "\"",
                "\\",
                "\\\\",
                "\\n",
                "\\047",
                "$HOME",
                "`id`",
                "$(id)",
                "a\nb",
                "\n",
                "a\n\n",
                "\t",
                "\r",
                "!",
                "!!",
                "!=",
                "*",
                "~",
                "#",
                "%s",
                "%b",
                "-n",
                "--",
                "-",
                "a;b",
                "a|b",
                "&",
                "<",
                "\u00e4\u0101\u0102\u20ac\ud83d\ude00",
                "x\u0001\u007f",
                "{a,b}",
                "[a-z]",
                "^",
                "a=b");
        var program = new String[arguments.size() + 1];
        program[0] = "[%s]\\n";
        for (int i = 0; i < arguments.size(); i++) {
            program[i + 1] = arguments.get(i);
        }

        var printed = ran(Command.of("printf", program));

        var expected = new StringBuilder();
        arguments.forEach(each -> expected.append('[').append(each).append("]\n"));
        assertThat(printed.out()).isEqualTo(expected.toString());
    }

    @Test
    void handsLongArgumentsOver() {
        var argument = "0123456789".repeat(5_000);

        var printed = ran(Command.of("printf", "%s", argument));

        assertThat(printed.out()).isEqualTo(argument);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 255})
    void saysWithWhatStatusACommandEnded(int status) {
        var exit = run(Command.of("sh", "-c", "exit " + status), new Printed());

        assertThat(exit).isEqualTo(new Exit(status, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 255})
    void saysWithWhatStatusAScriptEnded(int status) {
        var exit = run(Script.of("exit " + status), new Printed());

        assertThat(exit).isEqualTo(new Exit(status, null));
    }

    @Test
    void says127WhereThereIsNoSuchProgram() {
        var exit = run(Command.of("no-such-program-anywhere"), new Printed());

        assertThat(exit).isEqualTo(new Exit(127, null));
    }

    @Test
    void saysWhichSignalEndedAProgram() {
        var exit = run(Command.of("sh", "-c", "kill -TERM $$"), new Printed());

        assertThat(exit).isEqualTo(reportsSignals() ? new Exit(null, "TERM") : new Exit(143, null));
    }

    @Test
    void saysWhichSignalEndedAScript() {
        var exit = run(Script.of("kill -KILL $$"), new Printed());

        assertThat(exit).isEqualTo(reportsSignals() ? new Exit(null, "KILL") : new Exit(137, null));
    }

    @Test
    void keepsTheTwoOutputsApart() {
        var printed = ran(Script.of("echo out; echo err >&2; echo out again; echo err again >&2"));

        assertThat(printed.out()).isEqualTo("out\nout again\n");
        assertThat(printed.err()).isEqualTo("err\nerr again\n");
    }

    @Test
    void keepsTheOrderWithinAnOutput() {
        var printed = ran(Script.of("i=0; while [ $i -lt 5000 ]; do echo $i; i=$((i+1)); done"));

        assertThat(printed.out().lines().mapToInt(Integer::parseInt))
                .hasSize(5000)
                .isSorted();
    }

    @Test
    void takesMuchStandardErrorWithNothingOnStandardOutput() {
        var printed = ran(Script.of("head -c 3000000 /dev/zero | tr '\\0' e >&2"));

        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).hasSize(3_000_000).containsOnlyOnce("e".repeat(3_000_000));
    }

    @Test
    void takesMuchStandardOutput() {
        var bytes = new AtomicLong();

        var exit = shell().run(
                        host(),
                        Execution.of(Command.of("head", "-c", "30000000", "/dev/zero")),
                        (channel, chunk, offset, length) -> bytes.addAndGet(length),
                        patience());

        assertThat(exit).isEqualTo(new Exit(0, null));
        assertThat(bytes).hasValue(30_000_000);
    }

    @Test
    void keepsBytesThatAreNoText() {
        var expected = new byte[256];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) i;
        }

        var printed =
                ran(Script.of("i=0; while [ $i -lt 256 ]; do printf \"\\\\$(printf %03o $i)\"; i=$((i+1)); done"));

        assertThat(printed.outBytes()).isEqualTo(expected);
    }

    @Test
    void keepsAnOutputWithoutALineEnd() {
        var printed = ran(Command.of("printf", "no end"));

        assertThat(printed.out()).isEqualTo("no end");
    }

    @Test
    void runsAScriptByTheProgramItsFirstLineNames() {
        var printed = ran(Script.of("#!/bin/cat\nthe script itself\n"));

        assertThat(printed.out()).isEqualTo("#!/bin/cat\nthe script itself\n");
    }

    @Test
    void runsAScriptThatNamesNoProgramBySh() {
        var printed = ran(Script.of("# a comment\nif true; then echo yes; fi\n"));

        assertThat(printed.out()).isEqualTo("yes\n");
    }

    @Test
    void runsAScriptOfDosLinesAsIfItHadOthers() {
        var printed = ran(Script.of("#!/bin/sh\r\nif true; then\r\n  echo hi\r\nfi\r\n"));

        assertThat(printed.out()).isEqualTo("hi\n");
    }

    @Test
    void leavesAScriptOfMixedLinesAlone() {
        var printed = ran(Script.of("cat <<'end'\none\r\ntwo\nend\n"));

        assertThat(printed.out()).isEqualTo("one\r\ntwo\n");
    }

    @Test
    void runsAScriptWithoutAFinalLineEnd() {
        var printed = ran(Script.of("echo one\necho two"));

        assertThat(printed.out()).isEqualTo("one\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!/no/such/program", "#!/usr/bin/env no-such-program"})
    void namesTheProgramOfAScriptThatIsNotThere(String firstLine) {
        var printed = new Printed();

        var exit = run(Script.of(firstLine + " \necho hi\n"), printed);

        assertThat(exit).isEqualTo(new Exit(127, null));
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err())
                .contains(firstLine.substring(firstLine.lastIndexOf("no")))
                .contains("not on this node");
    }

    @Test
    void handsArgumentsToAScriptAsTheyAre() {
        var script = Script.of("printf '[%s]' \"$#\" \"$@\"")
                .with("", "a  b", "it's", "$HOME", "a\nb\n", "\\", "-n", "\u20ac");

        var printed = ran(script);

        assertThat(printed.out()).isEqualTo("[8][][a  b][it's][$HOME][a\nb\n][\\][-n][\u20ac]");
    }

    @Test
    void handsArgumentsToAScriptThatNamesItsProgram() {
        var printed =
                ran(Script.of("#!/bin/sh -e\necho $# $1; false; echo not here").with("one", "two"), 1);

        assertThat(printed.out()).isEqualTo("2 one\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void setsTheEnvironment(boolean isScript) {
        var values = List.of(
                "",
                "plain",
                "  two  blanks ",
                "it's \"quoted\"",
                "''",
                "one\ntwo\n\n",
                "$HOME `id` $(id) \\ \\n \\\\",
                "\u00e4\u20ac\ud83d\ude00",
                "!x; #y & z | *",
                "\t\r\u0001");
        var environment = new LinkedHashMap<String, String>();
        values.forEach(each -> environment.put("_VALUE_" + environment.size(), each));
        var print = "i=0; while [ $i -lt " + values.size()
                + " ]; do eval \"v=\\$_VALUE_$i\"; printf '[%s]' \"$v\"; i=$((i+1)); done";
        var task = isScript ? Script.of(print) : Command.of("sh", "-c", print);

        var printed = ran(new Execution(task, environment, null, null));

        assertThat(printed.out()).isEqualTo("[" + String.join("][", values) + "]");
    }

    @Test
    void setsTheEnvironmentOfThatProgramAlone() {
        ran(new Execution(Command.of("true"), Map.of("LEFT_OVER", "x"), null, null));

        var printed = ran(Script.of("echo \"[$LEFT_OVER]\""));

        assertThat(printed.out()).isEqualTo("[]\n");
    }

    @Test
    void showsTheEnvironmentOnNoCommandLine() {
        // Of this test alone: others on the machine hide the same text, and some start programs with it.
        var secret = "canary-of-a-secret-" + UUID.randomUUID();
        var look = "ps -A -o args= | grep '[c]" + secret.substring(1) + "' || echo none";

        var printed = ran(new Execution(Script.of(look), Map.of("TOKEN", secret), null, null));

        assertThat(printed.out()).isEqualTo("none\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runsInTheDirectory(boolean isScript) throws IOException {
        var inside = Files.createDirectory(directory().toRealPath().resolve("it's a \u20ac-directory"));
        var task = isScript ? Script.of("pwd -P") : Command.of("pwd", "-P");

        var printed = ran(new Execution(task, Map.of("A", "b"), inside.toString(), null));

        assertThat(printed.out()).isEqualTo(inside + "\n");
    }

    @Test
    void seesADirectoryFromTheLoginDirectory() {
        var login = ran(Command.of("pwd", "-P")).out().strip();

        var printed = ran(new Execution(Command.of("pwd", "-P"), Map.of(), "./.", null));

        assertThat(printed.out().strip()).isEqualTo(login);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void says126WhereThereIsNoSuchDirectory(boolean isScript) {
        var printed = new Printed();
        var task = isScript ? Script.of("echo ran") : Command.of("echo", "ran");

        var exit = run(new Execution(task, Map.of(), "no such directory", null), printed);

        assertThat(exit).isEqualTo(new Exit(126, null));
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("no such directory");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesAProgramItsInput(boolean isScript) {
        var input = "one\ntwo\u20ac\nno end";
        var task = isScript ? Script.of("#!/bin/sh\ncat; echo .") : Command.of("sh", "-c", "cat; echo .");

        var printed = ran(new Execution(task, Map.of("A", "b\n"), null, input(input)));

        assertThat(printed.out()).isEqualTo(input + ".\n");
    }

    @Test
    void givesAProgramAnInputThatIsEmpty() {
        var printed = ran(new Execution(Script.of("cat; echo end"), Map.of(), null, input("")));

        assertThat(printed.out()).isEqualTo("end\n");
    }

    @Test
    void givesAProgramMoreInputThanAnyWindowAndTakesItBack() {
        var bytes = new byte[20_000_000];
        new Random(1).nextBytes(bytes);
        var same = new AtomicLong();

        var exit = shell().run(
                        host(),
                        new Execution(Command.of("cat"), Map.of(), null, () -> new ByteArrayInputStream(bytes)),
                        (channel, chunk, offset, length) -> {
                            int at = (int) same.get();
                            if (Arrays.equals(chunk, offset, offset + length, bytes, at, at + length)) {
                                same.addAndGet(length);
                            }
                        },
                        patience());

        assertThat(exit).isEqualTo(new Exit(0, null));
        assertThat(same).hasValue(bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 3", "head -c 3 >&2; exec 0<&-; sleep 0.3; exit 3"})
    void takesAProgramThatDoesNotReadItsInput(String script) {
        var endless = new Endless();

        var exit = run(new Execution(Script.of(script), Map.of(), null, () -> endless), new Printed());

        assertThat(exit).isEqualTo(new Exit(3, null));
        assertThat(endless.isClosed).isTrue();
    }

    @Test
    void opensTheInputAnewForEachRun() {
        var execution = new Execution(Command.of("cat"), Map.of(), null, input("again"));

        ran(execution);
        var printed = ran(execution);

        assertThat(printed.out()).isEqualTo("again");
    }

    @Test
    void runsNothingWhereTheInputCannotBeOpened() {
        var file = directory().resolve("made-without-input");
        var execution = new Execution(Command.of("touch", file.toString()), Map.of(), null, () -> {
            throw new IOException("no tape in the drive");
        });

        var thrown = catchThrowableOfType(SshException.class, () -> run(execution, new Printed()));

        assertThat(thrown.reason()).isEqualTo(Reason.FILE);
        assertThat(thrown).hasMessageContaining("no tape in the drive").hasMessageContaining(host().name());
        assertThat(file).doesNotExist();
    }

    @Test
    void endsAProgramWhoseInputCannotBeReadToItsEnd() {
        var printed = new Printed();
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the tape is torn");
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return read();
            }
        };
        var execution = new Execution(Script.of("echo $$; cat; sleep 300"), Map.of(), null, () -> broken);

        var thrown = catchThrowableOfType(SshException.class, () -> run(execution, printed));

        assertThat(thrown.reason()).isEqualTo(Reason.FILE);
        assertThat(thrown).hasMessageContaining("the tape is torn").hasMessageContaining(host().name());
        ran(Command.of("true"));
    }

    @Test
    void endsAProgramThatWaitsForInputWhenTheDeadlinePasses() throws IOException {
        var printed = new Printed();
        try (var writer = new PipedOutputStream()) {
            var execution =
                    new Execution(Script.of("echo $$; cat"), Map.of(), null, () -> new PipedInputStream(writer));

            var thrown =
                    catchThrowableOfType(SshException.class, () -> shell().run(host(), execution, printed, in(SHORT)));

            assertThat(thrown.reason()).isEqualTo(Reason.TIMEOUT);
            assertGone(printed.out().trim().split(" "));
        }
    }

    @Test
    void takesAHundredMegabytesInASmallMemory() {
        var bytes = new AtomicLong();
        var most = new AtomicLong();
        System.gc();
        long before = used();

        var exit = shell().run(
                        host(),
                        Execution.of(Command.of("head", "-c", "100000000", "/dev/zero")),
                        (channel, chunk, offset, length) -> {
                            if (bytes.addAndGet(length) % 10_000_000 < length) {
                                System.gc();
                                most.accumulateAndGet(used() - before, Math::max);
                            }
                        },
                        patience());

        assertThat(exit).isEqualTo(new Exit(0, null));
        assertThat(bytes).hasValue(100_000_000);
        assertThat(most).hasValueLessThan(30_000_000);
    }

    @Test
    void runsALongScript() {
        var script = ": ".concat("x".repeat(98)).concat("\n").repeat(10_000) + "echo the end";

        var printed = ran(Script.of(script));

        assertThat(printed.out()).isEqualTo("the end\n");
    }

    @Test
    void runsAScriptThatIsNotAscii() {
        var printed = ran(Script.of("echo '\u00e4\u20ac\ud83d\ude00'"));

        assertThat(printed.out()).isEqualTo("\u00e4\u20ac\ud83d\ude00\n");
    }

    @Test
    void givesAProgramNoInput() {
        var ofScript = ran(Script.of("cat; echo end"));
        var ofCommand = ran(Command.of("cat"));

        assertThat(ofScript.out()).isEqualTo("end\n");
        assertThat(ofCommand.out()).isEmpty();
    }

    @Test
    void runsWithAHome() {
        var printed = ran(Command.of("sh", "-c", "[ -d \"$HOME\" ] && echo yes"));

        assertThat(printed.out()).isEqualTo("yes\n");
    }

    @Test
    void leavesTheFileModeMaskAsItIs() {
        var ofCommand = ran(Command.of("sh", "-c", "umask"));

        var ofScript = ran(Script.of("umask"));

        assertThat(ofScript.out()).isEqualTo(ofCommand.out());
    }

    @Test
    void runsManyProgramsAtOnceOnOneHost() throws Exception {
        var printed = Threads.all(
                20, i -> ran(Command.of("sh", "-c", "sleep 0.2; echo " + i)).out());

        assertThat(printed).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(printed.get(i)).isEqualTo(i + "\n");
        }
    }

    @Test
    void keepsItsConnection() throws Exception {
        assumeTrue(connections().isPresent(), "this server does not count connections");
        int before = connections().orElseThrow();

        Threads.all(10, i -> ran(Command.of("true")));
        ran(Script.of("true"));
        shell().connect(host(), patience());

        assertThat(connections()).hasValue(before + 1);
    }

    @Test
    void connectsAnewAfterDisconnect() {
        ran(Command.of("true"));
        var before = connections();

        shell().disconnect(host().id());
        var printed = ran(Command.of("echo", "again"));

        assertThat(printed.out()).isEqualTo("again\n");
        before.ifPresent(count -> assertThat(connections()).hasValue(count + 1));
    }

    @Test
    void takesADisconnectFromWhatIsNotConnected() {
        assertThatCode(() -> shell().disconnect(new NodeId("test", "nobody"))).doesNotThrowAnyException();
    }

    @Test
    void runsNothingPastTheDeadline() {
        ran(Command.of("true"));
        var file = directory().resolve("made-too-late");

        var thrown = catchThrowable(() -> shell().run(
                        host(), Execution.of(Command.of("touch", file.toString())), new Printed(), in(Duration.ZERO)));

        assertThat(thrown).isInstanceOf(SshException.class);
        assertThat(((SshException) thrown).reason()).isIn(Reason.TIMEOUT, Reason.UNREACHABLE);
        assertThat(file).doesNotExist();
    }

    @Test
    void endsAProgramAndAllItStartedWhenTheDeadlinePasses() {
        var printed = new Printed();

        var thrown = timedOut(Script.of("sleep 300 & echo $$ $!; wait"), printed);

        assertThat(thrown).hasMessageContaining(host().name()).hasMessageContaining("was ended");
        assertGone(printed.out().trim().split(" "));
    }

    @Test
    void endsAProgramThatHeedsNoSignalWhenTheDeadlinePasses() {
        var printed = new Printed();

        var thrown = timedOut(Command.of("sh", "-c", "trap '' TERM HUP; echo $$; while :; do sleep 1; done"), printed);

        assertThat(thrown).hasMessageContaining("was ended");
        assertGone(printed.out().trim().split(" "));
    }

    @Test
    void endsWhatAProgramLeftInTheBackgroundWithItsOutputWhenTheDeadlinePasses() {
        var printed = new Printed();

        var thrown = timedOut(Script.of("sleep 300 & echo $!"), printed);

        assertThat(thrown).hasMessageContaining("was ended");
        assertGone(printed.out().trim().split(" "));
    }

    @Test
    void endsAProgramThatNeverStopsPrintingWhenTheDeadlinePasses() {
        var first = new AtomicReference<String>();

        var thrown = timedOut(
                Command.of("sh", "-c", "echo $$; exec yes"),
                (channel, bytes, offset, length) ->
                        first.compareAndSet(null, new String(bytes, offset, length, UTF_8)));

        assertThat(thrown).hasMessageContaining("was ended");
        assertThat(first.get())
                .isNotNull()
                .satisfies(text -> assertGone(text.lines().findFirst().orElseThrow()));
    }

    @Test
    void goesOnWithTheConnectionAfterADeadlineHasPassed() {
        timedOut(Command.of("sleep", "300"), new Printed());
        int before = connections().orElse(0);

        var printed = ran(Command.of("echo", "still here"));

        assertThat(printed.out()).isEqualTo("still here\n");
        assertThat(connections().orElse(0)).isEqualTo(before);
    }

    @Test
    void endsAProgramWhenTheThreadIsInterrupted() throws Exception {
        var printed = new Printed();
        var wasInterrupted = new AtomicReference<Boolean>();
        var running = inThread(() -> {
            var thrown = catchThrowable(() ->
                    shell().run(host(), Execution.of(Script.of("sleep 300 & echo $$ $!; wait")), printed, patience()));
            wasInterrupted.set(Thread.currentThread().isInterrupted());
            return thrown;
        });
        var pids = printed.awaitWords();

        running.thread.interrupt();
        var thrown = running.result();

        assertThat(thrown).isInstanceOf(CancelledException.class).hasMessageContaining(host().name());
        assertThat(wasInterrupted).hasValue(true);
        assertGone(pids);
    }

    @Test
    void leavesAloneWhatBeginsWhileAnotherProgramIsEnded() throws Exception {
        for (int round = 0; round < 50; round++) {
            var ended = inThread(() -> catchThrowable(() -> shell().run(
                            host(), Execution.of(Script.of("sleep 300 & echo started")), new Printed(), patience())));
            letPass(round % 5);
            ended.thread.interrupt();

            var printed = ran(Command.of("echo", "alone"));

            assertThat(printed.out()).isEqualTo("alone\n");
            assertThat(ended.result()).isInstanceOf(CancelledException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsAProgramHoweverEarlyTheThreadIsInterrupted(boolean isScript) throws Exception {
        var marker = "early-" + System.nanoTime();
        ran(Command.of("true"));

        for (int round = 0; round < 20; round++) {
            var task = isScript
                    ? Script.of("sh -c 'sleep 300; :' " + marker)
                    : Command.of("sh", "-c", "sleep 300; :", marker);
            var ended = inThread(
                    () -> catchThrowable(() -> shell().run(host(), Execution.of(task), new Printed(), patience())));
            letPass(round % 5);
            ended.thread.interrupt();

            assertThat(ended.result()).isInstanceOf(CancelledException.class);
        }

        var look = Command.of("sh", "-c", "ps -A -o args= | grep '[e]arly-" + marker.substring(6) + "'");
        assertThat(run(look, new Printed()).status()).isEqualTo(1);
    }

    @Test
    void runsNothingOnAThreadThatIsInterruptedAlready() {
        Thread.currentThread().interrupt();

        var thrown =
                catchThrowable(() -> shell().run(host(), Execution.of(Command.of("true")), new Printed(), patience()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(CancelledException.class);
    }

    @Test
    void endsAProgramWhoseOutputIsNotTaken() throws Exception {
        var printed = new Printed();

        assertThatThrownBy(() -> shell().run(
                                host(),
                                Execution.of(Script.of("echo $$; exec sleep 300")),
                                (channel, bytes, offset, length) -> {
                                    printed.write(channel, bytes, offset, length);
                                    throw new IllegalArgumentException("the disk is full");
                                },
                                patience()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the disk is full");

        assertGone(printed.awaitWords());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32_768, 20_000_000})
    void sendsAFileAndFetchesItBack(int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        var file = Files.write(directory().resolve("file"), bytes);
        var remote = directory().resolve("there/made too/\u20ac it's").toString();
        var back = directory().resolve("here/made/back");

        shell().send(host(), file, remote, patience());
        shell().fetch(host(), remote, back, patience());

        assertThat(Files.readAllBytes(back)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "r--r--r--", "rw-------"})
    void keepsThePermissionsOfAFile(String permissions) throws IOException {
        var file = Files.writeString(directory().resolve("file"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        var there = directory().resolve("there");
        var back = directory().resolve("back");

        shell().send(host(), file, there.toString(), patience());
        shell().fetch(host(), there.toString(), back, patience());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
                .isEqualTo(permissions);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back)))
                .isEqualTo(permissions);
    }

    @Test
    void sendsToTheLoginDirectoryAndFetchesFromThere() throws IOException {
        var file = Files.writeString(directory().resolve("file"), "mine");
        var name = "cloudmesh-contract-" + System.nanoTime();

        shell().send(host(), file, name, patience());
        shell().fetch(host(), name, directory().resolve("back"), patience());
        var printed = ran(Command.of("sh", "-c", "cat \"$0\"; rm \"$0\"", name));

        assertThat(printed.out()).isEqualTo("mine");
        assertThat(directory().resolve("back")).hasContent("mine");
    }

    @Test
    void sendsADirectoryAndFetchesItBack() throws IOException {
        var tree = tree();
        var there = directory().resolve("there");
        var back = directory().resolve("back");

        shell().send(host(), tree, there.toString(), patience());
        shell().fetch(host(), there.toString(), back, patience());

        assertThat(listing(there)).isEqualTo(listing(tree));
        assertThat(listing(back)).isEqualTo(listing(tree));
    }

    @Test
    void mergesADirectoryIntoOneThatIsThere() throws IOException {
        var tree = tree();
        var there = Files.createDirectory(directory().resolve("there"));
        Files.writeString(there.resolve("kept"), "kept");
        Files.writeString(there.resolve("a file"), "older");

        shell().send(host(), tree, there.toString(), patience());
        shell().send(host(), tree, there + "/", patience());

        assertThat(there.resolve("kept")).hasContent("kept");
        assertThat(there.resolve("a file")).hasContent("one");
    }

    @Test
    void followsLinks() throws IOException {
        var tree = tree();
        Files.createSymbolicLink(tree.resolve("link"), tree.resolve("a file"));
        Files.createSymbolicLink(tree.resolve("inner"), tree.resolve("sub"));
        var back = directory().resolve("back");

        shell().send(host(), tree, directory().resolve("there").toString(), patience());
        shell().fetch(host(), tree.toString(), back, patience());

        assertThat(directory().resolve("there/link")).isRegularFile().hasContent("one");
        assertThat(Files.isSymbolicLink(directory().resolve("there/link"))).isFalse();
        assertThat(back.resolve("link")).hasContent("one");
        assertThat(back.resolve("inner/deep")).hasContent("two");
    }

    @Test
    void copiesNoLoop() throws IOException {
        var tree = tree();
        Files.createSymbolicLink(tree.resolve("sub/loop"), tree);
        var there = directory().resolve("there");

        assertThatThrownBy(() -> shell().send(host(), tree, there.toString(), patience()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loop");
        var thrown = notFetched(tree.toString(), directory().resolve("back"));

        assertThat(there).doesNotExist();
        assertThat(thrown).hasMessageContaining("loop");
    }

    @Test
    void sendsNothingThatIsNotThere() {
        var missing = directory().resolve("missing");
        var there = directory().resolve("not-made/there");

        assertThatThrownBy(() -> shell().send(host(), missing, there.toString(), patience()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing.toString());

        assertThat(there.getParent()).doesNotExist();
    }

    @Test
    void saysThatAFileToFetchIsNotThere() {
        var missing = directory().resolve("missing").toString();

        var thrown = notFetched(missing, directory().resolve("back"));

        assertThat(thrown).hasMessageContaining(missing).hasMessageContaining(host().name());
        assertThat(directory().resolve("back")).doesNotExist();
    }

    @Test
    void saysThatAFileCannotBeWrittenHere() throws IOException {
        var file = Files.writeString(directory().resolve("file"), "x");
        var below = file.resolve("below");

        var thrown = notFetched(file.toString(), below);

        assertThat(thrown).hasMessageContaining("file").hasMessageContaining(host().name());
    }

    @Test
    void saysThatAFileCannotBeWrittenThere() throws IOException {
        var file = Files.writeString(directory().resolve("file"), "x");
        var below = file.resolve("below").toString();

        var thrown = catchThrowableOfType(SshException.class, () -> shell().send(host(), file, below, patience()));

        assertThat(thrown.reason()).isEqualTo(Reason.FILE);
        assertThat(thrown).hasMessageContaining("file").hasMessageContaining(host().name());
    }

    @Test
    void putsNoFileInThePlaceOfADirectory() throws IOException {
        var file = Files.writeString(directory().resolve("file"), "x");
        var taken = Files.createDirectory(directory().resolve("taken"));

        var sent = catchThrowableOfType(
                SshException.class, () -> shell().send(host(), file, taken.toString(), patience()));
        var fetched = notFetched(file.toString(), taken);

        assertThat(sent.reason()).isEqualTo(Reason.FILE);
        assertThat(sent).hasMessageContaining("directory");
        assertThat(fetched).hasMessageContaining("directory");
        assertThat(taken).isEmptyDirectory();
    }

    @Test
    void leavesNoPartOfAFileWhenTheDeadlinePasses() throws IOException {
        var large = large();
        var there = Files.createDirectory(directory().resolve("there"));
        var here = Files.createDirectory(directory().resolve("here"));
        shell().connect(host(), patience());

        var sent = catchThrowable(
                () -> shell().send(host(), large, there.resolve("file").toString(), in(Duration.ofMillis(300))));
        var fetched = catchThrowable(
                () -> shell().fetch(host(), large.toString(), here.resolve("file"), in(Duration.ofMillis(300))));

        assertThat(List.of(sent, fetched))
                .allSatisfy(each -> assertThat(each)
                        .isInstanceOfSatisfying(
                                SshException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT)));
        assertThat(there).isEmptyDirectory();
        assertThat(here).isEmptyDirectory();
        ran(Command.of("true"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopsCopyingWhenTheThreadIsInterrupted(boolean isSent) throws Exception {
        var large = large();
        var target = Files.createDirectory(directory().resolve("target"));
        shell().connect(host(), patience());
        var copying = inThread(() -> catchThrowable(() -> {
            if (isSent) {
                shell().send(host(), large, target.resolve("file").toString(), patience());
            } else {
                shell().fetch(host(), large.toString(), target.resolve("file"), patience());
            }
        }));
        await(target, "a file begins to arrive");

        copying.thread.interrupt();
        var thrown = copying.result();

        assertThat(thrown).isInstanceOf(CancelledException.class);
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void copiesNothingOnAThreadThatIsInterruptedAlready() throws IOException {
        var file = Files.writeString(directory().resolve("file"), "x");
        Thread.currentThread().interrupt();

        var thrown = catchThrowable(
                () -> shell().send(host(), file, directory().resolve("there").toString(), patience()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(CancelledException.class);
    }

    @Test
    void acceptsAndRecordsTheFirstHostKey() {
        shell().connect(host(), patience());

        var known = hostKeys.known().orElseThrow();
        assertThat(known.algorithm()).isNotEmpty();
        assertThat(known.fingerprint()).matches("SHA256:[A-Za-z0-9+/]{43}");
    }

    @Test
    void refusesAHostWhoseKeyHasChanged() throws Exception {
        shell().connect(host(), patience());
        var known = hostKeys.known().orElseThrow();
        shell().disconnect(host().id());

        changeHostKey();
        var thrown = catchThrowableOfType(SshException.class, () -> run(Command.of("true"), new Printed()));

        assertThat(thrown.reason()).isEqualTo(Reason.HOST_KEY_CHANGED);
        assertThat(thrown.node()).isEqualTo(host().id());
        assertThat(thrown)
                .hasMessageContaining(host().name())
                .hasMessageContaining(host().address().toString())
                .hasMessageContaining(known.fingerprint());
        assertThat(hostKeys.known()).contains(known);
    }

    @Test
    void asksForTheKeyOfEachNodeThoughTheyShareAnAddress() {
        shell().connect(host(), patience());
        var other = new HostKey("ssh-ed25519", "SHA256:" + "A".repeat(43));
        var otherKeys = new FirstSeen();
        otherKeys.accept(other);
        var second = new Host(new NodeId("test", "second"), "second", host().address(), host().identity(), otherKeys);

        var thrown = catchThrowableOfType(SshException.class, () -> shell().connect(second, patience()));

        assertThat(thrown.reason()).isEqualTo(Reason.HOST_KEY_CHANGED);
        assertThat(thrown.node()).isEqualTo(second.id());
        assertThat(otherKeys.known()).contains(other);
    }

    @Test
    void isNotLetInWithAnotherKey() {
        var host = host();
        var stranger = new Host(host.id(), host.name(), host.address(), Identity.of(wrongKey()), hostKeys);

        var thrown = catchThrowableOfType(SshException.class, () -> shell().connect(stranger, patience()));

        assertThat(thrown.reason()).isEqualTo(Reason.AUTHENTICATION);
        assertThat(thrown)
                .hasMessageContaining(host.name())
                .hasMessageContaining(host.address().user())
                .hasMessageContaining(wrongKey().toString());
    }

    @Test
    void saysThatTheKeyIsNotThere() {
        var thrown = connectWithKey(directory().resolve("no-such-key"));

        assertThat(thrown.reason()).isEqualTo(Reason.KEY_FILE);
        assertThat(thrown).hasMessageContaining(host().name()).hasMessageContaining("no-such-key");
    }

    @Test
    void saysThatTheKeyIsOpenToOthers() throws IOException {
        var key = Files.copy(host().identity().privateKey(), directory().resolve("open-key"));
        assumeTrue(Files.getFileStore(key).supportsFileAttributeView("posix"), "this file system has no modes");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        var thrown = connectWithKey(key);

        assertThat(thrown.reason()).isEqualTo(Reason.KEY_FILE);
        assertThat(thrown).hasMessageContaining("0640").hasMessageContaining("chmod 600 " + key);
    }

    @Test
    void saysThatTheKeyIsNoKeyWithoutShowingIt() throws IOException {
        var key = Files.writeString(directory().resolve("no-key"), "canary-of-a-secret\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

        var thrown = connectWithKey(key);

        assertThat(thrown.reason()).isEqualTo(Reason.KEY_FILE);
        assertThat(thrown).hasMessageContaining(key.toString());
        assertThat(thrown).hasStackTraceContaining("no-key");
        assertThat(thrown.toString()).doesNotContain("canary-of-a-secret");
    }

    @Test
    void saysThatNothingAnswers() throws Exception {
        var host = host();
        kill();

        var thrown = catchThrowableOfType(SshException.class, () -> shell().connect(host, patience()));

        assertThat(thrown.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(thrown.retryable()).isTrue();
        assertThat(thrown)
                .hasMessageContaining(host.name())
                .hasMessageContaining(host.address().toString());
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        var host = host();
        var nowhere = new Host(
                host.id(), host.name(), new SshAddress("user", "no-such-host.invalid", 22), host.identity(), hostKeys);

        var thrown = catchThrowableOfType(SshException.class, () -> shell().connect(nowhere, patience()));

        assertThat(thrown.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void saysThatTheConnectionWasLost() throws Exception {
        var host = host();
        var printed = new Printed();
        var running = inThread(() -> catchThrowable(
                () -> shell().run(host, Execution.of(Script.of("echo $$; exec sleep 300")), printed, patience())));
        var pids = printed.awaitWords();

        kill();
        var thrown = running.result();

        assertThat(thrown).isInstanceOf(SshException.class).hasMessageContaining(host.name());
        assertThat(((SshException) thrown).reason()).isEqualTo(Reason.LOST);
        // It may run on, which is what "lost" means.
        ProcessHandle.of(Long.parseLong(pids[0])).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void leavesNoFilesOfScripts() {
        ran(Script.of("true"));
        ran(Script.of("true"));
        timedOut(Script.of("sleep 300"), new Printed());
        ran(Script.of("true"));

        shell().close();

        assertThat(leftovers()).isEmpty();
    }

    @Test
    void leavesNoFilesOfScriptsWhereItDisconnects() {
        ran(Script.of("true"));

        shell().disconnect(host().id());

        assertThat(leftovers()).isEmpty();
    }

    @Test
    void leavesNoThread() throws Exception {
        shell().close();
        try (var settled = open()) {
            settled.run(host(), Execution.of(Command.of("true")), new Printed(), patience());
        }
        var before = new HashSet<>(Threads.live());

        var other = open();
        other.run(host(), Execution.of(Script.of("true")), new Printed(), patience());
        other.connect(host(), patience());
        other.close();

        assertThat(Threads.leftSince(before))
                .filteredOn(ShellContract::isOfAShell)
                .isEmpty();
    }

    @Test
    void canBeClosedTwiceAndThenRunsNothing() {
        ran(Command.of("true"));
        var host = host();

        shell().close();

        assertThatCode(() -> shell().close()).doesNotThrowAnyException();
        assertThatThrownBy(() -> shell().run(host, Execution.of(Command.of("true")), new Printed(), patience()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> shell().connect(host, patience())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endsThoseWhoWaitWhenItIsClosed() throws Exception {
        var printed = new Printed();
        var host = host();
        var running = inThread(() -> catchThrowable(
                () -> shell().run(host, Execution.of(Script.of("echo $$; exec sleep 300")), printed, patience())));
        var pids = printed.awaitWords();

        shell().close();
        var thrown = running.result();

        assertThat(thrown).isInstanceOf(CancelledException.class);
        ProcessHandle.of(Long.parseLong(pids[0])).ifPresent(ProcessHandle::destroyForcibly);
    }

    private Host host() {
        return host(hostKeys);
    }

    private Shell shell() {
        return Objects.requireNonNull(shell);
    }

    private Path directory() {
        return Objects.requireNonNull(directory);
    }

    private Printed ran(Task task) {
        return ran(Execution.of(task));
    }

    private Printed ran(Task task, int status) {
        var printed = new Printed();
        var exit = run(task, printed);
        assertThat(exit).as(printed.err()).isEqualTo(new Exit(status, null));
        return printed;
    }

    private Printed ran(Execution execution) {
        var printed = new Printed();
        var exit = run(execution, printed);
        assertThat(exit).as(printed.err()).isEqualTo(new Exit(0, null));
        return printed;
    }

    private static Input input(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** The time that so many programs take here: a moment that fits the machine, however slow it is. */
    private void letPass(int programs) {
        for (int i = 0; i < programs; i++) {
            ran(Command.of("true"));
        }
    }

    /** A directory with files and directories of several modes in it. */
    private Path tree() throws IOException {
        var tree = Files.createDirectory(directory().resolve("tree"));
        Files.writeString(tree.resolve("a file"), "one");
        Files.writeString(tree.resolve("empty"), "");
        Files.writeString(Files.createDirectory(tree.resolve("sub")).resolve("deep"), "two");
        Files.createDirectories(tree.resolve("\u00e4/nothing in it"));
        Files.setPosixFilePermissions(tree.resolve("a file"), PosixFilePermissions.fromString("rwx--x---"));
        Files.setPosixFilePermissions(tree.resolve("sub"), PosixFilePermissions.fromString("rwxr-x---"));
        return tree;
    }

    /** More than is copied in a moment; takes no room on the disk. */
    private Path large() throws IOException {
        var large = directory().resolve("large");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(4_000_000_000L);
        }
        return large;
    }

    private static List<String> listing(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            var lines = new ArrayList<String>();
            for (var each : all.sorted().toList()) {
                lines.add("%s %s %s"
                        .formatted(
                                directory.relativize(each),
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
                                Files.isDirectory(each) ? "" : Files.readString(each)));
            }
            return lines;
        }
    }

    private static void await(Path directory, String what) throws IOException {
        var deadline = in(PATIENCE);
        while (true) {
            try (var files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    return;
                }
            }
            assertThat(deadline.isExpired()).as(what).isFalse();
        }
    }

    private SshException notFetched(String remote, Path local) {
        var thrown = catchThrowableOfType(SshException.class, () -> shell().fetch(host(), remote, local, patience()));
        assertThat(thrown.reason()).isEqualTo(Reason.FILE);
        return thrown;
    }

    private Exit run(Task task, Printed printed) {
        return run(Execution.of(task), printed);
    }

    private Exit run(Execution execution, Printed printed) {
        return shell().run(host(), execution, printed, patience());
    }

    private SshException timedOut(Task task, Output output) {
        var thrown = catchThrowableOfType(
                SshException.class, () -> shell().run(host(), Execution.of(task), output, in(SHORT)));
        assertThat(thrown.reason()).isEqualTo(Reason.TIMEOUT);
        return thrown;
    }

    private SshException connectWithKey(Path key) {
        var host = host();
        return catchThrowableOfType(
                SshException.class,
                () -> shell().connect(
                                new Host(host.id(), host.name(), host.address(), Identity.of(key), hostKeys),
                                patience()));
    }

    private List<String> leftovers() {
        try (var other = open()) {
            var printed = new Printed();
            other.run(host(), Execution.of(Command.of("sh", "-c", "ls -A ~/.cloudmesh/run")), printed, patience());
            return printed.out().lines().toList();
        }
    }

    private void assertGone(String... pids) {
        assertThat(pids).allMatch(pid -> pid.matches("\\d+"));
        for (var pid : pids) {
            var deadline = in(Duration.ofSeconds(10));
            while (isAlive(pid) && !deadline.isExpired()) {
                Thread.onSpinWait();
            }
            assertThat(isAlive(pid)).as("process " + pid + " lives").isFalse();
        }
    }

    // A zombie has ended; that nobody has asked how is not the shell's matter.
    private boolean isAlive(String pid) {
        var look = Command.of("sh", "-c", "case $(ps -o stat= -p \"$0\") in ''|Z*) exit 1 ;; esac", pid);
        return Integer.valueOf(0).equals(run(look, new Printed()).status());
    }

    private static boolean isOfAShell(Thread thread) {
        return !thread.getName().startsWith("cloudmesh-local-");
    }

    private static Deadline patience() {
        return in(PATIENCE);
    }

    private static Deadline in(Duration time) {
        return Deadline.in(time, Time.system());
    }

    private static <T> Running<T> inThread(Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, "shell-contract");
        thread.start();
        return new Running<>(thread, task);
    }

    /** An input without an end. */
    private static final class Endless extends InputStream {

        private volatile boolean isClosed;

        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            Arrays.fill(to, offset, offset + length, (byte) 'x');
            return length;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private record Running<T>(Thread thread, FutureTask<T> task) {
        T result() throws Exception {
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
