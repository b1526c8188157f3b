package org.cloudmesh.store.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.cloudmesh.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anybody is asked, and what is not shown. */
class RefusedTest {

    private static final String SECRET = "canary-of-a-secret";

    @Test
    void refusesAServerElsewhereToWhichNobodyIsNamed() {
        for (var options : List.<Consumer<MongoOptions>>of(
                o -> o.host("db.example.org"),
                o -> o.host("10.1.2.3").tls(true),
                o -> o.uri("mongodb://db.example.org/lab"),
                o -> o.uri("mongodb+srv://db.example.org/lab"),
                o -> o.uri("mongodb://127.0.0.1,db.example.org/lab"))) {
            assertThatThrownBy(() -> MongoStore.open(options))
                    .isInstanceOf(StoreException.class)
                    .hasMessageMatching(
                            "the store MongoDB (cloudmesh|lab) on \\S+ is not on this machine, and no user is"
                                    + " named to it; name one .*MONGO_USERNAME.*unauthenticated.*");
        }
    }

    @Test
    void asksAServerElsewhereWithoutAUserIfThatIsMeant() {
        assertThatCode(() -> Connection.of(options(o -> o.host("db.example.org").unauthenticated())))
                .doesNotThrowAnyException();
    }

    @Test
    void readsAndWritesSafelyWhateverTheUriPrefers() {
        var uri = "mongodb://127.0.0.1/lab?readPreference=secondaryPreferred&w=1&journal=false";

        var settings = Connection.of(options(o -> o.uri(uri))).settings();

        assertThat(settings.getReadPreference()).isEqualTo(ReadPreference.primary());
        assertThat(settings.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
    }

    @Test
    void takesThisMachineForSafe() {
        for (var host : List.of("127.0.0.1", "localhost", "127.8.0.1", "::1")) {
            assertThat(Connection.of(options(o -> o.host(host))).place().isHere())
                    .as(host)
                    .isTrue();
        }
        for (var host : List.of("127.0.0.1.example.org", "localhost.example.org", "0.0.0.0", "::2")) {
            assertThat(Connection.of(options(o -> o.host(host).unauthenticated()))
                            .place()
                            .isHere())
                    .as(host)
                    .isFalse();
        }
    }

    @Test
    void warnsOfAServerElsewhereThatIsAskedWithoutTls() {
        var words = captured(() -> Connection.of(options(o -> named(o.host("db.example.org")))));

        assertThat(words)
                .contains("MongoDB cloudmesh on db.example.org:27017 is asked without TLS")
                .doesNotContain("ann");
        assertThat(captured(() -> Connection.of(
                        options(o -> named(o.host("db.example.org").tls(true))))))
                .isEmpty();
        assertThat(captured(() -> Connection.of(options(o -> named(o))))).isEmpty();
    }

    private static void named(MongoOptions options) {
        options.user("ann").password(SECRET.toCharArray());
    }

    private static String captured(Runnable work) {
        var before = System.err;
        var words = new ByteArrayOutputStream();
        System.setErr(new PrintStream(words, true, UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return words.toString(UTF_8);
    }

    @Test
    void quotesNoUriThatItCannotRead() {
        for (var uri : List.of(
                "mongodb://bobby:" + SECRET + "@host:port/lab",
                "mongodb://bobby:" + SECRET + "/:@host/lab",
                "mongo://bobby:" + SECRET + "@host/lab",
                "mongodb://bobby:" + SECRET + "%zz@host/lab",
                "bobby:" + SECRET)) {
            var thrown = catchThrowable(() -> MongoStore.at(uri));

            assertThat(thrown).isInstanceOf(StoreException.class).hasMessageContaining("cannot be read");
            assertThat(everything(thrown)).doesNotContain(SECRET).doesNotContain("bobby");
        }
    }

    @Test
    void refusesAUriTheDriverWouldTakeForAnother() {
        for (var database : List.of("my.lab", "lab$", "x".repeat(39))) {
            assertThatThrownBy(() -> MongoStore.at("mongodb://127.0.0.1:1/" + database))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "the URI of MongoDB names the database \"%s\", and a store's database is called by 1 to 38 letters, digits, - or _, for those of its users are called after it",
                            database);
        }
        assertThatThrownBy(() -> MongoStore.at("mongodb://127.0.0.1:1/lab?minPoolSize=50&maxPoolSize=5"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the URI of MongoDB cannot be read");
    }

    @Test
    void refusesAHostThatIsMoreThanOne() {
        for (var host : List.of("127.0.0.1:27018", "mongodb://127.0.0.1", "127.0.0.1:")) {
            assertThatThrownBy(() -> MongoStore.open(o -> o.host(host).port(27019)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("the host \"%s\" of MongoDB is neither a name nor an address;", host)
                    .hasMessageContaining("MONGO_PORT");
        }
    }

    private static String everything(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().replaceAll("(?m)^\\s*at .*", "");
    }

    @Test
    void showsNeitherUserNorPassword() {
        var uri = "mongodb://ann:" + SECRET + "@127.0.0.1:27018/lab";
        var byUri = options(o -> o.uri(uri));
        var byName = options(RefusedTest::named);

        var shown = List.of(
                byUri,
                Connection.of(byUri),
                byName,
                Connection.of(byName),
                Connection.of(byUri).place());

        assertThat(shown)
                .extracting(Object::toString)
                .containsExactly(
                        "MongoDB by a URI",
                        "MongoDB lab on 127.0.0.1:27018",
                        "MongoDB cloudmesh on 127.0.0.1:27017",
                        "MongoDB cloudmesh on 127.0.0.1:27017",
                        "MongoDB lab on 127.0.0.1:27018");
    }

    @Test
    void refusesOptionsThatAreNone(@TempDir Path directory) throws Exception {
        var noCertificate = Files.writeString(directory.resolve("ca.pem"), "nothing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(o -> o.port(0)))
                .withMessageContaining("65535");
        assertThatIllegalArgumentException().isThrownBy(() -> options(o -> o.host(" ")));
        assertThatIllegalArgumentException().isThrownBy(() -> options(o -> o.database("a.b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MongoStore.open(o -> o.user("ann")))
                .withMessageContaining("password");
        for (var file : List.of(noCertificate, directory.resolve("none.pem"))) {
            assertThatThrownBy(() -> MongoStore.open(o -> o.authority(file)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageMatching(
                            "the authority .*pem for MongoDB cannot be read .*; name a PEM file of certificates");
        }
    }

    private static MongoOptions options(Consumer<MongoOptions> chosen) {
        var options = new MongoOptions();
        chosen.accept(options);
        return options;
    }
}
