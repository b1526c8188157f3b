package org.cloudmesh.internal.naming;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Owner;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.NameRequest;
import org.cloudmesh.spi.NamingStrategy;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/**
 * Who has which name, in the store, so that no two programs give the same one. A claim is made on the form that no cloud
 * would tell apart. Thread-safe.
 */
public final class Claims {

    private static final String KIND = "claim";

    /** What Azure, the strictest of the clouds, takes for a Linux machine, and our own spellings of it. */
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final MeshRuntime mesh;
    /** Everybody's, for a name is unique among all users. */
    private final Store store;

    /** Of that mesh's user. */
    public Claims(MeshRuntime mesh) {
        this.mesh = mesh;
        store = mesh.shared();
    }

    /** The form in which {@code TEST_VM} and {@code test-vm} are the same. */
    public static String canonical(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var alike = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i = lower.offsetByCodePoints(i, 1)) {
            char letter = lower.charAt(i);
            boolean told = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
            alike.append(told ? letter : '-');
        }
        return alike.toString();
    }

    /**
     * Finds names and claims them; asks the strategy again while somebody else is faster.
     *
     * @param isNode whether a node of that canonical name is known, ours or not
     * @throws IllegalArgumentException if the strategy finds none, or its names cannot be used
     */
    public List<String> claim(
            NamingStrategy naming,
            @Nullable String asked,
            int count,
            Map<String, String> variables,
            Predicate<String> isNode,
            String intentId,
            Owner owner) {
        var mine = new HashSet<String>();
        var block = new HashMap<String, NumberBlock>();
        var refusedBefore = new HashSet<String>();
        boolean done = false;
        try {
            while (true) {
                var names = naming.names(new NameRequest(
                        asked,
                        count,
                        variables,
                        name -> isTaken(canonical(name), mine, isNode),
                        counter -> block.computeIfAbsent(counter, each -> new NumberBlock(mesh.store(), each, count))
                                .next()));
                check(names, count, mine, isNode);
                var wanted = names.stream()
                        .filter(name -> !mine.contains(canonical(name)))
                        .toList();
                var refused = store.putIfAbsent(wanted.stream()
                        .map(name -> document(name, intentId, owner))
                        .toList());
                wanted.stream()
                        .map(Claims::canonical)
                        .filter(name -> !refused.contains(name))
                        .forEach(mine::add);
                if (refused.isEmpty()) {
                    giveBackAllBut(names, mine);
                    done = true;
                    return List.copyOf(names);
                }
                // A refused name is taken from now on; a strategy that gives it again does not look.
                if (refused.stream().anyMatch(name -> !refusedBefore.add(name))) {
                    throw new IllegalArgumentException("the naming strategy keeps to names that are taken: " + refused);
                }
            }
        } finally {
            if (!done) {
                store.delete(KIND, mine);
            }
        }
    }

    private boolean isTaken(String name, Set<String> mine, Predicate<String> isNode) {
        return !mine.contains(name) && (store.get(KIND, name).isPresent() || isNode.test(name));
    }

    private void giveBackAllBut(List<String> names, Set<String> mine) {
        var surplus = new HashSet<>(mine);
        names.forEach(name -> surplus.remove(canonical(name)));
        if (!surplus.isEmpty()) {
            store.delete(KIND, surplus);
        }
    }

    /** A caller's own strategy may be wrong; nothing is made under a name two machines would share. */
    private static void check(List<String> names, int count, Set<String> mine, Predicate<String> isNode) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!LEGAL.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "\"%s\" cannot be a machine's name: 1 to 63 letters, digits, dots, dashes and underscores, the first a letter or digit"
                                .formatted(name));
            }
            if (!seen.add(canonical(name))) {
                throw new IllegalArgumentException(
                        "two of the names asked for are the same to a cloud: %s in %s".formatted(name, names));
            }
            if (!mine.contains(canonical(name)) && isNode.test(canonical(name))) {
                throw new IllegalArgumentException("the naming strategy gave \"%s\", which is taken".formatted(name));
            }
        }
        if (names.size() != count) {
            throw new IllegalArgumentException(
                    "the naming strategy gave %d names where %d were asked for".formatted(names.size(), count));
        }
    }

    private Document document(String name, String intentId, Owner owner) {
        var json = Json.object().put("name", name).put("intent", intentId);
        json.set("owner", owner.toJson());
        return new Document(KIND, canonical(name), null, name, mesh.user(), Json.write(json), 0);
    }

    /** Gives those of the names back that are this user's. */
    public void release(Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        var own = store.getAll(KIND, names.stream().map(Claims::canonical).toList()).stream()
                .filter(claim -> mesh.user().equals(claim.state()))
                .map(Document::key)
                .toList();
        if (!own.isEmpty()) {
            store.delete(KIND, own);
        }
    }

    /** Gives those of the names back that the intent still has: another may have claimed one since. */
    public void release(String intentId, Collection<String> names) {
        releaseAll(names.stream().map(name -> new Claim(name, intentId)).toList());
    }

    /** Gives back those that still stand. */
    public void releaseAll(Collection<Claim> claims) {
        var due = standing(claims).stream().map(Claim::name).toList();
        if (!due.isEmpty()) {
            store.delete(KIND, due);
        }
    }

    /** Those that still stand. */
    public Set<Claim> standing(Collection<Claim> claims) {
        var given = new HashSet<>(claims);
        return store.getAll(KIND, claims.stream().map(Claim::name).toList()).stream()
                .map(Claims::claim)
                .filter(given::contains)
                .collect(Collectors.toSet());
    }

    /**
     * Who has a name.
     *
     * @param name kept in its canonical form
     * @param intentId the intent that it was claimed for
     */
    public record Claim(String name, String intentId) {

        /** In any spelling. */
        public Claim {
            name = canonical(name);
        }
    }

    private static Claim claim(Document document) {
        return new Claim(
                document.key(), Json.parse(document.json()).path("intent").asText());
    }

    /**
     * Gives back what a program claimed that died before it wrote its intent, or before it gave the name back itself.
     *
     * @param intents of those ids, those that are written, and the canonical names each still owes
     * @param nodes finds the canonical names of all nodes
     */
    public void releaseOrphans(
            Function<Collection<String>, Map<String, Set<String>>> intents, Supplier<Set<String>> nodes) {
        var claims = store.find(Query.of(KIND).state(mesh.user()));
        if (claims.isEmpty()) {
            return;
        }
        var owed = intents.apply(
                claims.stream().map(each -> claim(each).intentId()).distinct().toList());
        // In this order: an intent is closed once its nodes are recorded.
        var named = nodes.get();
        releaseAll(claims.stream()
                .filter(each -> !named.contains(each.key()))
                .filter(each -> !isOwed(each, owed.get(claim(each).intentId())))
                .map(Claims::claim)
                .toList());
    }

    private boolean isOwed(Document claim, @Nullable Set<String> owed) {
        return owed == null
                ? mesh.isAlive(Owner.fromJson(Json.parse(claim.json()).path("owner")))
                : owed.contains(claim.key());
    }

    /** Numbers drawn together, since a draw is a write. */
    private static final class NumberBlock {

        private final Store store;
        private final String counter;
        private long next;
        private long last;

        NumberBlock(Store store, String counter, int count) {
            this.store = store;
            this.counter = counter;
            last = store.addToCounter(counter, count);
            next = last - count + 1;
        }

        long next() {
            if (next > last) {
                last = store.addToCounter(counter, 1);
                next = last;
            }
            return next++;
        }
    }
}
