package org.cloudmesh.samples.benchmarks;

import java.time.Duration;
import org.cloudmesh.Mesh;
import org.jspecify.annotations.Nullable;

/** This library, as a contender of {@link CloudsBenchmark}: a mesh with its file and SQLite in a directory. */
public final class MeshContender {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Contest contest;
    private @Nullable Mesh mesh;

    private MeshContender(Contest contest) {
        this.contest = contest;
    }

    /** Is started by the benchmark. */
    public static void main(String[] args) throws Exception {
        var contender = new MeshContender(Contest.of(args));
        Contest.run(contender::work);
        contender.close();
    }

    private int work() {
        var open = mesh;
        if (open == null) {
            open = Mesh.open(o -> o.directory(contest.directory()));
            mesh = open;
        }
        var cloud = open.cloud("aws");
        return switch (contest.operation()) {
            case "list" -> cloud.nodes().refresh().size();
            case "boot" ->
                cloud.nodes()
                        .boot(
                                Contest.BOOTED,
                                o -> o.image(contest.image())
                                        .flavor(Contest.FLAVOR)
                                        .keyPair(Contest.KEY_PAIR)
                                        .securityGroups(contest.group()))
                        .size();
            case "images" -> Math.toIntExact(cloud.images().refresh(o -> o.timeout(PATIENCE)));
            case "flavors" -> Math.toIntExact(cloud.flavors().refresh());
            default -> throw new IllegalArgumentException(contest.operation());
        };
    }

    private void close() {
        if (mesh != null) {
            mesh.close();
        }
    }
}
