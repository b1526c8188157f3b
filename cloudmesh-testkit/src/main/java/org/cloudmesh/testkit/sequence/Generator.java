package org.cloudmesh.testkit.sequence;

import static org.cloudmesh.testkit.sequence.Setting.oneOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cloudmesh.NodeState;
import org.cloudmesh.testkit.sim.Fault;
import org.jspecify.annotations.Nullable;

/** Draws steps. The same seed draws the same ones. */
final class Generator {

    private static final String[] WISHES = {
        "web", "web1", "WEB_1", "web[1-3]", "db", "db09", "db[08-12]", "base-cloudmesh-ann-3", "-no-"
    };
    private static final String[] NAMES = {
        "web1", "web-2", "db10", "base-cloudmesh-ann-2", "base-cloudmesh-ann-7", "other"
    };
    private static final String[] LOOKS = {"web1", "web[1-4]", "db,db09", "base-cloudmesh-ann-1", "nobody", "[", ""};
    private static final String[] OPERATIONS = {
        "create", "create", "create", "destroy", "destroy", "start", "stop", "suspend", "resume", "reboot", "list",
        "get", "find", "find", "images", "flavors", Fault.ANY
    };

    private final Random random;

    Generator(Random random) {
        this.random = random;
    }

    List<Step> steps(int count) {
        var steps = new ArrayList<Step>(count);
        while (steps.size() < count) {
            steps.add(step());
        }
        return steps;
    }

    /** The same things, some for real and then many in dry runs. */
    List<Step> drySteps(int real, int dry) {
        var steps = steps(real);
        steps(dry).forEach(step -> steps.add(step instanceof Dry ? step : new Dry(step)));
        return steps;
    }

    private Step step() {
        int dice = random.nextInt(100);
        if (dice < 55) {
            return asked(dice);
        }
        if (dice < 57) {
            return new Dry(asked(random.nextInt(55)));
        }
        if (dice < 64) {
            int program = program();
            int effect = 1 + random.nextInt(random.nextBoolean() ? 10 : 40);
            return new Die(program, effect, random.nextBoolean(), changing(program));
        }
        if (dice < 66) {
            return new Reopen(program());
        }
        if (dice < 73) {
            return new Pass(oneOf(random, 1, 5, 31, 61, 400, 700, 4000));
        }
        if (dice < 77) {
            return new Switch(program(), cloud(), oneOf(random, Switch.To.values()));
        }
        if (dice < 79) {
            return new Login(cloud(), random.nextInt(3) == 0);
        }
        return dice < 86
                ? new Strangers(cloud(), oneOf(random, Strangers.What.values()), place(), oneOf(random, NAMES))
                : fault();
    }

    private Step asked(int dice) {
        if (dice < 18) {
            return boot(program());
        }
        if (dice < 34) {
            return change(program());
        }
        if (dice < 39) {
            var state = oneOf(random, NodeState.RUNNING, NodeState.RUNNING, NodeState.STOPPED, NodeState.DESTROYED);
            return new Await(program(), random.nextInt(4) == 0 ? null : state, pick(), limits(1, 10, 60, 200));
        }
        if (dice < 45) {
            return new Refresh(program(), limits());
        }
        if (dice < 48) {
            return new Recover(program());
        }
        if (dice < 49) {
            return new Sweep(program());
        }
        if (dice < 51) {
            return new Run(program(), pick(), random.nextInt(3));
        }
        return dice < 53 ? new Look(program(), random.nextBoolean()) : new Ask(program(), oneOf(random, LOOKS));
    }

    /** What a death in the middle of may leave half done. */
    private Step changing(int program) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> boot(program);
            case 2, 3 -> change(program);
            default -> new Recover(program);
        };
    }

    private Change change(int program) {
        var verb = random.nextInt(3) == 0 ? Change.Verb.DESTROY : oneOf(random, Change.Verb.values());
        return new Change(program, verb, pick(), limits());
    }

    private Boot boot(int program) {
        int count = oneOf(random, 1, 1, 1, 2, 3, 5, 12);
        return new Boot(
                program,
                cloud(),
                random.nextInt(40) == 0 ? 0 : count,
                maybe(75, WISHES),
                maybe(30, "m1.medium", "m1.medium", "m1.medium", "nope"),
                limits());
    }

    private Inject fault() {
        var kind = oneOf(random, Fault.Kind.values());
        var cause = oneOf(random, Inject.Cause.values());
        // Too many requests says that nothing was begun: a driver never says so of what was done.
        boolean lies = cause == Inject.Cause.RATE_LIMIT && (kind == Fault.Kind.FAIL_AFTER || kind == Fault.Kind.LOSE);
        return new Inject(
                cloud(),
                oneOf(random, OPERATIONS),
                kind,
                lies ? Inject.Cause.UNAVAILABLE : cause,
                oneOf(random, 1, 1, 2, 5, 40),
                oneOf(random, 1, 1, 2, 3),
                random.nextInt(4));
    }

    private Limits limits() {
        return limits(360, 360, 360, 60, 1);
    }

    private Limits limits(Integer... seconds) {
        return new Limits(maybe(60, 0, 1, 1, 2), oneOf(random, seconds), random.nextInt(25) == 0);
    }

    private Pick pick() {
        return new Pick(place(), oneOf(random, 1, 1, 2, 3, 20), random.nextInt(3) == 0);
    }

    /** One of them, so many times in a hundred. */
    @SafeVarargs
    private final <T> @Nullable T maybe(int percent, T... values) {
        return random.nextInt(100) < percent ? values[random.nextInt(values.length)] : null;
    }

    private int place() {
        return random.nextInt(1000);
    }

    private int program() {
        return random.nextInt(4) == 0 ? 1 : 0;
    }

    private int cloud() {
        return random.nextInt(3) == 0 ? 1 : 0;
    }
}
