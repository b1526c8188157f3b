package org.cloudmesh.testkit.contract;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sequence.Sequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a mesh on a {@link Store} keeps whatever happens, in random sequences of all verbs, faults, deaths and strangers: each
 * node asked for is accounted for, no machine is made twice or lost, and after recovery the store equals the cloud. Extend
 * it, and say how to open an empty store. A sequence that fails says which few of its steps suffice, and the command that
 * plays it again.
 */
public abstract class SequenceContract {

    /** The system property that plays one seed alone. */
    private static final String SEED = "cloudmesh.seed";

    @TempDir
    private Path directory;

    /** For those who keep it. */
    protected SequenceContract() {}

    /** Opens an empty store, each time another; the contract closes it. */
    protected abstract Store open();

    /** How many sequences are played, seeds 0 and up; 200 unless said otherwise. */
    protected int seeds() {
        return 200;
    }

    /** How many steps each has; 50 unless said otherwise. */
    protected int steps() {
        return 50;
    }

    @TestFactory
    Stream<DynamicTest> keepsItsLawsWhateverHappens() {
        return chosen().mapToObj(seed -> dynamicTest(
                "seed " + seed, () -> Sequence.of(seed, steps()).check(this::open, directory, replay(seed))));
    }

    @TestFactory
    Stream<DynamicTest> changesNothingInADryRun() {
        return chosen().mapToObj(seed -> dynamicTest(
                "seed " + seed, () -> Sequence.dry(seed, steps()).check(this::open, directory, replay(seed))));
    }

    private LongStream chosen() {
        var given = Long.getLong(SEED);
        return given == null ? LongStream.range(0, seeds()) : LongStream.of(given);
    }

    /** Surefire says where the module is. */
    private String replay(long seed) {
        var module = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getFileName();
        return "mvn -pl %s -am test -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -D%s=%d"
                .formatted(module, getClass().getSimpleName(), SEED, seed);
    }
}
