package org.cloudmesh.store.mongo;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.json.JsonParseException;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Query;

/** One database: the documents and counters of the store, or of one user's part of it. Thread-safe. */
final class Space {

    private static final Pattern KIND = Pattern.compile("[a-z]{1,32}");

    private final Server server;
    private final MongoDatabase database;
    private final Counters counters;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

    Space(Server server, String name) {
        this.server = server;
        this.database = server.database(name);
        this.counters = new Counters(server, database);
    }

    /** The documents of a kind; empty if that word can be none. */
    Optional<Shelf> shelf(String kind) {
        server.checkOpen();
        return KIND.matcher(kind).matches()
                ? Optional.of(shelves.computeIfAbsent(kind, each -> new Shelf(server, database, each)))
                : Optional.empty();
    }

    List<String> kinds() {
        var names = server.ask(() -> database.listCollectionNames().into(new ArrayList<>()));
        return names.stream()
                .filter(KIND.asMatchPredicate())
                .filter(kind -> shelf(kind)
                        .filter(shelf -> !shelf.find(Query.of(kind).limit(1)).isEmpty())
                        .isPresent())
                .sorted()
                .toList();
    }

    Counters counters() {
        server.checkOpen();
        return counters;
    }

    /** Runs a command of MongoDB's; the answer is relaxed extended JSON. */
    String command(String json) {
        var command = parsed(json);
        return server.ask(() -> database.runCommand(command, BsonDocument.class).toJson());
    }

    private static BsonDocument parsed(String json) {
        try {
            var command = BsonDocument.parse(json);
            // The driver takes the first field for the command's name.
            command.getFirstKey();
            return command;
        } catch (JsonParseException | BSONException | NoSuchElementException e) {
            // It quotes the command, which may have a password in it.
            throw new StoreException("a command for MongoDB is a JSON object such as {\"ping\": 1}, and this is none");
        }
    }

    MongoDatabase database() {
        server.checkOpen();
        return database;
    }

    /** Where it is. */
    @Override
    public String toString() {
        return new Place(server.place().hosts(), database.getName()).toString();
    }
}
