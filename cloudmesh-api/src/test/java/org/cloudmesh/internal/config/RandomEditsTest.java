package org.cloudmesh.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever the file, and whatever is set in it: that is read back, and all else is as it was. */
class RandomEditsTest {

    private static final int SEEDS = 500;
    private static final Path FILE = Path.of("cloudmesh.yaml");
    private static final List<String> TEXTS = List.of(
            "plain",
            "",
            "TBD",
            "yes",
            "on",
            "1e3",
            "0x1",
            "27017",
            "007",
            "a: b",
            "a #b",
            "# a",
            "- a",
            "*a",
            "&a",
            "!a",
            "{a}",
            "[a",
            "two\nlines",
            "tab\t",
            " lead",
            "trail ",
            "'",
            "\"q\"",
            "null",
            "~",
            "C:\\dir",
            "é😀",
            "2018-01-01",
            "a, b",
            "a}",
            "%a",
            "@a",
            "`a",
            "?",
            "-",
            ":",
            "=",
            "<<",
            "\u0007",
            "y",
            "1_000",
            "12:30:45",
            "|",
            ">",
            "a:");

    @Test
    void whatIsSetIsReadAndAllElseReadsAsBefore() {
        int done = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var before = Document.of(FILE, false, RandomFile.of(random));
            var path = path(random, before);
            var value = value(random, 2);

            var after = setOrNull(before, path, value);

            if (after != null) {
                done++;
                assertThat(difference(flat(after), expected(before, path, value)))
                        .as("seed %d: %s in%n%s%nafter%n%s", seed, path, before.text(), after.text())
                        .isEmpty();
                assertThat(outside(before, after, path))
                        .as("seed %d: %s in%n%s", seed, path, before.text())
                        .isEmpty();
            }
        }
        assertThat(done).isGreaterThan(SEEDS * 95 / 100);
    }

    @Test
    void theOldValueSetAgainReadsAsBefore() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var before = Document.of(FILE, false, RandomFile.of(random));
            var path = pick(random, paths(before));
            var old = java(valueAt(before, path));

            var there = setOrNull(before, path, value(random, 1));
            var back = there == null ? null : setOrNull(there, path, old);

            if (back != null) {
                assertThat(difference(flat(back), flat(before)))
                        .as("seed %d: %s in%n%s", seed, path, before.text())
                        .isEmpty();
            }
        }
    }

    @Test
    void whatIsRemovedIsGoneAndAllElseReadsAsBefore() {
        int done = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var before = Document.of(FILE, false, RandomFile.of(random));
            var path = pick(random, paths(before));

            Document after = null;
            try {
                after = new Editor(before).remove(path);
            } catch (ConfigException e) {
                assertThat(e).hasMessageContaining("by hand");
            }

            if (after != null && !endsInNumber(path)) {
                done++;
                var expected = flat(before);
                expected.keySet()
                        .removeIf(key ->
                                key.size() >= path.size() && key.to(path.size()).equals(path));
                var now = flat(after);
                // An emptied section reads as nothing.
                now.remove(path.to(path.size() - 1));
                expected.remove(path.to(path.size() - 1));
                assertThat(difference(now, expected))
                        .as("seed %d: %s in%n%s", seed, path, before.text())
                        .isEmpty();
            }
        }
        assertThat(done).isGreaterThan(SEEDS * 2 / 3);
    }

    private static @Nullable Document setOrNull(Document document, KeyPath path, @Nullable Object value) {
        try {
            return new Editor(document).set(path, value);
        } catch (ConfigException e) {
            assertThat(e).hasMessageMatching("(?s).*(this is a value|this is a list|edit the file by hand).*");
            return null;
        }
    }

    private static KeyPath path(Random random, Document document) {
        var paths = paths(document);
        var path = pick(random, paths);
        return switch (random.nextInt(4)) {
            case 0 -> KeyPath.of(random.nextBoolean() ? "cloud" : "clouds", "new cloud", "default", "image");
            case 1 ->
                pick(random, sections(document)).plus("new" + random.nextInt(3)).plus("x");
            case 2 -> pick(random, sections(document)).plus(pick(random, List.of("fresh", "a.b", "yes", "1")));
            default -> path;
        };
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> random.nextInt(100);
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(3) == 0 ? null : random.nextDouble() * 1e9;
            case 7 -> List.of(text(random), text(random));
            case 8 ->
                random.nextInt(3) == 0
                        ? Map.of()
                        : Map.of(text(random) + "k", new ArrayList<>(List.of(1, text(random))));
            case 9 -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                map.put("default", value(random, depth - 1));
                map.put("k" + text(random), value(random, depth - 1));
                yield map;
            }
            default -> text(random);
        };
    }

    private static String text(Random random) {
        return pick(random, TEXTS);
    }

    private static Map<KeyPath, String> expected(Document before, KeyPath path, @Nullable Object value) {
        var expected = flat(before);
        var actual = actual(before, path);
        expected.keySet()
                .removeIf(key ->
                        key.size() >= actual.size() && key.to(actual.size()).equals(actual));
        for (int i = actual.size() - 1; i > 0; i--) {
            expected.computeIfPresent(actual.to(i), (key, was) -> was.equals("list") ? was : "section");
        }
        flatten(actual, value, expected);
        return expected;
    }

    /** The path under the spelling the file has. */
    private static KeyPath actual(Document before, KeyPath path) {
        var root = Expansion.of(before, 0);
        var place = Place.find(before, (Part.Mapping) java.util.Objects.requireNonNull(before.root()), path);
        var actual = KeyPath.ROOT;
        for (var step : place.steps().subList(1, place.steps().size())) {
            actual = actual.plus(
                    step.collection() instanceof Part.Mapping mapping
                            ? mapping.entries().get(step.index()).key()
                            : Integer.toString(step.index()));
        }
        assertThat(root).isNotNull();
        return actual.plus(place.missing());
    }

    private static void flatten(KeyPath path, @Nullable Object value, Map<KeyPath, String> into) {
        if (value instanceof Map<?, ?> map) {
            into.put(path, "section");
            map.forEach((key, child) -> flatten(path.plus((String) key), child, into));
            if (map.isEmpty()) {
                into.put(path, "section");
            }
        } else if (value instanceof List<?> list) {
            into.put(path, "list");
            for (int i = 0; i < list.size(); i++) {
                flatten(path.plus("" + i), list.get(i), into);
            }
        } else {
            into.put(path, value == null ? "null" : "=" + Rendering.plain(value));
        }
        for (int i = path.size() - 1; i > 0; i--) {
            into.putIfAbsent(path.to(i), "section");
        }
    }

    private static Map<KeyPath, String> flat(Document document) {
        var flat = new LinkedHashMap<KeyPath, String>();
        flat(Expansion.of(document, 0), KeyPath.ROOT, flat);
        flat.remove(KeyPath.ROOT);
        return flat;
    }

    private static void flat(Value value, KeyPath path, Map<KeyPath, String> into) {
        if (value instanceof Value.Section section) {
            into.put(path, "section");
            section.children().forEach((key, child) -> flat(child, path.plus(key), into));
        } else if (value instanceof Value.Items list) {
            into.put(path, "list");
            for (int i = 0; i < list.items().size(); i++) {
                flat(list.items().get(i), path.plus("" + i), into);
            }
        } else if (value instanceof Value.Text text) {
            into.put(path, text.isNull() ? "null" : "=" + text.text());
        }
    }

    private static List<KeyPath> paths(Document document) {
        return new ArrayList<>(flat(document).keySet());
    }

    private static List<KeyPath> sections(Document document) {
        var flat = flat(document);
        return flat.keySet().stream()
                .filter(path -> "section".equals(flat.get(path)))
                .toList();
    }

    private static Value valueAt(Document document, KeyPath path) {
        Value at = Expansion.of(document, 0);
        for (var key : path.keys()) {
            at = at instanceof Value.Section section
                    ? java.util.Objects.requireNonNull(section.children().get(key))
                    : ((Value.Items) at).items().get(Integer.parseInt(key));
        }
        return at;
    }

    private static @Nullable Object java(Value value) {
        if (value instanceof Value.Section section) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            section.children().forEach((key, child) -> map.put(key, java(child)));
            return map;
        }
        if (value instanceof Value.Items list) {
            return list.items().stream()
                    .map(RandomEditsTest::java)
                    .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        }
        var text = (Value.Text) value;
        return text.isNull() ? null : text.text();
    }

    /** The lines that changed and are neither of the old value nor new, by the lines that both have at their ends. */
    private static List<String> outside(Document before, Document after, KeyPath path) {
        var old = before.text().lines().toList();
        var now = after.text().lines().toList();
        int head = 0;
        while (head < old.size() && head < now.size() && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < old.size() - head
                && tail < now.size() - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        var place = Place.find(before, (Part.Mapping) java.util.Objects.requireNonNull(before.root()), path);
        boolean inserted = !place.isFound() && place.part() instanceof Part.Mapping mapping && !mapping.flow();
        int changed = old.size() - head - tail;
        if (inserted) {
            return changed == 0 ? List.of() : old.subList(head, head + changed);
        }
        int start = place.part().span().line() - 1;
        int first = place.last().collection() instanceof Part.Mapping in
                ? in.entries().get(place.last().index()).keySpan().line() - 1
                : start;
        int last = start
                + Offsets.breaks(
                        before.text(),
                        place.part().span().start(),
                        place.part().span().end());
        return changed > 0 && (head < first || head + changed - 1 > last)
                ? old.subList(head, head + changed)
                : List.of();
    }

    private static List<String> difference(Map<KeyPath, String> a, Map<KeyPath, String> b) {
        var all = new java.util.LinkedHashSet<>(a.keySet());
        all.addAll(b.keySet());
        return all.stream()
                .filter(path -> !java.util.Objects.equals(a.get(path), b.get(path)))
                .map(path -> path + " is " + a.get(path) + " and not " + b.get(path))
                .toList();
    }

    private static boolean endsInNumber(KeyPath path) {
        return path.keys().stream().anyMatch(key -> Lookup.index(key) >= 0);
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
