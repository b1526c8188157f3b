import java.time.Duration;
import org.cloudmesh.ConsoleProgress;
import org.cloudmesh.Mesh;

/** The first program: boots three machines, keeps them until another program says that it is done, and takes them down. */
final class Boots {

    public static void main(String[] arguments) throws InterruptedException {
        try (Mesh mesh = Mesh.open(o -> o.onEvent(new ConsoleProgress(System.out)))) {
            mesh.nodes().awaitReady(mesh.nodes().boot(3, o -> o.name("web[1-3]")), Duration.ofMinutes(2));
            System.out.println("web1, web2 and web3 are ready");
            while (mesh.counters().get("done") == 0) {
                Thread.sleep(200);
            }
            mesh.nodes().destroy("web[1-3]");
        }
    }
}
