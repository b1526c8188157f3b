package org.cloudmesh.samples.quickstart;

import java.util.List;
import org.cloudmesh.Batch;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConsoleProgress;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.Table;

/** Boots nodes on this machine, or on the default cloud of a configuration, runs a script on all of them over ssh, stops and starts two, and tears them down. */
public final class Quickstart {

    /** Tells our machines from those of the user's other programs on the same mesh. */
    private static final String LABEL = "program";

    private final Arguments arguments;
    private final ConsoleProgress progress = new ConsoleProgress(System.out);

    private Quickstart(Arguments arguments) {
        this.arguments = arguments;
    }

    /** Takes {@code --nodes N}, {@code --script FILE}, {@code --directory DIR}, {@code --config FILE} and {@code --patience SECONDS}; says so when it is given anything else. */
    public static void main(String[] args) {
        try {
            run(args);
        } catch (CloudmeshException | IllegalArgumentException e) {
            // One sentence says it; a stack trace, or Maven's own comment on one, would hide it.
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void run(String... args) {
        new Quickstart(Arguments.parse(args)).run();
    }

    private void run() {
        try (Mesh mesh = Mesh.open(o -> arguments.apply(o).onEvent(progress))) {
            tidyUp(mesh);
            showEarlierJobs(mesh);
            say("Booting %d nodes on \"%s\"", arguments.nodes(), mesh.cloud().name());
            Batch<Node> nodes = mesh.nodes().boot(arguments.nodes(), o -> o.label(LABEL, "quickstart"));
            try {
                work(mesh, nodes);
            } finally {
                say("%nDestroying %d nodes", nodes.size());
                tearDown(mesh, nodes);
            }
            say("Nodes left: %d", left(mesh.cloud().nodes().refresh()).size());
        }
    }

    /** A cloud takes a while; what was made to reach them goes with the last. */
    private void tearDown(Mesh mesh, List<Node> nodes) {
        mesh.nodes().await(mesh.nodes().destroy(nodes), NodeState.DESTROYED, arguments.patience());
    }

    private void work(Mesh mesh, Batch<Node> booted) {
        Batch<Node> nodes = mesh.nodes().awaitReady(booted, arguments.patience());
        say("%n%s%n", Table.nodes(nodes));

        // The console shows each result as it comes.
        mesh.jobs().run(arguments.script(), nodes).await();

        var some = nodes.subList(0, Math.min(2, nodes.size()));
        say("%nStopping and starting %s", some.stream().map(Node::name).toList());
        var stopped = mesh.nodes().stop(some);
        var started = mesh.nodes().start(stopped);
        mesh.nodes().awaitReady(started, arguments.patience());
        say("%n%s", Table.nodes(mesh.nodes().list()));
    }

    /** A run that was cut short left its machines, and its journal: what it had asked for is found, then destroyed. */
    private void tidyUp(Mesh mesh) {
        var recovery = mesh.recover();
        if (!recovery.entries().isEmpty()) {
            say("Recovered from a run that was cut short:%n%s%n", recovery);
        }
        var left = left(mesh.nodes().list());
        if (!left.isEmpty()) {
            say("Destroying what a run that was cut short had left:%n%s%n", Table.nodes(left));
            tearDown(mesh, left);
        }
    }

    /** Ours: a cloud of a configuration may have others' machines too. */
    private static List<Node> left(List<Node> nodes) {
        return nodes.stream()
                .filter(node -> "quickstart".equals(node.labels().get(LABEL)))
                .toList();
    }

    private void showEarlierJobs(Mesh mesh) {
        var jobs = mesh.jobs().list(5);
        if (!jobs.isEmpty()) {
            say("Jobs of earlier runs, from the store:%n%s%n", Table.jobs(jobs));
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
