package org.cloudmesh.testkit.sequence;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.cloudmesh.Node;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.sim.VirtualTime;

/** Two clouds, a store, and two programs of one user, each with a dry run: what a sequence happens to. Not thread-safe. */
final class World implements AutoCloseable {

    private static final int PROGRAMS = 2;
    private static final Duration TICK = Duration.ofMillis(1);

    private final VirtualTime time = new VirtualTime();
    private final List<Site> sites;
    private final Store store;
    private final Path directory;
    private final List<Program> programs = new ArrayList<>();
    private final Map<Integer, Program> dryPrograms = new HashMap<>();
    private final Set<Node> handedOut = new LinkedHashSet<>();
    private final Set<Node> planned = new LinkedHashSet<>();
    private final List<String> dryWrites = new ArrayList<>();
    private List<String> orphans = List.of();
    private boolean faulty = true;
    private boolean dry;

    /** With that store, which is empty, and closed in the end. */
    World(List<Setting> settings, Store store, Path directory) {
        sites = List.of(
                new Site("one", settings.get(0).cloud()),
                new Site("two", settings.get(1).cloud()));
        this.store = store;
        this.directory = directory;
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(Program.open(this));
        }
    }

    VirtualTime time() {
        return time;
    }

    Store store() {
        return store;
    }

    Path directory() {
        return directory;
    }

    List<Site> sites() {
        return sites;
    }

    Site site(int index) {
        return sites.get(index % sites.size());
    }

    Program program(int index) {
        return dry
                ? dryPrograms.computeIfAbsent(index % PROGRAMS, each -> Program.dry(this, dryWrites::add))
                : programs.get(index % PROGRAMS);
    }

    /** That program ends, and another begins in its place. */
    void reopen(int index) {
        program(index).end();
        if (dry) {
            dryPrograms.remove(index % PROGRAMS);
        } else {
            programs.set(index % PROGRAMS, Program.open(this));
        }
    }

    /** That program ends, and another begins in its place, which dies at that point; a dry one lives on. */
    void reopen(int index, KillPoint point) {
        if (dry) {
            reopen(index);
        } else {
            program(index).end();
            programs.set(index % PROGRAMS, Program.open(this, point));
        }
    }

    boolean isDry() {
        return dry;
    }

    /** Whether what happens from now on happens in dry runs. */
    void setDry(boolean value) {
        dry = value;
    }

    List<String> dryWrites() {
        return dryWrites;
    }

    /** What dry runs ran nevertheless. */
    List<String> dryRuns() {
        return dryPrograms.values().stream()
                .flatMap(program -> program.ran().stream())
                .toList();
    }

    /** All nodes that any program was ever given, as they were then; those planned in dry runs alone. */
    List<Node> handedOut() {
        var all = new ArrayList<>(handedOut);
        if (dry) {
            all.addAll(planned);
        }
        return all;
    }

    void handOut(List<Node> nodes) {
        (dry ? planned : handedOut).addAll(nodes);
    }

    boolean isFaulty() {
        return faulty;
    }

    /** All that went wrong is over. */
    void heal() {
        faulty = false;
        sites.forEach(site -> site.cloud().renewCredentials());
    }

    /** How many calls all clouds have had. */
    int calls() {
        return sites.stream().mapToInt(site -> site.cloud().calls().size()).sum();
    }

    /** Makes sure that bad input is called so. */
    String refuses(Supplier<?> call) {
        try {
            throw new Broken("bad input is refused", "got " + call.get());
        } catch (IllegalArgumentException e) {
            Sentences.check(e);
            return e.toString();
        }
    }

    /** Does a step, and says what came of it; then all laws hold. */
    String run(Step step) {
        time.advance(TICK);
        try {
            var result = step.run(this);
            var records = Records.of(store);
            Laws.always(this, records);
            if (!(step instanceof Die)) {
                Laws.afterTheLiving(orphans, records);
            }
            orphans = records.orphans();
            return result;
        } catch (Broken e) {
            throw e;
        } catch (RuntimeException e) {
            Sentences.check(e);
            throw new Broken("a step throws nothing but what it says", e.toString(), e);
        }
    }

    @Override
    public void close() {
        programs.forEach(Program::end);
        dryPrograms.values().forEach(Program::end);
        store.close();
    }
}
