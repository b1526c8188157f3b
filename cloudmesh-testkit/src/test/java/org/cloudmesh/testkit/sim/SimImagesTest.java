package org.cloudmesh.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Image;
import org.junit.jupiter.api.Test;

class SimImagesTest {

    private static final int MANY = 24_000;

    private final SimCloud cloud = new SimCloud();
    private final SimRig rig = new SimRig(cloud);

    @Test
    void hasTwoImagesUnlessToldOtherwise() {
        var images = list();

        assertThat(images).extracting(CatalogEntry::id).containsExactly("sim-image", "sim-image-gpu");
    }

    @Test
    void makesAsManyAsAreWantedEachWithANameOfItsOwn() {
        cloud.images(MANY);

        var images = list();

        assertThat(images).hasSize(MANY);
        assertThat(images).extracting(CatalogEntry::id).doesNotHaveDuplicates();
        assertThat(images)
                .extracting(CatalogEntry::name)
                .doesNotHaveDuplicates()
                .contains("Debian-12-x86_64-20210101");
        assertThat(images.get(0)).hasToString("Sim-Linux (here/sim-image)");
    }

    @Test
    void findsEachByIdAndByName() {
        cloud.images(MANY);

        for (var image : list()) {
            assertThat(find(image.id())).contains(image);
            assertThat(find(image.name())).contains(image);
        }
    }

    @Test
    void findsNothingItDoesNotHave() {
        cloud.images(100);

        for (var other : List.of("sim-image-000100", "sim-image-000000", "sim-image-99", "sim-image-", "", "Ubuntu")) {
            assertThat(find(other)).isEmpty();
        }
    }

    @Test
    void bootsFromAnyOfThem() {
        cloud.images(MANY);
        var last = list().get(MANY - 1);

        var outcomes = rig.create(SimRig.request("intent", last, "web"));

        assertThat(SimRig.done(outcomes))
                .singleElement()
                .satisfies(node -> assertThat(node.image()).isEqualTo(last.id()));
    }

    @Test
    void refusesToHaveNone() {
        assertThatThrownBy(() -> cloud.images(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Image> list() {
        try (var images = rig.driver.images().list(rig.deadline())) {
            return images.toList();
        }
    }

    private Optional<Image> find(String idOrName) {
        return rig.driver.images().find(idOrName, rig.deadline());
    }
}
