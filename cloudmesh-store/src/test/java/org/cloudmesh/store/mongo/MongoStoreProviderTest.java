package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudmesh.ConfigException;
import org.cloudmesh.Mesh;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration says of the server. */
class MongoStoreProviderTest {

    private static final String SECRET = "canary-of-a-secret";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void opensWhatTheOriginalsFileTellsOf() {
        try (var mongo = new LocalMongo()) {
            try (var store = open("""
                    MONGO_HOST: '127.0.0.1'
                    MONGO_PORT: '%d'
                    MONGO_DBNAME: 'lab'
                    MONGO_PASSWORD: TBD
                    """.formatted(mongo.port()))) {
                store.put(List.of(Document.of("node", "a", "{}")), Durability.NORMAL);

                assertThat(store).hasToString("MongoDB lab on 127.0.0.1:" + mongo.port());
            }
        }
    }

    @Test
    void putsAUriBeforeTheRest() {
        try (var mongo = new LocalMongo();
                var store = open("""
                        MONGO_HOST: db.example.org
                        MONGO_DBNAME: cloudmesh
                        MONGO_URI: mongodb://127.0.0.1:%d/lab
                        """.formatted(mongo.port()))) {
            assertThat(store).hasToString("MongoDB lab on 127.0.0.1:" + mongo.port());
        }
    }

    @Test
    void namesTheKeyThatCannotBeRead() {
        assertRefused("MONGO_PORT: 270170", "cloudmesh.data.mongo.MONGO_PORT: ", "65535");
        assertRefused("MONGO_PORT: canary-of-a-secret", "cloudmesh.data.mongo.MONGO_PORT: ", "number");
        assertRefused("MONGO_DBNAME: a.b", "cloudmesh.data.mongo.MONGO_DBNAME: ", "letters");
        assertRefused("MONGO_TLS: perhaps", "cloudmesh.data.mongo.MONGO_TLS: ", "");
        assertRefused(
                "MONGO_USERNAME: admin\nMONGO_PASSWORD: TBD",
                "cloudmesh.data.mongo.MONGO_PASSWORD: ",
                "it is not set, and MONGO_USERNAME is; set both, or neither");
        assertRefused(
                "MONGO_USERNAME: TBD\nMONGO_PASSWORD: canary-of-a-secret",
                "cloudmesh.data.mongo.MONGO_USERNAME: ",
                "it is not set, and MONGO_PASSWORD is; set both, or neither");
        assertRefused("MONGO_HOST: ' '", "cloudmesh.data.mongo.MONGO_HOST: ", "a name or an address");
    }

    private void assertRefused(String lines, String key, String sentence) {
        assertThatThrownBy(() -> open(lines))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void refusesAServerElsewhereToWhichNobodyIsNamed() {
        assertThatThrownBy(() -> open("MONGO_HOST: db.example.org"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("MONGO_USERNAME and MONGO_PASSWORD")
                .hasMessageContaining("MONGO_UNAUTHENTICATED: true");
    }

    @Test
    void readsEveryOption() {
        var options = new MongoOptions();

        try (var mesh = mesh("""
                MONGO_HOST: db.example.org
                MONGO_PORT: 27018
                MONGO_USERNAME: admin
                MONGO_PASSWORD: canary-of-a-secret
                MONGO_CA: /etc/ca.pem
                MONGO_UNAUTHENTICATED: yes
                """)) {
            MongoStoreProvider.read(mesh.config().at("data.mongo"), options);
        }

        assertThat(options).hasToString("MongoDB cloudmesh on db.example.org:27018");
        assertThat(options.user()).isEqualTo("admin");
        assertThat(options.password())
                .isNotNull()
                .extracting(password -> new String(password.get()))
                .isEqualTo(SECRET);
        assertThat(options.tls()).isTrue();
        assertThat(options.authority()).isEqualTo(Path.of("/etc/ca.pem"));
        assertThat(options.isUnauthenticated()).isTrue();
    }

    private Store open(String lines) {
        try (var mesh = mesh(lines)) {
            return new MongoStoreProvider().open(directory, mesh.config());
        }
    }

    private Mesh mesh(String lines) {
        try {
            var file = Files.writeString(
                    directory.resolve("cloudmesh.yaml"),
                    "cloudmesh:\n  data:\n    mongo:\n" + lines.stripTrailing().indent(6));
            return Mesh.open(o -> o.config(file).directory(directory).store(Store.inMemory()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
