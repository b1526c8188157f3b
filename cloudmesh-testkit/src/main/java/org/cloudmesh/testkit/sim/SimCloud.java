package org.cloudmesh.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.cloudmesh.Feature;
import org.cloudmesh.NodeState;
import org.cloudmesh.SshAddress;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateGuarantee;

/**
 * A cloud in memory. Its machines live as long as this object, whoever connects: a program that ended finds them again, and
 * one that was killed, too, if the cloud is another process' ({@link SimServer}). Machines come up after {@link #bootTime(Duration)} on the mesh's own clock; give it a {@link VirtualTime}. What is left to
 * chance is drawn from {@link #seed} and the machine's name, so that the order of threads does not matter. Thread-safe.
 */
public final class SimCloud implements CloudProvider {

    private final SimSettings settings = new SimSettings();
    private final SimMachines machines = new SimMachines(settings);
    private final SimFaults faults = new SimFaults();
    private final SimCalls calls = new SimCalls();

    /** An empty one: guarantee METADATA, every feature, one node a request, free of charge. */
    public SimCloud() {}

    /**
     * A machine as the cloud itself knows it. Immutable.
     *
     * @param id the cloud's id
     * @param name as it was asked for
     * @param state at the present moment of the mesh that connected last
     * @param labels those of the library included
     * @param image the image's id
     * @param flavor the flavor's id
     */
    public record Machine(
            String id, String name, NodeState state, Map<String, String> labels, String image, String flavor) {

        /** Copies the labels. */
        public Machine {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * What it promises about a create whose answer was lost. With {@code TOKEN} a token that is known answers with the
     * machines it made. With {@code NAME} names are unique, and a create of a name that is there answers with that machine if
     * it has the same intent and index.
     */
    public SimCloud guarantee(CreateGuarantee value) {
        settings.guarantee = value;
        return this;
    }

    /** What it can do. */
    public SimCloud features(Set<Feature> value) {
        settings.features = Set.copyOf(value);
        return this;
    }

    /** How many nodes one request may name. */
    public SimCloud maxBatch(int value) {
        settings.maxBatch = value;
        return this;
    }

    /**
     * It refuses a whole request when one item of it is bad: unknown, in a wrong state, of a name that is taken. The driver
     * drops what is bad and sends the rest again, each time in a request of its own. A create that the quota does not allow in
     * full is refused in full.
     */
    public SimCloud atomicBatches() {
        settings.atomicBatches = true;
        return this;
    }

    /**
     * Its ids follow the names, so that a machine made anew under a name has the id of the one before it; names are unique
     * then.
     */
    public SimCloud idsByName() {
        settings.idsByName = true;
        return this;
    }

    /** It refuses a second machine of a name; otherwise it takes any number, as EC2 and OpenStack do. */
    public SimCloud uniqueNames() {
        settings.uniqueNames = true;
        return this;
    }

    /** Whether its machines cost money. */
    public SimCloud billed(boolean value) {
        settings.billed = value;
        return this;
    }

    /** What the chances are drawn from; 0 unless said otherwise. */
    public SimCloud seed(long value) {
        settings.fate = settings.fate.seed(value);
        return this;
    }

    /** How long a machine takes to come up or go down; no time at all unless said otherwise. */
    public SimCloud bootTime(Duration value) {
        return bootTime(value, value);
    }

    /**
     * How long a machine takes to come up or go down, drawn anew each time from a Pareto distribution of the second kind
     * (shape 1.5, scale a tenth of the span, cut at its end): half are done after 6 % of the span, one in ten takes more than
     * 30 % of it, one in a hundred more than 80 %.
     *
     * @throws IllegalArgumentException if the first is negative, or more than the second
     */
    public SimCloud bootTime(Duration shortest, Duration longest) {
        settings.fate = settings.fate.within(shortest, longest);
        return this;
    }

    /**
     * How many of the machines made from now on stay {@code PENDING} for ever.
     *
     * @param share 0 to 1
     */
    public SimCloud stuck(double share) {
        settings.fate = settings.fate.stuck(share);
        return this;
    }

    /** Which of the machines made from now on stay {@code PENDING} for ever, by name; besides the share, if there is one. */
    public SimCloud stuck(Predicate<String> names) {
        settings.fate = settings.fate.stuck(names);
        return this;
    }

    /**
     * How many of the machines made from now on are in {@code ERROR}, with a message, when their boot time is over.
     *
     * @param share 0 to 1
     */
    public SimCloud failing(double share) {
        settings.fate = settings.fate.failing(share);
        return this;
    }

    /** Which of the machines made from now on end in {@code ERROR}, by name; besides the share, if there is one. */
    public SimCloud failing(Predicate<String> names) {
        settings.fate = settings.fate.failing(names);
        return this;
    }

    /** How long a machine is not listed after it was made; and the settle time of the driver is that and 30 s. */
    public SimCloud listingLag(Duration value) {
        settings.listingLag = value;
        settings.settleTime = value.plusSeconds(30);
        return this;
    }

    /** How many machines the account may have at once; more are refused by quota. */
    public SimCloud quota(int value) {
        settings.quota = value;
        return this;
    }

    /** How many images it lists beside those {@linkplain #image of a name}: 2 unless said otherwise, made while they are read. */
    public SimCloud images(int count) {
        settings.images = settings.images.withCount(count);
        return this;
    }

    /** One more image, of that name. */
    public SimCloud image(String name) {
        settings.images = settings.images.withName(name);
        return this;
    }

    /** How many calls it answers in each second of the mesh's clock; more are throttled. */
    public SimCloud rate(int callsPerSecond) {
        settings.rate = new SimRate(callsPerSecond);
        return this;
    }

    /** Whose account it is; shown nowhere. */
    public SimCloud credentials(String identity, String secret) {
        settings.credentials = new SimCredentials(identity, secret, false);
        return this;
    }

    /** From now on every call is refused with {@link org.cloudmesh.AuthException}, and does nothing. */
    public SimCloud expireCredentials() {
        settings.credentials = settings.credentials.expired(true);
        return this;
    }

    /** From now on calls are answered again. */
    public SimCloud renewCredentials() {
        settings.credentials = settings.credentials.expired(false);
        return this;
    }

    /** Something goes wrong from now on. */
    public SimCloud inject(Fault fault) {
        faults.inject(fault);
        return this;
    }

    /**
     * A machine that somebody else makes: no label of ours is on it.
     *
     * @throws IllegalArgumentException if names are unique, and it is taken
     */
    public SimCloud add(String name) {
        machines.foreign(name);
        return this;
    }

    /**
     * A machine that somebody else makes, where a real server answers: with a real shell, jobs on this cloud are real ones.
     *
     * @throws IllegalArgumentException if names are unique, and it is taken
     */
    public SimCloud add(String name, SshAddress address) {
        machines.foreign(name).reachableAt(address);
        return this;
    }

    /**
     * The cloud gives up on that machine.
     *
     * @throws IllegalArgumentException if there is none of that id
     */
    public SimCloud breakNode(String id) {
        machines.breakNode(id);
        return this;
    }

    /** That machine is gone, without anybody having asked. */
    public SimCloud remove(String id) {
        machines.remove(id);
        return this;
    }

    /** The names of all machines there are, whoever made them, in the order they were made. */
    public List<String> names() {
        return machines.all().stream().map(machine -> machine.name).toList();
    }

    /** All machines there are, listed already or not, whoever made them, in the order they were made. */
    public List<Machine> machines() {
        var now = settings.time.now();
        return machines.all().stream()
                .map(machine -> new Machine(
                        machine.id, machine.name, machine.state(now), machine.labels, machine.image, machine.flavor))
                .toList();
    }

    /** The calls that were made so far: operation, then how many items it named, such as {@code create 5}. */
    public List<String> calls() {
        return calls.all();
    }

    /**
     * Those of the calls that ask for a change, whether it was made or refused: {@code create}, {@code start}, {@code stop},
     * {@code suspend}, {@code resume}, {@code reboot}, {@code destroy}.
     */
    public List<String> changes() {
        return calls.changes();
    }

    @Override
    public String kind() {
        return "sim";
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        settings.time = context.time();
        return new SimDriver(settings, machines, faults, calls, context);
    }

    /** How many machines and calls. */
    @Override
    public String toString() {
        return "SimCloud of %d machines after %d calls".formatted(machines.size(), calls.size());
    }
}
