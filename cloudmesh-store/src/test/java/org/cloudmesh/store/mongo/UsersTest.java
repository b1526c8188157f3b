package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmesh.spi.Store;
import org.junit.jupiter.api.Test;

/** Which database a user gets. */
class UsersTest {

    @Test
    void haveADatabaseCalledAfterThem() {
        assertThat(Users.database("cloudmesh", "ann")).isEqualTo("cloudmesh_ann");
        assertThat(Users.database("lab", "bob-2_x")).isEqualTo("lab_bob-2_x");
    }

    @Test
    void haveDatabasesThatDifferWhateverTheirNames() {
        var hashed = Users.database("cloudmesh", "Ann");
        var users = List.of(
                "ann", "Ann", "ANN", "a.nn", "a nn", "änn", "😀", "x".repeat(64), "x".repeat(63), hashed.substring(10));

        var databases =
                users.stream().map(user -> Users.database("cloudmesh", user)).toList();

        assertThat(hashed).matches("cloudmesh_ann-[0-9a-f]{12}");
        assertThat(databases).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9_-]{1,63}"));
        assertThat(Users.database("d".repeat(38), "x".repeat(64))).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void areRegisteredOnceBySeveralPrograms() {
        try (var mongo = new LocalMongo();
                var one = mongo.openNew();
                var other = mongo.open()) {

            var parts =
                    Stream.of(one, other).map(store -> store.namespace("ann")).toList();

            assertThat(other.namespaces()).containsExactly("ann");
            assertThat(parts)
                    .extracting(part -> part.unwrap(MongoDatabase.class).getName())
                    .containsOnly("test1_ann");
            assertThat(parts)
                    .extracting(Store::toString)
                    .containsOnly("MongoDB test1_ann on 127.0.0.1:" + mongo.port());
        }
    }
}
