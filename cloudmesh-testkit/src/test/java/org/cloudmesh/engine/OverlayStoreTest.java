package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.cloudmesh.internal.store.OverlayStore;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.StoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OverlayStoreTest {

    private final Store base = Store.inMemory();
    private final Store overlay = new OverlayStore(base);

    @Nested
    class OverNothing extends StoreContract {

        @Override
        protected Store open() {
            return new OverlayStore(Store.inMemory());
        }
    }

    @Test
    void showsTheStoreBeneathWithWhatWasWrittenOnTop() {
        put(base, node("a"), node("b"), node("c"));

        put(overlay, node("b").withVersion(0), node("d"));
        overlay.delete("cloud", List.of("a"));

        assertThat(keys(overlay, Query.of("cloud"))).containsExactly("b", "c", "d");
        assertThat(overlay.get("cloud", "b")).map(Document::version).contains(2L);
        assertThat(overlay.getAll("cloud", List.of("a", "b", "c", "d")))
                .extracting(Document::key)
                .containsExactlyInAnyOrder("b", "c", "d");
        assertThat(overlay.count(Query.of("cloud").cloud("sim"))).isEqualTo(3);
    }

    @Test
    void leavesTheStoreBeneathAsItIs() {
        put(base, node("a"));
        base.setCounter("n", 7);

        put(overlay, node("a"), node("b"));
        overlay.replace("cloud", "sim", List.of(node("c")).iterator());
        overlay.delete("cloud", List.of("a"));
        long counted = overlay.addToCounter("n", 3);
        overlay.close();

        assertThat(counted).isEqualTo(10);
        assertThat(base.counter("n")).isEqualTo(7);
        assertThat(keys(base, Query.of("cloud"))).containsExactly("a");
        assertThat(base.get("cloud", "a")).map(Document::version).contains(1L);
    }

    @Test
    void takesWhatTheStoreBeneathHasForTaken() {
        put(base, node("a"));

        var taken = overlay.putIfAbsent(List.of(node("a"), node("b")));
        boolean written = overlay.compareAndPut(node("a"), 0);
        boolean again = overlay.compareAndPut(node("a"), 1);

        assertThat(taken).containsExactly("a");
        assertThat(written).isFalse();
        assertThat(again).isTrue();
    }

    @Test
    void replacesWhatTheStoreBeneathHasOfThatCloudAlone() {
        put(base, node("a"), node("b"), new Document("cloud", "x", "other", null, null, "{}", 0));

        overlay.replace("cloud", "sim", List.of(node("b"), node("c")).iterator());

        assertThat(keys(overlay, Query.of("cloud"))).containsExactly("b", "c", "x");
    }

    @Test
    void pagesThroughBothInOneOrder() {
        put(base, IntStream.range(0, 10).mapToObj(i -> node("n" + i)).toArray(Document[]::new));
        overlay.delete("cloud", List.of("n1", "n2", "n8"));
        put(overlay, node("n5"), node("n55"));

        var first = keys(overlay, Query.of("cloud").limit(3));
        var second = keys(overlay, Query.of("cloud").after("n4").limit(3));
        var last = keys(overlay, Query.of("cloud").fromLast().limit(2));

        assertThat(first).containsExactly("n0", "n3", "n4");
        assertThat(second).containsExactly("n5", "n55", "n6");
        assertThat(last).containsExactly("n9", "n7");
    }

    private static Document node(String key) {
        return new Document("cloud", key, "sim", key, "RUNNING", "{}", 0);
    }

    private static void put(Store store, Document... documents) {
        store.put(List.of(documents), Durability.NORMAL);
    }

    private static List<String> keys(Store store, Query query) {
        return store.find(query).stream().map(Document::key).toList();
    }
}
