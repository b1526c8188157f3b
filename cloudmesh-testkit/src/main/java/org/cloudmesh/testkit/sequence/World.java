package org.cloudmesh.testkit.sequence;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.cloudmesh.Node;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.kill.KillPoint;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.jspecify.annotations.Nullable;

/** Two clouds, a store, and two programs of one user: what a sequence happens to. Not thread-safe. */
final class World implements AutoCloseable {

    private static final int PROGRAMS = 2;
    private static final Duration TICK = Duration.ofMillis(1);

    private final VirtualTime time = new VirtualTime();
    private final List<Site> sites;
    private final Store store;
    private final Path directory;
    private final List<Program> programs = new ArrayList<>();
    private final Set<Node> handedOut = new LinkedHashSet<>();
    private boolean faulty = true;

    /** With that store, which is empty, and closed in the end. */
    World(List<Setting> settings, Store store, Path directory) {
        sites = List.of(
                new Site("one", settings.get(0).cloud()),
                new Site("two", settings.get(1).cloud()));
        this.store = store;
        this.directory = directory;
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(Program.open(this, null));
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
        return programs.get(index % programs.size());
    }

    /** That program ends, and another begins in its place. */
    void reopen(int index) {
        reopen(index, null);
    }

    /** That program ends, and another begins in its place, which dies at that point. */
    void reopen(int index, @Nullable KillPoint point) {
        program(index).end();
        programs.set(index % programs.size(), Program.open(this, point));
    }

    /** All nodes that any program was ever given, as they were then. */
    List<Node> handedOut() {
        return List.copyOf(handedOut);
    }

    void handOut(List<Node> nodes) {
        handedOut.addAll(nodes);
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
            Laws.always(this);
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
        store.close();
    }
}
