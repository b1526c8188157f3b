import org.cloudmesh.Job;
import org.cloudmesh.Mesh;
import org.cloudmesh.Result;
import org.cloudmesh.Script;

/** The second program: knows of the first one's machines by the store, and runs a script on them. */
final class Measures {

    public static void main(String[] arguments) {
        try (Mesh mesh = Mesh.open()) {
            Job job = mesh.jobs().run(Script.of("echo measured"), mesh.nodes().select("web[1-3]"));
            for (Result result : job.await()) {
                System.out.println(result.node().name() + " " + result.text());
            }
        }
    }
}
