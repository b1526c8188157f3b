package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerId;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.Test;

/** What is said of a server that is not there, or no more. */
class UnreachableTest {

    private static final Duration SANE = Duration.ofSeconds(60);

    @Test
    void saysThatTheConnectionWasRefused() throws Exception {
        int port = freePort();

        var begun = System.nanoTime();
        var e = catchThrowableOfType(StoreException.class, () -> MongoStore.at("mongodb://127.0.0.1:" + port));

        assertThat(e)
                .hasMessage("the store MongoDB cloudmesh on 127.0.0.1:%d cannot be reached: the connection was refused"
                                .formatted(port)
                        + " (Connection refused); start the server, or correct host and port");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SANE);
    }

    @Test
    void saysThatNothingAnswers() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {

            var begun = System.nanoTime();
            var e = catchThrowableOfType(
                    StoreException.class, () -> MongoStore.at("mongodb://127.0.0.1:" + silent.getLocalPort()));

            assertThat(e)
                    .hasMessageStartingWith(
                            "the store MongoDB cloudmesh on 127.0.0.1:%d cannot be reached: nothing answers;"
                                    .formatted(silent.getLocalPort()));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SANE);
        }
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        var faults = new Faults(new Place(List.of("db.example.invalid:27017"), "cloudmesh"));
        var nobody = new ClusterDescription(ClusterConnectionMode.SINGLE, ClusterType.UNKNOWN, List.of());

        var said = faults.of(
                new MongoSocketOpenException(
                        "opening",
                        new ServerAddress("db.example.invalid"),
                        new UnknownHostException("db.example.invalid")),
                nobody);

        assertThat(said)
                .hasMessage(
                        "the store MongoDB cloudmesh on db.example.invalid:27017 cannot be reached: there is no such host; correct it");
    }

    @Test
    void tellsOfTheCallThatBrokeTheConnections() {
        var faults = new Faults(new Place(List.of("127.0.0.1:27018"), "cloudmesh"));
        var server = new ServerAddress("127.0.0.1", 27018);
        var one = new ClusterDescription(ClusterConnectionMode.SINGLE, ClusterType.UNKNOWN, List.of());

        var said = faults.of(
                new MongoConnectionPoolClearedException(
                        new ServerId(new ClusterId(), server),
                        new MongoSocketReadException("Prematurely reached end of stream", server)),
                one);

        assertThat(said)
                .hasMessage(
                        "the store MongoDB cloudmesh on 127.0.0.1:27018 hung up on another call (Prematurely reached end of stream); what was asked may be done or not");
    }

    @Test
    void worksAgainWhenTheServerIsBack() throws Exception {
        int port = freePort();
        var first = serverAt(port);
        try (var store = MongoStore.at("mongodb://127.0.0.1:" + port)) {
            put(store);
            first.shutdownNow();

            assertThatThrownBy(() -> put(store))
                    .isInstanceOf(StoreException.class)
                    .hasMessageMatching("the store MongoDB cloudmesh on 127.0.0.1:\\d+ (hung up|cannot be reached).*");
            assertThatThrownBy(() -> put(store))
                    .isInstanceOf(StoreException.class)
                    .hasMessageMatching(".* cannot be reached: the connection was refused.*");

            var second = serverAt(port);
            put(store);
            assertThat(store.get("node", "a")).isPresent();
            store.close();
            second.shutdownNow();
        }
    }

    private static void put(Store store) {
        store.put(List.of(Document.of("node", "a", "{}")), Durability.NORMAL);
    }

    private static MongoServer serverAt(int port) {
        var server = new MongoServer(new MemoryBackend());
        server.bind("127.0.0.1", port);
        return server;
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
