package org.cloudmesh.testkit.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instance, whose state is a function of the clock and of what it was told last. Guarded by the account's lock. */
final class Machine {

    // Documented: "Terminate Amazon EC2 instances": it stays visible for a short while (usually less than an hour).
    private static final Duration LISTED_WHEN_TERMINATED = Duration.ofHours(1);

    private final long number;
    private final String id;
    private final String reservationId;
    private final int index;
    private final Spec spec;
    private final Pace pace;
    private final Instant launched;
    private final String privateIp;
    private State heading = State.RUNNING;
    private Instant since;
    private Instant started;
    private boolean everRan;
    private @Nullable String publicIp;
    private int reboots;

    /** The place in its launch, and its address. */
    record Birth(long number, String id, String reservationId, int index, Instant at, String privateIp) {}

    Machine(Birth birth, Spec spec, Pace pace, @Nullable String publicIp) {
        number = birth.number();
        id = birth.id();
        reservationId = birth.reservationId();
        index = birth.index();
        launched = birth.at();
        privateIp = birth.privateIp();
        since = launched;
        started = launched;
        this.spec = spec;
        this.pace = pace;
        this.publicIp = publicIp;
    }

    long number() {
        return number;
    }

    String id() {
        return id;
    }

    String reservationId() {
        return reservationId;
    }

    Spec spec() {
        return spec;
    }

    State state(Instant now) {
        return switch (heading) {
            case RUNNING -> now.isBefore(since.plus(pace.bootTime())) ? State.PENDING : State.RUNNING;
            case STOPPED -> now.isBefore(since.plus(pace.stopTime())) ? State.STOPPING : State.STOPPED;
            default -> now.isBefore(since.plus(pace.stopTime())) ? State.SHUTTING_DOWN : State.TERMINATED;
        };
    }

    boolean isVisible(Instant now) {
        var gone = heading == State.TERMINATED
                && !now.isBefore(since.plus(pace.stopTime()).plus(LISTED_WHEN_TERMINATED));
        return !now.isBefore(launched.plus(pace.visibleAfter())) && !gone;
    }

    /** Whether it ever got as far as running. */
    boolean hasRun(Instant now) {
        return everRan || state(now) == State.RUNNING;
    }

    void start(Instant now, @Nullable String newPublicIp) {
        head(State.RUNNING, now);
        started = now;
        publicIp = newPublicIp;
    }

    void stop(Instant now) {
        head(State.STOPPED, now);
    }

    void terminate(Instant now) {
        head(State.TERMINATED, now);
    }

    void reboot() {
        reboots++;
    }

    private void head(State state, Instant now) {
        everRan = hasRun(now);
        heading = state;
        since = now;
    }

    Ec2Instance facts(String region, Map<String, String> tags, Instant now) {
        var state = state(now);
        return new Ec2Instance(
                region,
                id,
                reservationId,
                index,
                spec.clientToken(),
                spec.imageId(),
                spec.type(),
                spec.architecture(),
                spec.keyName(),
                spec.groupIds(),
                tags,
                state.word(),
                started,
                spec.zone(),
                spec.subnetId(),
                state == State.TERMINATED ? null : privateIp,
                state == State.RUNNING ? publicIp : null,
                spec.userData(),
                reboots);
    }
}
