package org.cloudmesh.testkit.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.spi.FlavorBuilder;
import org.cloudmesh.spi.ImageBuilder;
import org.cloudmesh.spi.LocationBuilder;

/**
 * What there is to choose from. The sizes are words only: every node shares this machine. Immutable.
 *
 * @param images the one image: this machine as it is
 * @param flavors from tiny to large
 * @param locations the one place
 */
record Offer(List<Image> images, List<Flavor> flavors, List<Location> locations) {

    Offer(String cloud) {
        this(
                List.of(image(cloud)),
                List.of(
                        flavor(cloud, "tiny", 1, 512, 10),
                        flavor(cloud, "small", 1, 2048, 20),
                        flavor(cloud, "medium", 2, 4096, 40),
                        flavor(cloud, "large", 4, 8192, 80)),
                List.of(location(cloud)));
    }

    /** The entry of that id. */
    static <T extends CatalogEntry> T require(Call call, String kind, List<T> entries, String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> call.notFound(kind, id));
    }

    private static Image image(String cloud) {
        var architecture = System.getProperty("os.arch");
        var raw = raw("local", "this-machine").put("architecture", architecture);
        return new ImageBuilder(cloud, "local", "this-machine")
                .architecture(architecture)
                .loginUser(NodeShell.USER)
                .raw(raw.toString())
                .build();
    }

    private static Flavor flavor(String cloud, String id, int vcpus, int memoryMib, int diskGib) {
        var raw = raw(id, id).put("vcpus", vcpus).put("memoryMib", memoryMib).put("diskGib", diskGib);
        return new FlavorBuilder(cloud, id, id)
                .vcpus(vcpus)
                .memoryMib(memoryMib)
                .diskGib(diskGib)
                .raw(raw.toString())
                .build();
    }

    private static Location location(String cloud) {
        return new LocationBuilder(cloud, "local", "localhost")
                .raw(raw("local", "localhost").toString())
                .build();
    }

    private static ObjectNode raw(String id, String name) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
    }
}
