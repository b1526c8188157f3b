package org.cloudmesh;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The size of a node: processors, memory, disk. Immutable.
 *
 * @param cloud the cloud's name in the mesh
 * @param id the cloud's own id
 * @param name what a person would type, such as {@code m1.small}
 * @param vcpus virtual processors; a fraction where they are shared
 * @param memoryMib memory, in MiB
 * @param diskGib the disk that comes with it, in GiB; 0 where none does
 * @param pricePerHour in US dollars, where it is known
 * @param raw the cloud's own record of it as JSON
 */
public record Flavor(
        String cloud,
        String id,
        String name,
        double vcpus,
        int memoryMib,
        int diskGib,
        @Nullable BigDecimal pricePerHour,
        String raw)
        implements CatalogEntry {

    /** Made by the library, and by providers through {@link org.cloudmesh.spi.FlavorBuilder}. */
    @Unstable
    public Flavor {}

    /** One line: name, size and price. */
    @Override
    public String toString() {
        return "%s (%s/%s) %s vcpus, %d MiB, %d GiB%s"
                .formatted(
                        name,
                        cloud,
                        id,
                        vcpus == Math.rint(vcpus) ? Long.toString((long) vcpus) : Double.toString(vcpus),
                        memoryMib,
                        diskGib,
                        pricePerHour == null ? "" : ", $" + pricePerHour + "/h");
    }
}
