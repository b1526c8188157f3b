package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.cloudmesh.Batch;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.PartialFailureException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.Recovery;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.Fault;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thousand machines booted a seed, while every create may go wrong in every way: none is unaccounted for. */
class ManyBootsTest {

    private static final int SEEDS = 50;
    private static final int BOOTS = 1_000;
    private static final int MOST_AT_ONCE = 200;

    @TempDir
    static Path directory;

    private final VirtualTime time = new VirtualTime();
    private final Map<String, Integer> answers = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> made = new HashSet<>();

    static LongStream seeds() {
        var given = Long.getLong("cloudmesh.seed");
        return given == null ? LongStream.range(0, SEEDS) : LongStream.of(given);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leavesNoMachineUnaccountedFor(long seed) {
        var random = new Random(seed);
        var guarantees = List.of(CreateGuarantee.values());
        var guarantee = guarantees.get((int) (seed % guarantees.size()));
        var cloud = cloud(random, guarantee);
        var faulty = new boolean[] {true};

        try (var mesh = open(cloud)) {
            int asked = bootAll(mesh, cloud, random, faulty);
            faulty[0] = false;
            time.advance(Duration.ofMinutes(20));
            var recovery = mesh.recover();
            mesh.nodes().refresh();

            assertThat(asked).isEqualTo(BOOTS);
            assertThat(made.size() + refused.size())
                    .as("in batches and in failures")
                    .isEqualTo(BOOTS);
            assertThat(recorded(mesh)).as("store = cloud").isEqualTo(there(cloud));
            assertThat(unaccounted(cloud, recovery)).as("unaccounted").isEmpty();
            assertThat(recovery.entries().stream().filter(entry -> entry.outcome() == Recovery.Outcome.UNRESOLVED))
                    .allMatch(entry -> guarantee == CreateGuarantee.NONE);
            assertThat(mesh.sweep().nodes()).isEmpty();
        }
    }

    private SimCloud cloud(Random random, CreateGuarantee guarantee) {
        return new SimCloud()
                .guarantee(guarantee)
                .maxBatch(List.of(1, 10, 100).get(random.nextInt(3)))
                .listingLag(Duration.ofSeconds(random.nextInt(2) * 20L))
                .bootTime(Duration.ofSeconds(random.nextInt(60)))
                .quota(random.nextBoolean() ? Integer.MAX_VALUE : 700);
    }

    private Mesh open(SimCloud cloud) {
        return Mesh.open(options -> options.cloud(cloud)
                .store(Store.inMemory())
                .time(time)
                .user("ann")
                .directory(directory)
                .executor(Runnable::run));
    }

    private int bootAll(Mesh mesh, SimCloud cloud, Random random, boolean[] faulty) {
        int asked = 0;
        while (asked < BOOTS) {
            int count = Math.min(BOOTS - asked, 1 + random.nextInt(MOST_AT_ONCE));
            inject(cloud, random, faulty);
            account(mesh, count);
            asked += count;
        }
        return asked;
    }

    private static void inject(SimCloud cloud, Random random, boolean[] faulty) {
        var kinds = Fault.Kind.values();
        for (int i = random.nextInt(4); i > 0; i--) {
            var kind = kinds[random.nextInt(kinds.length)];
            int every = 1 + random.nextInt(5);
            cloud.inject(new Fault(
                    random.nextInt(4) == 0 ? "find" : "create",
                    kind,
                    cause(kind, random),
                    item -> faulty[0] && Math.floorMod(item.hashCode(), every) == 0,
                    1 + random.nextInt(20),
                    random.nextInt(10)));
        }
    }

    private static CloudmeshException cause(Fault.Kind kind, Random random) {
        boolean mayBeDone = kind == Fault.Kind.FAIL_AFTER || kind == Fault.Kind.LOSE;
        return switch (random.nextInt(mayBeDone ? 1 : 3)) {
            case 0 -> new UnavailableException("sim", "create", 504, null, "no answer", null);
            case 1 -> new RateLimitException("sim", "create", 429, null, "slower, please", null);
            default -> new QuotaExceededException("sim", "create", 403, null, "no more today", null);
        };
    }

    /** Asked = returned + reported, each by a name of its own. */
    private void account(Mesh mesh, int count) {
        Batch<Node> batch;
        try {
            batch = mesh.nodes().boot(count);
        } catch (PartialFailureException e) {
            batch = e.batch();
        }
        assertThat(batch.size() + batch.failures().size()).isEqualTo(count);
        batch.forEach(node -> made.add(node.name()));
        batch.failures().forEach(failure -> refused.add(failure.reference()));
        batch.forEach(node -> answers.merge(node.name(), 1, Integer::sum));
        batch.failures().forEach(failure -> answers.merge(failure.reference(), 1, Integer::sum));
        assertThat(answers.values()).containsOnly(1);
    }

    private static Map<String, NodeState> recorded(Mesh mesh) {
        var states = new HashMap<String, NodeState>();
        mesh.nodes().list().forEach(node -> states.put(node.id().providerId() + " " + node.name(), node.state()));
        return states;
    }

    private static Map<String, NodeState> there(SimCloud cloud) {
        var states = new HashMap<String, NodeState>();
        cloud.machines().forEach(machine -> states.put(machine.id() + " " + machine.name(), machine.state()));
        return states;
    }

    /** Neither in a batch nor in a failure that recovery found, or could say nothing of. */
    private List<String> unaccounted(SimCloud cloud, Recovery recovery) {
        var open = new HashSet<String>();
        recovery.entries().stream()
                .filter(entry -> entry.outcome() != Recovery.Outcome.ABANDONED)
                .forEach(entry -> open.add(entry.name()));
        var seen = new HashSet<String>();
        return cloud.names().stream()
                .filter(name -> !seen.add(name) || (!made.contains(name) && !open.contains(name)))
                .toList();
    }
}
