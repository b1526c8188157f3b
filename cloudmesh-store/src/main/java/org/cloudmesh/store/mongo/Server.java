package org.cloudmesh.store.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.function.Supplier;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.cloudmesh.StoreException;

/** The connections to the server, or servers, of one store. Thread-safe. */
final class Server implements AutoCloseable {

    /** What older servers know the first by. */
    private static final String[] GREETINGS = {"hello", "isMaster"};

    private final Place place;
    private final Faults faults;
    private final MongoClient client;
    private volatile int greeting;
    private volatile boolean closed;

    /** Connects, and asks for a sign of life. */
    Server(Place place, MongoClientSettings settings) {
        this.place = place;
        this.faults = new Faults(place);
        this.client = MongoClients.create(settings);
        try {
            ask(() -> database(place.database()).runCommand(command("ping")));
        } catch (StoreException | Error e) {
            close();
            throw e;
        }
    }

    /** Does the work, and says in a sentence what went wrong. */
    <T> T ask(Supplier<T> work) {
        checkOpen();
        try {
            return work.get();
        } catch (BSONException e) {
            throw faults.of(e);
        } catch (MongoException | IllegalStateException e) {
            if (closed) {
                throw faults.closed();
            }
            if (e instanceof MongoException fault) {
                throw faults.of(fault, client.getClusterDescription());
            }
            throw e;
        }
    }

    /** The clock of the server. */
    Instant now() {
        return ask(() -> {
            var answer = greet();
            return Instant.ofEpochMilli(answer.getDateTime("localTime").getValue());
        });
    }

    private BsonDocument greet() {
        var database = database(place.database());
        try {
            return database.runCommand(command(GREETINGS[greeting]), BsonDocument.class);
        } catch (MongoCommandException e) {
            if (greeting > 0) {
                throw e;
            }
            greeting = 1;
            return database.runCommand(command(GREETINGS[greeting]), BsonDocument.class);
        }
    }

    private static BsonDocument command(String name) {
        return new BsonDocument(name, new BsonInt32(1));
    }

    MongoDatabase database(String name) {
        return client.getDatabase(name);
    }

    MongoClient client() {
        checkOpen();
        return client;
    }

    void checkOpen() {
        if (closed) {
            throw faults.closed();
        }
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }

    Place place() {
        return place;
    }
}
