package org.cloudmesh.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs what a page shows. A snippet has the name of the test it is in, and stands in the page letter by letter. */
abstract class PageTest {

    final Printed printed = Printed.open();

    @BeforeEach
    void standAside() {
        assertThat(System.getenv("CLOUDMESH_CONFIG_DIR"))
                .as("where the snippets keep their files; the build says it, and an IDE must be told")
                .endsWith("target/cloudmesh");
    }

    @AfterEach
    void stopListening() {
        printed.close();
    }

    /** Fails unless the pages show the snippets of this class, and those tested elsewhere, and no other. */
    void assertTested(List<Path> pages, List<String> elsewhere) throws IOException {
        var shown = new ArrayList<String>();
        for (var page : pages) {
            shown.addAll(Snippets.shown(page));
        }

        var tested = Snippets.tested(source());
        var all = new ArrayList<>(tested.values());
        all.addAll(elsewhere);

        assertThat(shown).isNotEmpty().containsExactlyInAnyOrderElementsOf(all);
        assertThat(Stream.of(getClass().getDeclaredMethods()))
                .filteredOn(method -> method.isAnnotationPresent(Test.class))
                .extracting("name")
                .containsAll(tested.keySet());
    }

    /** What the page shows below that snippet of this class, as its output. */
    String output(Path page, String snippet) throws IOException {
        var tested = Snippets.tested(source()).get(snippet);
        return Snippets.output(page, Objects.requireNonNull(tested, snippet));
    }

    private Path source() {
        return Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java");
    }
}
