package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateGuarantee;

/**
 * A cloud in memory. Its machines live as long as this object, whoever connects: a program that ended finds them again.
 * Machines come up after {@link #bootTime} on the mesh's own clock; give it a {@link VirtualTime}. Thread-safe once
 * connected to.
 */
public final class SimCloud implements CloudProvider {

    private final SimState state = new SimState();
    private CreateGuarantee guarantee = CreateGuarantee.METADATA;
    private Set<Feature> features = EnumSet.allOf(Feature.class);
    private int maxBatch = 1;
    private boolean billed;
    private Duration settleTime = Duration.ofSeconds(30);

    /** An empty one: guarantee METADATA, every feature, one node a request, free of charge. */
    public SimCloud() {}

    /** What it promises about a create whose answer was lost. */
    public SimCloud guarantee(CreateGuarantee value) {
        guarantee = value;
        return this;
    }

    /** What it can do. */
    public SimCloud features(Set<Feature> value) {
        features = Set.copyOf(value);
        return this;
    }

    /** How many nodes one request may name. */
    public SimCloud maxBatch(int value) {
        maxBatch = value;
        return this;
    }

    /** Its ids follow the names, so that a machine made anew under a name has the id of the one before it. */
    public SimCloud idsByName() {
        state.idsByName = true;
        return this;
    }

    /** Whether its machines cost money. */
    public SimCloud billed(boolean value) {
        billed = value;
        return this;
    }

    /** How long a machine takes to come up, go down or go away; no time at all unless said otherwise. */
    public SimCloud bootTime(Duration value) {
        state.bootTime = value;
        return this;
    }

    /** How long a machine is not listed after it was made; and the settle time of the driver is that and 30 s. */
    public SimCloud listingLag(Duration value) {
        state.listingLag = value;
        settleTime = value.plusSeconds(30);
        return this;
    }

    /** How many machines the account may have at once; more are refused by quota. */
    public SimCloud quota(int value) {
        state.quota = value;
        return this;
    }

    /** Something goes wrong from now on. */
    public SimCloud inject(Fault fault) {
        state.inject(fault);
        return this;
    }

    /** A machine that somebody else makes: no label of ours is on it. */
    public SimCloud add(String name) {
        state.foreign(name);
        return this;
    }

    /** The cloud gives up on that machine. */
    public SimCloud breakNode(String id) {
        state.breakNode(id);
        return this;
    }

    /** That machine is gone, without anybody having asked. */
    public SimCloud remove(String id) {
        state.remove(id);
        return this;
    }

    /** The names of all machines there are, whoever made them, in the order they were made. */
    public List<String> names() {
        return state.names();
    }

    /** The calls that were made so far: operation, then how many items it named, such as {@code create 5}. */
    public List<String> calls() {
        return state.calls();
    }

    @Override
    public String kind() {
        return "sim";
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        return new SimDriver(this, state, context);
    }

    CreateGuarantee guarantee() {
        return guarantee;
    }

    Set<Feature> features() {
        return features;
    }

    int maxBatch() {
        return maxBatch;
    }

    boolean isBilled() {
        return billed;
    }

    Duration settleTime() {
        return settleTime;
    }

    /** How many machines and calls. */
    @Override
    public String toString() {
        return "SimCloud of %d machines after %d calls".formatted(names().size(), calls().size());
    }
}
