package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudmesh.spi.Access;
import org.cloudmesh.testkit.openstack.FakeOpenStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many requests each thing costs. */
class OpenStackRequestsTest {

    private final Rig rig = new Rig(o -> o.pageSize(500), Map.of());

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void sendsNothingToConnect() {
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void logsInWithOneRequest() {
        rig.driver.flavors().find("m1.tiny", Rig.soon());

        assertThat(rig.sent()).isEqualTo(Map.of("CreateToken", 1L, "ListFlavors", 1L));
    }

    @Test
    void bootsTheFirstNodeInSixRequests() {
        rig.boot("mesh", 1);

        assertThat(rig.sent())
                .isEqualTo(Map.of(
                        "CreateToken", 1L,
                        "ImportKeyPair", 1L,
                        "ListSecurityGroups", 1L,
                        "CreateSecurityGroup", 1L,
                        "CreateSecurityGroupRule", 1L,
                        "CreateServer", 1L));
    }

    @Test
    void bootsTenInTenOnceKeyAndGroupAreKnown() {
        rig.boot("mesh", 1);
        rig.sent();

        rig.boot("mesh", 10);

        assertThat(rig.sent()).isEqualTo(Map.of("CreateServer", 10L));
    }

    @Test
    void asksForANetworkOnceHoweverManyServersAreMadeAtOnce() {
        rig.fake.putNetwork("lab");
        var inLab = new Access("mesh", null, null, List.of("default"), List.of("lab"), false);
        rig.driver.flavors().find("m1.tiny", Rig.soon());
        rig.sent();

        IntStream.range(0, 10).parallel().forEach(i -> Rig.done(rig.create(inLab, Map.of())));

        assertThat(rig.sent()).isEqualTo(Map.of("ListNetworks", 1L, "ListSecurityGroups", 1L, "CreateServer", 10L));
    }

    @Test
    void listsAThousandInARequestAPage() {
        // A page that is full has another one behind it, at Nova, be it empty.
        IntStream.range(0, 999).forEach(i -> rig.fake.putServer("other" + i, Map.of()));
        rig.driver.flavors().find("m1.tiny", Rig.soon());
        rig.sent();

        long count;
        try (var nodes = rig.driver.nodes().list(Rig.soon())) {
            count = nodes.count();
        }

        assertThat(count).isEqualTo(999);
        assertThat(rig.sent()).isEqualTo(Map.of("ListServers", 2L));
    }

    @Test
    void looksAtAHundredInOne() {
        var ids = rig.boot("mesh", 100);
        rig.sent();

        var nodes = rig.driver.nodes().get(ids, Rig.soon());

        assertThat(nodes).hasSize(100);
        assertThat(rig.sent()).isEqualTo(Map.of("ListServers", 1L));
    }

    @Test
    void looksAtTheNewestWithoutReadingThePagesOfTheOthers() {
        IntStream.range(0, 600).forEach(i -> rig.fake.putServer("other" + i, Map.of()));
        var ids = rig.boot("mesh", 3);
        rig.sent();

        var nodes = rig.driver.nodes().get(ids, Rig.soon());

        assertThat(nodes).hasSize(3);
        assertThat(rig.sent()).isEqualTo(Map.of("ListServers", 1L));
    }

    @Test
    void changesAHundredInAHundred() {
        var ids = rig.boot("mesh", 100);
        rig.sent();

        rig.driver.nodes().stop(ids, Rig.soon());
        var stopped = rig.sent();
        rig.driver.nodes().start(ids, Rig.soon());
        var started = rig.sent();
        rig.driver.nodes().destroy(ids, Rig.soon());
        var destroyed = rig.sent();

        assertThat(stopped).isEqualTo(Map.of("StopServer", 100L));
        assertThat(started).isEqualTo(Map.of("StartServer", 100L));
        assertThat(destroyed).isEqualTo(Map.of("DeleteServer", 100L));
    }

    @Test
    void findsAnImageInOneByIdOrName() {
        rig.driver.flavors().find("m1.tiny", Rig.soon());
        rig.sent();

        var byName = rig.driver.images().find("rig", Rig.soon());
        var forName = rig.sent();
        var byId = rig.driver.images().find(rig.image(), Rig.soon());
        var forId = rig.sent();

        assertThat(byName)
                .isEqualTo(byId)
                .hasValueSatisfying(image -> assertThat(image.loginUser()).isEqualTo("me"));
        assertThat(forName).isEqualTo(Map.of("ListImages", 1L));
        assertThat(forId).isEqualTo(Map.of("ShowImage", 1L));
    }

    @Test
    void readsTwentyFourThousandImagesAPageAtATime() {
        try (var large = new Rig(o -> {}, Map.of())) {
            var one = FakeOpenStack.Image.named("one of many", Map.of());
            IntStream.range(0, 24_000).forEach(i -> large.fake.putImage(one));

            try (var images = large.driver.images().list(Rig.soon())) {
                assertThat(images.findFirst()).isPresent();
            }
            var forFirst = large.sent();
            long count;
            try (var images = large.driver.images().list(Rig.soon())) {
                count = images.count();
            }

            // Two more are there already.
            assertThat(count).isEqualTo(24_002);
            assertThat(forFirst).isEqualTo(Map.of("CreateToken", 1L, "ListImages", 1L));
            assertThat(large.sent()).isEqualTo(Map.of("ListImages", 25L));
        }
    }

    @Test
    void listsNoImageThatCannotBeBooted() {
        var idle = new FakeOpenStack.Image("idle", "deactivated", "public", 0, 0, 4096, List.of(), Map.of());
        var id = rig.fake.putImage(idle);

        try (var images = rig.driver.images().list(Rig.soon())) {
            assertThat(images.map(image -> image.id())).doesNotContain(id).contains(rig.image());
        }
    }

    @Test
    void exposesANodeInThreeOnceThePoolIsKnown() {
        var ids = rig.boot("mesh", 2);
        rig.driver.nodes().expose(ids.subList(0, 1), Rig.soon());
        rig.sent();

        rig.driver.nodes().expose(ids.subList(1, 2), Rig.soon());

        assertThat(rig.sent()).isEqualTo(Map.of("ShowServer", 1L, "ListPorts", 1L, "CreateFloatingIP", 1L));
    }
}
