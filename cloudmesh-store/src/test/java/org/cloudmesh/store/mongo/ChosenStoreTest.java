package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.StoreException;
import org.cloudmesh.testkit.sim.SimCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which store a mesh takes that is given none: as the caller says, else as the configuration does, else SQLite. */
class ChosenStoreTest {

    @TempDir
    private Path directory;

    private final LocalMongo mongo = new LocalMongo();
    private final SimCloud cloud = new SimCloud().billed(true);

    @BeforeEach
    void nameTheServer() throws IOException {
        configure("");
    }

    @AfterEach
    void stop() {
        mongo.close();
    }

    private void configure(String more) throws IOException {
        var file = directory.resolve("cloudmesh.yaml");
        Files.writeString(file, """
                cloudmesh:
                  data:
                    %s
                    mongo: {MONGO_PORT: %d, MONGO_DBNAME: test0}
                """.formatted(more, mongo.port()));
    }

    private Mesh open(Consumer<MeshOptions> options) {
        return Mesh.open(o -> {
            o.cloud(cloud).directory(directory);
            options.accept(o);
        });
    }

    @Test
    void isSqliteThoughTheConfigurationTellsOfAMongo() {
        try (var mesh = open(o -> {})) {
            mesh.nodes().boot(1);

            assertThat(mesh).asString().contains("SQLite in");
        }
    }

    @Test
    void isWhatTheCallerSays() {
        try (var mesh = open(o -> o.store("mongo"))) {
            mesh.nodes().boot(1);

            assertThat(mesh).asString().contains("MongoDB test0 on 127.0.0.1");
        }
        try (var store = mongo.open()) {
            assertThat(store.kinds()).contains("cloud");
        }
        assertThat(directory.resolve("cloudmesh.db")).doesNotExist();
    }

    @Test
    void isWhatTheConfigurationSaysUnlessTheCallerSaysOtherwise() throws IOException {
        configure("store: mongo");

        try (var mesh = open(o -> {});
                var other = open(o -> o.store("sqlite"))) {
            assertThat(mesh).asString().contains("MongoDB");
            assertThat(other).asString().contains("SQLite");
        }
    }

    @Test
    void isMemoryIfThatIsSaidByNameOnABilledCloudToo() {
        try (var mesh = open(o -> o.store("memory"))) {
            assertThat(mesh.nodes().boot(1)).hasSize(1);
            assertThat(mesh).asString().contains("memory");
        }
    }

    @Test
    void isRefusedInASentenceWhereThereIsNone() throws IOException {
        configure("store: mango");

        assertThatThrownBy(() -> open(o -> {}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no store of kind \"mango\"")
                .hasMessageContaining("known: memory, mongo, sqlite");
    }
}
