package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.Node;
import org.cloudmesh.Script;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wall between users: with a user of the database for each user of the mesh, who activates another one is refused by the
 * database. {@code CLOUDMESH_IT_MONGO_WALL} names a file of lines, a name and a URI each, for admin, ann and bob, whose rights are
 * those of the guide's page on MongoDB.
 */
@Tag("clouds")
class WallCloudsTest {

    private static final String SERVER = "CLOUDMESH_IT_MONGO_WALL";
    private static final List<String> EVERYBODYS = List.of("claim", "owner", "cm_users");

    private static final Map<String, String> URIS = new HashMap<>();

    @TempDir
    private Path directory;

    private final SimCloud cloud = new SimCloud();
    private final SimShell shell = new SimShell().answer((host, task) -> new SimShell.Answer("done\n", "", 0));

    @BeforeEach
    void readTheUris() throws IOException {
        var file = System.getenv(SERVER);
        assumeTrue(file != null, SERVER + " names no file of users and their URIs");
        for (var line : Files.readAllLines(Path.of(file))) {
            URIS.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        makeWhatIsEverybodys();
    }

    /** As the guide has it: by the administrator, who then opens the mesh once. */
    private void makeWhatIsEverybodys() {
        try (var store = store("admin")) {
            var database = store.unwrap(MongoDatabase.class);
            var there = database.listCollectionNames().into(new ArrayList<>());
            EVERYBODYS.stream().filter(name -> !there.contains(name)).forEach(database::createCollection);
        }
        try (var mesh = open("admin", o -> {})) {
            mesh.nodes().boot(1, o -> o.name("web"));
        }
    }

    private static Store store(String user) {
        return MongoStore.at(URIS.getOrDefault(user, ""));
    }

    private Mesh open(String user, Consumer<MeshOptions> more) {
        return Mesh.open(o -> {
            o.cloud(cloud).shell(shell).store(store(user)).user(user).directory(directory.resolve(user));
            more.accept(o);
        });
    }

    @Test
    void keepsUsersFromEachOthersMachinesAndNamesUnique() {
        try (var ann = open("ann", o -> {});
                var bob = open("bob", o -> {})) {
            var anns = ann.nodes().boot(1, o -> o.name("web"));
            var bobs = bob.nodes().boot(1, o -> o.name("web"));
            bob.jobs().run(Script.of("true"), bobs).await();

            assertThat(cloud.names()).doesNotHaveDuplicates();
            assertThat(ann.nodes().list())
                    .extracting(Node::id)
                    .contains(anns.get(0).id());
            assertThat(bob.nodes().list())
                    .extracting(Node::id)
                    .contains(bobs.get(0).id());
            var before = cloud.calls();

            ann.activate("bob");

            for (Runnable call : List.<Runnable>of(
                    () -> ann.nodes().list(),
                    () -> ann.jobs().list(),
                    () -> ann.nodes().boot(1),
                    () -> ann.nodes().destroy(bobs.get(0).name()),
                    ann::recover)) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("permission denied");
            }
            assertThat(cloud.calls()).isEqualTo(before);
            ann.activate("ann");
            assertThat(ann.nodes().list())
                    .extracting(Node::id)
                    .contains(anns.get(0).id());
            ann.nodes().destroy(anns);
            bob.nodes().destroy(bobs);
        }
    }

    @Test
    void keepsUsersFromWhatTheFirstOneHas() {
        try (var store = store("ann")) {
            for (var kind : List.of("cloud", "intent", "variable")) {
                assertThatThrownBy(() -> store.find(Query.of(kind)))
                        .as(kind)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("permission denied");
            }
        }
    }
}
