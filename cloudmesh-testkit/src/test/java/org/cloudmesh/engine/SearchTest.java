package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Image;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.ForwardingStore;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.Test;

/** Words, and the entries of a catalog that hold them. */
class SearchTest extends EngineTest {

    private static final List<String> SYLLABLES =
            List.of("ub", "un", "tu", "É", "ß", "İ", "-", "gpu", "cuda", "x86", "日", "\n", " ", "a", "aa");

    @Test
    void findsWhatAScanOfEachEntryFinds() {
        var random = new Random(1);
        var names = IntStream.range(0, 1100).mapToObj(i -> text(random, 6)).toList();
        replace(names);

        for (int i = 0; i < 100; i++) {
            var words = text(random, 3);
            assertThat(ids(search(words))).as(words).isEqualTo(scanned(names, words));
        }
    }

    private static String text(Random random, int syllables) {
        var text = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            text.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        }
        return text.toString();
    }

    private static List<String> scanned(List<String> names, String words) {
        var wanted = words.toLowerCase(Locale.ROOT).strip().split("\\s+");
        return IntStream.range(0, names.size())
                .filter(i -> List.of(wanted).stream()
                        .allMatch((id(i) + " " + names.get(i)).toLowerCase(Locale.ROOT)::contains))
                .mapToObj(SearchTest::id)
                .toList();
    }

    @Test
    void findsTheFirstSoManyById() {
        replace(List.of("web", "db", "web", "Web"));

        assertThat(ids(mesh.cloud("sim").images().search("WEB", 2))).containsExactly(id(0), id(2));
        assertThat(mesh.cloud("sim").images().search("web", 0)).isEmpty();
        assertThat(ids(search(" "))).containsExactly(id(0), id(1), id(2), id(3));
        assertThatThrownBy(() -> mesh.cloud("sim").images().search("web", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void readsTheListOnceAndThenWhatItFindsAlone() {
        replace(IntStream.range(0, 3000).mapToObj(i -> "number" + i).toList());
        // Whose store it is is asked for until somebody has written to it.
        mesh.counters().incr();
        search("number2999");

        int before = store.operations();
        var found = search("number2999");

        assertThat(ids(found)).containsExactly(id(2999));
        assertThat(store.operations() - before).isEqualTo(1);
    }

    @Test
    void searchesTheNewListOnceItIsReplacedByWhomever() {
        replace(List.of("old", "both"));
        assertThat(ids(search("o"))).containsExactly(id(0), id(1));

        replace(List.of("new", "both", "more"));

        assertThat(search("old")).isEmpty();
        assertThat(ids(search("o"))).containsExactly(id(1), id(2));
    }

    @Test
    void looksThroughEachUsersOwnList() {
        mesh.counters().incr();
        replace(List.of("anns", "both"));
        mesh.activate("bob").counters().incr();
        store.namespace("bob").replace("image", "sim", documents(List.of("bobs", "both")));

        var bobs = search("bobs");
        var anns = mesh.activate("ann").cloud("sim").images().search("anns");

        assertThat(ids(bobs)).containsExactly(id(0));
        assertThat(ids(anns)).containsExactly(id(0));
    }

    @Test
    void looksThroughTheListThatADryRunFetched() {
        replace(List.of("stored"));
        var dry = mesh.dryRun();

        dry.cloud("sim").images().refresh();

        assertThat(search("sim-linux")).isEmpty();
        assertThat(dry.cloud("sim").images().search("sim-linux")).isNotEmpty();
        assertThat(dry.cloud("sim").images().search("stored")).isEmpty();
    }

    @Test
    void readsWholeAListOfWhichTheStoreCannotTellWhetherItIsTheSame() {
        replace(List.of("one"));
        try (var other = open(options -> options.store(new ForgetfulStore()))) {
            assertThat(ids(other.cloud("sim").images().search("one"))).containsExactly(id(0));

            replace(List.of("none", "one"));

            assertThat(ids(other.cloud("sim").images().search("one", 5))).containsExactly(id(0), id(1));
        }
    }

    /** One that cannot tell of a list which it is. */
    private class ForgetfulStore extends ForwardingStore {

        @Override
        protected Store store() {
            return store;
        }

        @Override
        public Store namespace(String user) {
            return store.namespace(user);
        }

        @Override
        public long generation(String kind, String cloud) {
            return 0;
        }

        @Override
        public void close() {}
    }

    @Test
    void readsWholeAListThatIsReplacedAtEachLook() {
        replace(List.of("again"));
        try (var other = open(options -> options.store(new RestlessStore()))) {
            var found = other.cloud("sim").images().search("again");

            assertThat(ids(found)).containsExactly(id(0));
        }
    }

    /** One that others never leave alone. */
    private class RestlessStore extends ForgetfulStore {

        @Override
        public long generation(String kind, String cloud) {
            replace("image", cloud, documents(List.of("again")));
            return store.generation(kind, cloud);
        }
    }

    @Test
    void findsTheOldListOrTheNewOneWholeWhileItIsReplaced() throws Exception {
        replace(list(0));
        var done = new AtomicBoolean();
        var search = new FutureTask<>(() -> {
            var sizes = new ArrayList<List<String>>();
            while (!done.get() || sizes.isEmpty()) {
                sizes.add(search("image").stream()
                        .map(CatalogEntry::name)
                        .distinct()
                        .toList());
            }
            return sizes;
        });
        new Thread(search).start();

        for (int i = 1; i < 20; i++) {
            replace(list(i));
        }
        done.set(true);

        assertThat(search.get()).allMatch(names -> names.size() == 1);
    }

    private static List<String> list(int version) {
        return IntStream.range(0, 1100).mapToObj(i -> "version" + version).toList();
    }

    private List<Image> search(String words) {
        return mesh.cloud("sim").images().search(words);
    }

    private static List<String> ids(List<Image> images) {
        return images.stream().map(Image::id).toList();
    }

    private static String id(int number) {
        return "image-%06d".formatted(number);
    }

    /** As another program does. */
    private void replace(List<String> names) {
        store.replace("image", "sim", documents(names));
    }

    private static Iterator<Document> documents(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Document(
                        "image",
                        "sim/" + id(i),
                        "sim",
                        names.get(i),
                        null,
                        """
                        {"cm":{"cloud":"sim","id":"%s","name":"%s"}}""".formatted(id(i), names.get(i).replace("\n", "\\n")),
                        0))
                .iterator();
    }
}
