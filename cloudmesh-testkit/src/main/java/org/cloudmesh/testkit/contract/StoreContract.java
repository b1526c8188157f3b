package org.cloudmesh.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Store} keeps. Extend it, and say how to open an empty one; for a store that lasts, also how to open the
 * same place {@linkplain #reopen() anew}. The contract closes what it opened.
 */
public abstract class StoreContract extends Contract {

    private static final int CATALOG_SIZE = 24_000;

    private static final Comparator<Document> BY_UTF8_KEY =
            Comparator.comparing(d -> d.key().getBytes(UTF_8), Arrays::compareUnsigned);

    /** In the order of their UTF-8 bytes; {@code String}'s own order would put the last before the one above it. */
    private static final List<String> ODD_TEXTS = List.of(
            "",
            "\u0000",
            "\u0001",
            "\n",
            " ",
            "\"",
            "%",
            "%25",
            "'",
            "';--",
            "*",
            "?",
            "A",
            "\\",
            "_",
            "a",
            "a'b",
            "ab",
            "\u007f",
            "ä",
            "\ud7ff",
            "\ue000",
            "\ufffd",
            "\uffff",
            "\ud800\udc00",
            "\ud83d\ude00",
            "\udbff\udfff");

    private final List<Store> opened = new ArrayList<>();
    private Store store;

    /** For those who keep it. */
    protected StoreContract() {}

    /** Opens an empty store; called once a test. */
    protected abstract Store open();

    /** Opens, once more, the place that {@link #open()} opened in this test; empty for a store that does not last. */
    protected Optional<Store> reopen() {
        return Optional.empty();
    }

    @Override
    Object implementation() {
        return store;
    }

    @BeforeEach
    void openStore() {
        store = open();
        opened.add(store);
    }

    @AfterEach
    void closeStores() {
        opened.forEach(Store::close);
    }

    // one document

    @Test
    void givesBackEveryFieldOfWhatWasPut() {
        var document = new Document("node", "aws/i-1", "aws", "web1", "RUNNING", "{\"a\": 1}", 0);

        put(document);

        assertThat(store.get("node", "aws/i-1")).contains(document.withVersion(1));
    }

    @Test
    void knowsNothingOfAKeyThatWasNeverPut() {
        put(doc("a"));

        var found = store.get("node", "b");

        assertThat(found).isEmpty();
    }

    @Test
    void knowsNothingOfAKindThatWasNeverPut() {
        put(doc("a"));

        store.delete("ghost", List.of("a"));

        assertThat(store.get("ghost", "a")).isEmpty();
        assertThat(store.getAll("ghost", List.of("a"))).isEmpty();
        assertThat(store.find(Query.of("ghost"))).isEmpty();
        assertThat(store.count(Query.of("ghost"))).isZero();
    }

    @Test
    void takesNoWordForAKindThatIsNone() {
        put(doc("a"));

        var found = store.find(Query.of("node; drop table doc_node"));

        assertThat(found).isEmpty();
        assertThat(store.get("NODE", "a")).isEmpty();
        assertThat(store.get("node", "a")).isPresent();
    }

    @Test
    void keepsKindsApart() {
        put(Document.of("node", "a", "{\"n\":1}"), Document.of("job", "a", "{\"j\":1}"));

        store.delete("node", List.of("a"));

        assertThat(store.get("node", "a")).isEmpty();
        assertThat(json("job", "a")).isEqualTo("{\"j\":1}");
    }

    @Test
    void countsTheVersionUpWithEachWrite() {
        put(doc("a"));
        put(doc("a").withVersion(70));

        put(doc("a"), doc("a"));

        assertThat(version("a")).isEqualTo(4);
    }

    @Test
    void beginsAgainAtOneAfterADelete() {
        put(doc("a"), doc("a"));

        store.delete("node", List.of("a"));
        put(doc("a"));

        assertThat(version("a")).isEqualTo(1);
    }

    @Test
    void keepsTheLastOfTwoOfOneKeyInABatch() {
        put(doc("a", "{\"n\":1}"), doc("b"), doc("a", "{\"n\":2}"));

        var json = json("node", "a");

        assertThat(json).isEqualTo("{\"n\":2}");
    }

    @Test
    void writesForcedAsWellAsNormally() {
        store.put(List.of(doc("a"), doc("b")), Durability.FORCED);
        store.put(List.of(doc("a"), doc("c")), Durability.NORMAL);

        store.put(List.of(doc("b")), Durability.FORCED);

        assertThat(keys(Query.of("node"))).containsExactly("a", "b", "c");
    }

    @Test
    void keepsTheJsonByteForByte() {
        var json = "{ \"b\":1.0, \"a\" : \"\\u00e4ä\\ud83d\\ude00😀'\\\\\",\n\t\"a\":1e400, \"n\":null}  ";

        put(doc("a", json));

        assertThat(json("node", "a")).isEqualTo(json);
    }

    @Test
    void keepsFiveMegabytes() {
        var json = "{\"output\":\"" + "ä😀 line\\n".repeat(400_000) + "\"}";

        put(doc("big", json));

        assertThat(json.getBytes(UTF_8).length).isGreaterThan(5_000_000);
        assertThat(json("node", "big")).isEqualTo(json);
    }

    @Test
    void keepsOddTextsInEveryField() {
        var documents = ODD_TEXTS.stream()
                .map(t -> new Document("node", t, t, t, t, "{}", 1))
                .toList();

        store.put(documents, Durability.NORMAL);

        assertThat(store.find(Query.of("node"))).containsExactlyElementsOf(documents);
        assertThat(store.getAll("node", ODD_TEXTS)).containsExactlyInAnyOrderElementsOf(documents);
        for (var each : documents) {
            assertThat(store.find(Query.of("node").name(each.name()))).containsExactly(each);
        }
    }

    @Test
    void isSeenByEveryLaterReadInAnyThread() throws Exception {
        for (int i = 1; i <= 50; i++) {
            put(doc("a", "{\"n\":" + i + "}"));

            var seen = Threads.all(4, thread -> json("node", "a"));

            assertThat(seen).containsOnly("{\"n\":" + i + "}");
        }
    }

    @Test
    void writesEachDocumentWholeOrNotAtAll() throws Exception {
        put(uniform('a'));

        var seen = Threads.all(4, thread -> {
            var torn = new ArrayList<Document>();
            for (int i = 0; i < 50; i++) {
                put(uniform((char) ('a' + thread)));
                store.get("node", "uniform").filter(StoreContract::isTorn).ifPresent(torn::add);
            }
            return torn;
        });

        assertThat(seen).allSatisfy(torn -> assertThat(torn).isEmpty());
        assertThat(version("uniform")).isEqualTo(201);
    }

    private static boolean isTorn(Document document) {
        var text = String.valueOf(document.name());
        return !document.equals(uniform(text.charAt(0)).withVersion(document.version()));
    }

    private static Document uniform(char letter) {
        var text = String.valueOf(letter);
        return new Document("node", "uniform", text, text, text, text.repeat(20_000), 0);
    }

    // several documents

    @Test
    void getsThoseThatAreThereAndLeavesOutTheRest() {
        put(doc("a"), doc("b"), doc("c"));

        var found = store.getAll("node", List.of("c", "x", "a", "a"));

        assertThat(found).extracting(Document::key).containsExactlyInAnyOrder("a", "c");
        assertThat(store.getAll("node", List.of())).isEmpty();
    }

    @Test
    void getsTenThousandAtOnce() {
        var documents = IntStream.range(0, 10_000).mapToObj(i -> doc("k" + i)).toList();
        store.put(documents, Durability.NORMAL);

        var found = store.getAll("node", documents.stream().map(Document::key).toList());

        assertThat(found).hasSize(10_000).extracting(Document::key).doesNotHaveDuplicates();
    }

    @Test
    void deletesWhatIsThereAndIgnoresWhatIsNot() {
        put(doc("a"), doc("b"), doc("c"));

        store.delete("node", List.of("a", "x", "c", "a"));

        assertThat(keys(Query.of("node"))).containsExactly("b");
        assertThat(keys(Query.of("node").name("name-a"))).isEmpty();
    }

    @Test
    void doesNothingWithNothing() {
        store.put(List.of(), Durability.FORCED);
        store.delete("node", List.of());

        var taken = store.putIfAbsent(List.of());

        assertThat(taken).isEmpty();
        assertThat(store.count(Query.of("node"))).isZero();
    }

    // claims

    @Test
    void claimsWhatIsFreeAndTellsWhatWasNot() {
        put(doc("b", "{\"owner\":1}"));

        var taken = store.putIfAbsent(List.of(doc("a"), doc("b", "{\"owner\":2}"), doc("c"), doc("c")));

        assertThat(taken).containsExactlyInAnyOrder("b", "c");
        assertThat(json("node", "b")).isEqualTo("{\"owner\":1}");
        assertThat(version("b")).isEqualTo(1);
        assertThat(version("c")).isEqualTo(1);
    }

    @Test
    void claimsAgainWhatWasDeleted() {
        store.putIfAbsent(List.of(doc("a")));
        store.delete("node", List.of("a"));

        var taken = store.putIfAbsent(List.of(doc("a")));

        assertThat(taken).isEmpty();
    }

    @Test
    void letsExactlyOneOfManyClaimAKey() throws Exception {
        var keys = IntStream.range(0, 100).mapToObj(i -> "name" + i).toList();

        var claims = Threads.all(32, thread -> claim(store, keys, thread));

        assertThat(claims.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(store.find(Query.of("claim"))).allSatisfy(claim -> {
            assertThat(claims.get(Integer.parseInt(claim.json()))).contains(claim.key());
            assertThat(claim.version()).isEqualTo(1);
        });
    }

    private static List<String> claim(Store store, List<String> keys, int claimant) {
        var shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(claimant));
        return shuffled.stream()
                .filter(key -> store.putIfAbsent(List.of(Document.of("claim", key, String.valueOf(claimant))))
                        .isEmpty())
                .toList();
    }

    // compare and put

    @Test
    void putsTheFirstOnlyWhereThereIsNone() {
        var first = store.compareAndPut(doc("a", "{\"n\":1}"), 0);

        var second = store.compareAndPut(doc("a", "{\"n\":2}"), 0);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(json("node", "a")).isEqualTo("{\"n\":1}");
        assertThat(version("a")).isEqualTo(1);
    }

    @Test
    void putsOverTheVersionThatIsStoredAndNoOther() {
        put(doc("a"), doc("a", "{\"n\":2}"));

        var outcomes = Stream.of(-1, 0, 1, 3)
                .map(version -> store.compareAndPut(doc("a", "{}"), version))
                .toList();

        assertThat(outcomes).containsOnly(false);
        assertThat(json("node", "a")).isEqualTo("{\"n\":2}");
        assertThat(store.compareAndPut(doc("a", "{\"n\":3}"), 2)).isTrue();
        assertThat(store.get("node", "a")).contains(doc("a", "{\"n\":3}").withVersion(3));
        assertThat(store.compareAndPut(doc("b"), 1)).isFalse();
        assertThat(store.get("node", "b")).isEmpty();
    }

    @Test
    void losesNoIncrementDoneByCompareAndPut() throws Exception {
        put(doc("n", "0"));

        var done = Threads.all(8, thread -> {
            for (int i = 0; i < 50; i++) {
                incrementByCompareAndPut();
            }
            return thread;
        });

        assertThat(done).hasSize(8);
        assertThat(json("node", "n")).isEqualTo("400");
        assertThat(version("n")).isEqualTo(401);
    }

    private void incrementByCompareAndPut() {
        boolean written = false;
        while (!written) {
            var now = store.get("node", "n").orElseThrow();
            var next = String.valueOf(Integer.parseInt(now.json()) + 1);
            written = store.compareAndPut(doc("n", next), now.version());
        }
    }

    // replace

    @Test
    void replacesAllOfOneKindAndCloud() {
        put(image("a", "old"), image("b", "old"), image("b", "old"));

        var count = store.replace(
                "image", "aws", List.of(image("c", "new"), image("b", "new")).iterator());

        assertThat(count).isEqualTo(2);
        assertThat(store.find(Query.of("image")))
                .containsExactly(
                        image("b", "new").withVersion(3), image("c", "new").withVersion(1));
        assertThat(store.get("image", "a")).isEmpty();
        assertThat(keys(Query.of("image").name("name of a"))).isEmpty();
        assertThat(keys(Query.of("image").name("name of c"))).containsExactly("c");
    }

    @Test
    void countsADocumentThatComesTwiceOnce() {
        var twice = List.of(image("a", "1"), image("b", "1"), image("a", "2"));

        var count = store.replace("image", "aws", twice.iterator());

        assertThat(count).isEqualTo(2);
        assertThat(keys(Query.of("image"))).containsExactly("a", "b");
        assertThat(json("image", "a")).isEqualTo("2");
    }

    @Test
    void letsOneOfSeveralReplacementsWinWhole() throws Exception {
        for (int round = 0; round < 5; round++) {
            var counts = Threads.all(
                    4,
                    thread -> store.replace(
                            "image",
                            "aws",
                            IntStream.range(0, 200)
                                    .mapToObj(i -> image("%d-%d".formatted(thread, i), "of " + thread))
                                    .iterator()));

            assertThat(counts).containsOnly(200L);
            assertThat(store.find(Query.of("image")))
                    .hasSize(200)
                    .extracting(Document::json)
                    .containsOnly(store.find(Query.of("image").limit(1)).get(0).json());
        }
    }

    @Test
    void leavesOtherCloudsAndKindsAsTheyAre() {
        var others = List.of(
                new Document("image", "b", "azure", null, null, "{}", 1),
                new Document("image", "c", null, null, null, "{}", 1),
                new Document("flavor", "a", "aws", null, null, "{}", 1));
        store.put(others, Durability.NORMAL);
        put(image("a", "old"));

        var count = store.replace("image", "aws", Collections.emptyIterator());

        assertThat(count).isZero();
        assertThat(store.find(Query.of("image"))).containsExactlyElementsOf(others.subList(0, 2));
        assertThat(store.find(Query.of("flavor"))).containsExactly(others.get(2));
    }

    @Test
    void replacesTwentyFourThousandFromAStream() {
        store.replace("image", "aws", catalog("old").iterator());

        var count = store.replace("image", "aws", catalog("new").iterator());

        assertThat(count).isEqualTo(CATALOG_SIZE);
        assertThat(store.count(Query.of("image").cloud("aws"))).isEqualTo(CATALOG_SIZE);
        assertThat(store.find(Query.of("image"))).extracting(Document::json).containsOnly("new");
    }

    @Test
    void changesNothingWhenTheStreamBreaks() {
        store.replace("image", "aws", catalog("old").limit(1000).iterator());

        assertThatThrownBy(() -> store.replace(
                        "image", "aws", breaking(catalog("new").limit(500).iterator())))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the cloud hung up");

        assertThat(store.count(Query.of("image"))).isEqualTo(1000);
        assertThat(store.find(Query.of("image"))).allSatisfy(d -> {
            assertThat(d.json()).isEqualTo("old");
            assertThat(d.version()).isEqualTo(1);
        });
    }

    private static Iterator<Document> breaking(Iterator<Document> documents) {
        return Stream.concat(Stream.generate(documents::next).limit(500), Stream.generate(() -> {
                    throw new NoSuchElementException("the cloud hung up");
                }))
                .map(Document.class::cast)
                .iterator();
    }

    @Test
    void showsReadersTheOldOnesOrTheNewOnesWhole() throws Exception {
        store.replace("image", "aws", catalog("0").limit(2000).iterator());
        var done = new AtomicBoolean();

        var mixed = Threads.all(3, thread -> {
            if (thread > 0) {
                return readUntil(done);
            }
            try {
                for (int i = 1; i <= 5; i++) {
                    store.replace(
                            "image", "aws", catalog("" + i).limit(2000 + i).iterator());
                }
            } finally {
                done.set(true);
            }
            return List.<String>of();
        });

        assertThat(mixed).allSatisfy(each -> assertThat(each).isEmpty());
    }

    private List<String> readUntil(AtomicBoolean done) {
        var mixed = new ArrayList<String>();
        do {
            var seen = store.find(Query.of("image").cloud("aws"));
            var generations = seen.stream().map(Document::json).distinct().toList();
            if (generations.size() != 1 || seen.size() != 2000 + Integer.parseInt(generations.get(0))) {
                mixed.add(seen.size() + " documents of " + generations);
            }
        } while (!done.get());
        return mixed;
    }

    @Test
    void letsOthersReadAndWriteWhileTheStreamIsRead() throws Exception {
        var stream = catalog("new").limit(10).peek(image -> {
            store.put(List.of(doc(image.key())), Durability.FORCED);
            assertThat(store.count(Query.of("image"))).isZero();
        });

        var count = Threads.all(1, thread -> store.replace("image", "aws", stream.iterator()));

        assertThat(count).containsExactly(10L);
        assertThat(store.count(Query.of("node"))).isEqualTo(10);
    }

    @Test
    void refusesToReplaceWithWhatIsOfAnotherKindOrCloud() {
        put(image("a", "old"));

        for (var stranger : List.of(doc("x"), image("x", "{}", "azure"), Document.of("image", "x", "{}"))) {
            assertThatThrownBy(() -> store.replace(
                            "image", "aws", List.of(image("b", "new"), stranger).iterator()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"x\"")
                    .hasMessageContaining("aws");
        }

        assertThat(store.find(Query.of("image")))
                .containsExactly(image("a", "old").withVersion(1));
    }

    @Test
    void refusesToTakeAKeyFromAnotherCloud() {
        put(image("a", "old"), image("shared", "{}", "azure"));

        assertThatThrownBy(() -> store.replace(
                        "image",
                        "aws",
                        List.of(image("b", "new"), image("shared", "new")).iterator()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"shared\"")
                .hasMessageContaining("azure");

        assertThat(store.find(Query.of("image")))
                .containsExactly(
                        image("a", "old").withVersion(1),
                        image("shared", "{}", "azure").withVersion(1));
    }

    private static Stream<Document> catalog(String json) {
        return IntStream.range(0, CATALOG_SIZE).mapToObj(i -> image("ami-" + i, json));
    }

    private static Document image(String key, String json) {
        return image(key, json, "aws");
    }

    private static Document image(String key, String json, String cloud) {
        return new Document("image", key, cloud, "name of " + key, null, json, 0);
    }

    // find and count

    @Test
    void findsByEveryCombinationOfFilters() {
        var documents = manyNodes();
        store.put(documents, Durability.NORMAL);

        for (var query : manyQueries()) {
            var found = store.find(query);

            assertThat(found).as("%s", query).containsExactlyElementsOf(expected(documents, query));
            assertThat(store.count(query))
                    .as("count of %s", query)
                    .isEqualTo(
                            expected(documents, query.limit(Integer.MAX_VALUE)).size());
        }
    }

    private static List<Document> manyNodes() {
        var random = new Random(7);
        var values = Arrays.asList("x", "y", "z", "", null);
        return IntStream.range(0, 300)
                .mapToObj(i -> new Document(
                        "node",
                        ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size())) + i,
                        values.get(random.nextInt(5)),
                        values.get(random.nextInt(5)),
                        values.get(random.nextInt(5)),
                        "{}",
                        1))
                .toList();
    }

    private static List<Query> manyQueries() {
        var queries = new ArrayList<Query>();
        for (int i = 0; i < 512; i++) {
            var query = new Query(
                    "node",
                    chosen(i, 1, "x"),
                    chosen(i, 2, "y"),
                    false,
                    chosen(i, 4, "z"),
                    Map.of(),
                    chosen(i, 8, i % 3 == 0 ? "a" : "'"),
                    chosen(i, 16, i % 3 == 1 ? "_" : "a'b2"),
                    (i & 32) == 0 ? Integer.MAX_VALUE : 3,
                    (i & 64) == 0);
            query = (i & 128) == 0 ? query : query.keyPrefix((i & 256) == 0 ? "" : "no such prefix");
            queries.addAll(List.of(query, query.withAnyName()));
        }
        return queries;
    }

    private static @Nullable String chosen(int number, int bit, String value) {
        return (number & bit) == 0 ? null : value;
    }

    private static List<Document> expected(List<Document> documents, Query query) {
        var order = query.descending() ? BY_UTF8_KEY.reversed() : BY_UTF8_KEY;
        return documents.stream()
                .filter(d -> query.cloud() == null || query.cloud().equals(d.cloud()))
                .filter(d -> query.name() == null || query.name().equals(d.name()))
                .filter(d -> !query.named() || d.name() != null)
                .filter(d -> query.state() == null || query.state().equals(d.state()))
                .filter(d -> query.keyPrefix() == null || d.key().startsWith(query.keyPrefix()))
                .filter(d -> query.after() == null || order.compare(d, Document.of("node", query.after(), "{}")) > 0)
                .sorted(order)
                .limit(query.limit())
                .toList();
    }

    @Test
    void ordersKeysByTheirUtf8Bytes() {
        var shuffled = new ArrayList<>(ODD_TEXTS);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(key -> put(doc(key)));

        var found = keys(Query.of("node"));

        assertThat(found).containsExactlyElementsOf(ODD_TEXTS);
        assertThat(keys(Query.of("node").fromLast()))
                .containsExactlyElementsOf(ODD_TEXTS.stream()
                        .sorted(Comparator.comparing(ODD_TEXTS::indexOf).reversed())
                        .toList());
    }

    @Test
    void findsAPrefixAsItIsWritten() {
        for (var first : ODD_TEXTS) {
            for (var second : ODD_TEXTS) {
                put(doc("/" + first + second));
            }
        }

        for (var prefix : ODD_TEXTS) {
            var query = Query.of("node").keyPrefix("/" + prefix);
            var all = keys(Query.of("node"));

            assertThat(keys(query))
                    .isEqualTo(
                            all.stream().filter(k -> k.startsWith("/" + prefix)).toList());
            assertThat(keys(query.fromLast())).hasSameElementsAs(keys(query));
        }
    }

    @Test
    void pagesUpAndDownWithoutLossOrRepeat() {
        var documents = manyNodes();
        store.put(documents, Durability.NORMAL);

        for (var query : List.of(
                Query.of("node"),
                Query.of("node").fromLast(),
                Query.of("node").cloud("x"),
                Query.of("node").keyPrefix("a").fromLast(),
                Query.of("node").state("y").name("z").fromLast())) {
            assertThat(paged(query.limit(7))).containsExactlyElementsOf(expected(documents, query));
        }
    }

    private List<Document> paged(Query query) {
        var all = new ArrayList<Document>();
        var page = store.find(query);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(query.limit());
            all.addAll(page);
            assertThat(all).as("pages without end").hasSizeLessThan(1000);
            page = store.find(query.after(page.get(page.size() - 1).key()));
        }
        return all;
    }

    @Test
    void findsWhatIsNullInAFieldOnlyWhenThatFieldIsNotAskedFor() {
        put(Document.of("node", "a", "{}"), new Document("node", "b", null, "web", null, "{}", 0));

        var all = keys(Query.of("node"));

        assertThat(all).containsExactly("a", "b");
        assertThat(keys(Query.of("node").name("web"))).containsExactly("b");
        assertThat(keys(Query.of("node").cloud(""))).isEmpty();
        assertThat(keys(Query.of("node").state("null"))).isEmpty();
    }

    @Test
    void findsByWhatAFieldIsNowNotByWhatItWas() {
        store.put(manyNodes(), Durability.NORMAL);
        put(new Document("node", "a", "aws", "web", "RUNNING", "{}", 0));

        put(new Document("node", "a", "azure", "db", null, "{}", 0));

        assertThat(keys(Query.of("node").cloud("aws"))).isEmpty();
        assertThat(keys(Query.of("node").name("web"))).isEmpty();
        assertThat(keys(Query.of("node").state("RUNNING"))).isEmpty();
        assertThat(keys(Query.of("node").cloud("azure").name("db"))).containsExactly("a");
    }

    @Test
    void handsOutWhatItFoundNotWhatCameLater() {
        put(doc("a"), doc("b"));

        var found = store.find(Query.of("node"));
        var got = store.getAll("node", List.of("a", "b", "c"));
        put(doc("a", "later"), doc("c"));
        store.delete("node", List.of("b"));

        assertThat(found).extracting(Document::json).containsExactly("{}", "{}");
        assertThat(got).extracting(Document::key).containsExactlyInAnyOrder("a", "b");
    }

    // by any field

    @Test
    void findsByAnyFieldOfTheJson() {
        put(
                doc("a", "{\"status\":\"done\",\"cm\":{\"user\":\"ann\",\"exit\":0,\"ok\":true}}"),
                doc("b", "{\"status\":\"done\",\"cm\":{\"user\":\"bob\",\"exit\":0.0,\"ok\":false}}"),
                doc("c", "{\"status\":\"failed\",\"cm\":{\"user\":\"ann\",\"exit\":1,\"ok\":\"true\"}}"),
                doc("d", "{\"status\":null,\"cm\":\"ann\"}"),
                doc("e", "[\"done\"]"),
                doc("f", "done"));

        assertThat(keys(nodesWith("status", "done"))).containsExactly("a", "b");
        assertThat(keys(nodesWith("cm.user", "ann"))).containsExactly("a", "c");
        assertThat(keys(nodesWith("cm.user", "ann").where("status", "failed"))).containsExactly("c");
        assertThat(keys(nodesWith("cm.exit", 0))).containsExactly("a", "b");
        assertThat(keys(nodesWith("cm.exit", 1.0))).containsExactly("c");
        assertThat(keys(nodesWith("cm.ok", true))).containsExactly("a");
        assertThat(keys(nodesWith("cm.ok", "true"))).containsExactly("c");
        assertThat(keys(nodesWith("cm", "ann"))).containsExactly("d");
        assertThat(keys(nodesWith("nowhere", "ann"))).isEmpty();
        assertThat(keys(nodesWith("status", "Done"))).isEmpty();
    }

    @Test
    void findsByAnElementOfAnArray() {
        put(
                doc("a", "{\"vms\":[\"web1\",\"web2\"],\"disks\":[{\"id\":1},{\"id\":2}]}"),
                doc("b", "{\"vms\":\"web2\",\"disks\":{\"id\":2}}"),
                doc("c", "{\"vms\":[],\"disks\":[3]}"));

        assertThat(keys(nodesWith("vms", "web2"))).containsExactly("a", "b");
        assertThat(keys(nodesWith("vms", "web1"))).containsExactly("a");
        assertThat(keys(nodesWith("disks.id", 2))).containsExactly("a", "b");
        assertThat(keys(nodesWith("disks.id", 3))).isEmpty();
    }

    @Test
    void pagesAndCountsWhatHasAField() {
        var documents = IntStream.range(0, 50)
                .mapToObj(i -> doc("k%02d".formatted(i), "{\"even\":%s}".formatted(i % 2 == 0)))
                .toList();
        store.put(documents, Durability.NORMAL);

        var even = nodesWith("even", true);

        assertThat(store.count(even.limit(1))).isEqualTo(25);
        assertThat(keys(even.limit(3))).containsExactly("k00", "k02", "k04");
        assertThat(keys(even.after("k04").limit(2))).containsExactly("k06", "k08");
        assertThat(keys(even.fromLast().limit(2))).containsExactly("k48", "k46");
        assertThat(store.count(even.name("name-k01"))).isZero();
        assertThat(paged(even.limit(7))).hasSize(25);
    }

    @Test
    void findsFieldsWhoseKeysAndTextsAreOdd() {
        put(
                doc("a", "{\"$set\":1,\"a b\":\"'\",\"ä\":\"\\u00e4😀\",\"\":{\"x\":2}}"),
                doc("b", "{\"$where\":{\"$gt\":\"\"},\"ä\":\"a\"}"));

        assertThat(keys(nodesWith("$set", 1))).containsExactly("a");
        assertThat(keys(nodesWith("a b", "'"))).containsExactly("a");
        assertThat(keys(nodesWith("ä", "ä😀"))).containsExactly("a");
        assertThat(keys(nodesWith("$where.$gt", ""))).containsExactly("b");
        assertThatThrownBy(() -> nodesWith("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> nodesWith("a", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a text, a number or true or false");
    }

    private static Query nodesWith(String path, Object value) {
        return Query.of("node").where(path, value);
    }

    // users

    @Test
    void keepsThePartsOfUsersApart() {
        var ann = store.namespace("ann");
        var bob = store.namespace("bob");

        put(doc("a", "{\"of\":\"nobody\"}"));
        ann.put(List.of(doc("a", "{\"of\":\"ann\"}")), Durability.FORCED);
        var taken = bob.putIfAbsent(List.of(doc("a", "{\"of\":\"bob\"}"), doc("b")));
        ann.replace("image", "aws", catalog("ann's").limit(10).iterator());
        bob.replace("image", "aws", catalog("bob's").limit(20).iterator());
        ann.addToCounter("c", 1);
        bob.addToCounter("c", 5);
        bob.delete("node", List.of("a"));

        assertThat(taken).isEmpty();
        assertThat(keys(Query.of("node"))).containsExactly("a");
        assertThat(json("node", "a")).isEqualTo("{\"of\":\"nobody\"}");
        assertThat(ann.find(Query.of("node"))).extracting(Document::json).containsExactly("{\"of\":\"ann\"}");
        assertThat(bob.find(Query.of("node"))).extracting(Document::key).containsExactly("b");
        assertThat(List.of(store.count(Query.of("image")), ann.count(Query.of("image")), bob.count(Query.of("image"))))
                .containsExactly(0L, 10L, 20L);
        assertThat(List.of(store.counter("c"), ann.counter("c"), bob.counter("c")))
                .containsExactly(0L, 1L, 5L);
        assertThat(ann.compareAndPut(doc("a"), 1)).isTrue();
        assertThat(store.compareAndPut(doc("a"), 2)).isFalse();
    }

    @Test
    void knowsItsUsersAndGivesEachTheSamePartAgain() {
        var odd = List.of("ann", "o'brien; drop table part", "ä😀", "a.b$c", "x".repeat(64));

        odd.forEach(user -> store.namespace(user).put(List.of(doc("a", "\"" + user + "\"")), Durability.NORMAL));

        assertThat(store.namespaces()).containsExactlyInAnyOrderElementsOf(odd);
        odd.forEach(user -> assertThat(store.namespace(user).get("node", "a"))
                .map(Document::json)
                .contains("\"" + user + "\""));
        assertThat(store.namespace("ann").namespaces()).isEmpty();
        assertThat(store.kinds()).isEmpty();
    }

    @Test
    void refusesAUserWhoCannotBeOneAndThePartOfAPart() {
        for (var user : List.of("", " ", "a\nb", "x".repeat(65))) {
            assertThatThrownBy(() -> store.namespace(user)).isInstanceOf(IllegalArgumentException.class);
        }
        var part = store.namespace("ann");
        assertThatThrownBy(() -> part.namespace("bob"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bob");
    }

    @Test
    void closesThePartsWithTheWholeAndNotBefore() {
        var part = store.namespace("ann");
        part.put(List.of(doc("a")), Durability.NORMAL);

        part.close();

        assertThat(part.get("node", "a")).isPresent();
        assertThat(store.namespace("ann").get("node", "a")).isPresent();
        store.close();
        assertThatThrownBy(() -> part.get("node", "a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    // as a whole

    @Test
    void knowsItsKindsAndCounters() {
        put(doc("a"), Document.of("job", "j", "{}"));
        store.replace("image", "aws", catalog("new").limit(3).iterator());
        store.replace("flavor", "aws", Collections.emptyIterator());
        store.setCounter("b", 2);
        store.addToCounter("a", 1);
        put(Document.of("gone", "g", "{}"));

        store.delete("gone", List.of("g"));

        assertThat(store.kinds()).containsExactly("image", "job", "node");
        assertThat(store.counters()).isEqualTo(Map.of("a", 1L, "b", 2L));
        assertThat(store.status().documents()).isEqualTo(Map.of("image", 3L, "job", 1L, "node", 1L));
        assertThat(store.status().counters()).isEqualTo(2);
        assertThat(store.status()).asString().contains("image", "3");
    }

    @Test
    void tellsOneListFromTheNext() {
        var numbers = new ArrayList<Long>();
        for (var json : List.of("1", "2", "2")) {
            numbers.add(store.generation("image", "aws"));
            store.replace("image", "aws", catalog(json).limit(2).iterator());
            store.replace("image", "azure", List.of(image("x", json, "azure")).iterator());
        }
        numbers.add(store.generation("image", "aws"));

        assertThat(numbers).doesNotHaveDuplicates().startsWith(0L);
        assertThat(store.generation("image", "aws")).isEqualTo(numbers.get(3));
        assertThat(store.generation("image", "nowhere")).isZero();
        assertThat(store.generation("ghost", "aws")).isZero();
    }

    @Test
    void loadsDocumentsAsTheyAre() {
        put(doc("a", "{\"old\":1}"));
        var loaded = List.of(
                doc("a", "{\"new\":1}").withVersion(7),
                new Document("node", "b", null, null, "UP", "{}", 3),
                image("i", "{}").withVersion(2));

        store.load(loaded);

        assertThat(store.find(Query.of("node"))).containsExactlyElementsOf(loaded.subList(0, 2));
        assertThat(store.compareAndPut(doc("a"), 7)).isTrue();
        assertThat(keys(Query.of("node").state("UP"))).containsExactly("b");
        assertThat(store.replace("image", "aws", List.of(image("i", "later")).iterator()))
                .isEqualTo(1);
        assertThat(store.get("image", "i")).contains(image("i", "later").withVersion(3));
    }

    @Test
    void restoresWhatItBackedUpToTheByte(@TempDir Path directory) throws Exception {
        fill(store);
        var file = directory.resolve("mesh.jsonl");

        var written = store.backup(file);

        try (var memory = Store.inMemory()) {
            assertThat(memory.restore(file)).isEqualTo(written).isGreaterThan(1000);
            assertThat(all(memory)).isEqualTo(all(store));
            assertThatThrownBy(() -> memory.restore(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("not empty");
        }
        assertThat(Files.readString(file)).startsWith("{\"cloudmesh-backup\":1");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void isCopiedThereAndBackEqual() {
        try (var first = Store.inMemory();
                var last = Store.inMemory()) {
            fill(first);

            long there = Stores.copy(first, store);
            long back = Stores.copy(store, last);

            assertThat(there).isEqualTo(back).isGreaterThan(1000);
            assertThat(all(store)).isEqualTo(all(first));
            assertThat(all(last)).isEqualTo(all(first));
            assertThatThrownBy(() -> Stores.copy(first, store))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("not empty");
        }
    }

    @Test
    void restoresNothingOfWhatIsNoWholeBackup(@TempDir Path directory) throws Exception {
        put(doc("a"), doc("b"));
        var whole = directory.resolve("whole.jsonl");
        store.backup(whole);
        var lines = Files.readAllLines(whole);
        var empty = Store.inMemory();

        for (var broken : List.of(
                List.<String>of(),
                List.of("{}"),
                lines.subList(0, lines.size() - 1),
                List.of(lines.get(0), lines.get(1), lines.get(lines.size() - 1)),
                List.of(lines.get(0), "{\"kind\":", lines.get(lines.size() - 1)),
                List.of(lines.get(0), "{\"kind\":\"node\"}", lines.get(lines.size() - 1)))) {
            var file = Files.write(directory.resolve("broken.jsonl"), broken);
            assertThatThrownBy(() -> empty.restore(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("broken.jsonl");
        }

        assertThat(empty.kinds()).isEmpty();
        assertThatThrownBy(() -> empty.restore(directory.resolve("nowhere")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> store.backup(directory.resolve("no/such/place")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be written");
    }

    private static void fill(Store store) {
        store.put(manyNodes(), Durability.NORMAL);
        store.put(manyNodes().subList(0, 100), Durability.NORMAL);
        store.replace("image", "aws", catalog("\"new\"").limit(700).iterator());
        store.putIfAbsent(List.of(Document.of("claim", "c", "{ \"odd\" : 1e400 }")));
        store.setCounter("c", 42);
        store.namespace("ann").put(List.of(doc("a", "{\"of\":\"ann\"}")), Durability.NORMAL);
        store.namespace("ann").addToCounter("c", 7);
        store.namespace("bob").put(List.of(doc("a")), Durability.NORMAL);
    }

    /** All that is in it, by user. */
    private static Map<String, List<?>> all(Store store) {
        var all = new LinkedHashMap<String, List<?>>();
        all.put("", contents(store));
        store.namespaces().forEach(user -> all.put(user, contents(store.namespace(user))));
        return all;
    }

    private static List<?> contents(Store part) {
        return List.of(
                part.kinds().stream()
                        .flatMap(kind -> part.find(Query.of(kind)).stream())
                        .toList(),
                part.counters());
    }

    @Test
    void hasAClockThatGoesOnAndIsNearThatOfThisMachine() {
        var before = store.now();

        var after = store.now();

        assertThat(after).isAfterOrEqualTo(before);
        assertThat(before).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void saysInASentenceWhatItCannotDo() {
        assertThatThrownBy(() -> store.unwrap(Thread.class))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> store.command("{\"no such command\": 1}")).isInstanceOf(StoreException.class);
    }

    // counters

    @Test
    void countsFromZeroAndNeverBelow() {
        var before = store.counter("c");

        var counted = List.of(
                store.addToCounter("c", 5),
                store.addToCounter("c", -3),
                store.addToCounter("c", -30),
                store.addToCounter("c", 0),
                store.addToCounter("c", 1));

        assertThat(before).isZero();
        assertThat(counted).containsExactly(5L, 2L, 0L, 0L, 1L);
        assertThat(store.addToCounter("never set", -1)).isZero();
    }

    @Test
    void keepsCountersApart() {
        ODD_TEXTS.forEach(name -> store.setCounter(name, 1000 + ODD_TEXTS.indexOf(name)));

        var counted = ODD_TEXTS.stream().map(store::counter).toList();

        assertThat(counted)
                .isEqualTo(IntStream.range(0, ODD_TEXTS.size())
                        .mapToObj(i -> 1000L + i)
                        .toList());
    }

    @Test
    void setsACounter() {
        store.addToCounter("c", 5);

        store.setCounter("c", 9_000_000_000L);

        assertThat(store.counter("c")).isEqualTo(9_000_000_000L);
        assertThat(store.addToCounter("c", 1)).isEqualTo(9_000_000_001L);
    }

    @Test
    void refusesToSetACounterBelowZero() {
        store.setCounter("c", 3);

        assertThatThrownBy(() -> store.setCounter("c", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"c\"")
                .hasMessageContaining("-1");

        assertThat(store.counter("c")).isEqualTo(3);
    }

    @Test
    void givesEachNumberOnce() throws Exception {
        var numbers = Threads.all(16, thread -> count(store, 500));

        var all = numbers.stream().flatMap(List::stream).toList();

        assertThat(all).doesNotHaveDuplicates().hasSize(8000);
        assertThat(store.counter("total")).isEqualTo(8000);
    }

    private static List<Long> count(Store store, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> store.addToCounter("total", 1))
                .toList();
    }

    // interrupts

    @Test
    void worksOnAfterACallOfAnInterruptedThread() throws Exception {
        put(doc("a"));

        var refused = Threads.all(1, thread -> {
            Thread.currentThread().interrupt();
            return callsRefused();
        });

        assertThat(refused.get(0)).allMatch(StoreException.class::isInstance);
        put(doc("a", "{\"n\":2}"));
        assertThat(json("node", "a")).isEqualTo("{\"n\":2}");
        assertThat(store.addToCounter("c", 1)).isPositive();
    }

    /** An interrupted thread may be refused, in the words of a store. */
    private List<RuntimeException> callsRefused() {
        var refused = new ArrayList<RuntimeException>();
        for (var call : List.<Runnable>of(
                () -> store.get("node", "a"),
                () -> put(doc("b")),
                () -> store.putIfAbsent(List.of(doc("c"))),
                () -> store.addToCounter("c", 1))) {
            try {
                call.run();
            } catch (RuntimeException e) {
                refused.add(e);
            }
        }
        return refused;
    }

    // close

    @Test
    void refusesEverythingOnceClosed() {
        var one = List.of(doc("a"));
        var calls = new LinkedHashMap<String, Consumer<Store>>();
        calls.put("get", s -> s.get("node", "a"));
        calls.put("getAll", s -> s.getAll("node", List.of("a")));
        calls.put("put", s -> s.put(one, Durability.NORMAL));
        calls.put("put nothing", s -> s.put(List.of(), Durability.NORMAL));
        calls.put("putIfAbsent", s -> s.putIfAbsent(one));
        calls.put("compareAndPut", s -> s.compareAndPut(doc("a"), 0));
        calls.put("delete", s -> s.delete("node", List.of("a")));
        calls.put("replace", s -> s.replace("image", "aws", catalog("new").iterator()));
        calls.put("find", s -> s.find(Query.of("node")));
        calls.put("count", s -> s.count(Query.of("node")));
        calls.put("addToCounter", s -> s.addToCounter("c", 1));
        calls.put("counter", s -> s.counter("c"));
        calls.put("setCounter", s -> s.setCounter("c", 1));
        calls.put("isLasting", Store::isLasting);
        calls.put("generation", s -> s.generation("image", "aws"));
        calls.put("load", s -> s.load(one));
        calls.put("kinds", Store::kinds);
        calls.put("counters", Store::counters);
        calls.put("namespaces", Store::namespaces);
        calls.put("namespace", s -> s.namespace("ann").get("node", "a"));
        calls.put("status", Store::status);

        store.close();

        calls.forEach((name, call) -> assertThatThrownBy(() -> call.accept(store))
                .as(name)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed"));
    }

    @Test
    void doesNothingWhenClosedASecondTime() {
        put(doc("a"));

        store.close();
        store.close();

        assertThatThrownBy(() -> store.get("node", "a")).isInstanceOf(StoreException.class);
    }

    @Test
    void answersOrRefusesWhileItIsClosed() throws Exception {
        put(doc("a"));

        var ends = Threads.all(8, thread -> {
            if (thread == 0) {
                store.close();
                return "closed";
            }
            return useUntilClosed(thread);
        });

        assertThat(ends).allSatisfy(end -> assertThat(end).contains("closed"));
    }

    private String useUntilClosed(int thread) {
        try {
            while (true) {
                assertThat(store.get("node", "a")).isPresent();
                put(doc("b" + thread));
            }
        } catch (StoreException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        store.close();
        var before = Threads.live();
        reopenOrOpen();
        put(doc("a"));
        store.replace("image", "aws", catalog("new").limit(10).iterator());
        store.find(Query.of("image"));

        store.close();

        assertThat(Threads.leftSince(before)).isEmpty();
    }

    private void reopenOrOpen() {
        store = reopen().orElseGet(this::open);
        opened.add(store);
    }

    // what lasts

    @Test
    void lastsIfItCanBeOpenedAnew() {
        var lasting = store.isLasting();

        var reopened = reopen();
        reopened.ifPresent(opened::add);

        assertThat(reopened.isPresent()).isEqualTo(lasting);
    }

    @Test
    void stillKnowsEverythingWhenOpenedAnew() {
        assumeTrue(store.isLasting(), "it does not last");
        var documents = manyNodes();
        store.put(documents, Durability.NORMAL);
        store.put(documents.subList(0, 5), Durability.FORCED);
        store.putIfAbsent(List.of(Document.of("claim", "c", "{}")));
        store.setCounter("c", 42);
        store.close();

        reopenOrOpen();

        var written = IntStream.range(0, 300)
                .mapToObj(i -> documents.get(i).withVersion(i < 5 ? 2 : 1))
                .toList();
        assertThat(store.find(Query.of("node"))).containsExactlyInAnyOrderElementsOf(written);
        assertThat(store.get("claim", "c")).isPresent();
        assertThat(store.addToCounter("c", 1)).isEqualTo(43);
    }

    @Test
    void seesWhatAnotherOnTheSamePlaceWrote() {
        assumeTrue(store.isLasting(), "it does not last");
        var other = another();
        assertThat(keys(Query.of("node"))).isEmpty();
        assertThat(store.get("node", "b")).isEmpty();
        assertThat(store.counter("c")).isZero();

        put(doc("a", "{\"n\":1}"));
        other.put(List.of(doc("b")), Durability.NORMAL);
        other.replace("image", "aws", catalog("new").limit(10).iterator());
        store.addToCounter("c", 2);

        assertThat(other.get("node", "a")).isPresent();
        assertThat(keys(Query.of("node"))).containsExactly("a", "b");
        assertThat(store.get("node", "b")).isPresent();
        assertThat(store.count(Query.of("image"))).isEqualTo(10);
        assertThat(other.addToCounter("c", 3)).isEqualTo(5);
        assertThat(other.compareAndPut(doc("a"), 1)).isTrue();
        assertThat(store.compareAndPut(doc("a"), 1)).isFalse();
        assertThat(store.counter("c")).isEqualTo(5);
    }

    @Test
    void claimsAndCountsOnceBetweenTwoOnTheSamePlace() throws Exception {
        assumeTrue(store.isLasting(), "it does not last");
        var stores = List.of(store, another());
        var keys = IntStream.range(0, 50).mapToObj(i -> "name" + i).toList();

        var claims = Threads.all(8, thread -> claim(stores.get(thread % 2), keys, thread));
        var numbers = Threads.all(8, thread -> count(stores.get(thread % 2), 100));

        assertThat(claims.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(Set.copyOf(numbers.stream().flatMap(List::stream).toList())).hasSize(800);
        assertThat(store.counter("total")).isEqualTo(800);
    }

    private Store another() {
        var other = reopen().orElseThrow();
        opened.add(other);
        return other;
    }

    // words

    private static Document doc(String key) {
        return doc(key, "{}");
    }

    private static Document doc(String key, String json) {
        return new Document("node", key, "aws", "name-" + key, null, json, 0);
    }

    private void put(Document... documents) {
        store.put(List.of(documents), Durability.NORMAL);
    }

    private List<String> keys(Query query) {
        return store.find(query).stream().map(Document::key).toList();
    }

    private String json(String kind, String key) {
        return store.get(kind, key).orElseThrow().json();
    }

    private long version(String key) {
        return store.get("node", key).orElseThrow().version();
    }
}
