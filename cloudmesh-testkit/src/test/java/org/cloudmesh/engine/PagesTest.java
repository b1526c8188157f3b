package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Node;
import org.cloudmesh.testkit.sim.SimCloud;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists that are too long to be read at once. */
class PagesTest extends EngineTest {

    @Test
    void listsACatalogInPages() {
        var images = mesh.cloud("sim").images();
        cloud.images(23);
        images.refresh();

        var paged = pages(after -> images.list(5, after), CatalogEntry::id);

        assertThat(paged).hasSize(23).isEqualTo(images.list());
        assertThat(images.list(3)).isEqualTo(images.list().subList(0, 3));
        assertThat(images.list(0)).isEmpty();
        assertThatThrownBy(() -> images.list(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsNodesInPagesByIdWithoutThoseDestroyed() {
        var nodes = mesh.nodes().boot(23);
        mesh.nodes().destroy(nodes.subList(4, 20));

        var paged = pages(after -> mesh.nodes().list(3, after), Node::id);

        assertThat(paged)
                .hasSize(7)
                .containsExactlyInAnyOrderElementsOf(mesh.nodes().list());
        assertThat(paged).extracting(node -> node.id().toString()).isSortedAccordingTo(String::compareTo);
        assertThat(mesh.nodes().list(0)).isEmpty();
        assertThatThrownBy(() -> mesh.nodes().list(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asksTheStoreNoMoreOftenForThoseThatWereDestroyed() {
        mesh.nodes().boot(5);
        int alone = operations(() -> mesh.nodes().list(5));
        mesh.nodes().destroy(mesh.nodes().boot(300));

        int amongMany = operations(() -> mesh.nodes().list(5));

        assertThat(amongMany).isEqualTo(alone);
    }

    private int operations(Runnable work) {
        int before = store.operations();
        work.run();
        return store.operations() - before;
    }

    @Test
    void goesFromCloudToCloudAsTheKeysDo() {
        // "sim-b/" is before "sim/", though "sim" is before "sim-b".
        try (var both = open(options -> options.cloud("sim-b", new SimCloud()).cloud("off", new SimCloud()))) {
            both.cloud("sim").nodes().boot(3);
            both.cloud("sim-b").nodes().boot(4);
            both.cloud("off").nodes().boot(1);
            both.cloud("off").deactivate();

            var paged = pages(after -> both.nodes().list(2, after), Node::id);

            assertThat(paged)
                    .extracting(Node::cloud)
                    .containsExactly("sim-b", "sim-b", "sim-b", "sim-b", "sim", "sim", "sim");
            assertThat(paged).containsExactlyInAnyOrderElementsOf(both.nodes().list());
            assertThat(pages(after -> both.cloud("sim").nodes().list(2, after), Node::id))
                    .hasSize(3);
        }
    }

    @Test
    void asksNobodyForAPage() {
        try (var fresh = open(options -> options.refresh(true))) {
            fresh.nodes().boot(2);
            var before = cloud.calls();

            fresh.nodes().list(10);
            fresh.cloud("sim").images().list(10);

            assertThat(cloud.calls()).isEqualTo(before);
        }
    }

    private interface Page<T, I> {
        List<T> after(@Nullable I id);
    }

    private static <T, I> List<T> pages(Page<T, I> pages, Function<T, I> id) {
        var all = new ArrayList<T>();
        I last = null;
        for (var page = pages.after(last); !page.isEmpty(); page = pages.after(last)) {
            all.addAll(page);
            last = id.apply(page.get(page.size() - 1));
        }
        return all;
    }
}
