package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoDatabase;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.StoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The contract against the server that {@code CLOUDMESH_IT_MONGO} names by a URI whose user may make databases: FerretDB 1.24,
 * as it is started beside the checkout, or a MongoDB. Each test has databases of its own, which are dropped.
 */
@Tag("clouds")
class MongoCloudsTest extends StoreContract {

    private static final String SERVER = "CLOUDMESH_IT_MONGO";

    /** Where FerretDB does not do what MongoDB does. */
    private static final Map<String, String> NOT_WITNESSED = Map.of(
            "givesEachNumberOnce", "its findAndModify is not atomic",
            "claimsAndCountsOnceBetweenTwoOnTheSamePlace", "its findAndModify is not atomic",
            "writesEachDocumentWholeOrNotAtAll", "its conditional replacements are not atomic",
            "losesNoIncrementDoneByCompareAndPut", "its conditional replacements are not atomic");

    private final String database = "it_" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void askWhatServerItIs(TestInfo test) {
        var name = test.getTestMethod().map(Method::getName).orElse("");
        try (var first = open()) {
            boolean isFerret = database(first)
                    .runCommand(new BsonDocument("buildInfo", new BsonInt32(1)))
                    .containsKey("ferretdbVersion");
            assumeFalse(isFerret && NOT_WITNESSED.containsKey(name), "of FerretDB: " + NOT_WITNESSED.get(name));
        }
    }

    @Override
    protected Store open() {
        return MongoStore.at(uri());
    }

    @Override
    protected Optional<Store> reopen() {
        return Optional.of(open());
    }

    private String uri() {
        var uri = System.getenv(SERVER);
        assumeTrue(
                uri != null,
                SERVER + " names no MongoDB server, such as mongodb://user:password@127.0.0.1:27117/admin");
        return OtherDatabase.of(uri, database);
    }

    @Test
    void refusesAWrongPasswordWithoutSayingIt() {
        var login = URI.create(uri()).getRawUserInfo();
        var wrong = uri().replace(login, login.replaceFirst(":.*", ":canary-of-a-secret"));

        var thrown = catchThrowable(() -> MongoStore.at(wrong));

        assertThat(thrown)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("refused the user or the password; check both")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @AfterEach
    void drop() {
        if (System.getenv(SERVER) == null) {
            return;
        }
        try (var last = open()) {
            last.namespaces().forEach(user -> database(last.namespace(user)).drop());
            database(last).drop();
        }
    }

    private static MongoDatabase database(Store store) {
        return store.unwrap(MongoDatabase.class);
    }
}
