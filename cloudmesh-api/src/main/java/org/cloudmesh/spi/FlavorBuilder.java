package org.cloudmesh.spi;

import java.math.BigDecimal;
import org.cloudmesh.Flavor;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Flavor}. Not thread-safe. */
public final class FlavorBuilder {

    private final String cloud;
    private final String id;
    private final String name;
    private double vcpus = 0;
    private int memoryMib = 0;
    private int diskGib = 0;
    private @Nullable BigDecimal pricePerHour;
    private String raw = "{}";

    /** Begins with what each must have. */
    public FlavorBuilder(String cloud, String id, String name) {
        this.cloud = cloud;
        this.id = id;
        this.name = name;
    }

    /** Virtual processors. */
    public FlavorBuilder vcpus(double value) {
        this.vcpus = value;
        return this;
    }

    /** Memory, in MiB. */
    public FlavorBuilder memoryMib(int value) {
        this.memoryMib = value;
        return this;
    }

    /** Disk, in GiB. */
    public FlavorBuilder diskGib(int value) {
        this.diskGib = value;
        return this;
    }

    /** In US dollars. */
    public FlavorBuilder pricePerHour(@Nullable BigDecimal value) {
        this.pricePerHour = value;
        return this;
    }

    /** The cloud's own record as JSON, without secrets. */
    public FlavorBuilder raw(String value) {
        this.raw = value;
        return this;
    }

    /** The finished record. */
    public Flavor build() {
        return new Flavor(cloud, id, name, vcpus, memoryMib, diskGib, pricePerHour, raw);
    }
}
