package org.cloudmesh.testkit.stopwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Table;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/**
 * Named timers, and the tables and lines the original made of them. Thread-safe; a timer runs once at a time.
 *
 * <pre>{@code
 * var stopwatch = new Stopwatch();
 * stopwatch.time("boot", () -> mesh.nodes().boot(5));
 * System.out.println(stopwatch);
 * }</pre>
 */
public final class Stopwatch {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Time time;
    private final Machine machine;
    private final Map<String, Timer> timers = new LinkedHashMap<>();

    /** On this machine, by a clock that is never set. */
    public Stopwatch() {
        this(new SteadyTime(), Machine.here());
    }

    /**
     * By that clock, on that machine.
     *
     * @param time tells when something starts and stops; nobody waits
     * @param machine what the tables say it ran on
     */
    public Stopwatch(Time time, Machine machine) {
        this.time = time;
        this.machine = machine;
    }

    /**
     * Starts a timer; one that ran before runs again, and its sum grows.
     *
     * @throws IllegalStateException if it runs
     */
    public synchronized void start(String name) {
        var timer = timers.get(name);
        if (timer != null && timer.time() == null) {
            throw new IllegalStateException(
                    "timer \"%s\" is running; stop it before it is started again".formatted(name));
        }
        var now = time.now();
        timers.put(
                name, (timer == null ? new Timer(name, false, now, null, Duration.ZERO, "", "") : timer).started(now));
    }

    /**
     * Stops a timer: all went well.
     *
     * @return how long it ran
     * @throws IllegalStateException if it does not run
     */
    public Duration stop(String name) {
        return stop(name, true);
    }

    /**
     * Stops a timer: something went wrong.
     *
     * @return how long it ran
     * @throws IllegalStateException if it does not run
     */
    public Duration fail(String name) {
        return stop(name, false);
    }

    private synchronized Duration stop(String name, boolean well) {
        var now = time.now();
        var timer = timers.get(name);
        if (timer == null || timer.time() != null) {
            throw new IllegalStateException("timer \"%s\" does not run; start it before it is stopped".formatted(name));
        }
        timers.put(name, timer.stopped(now, well));
        return Duration.between(timer.startedAt(), now);
    }

    /** Times that work; when it throws, the timer failed. */
    public void time(String name, Runnable work) {
        time(name, () -> {
            work.run();
            return name;
        });
    }

    /** Times that work, and returns what it came to; when it throws, the timer failed. */
    public <T extends @Nullable Object> T time(String name, Supplier<T> work) {
        start(name);
        boolean well = false;
        try {
            var result = work.get();
            well = true;
            return result;
        } finally {
            stop(name, well);
        }
    }

    /**
     * Says what a timer belongs to.
     *
     * @throws NotFoundException if there is none of that name
     */
    public synchronized void tag(String name, String tag) {
        timers.put(name, timer(name).tagged(tag));
    }

    /**
     * Says something about a timer.
     *
     * @throws NotFoundException if there is none of that name
     */
    public synchronized void message(String name, String message) {
        timers.put(name, timer(name).saying(message));
    }

    /**
     * How long a timer ran when it last did.
     *
     * @throws NotFoundException if there is none of that name
     * @throws IllegalStateException if it runs
     */
    public Duration get(String name) {
        var took = timer(name).time();
        if (took == null) {
            throw new IllegalStateException("timer \"%s\" is running; stop it before it is read".formatted(name));
        }
        return took;
    }

    /**
     * How long all runs of a timer took that are over.
     *
     * @throws NotFoundException if there is none of that name
     */
    public Duration sum(String name) {
        return timer(name).sum();
    }

    private synchronized Timer timer(String name) {
        var timer = timers.get(name);
        if (timer == null) {
            throw new NotFoundException(
                    "timer", name, "there is no timer \"%s\"; known: %s".formatted(name, timers.keySet()));
        }
        return timer;
    }

    /** All timers as they are, in the order they were first started. */
    public synchronized List<Timer> timers() {
        return List.copyOf(timers.values());
    }

    /** What it is measured on. */
    public Machine machine() {
        return machine;
    }

    /** The timers, as in 2019: seconds, and where. One that was not stopped has no time. */
    public Table table() {
        var table = new Table("timer", "time", "node", "system", "mac_version", "win_version").keep("timer", "time");
        for (var timer : timers()) {
            table.row(
                    timer.name(),
                    seconds(timer),
                    machine.attribute("node"),
                    machine.attribute("system"),
                    machine.attribute("mac_version"),
                    machine.attribute("win_version"));
        }
        return table;
    }

    /** A line a timer for other programs, each beginning with {@code # csv}, and one that names the columns; UTC, seconds. */
    public String toCsv() {
        var table = new Table(
                "# csv",
                "timer",
                "status",
                "time",
                "sum",
                "start",
                "tag",
                "msg",
                "uname.node",
                "user",
                "uname.system",
                "platform.version");
        for (var timer : timers()) {
            table.row(
                    "# csv",
                    timer.name(),
                    timer.status(),
                    seconds(timer),
                    Timer.seconds(timer.sum()),
                    start(timer.startedAt()),
                    timer.tag(),
                    timer.message(),
                    machine.attribute("node"),
                    machine.attribute("user"),
                    machine.attribute("system"),
                    machine.attribute("version"));
        }
        // These are lines of a log, where no other line ends with CRLF.
        return table.toCsv().replace("\r\n", "\n");
    }

    private static String start(Instant at) {
        return UTC.format(at);
    }

    private static @Nullable String seconds(Timer timer) {
        var took = timer.time();
        return took == null ? null : Timer.seconds(took);
    }

    /** The machine, the timers, and the lines for other programs. */
    @Override
    public String toString() {
        return String.join("\n", machine.toString(), table().toString(), "", toCsv().stripTrailing());
    }
}
