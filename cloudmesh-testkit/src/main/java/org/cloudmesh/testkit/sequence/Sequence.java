package org.cloudmesh.testkit.sequence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/** A random sequence: the clouds it plays on and its steps follow from its seed. Immutable. */
public final class Sequence {

    private static final Pattern ID = Pattern.compile("\\b0[0-9a-z]{25}\\b");

    private final long seed;
    private final List<Setting> settings;
    private final List<Step> steps;

    private Sequence(long seed, List<Setting> settings, List<Step> steps) {
        this.seed = seed;
        this.settings = settings;
        this.steps = steps;
    }

    /** The sequence of that seed. */
    public static Sequence of(long seed, int length) {
        var random = new Random(seed);
        var settings = List.of(Setting.random(random), Setting.random(random));
        return new Sequence(seed, settings, new Generator(random).steps(length));
    }

    /** The sequence of that seed in which a third as many steps are for real, and then all in dry runs. */
    public static Sequence dry(long seed, int length) {
        var random = new Random(seed);
        var settings = List.of(Setting.random(random), Setting.random(random));
        return new Sequence(seed, settings, new Generator(random).drySteps(length / 3, length));
    }

    /**
     * Plays it, and judges.
     *
     * @param stores opens an empty store, which is closed in the end
     * @param directory where the mesh keeps its files; may be shared by many sequences
     * @param replay the command that plays it again
     * @throws AssertionError if a law is broken: with the fewest steps found that break it
     */
    public void check(Supplier<Store> stores, Path directory, String replay) {
        var first = play(steps, stores, directory);
        var broken = first.broken();
        if (broken == null) {
            return;
        }
        var shrunk = Shrinking.shrink(steps, part -> breaks(broken.law(), play(part, stores, directory)));
        var last = play(shrunk, stores, directory);
        throw new AssertionError(
                """
                seed %d: %s

                %d of its %d steps suffice, on clouds of %s:
                %s

                To play it again:
                  %s
                """.formatted(
                                seed,
                                broken.getMessage(),
                                shrunk.size(),
                                steps.size(),
                                settings,
                                last.lines().stream().map(line -> "  " + line).collect(Collectors.joining("\n")),
                                replay),
                last.broken() == null ? broken : last.broken());
    }

    /** What happens when it is played, a line a step, the same each time. */
    public List<String> transcript(Supplier<Store> stores, Path directory) {
        return play(steps, stores, directory).lines();
    }

    private static boolean breaks(String law, Played played) {
        return played.broken() != null && played.broken().law().equals(law);
    }

    /**
     * What came of playing.
     *
     * @param lines what happened, a line a step
     * @param broken how it broke a law; null if it did not
     */
    private record Played(List<String> lines, @Nullable Broken broken) {}

    private Played play(List<Step> part, Supplier<Store> stores, Path directory) {
        var lines = new ArrayList<String>();
        try (var world = new World(settings, stores.get(), directory)) {
            for (var step : part) {
                lines.add(step.toString());
                var result = world.run(step);
                lines.set(lines.size() - 1, step + " -> " + result.replace("\n", "; "));
            }
            new Ending(world, guarantees()).check();
            return new Played(masked(lines), null);
        } catch (Broken e) {
            lines.add("BROKEN " + e.getMessage());
            return new Played(masked(lines), e);
        }
    }

    private Map<String, CreateGuarantee> guarantees() {
        return Map.of("one", settings.get(0).guarantee(), "two", settings.get(1).guarantee());
    }

    /** Ids are drawn by chance; what counts is which are the same. */
    private static List<String> masked(List<String> lines) {
        var known = new HashMap<String, String>();
        return lines.stream()
                .map(line -> ID.matcher(line)
                        .replaceAll(id -> known.computeIfAbsent(id.group(), each -> "id-" + (known.size() + 1))))
                .toList();
    }
}
