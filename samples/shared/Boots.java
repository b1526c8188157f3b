import java.time.Duration;
import java.util.stream.Collectors;
import org.cloudmesh.Batch;
import org.cloudmesh.ConsoleProgress;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;

/** The first program: boots three machines, keeps them until another program says that it is done, and takes them down. */
final class Boots {

    public static void main(String[] arguments) throws InterruptedException {
        try (Mesh mesh = Mesh.open(o -> o.onEvent(new ConsoleProgress(System.out)))) {
            mesh.counters().set("done", 0);
            Batch<Node> nodes = mesh.nodes().boot(3, o -> o.name("web[1-3]"));
            nodes = mesh.nodes().awaitReady(nodes, Duration.ofMinutes(2));
            System.out.println(nodes.stream().map(Node::name).collect(Collectors.joining(", ")) + " are ready");
            while (mesh.counters().get("done") == 0) {
                Thread.sleep(200);
            }
            mesh.nodes().destroy(nodes);
        }
    }
}
