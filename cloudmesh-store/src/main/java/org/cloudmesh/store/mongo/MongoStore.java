package org.cloudmesh.store.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Stores;
import org.jspecify.annotations.Nullable;

/**
 * A store in MongoDB, shared by programs on several machines. How it lies there is told in the package's description.
 *
 * <p>A list is {@linkplain #replace replaced} in one step for all readers. A put, claim or comparison of one key in such a
 * kind is atomic as long as its cloud stays the same; a document that moves to another cloud may be counted in both for a
 * moment. What was put into a list while another one took its place went with it.
 */
public final class MongoStore implements Store {

    private final Server server;
    private final Space space;
    private final @Nullable Users users;
    private final Map<String, Store> parts = new ConcurrentHashMap<>();

    private MongoStore(Server server, Space space, @Nullable Users users) {
        this.server = server;
        this.space = space;
        this.users = users;
    }

    /**
     * Opens the store at that URI, such as {@code mongodb://127.0.0.1/cloudmesh}.
     *
     * @throws StoreException as {@link #open}
     */
    public static Store at(String uri) {
        return open(options -> options.uri(uri));
    }

    /**
     * Opens the store the options tell of, after a sign of life from its server.
     *
     * @throws StoreException if the options cannot be read, if the server cannot be reached or refuses the user, if it is
     *     on another machine and no user is named to it, or if MongoDB's driver is missing
     */
    public static Store open(Consumer<MongoOptions> options) {
        Driver.check();
        var chosen = new MongoOptions();
        options.accept(chosen);
        var connection = Connection.of(chosen);
        var server = new Server(connection.place(), connection.settings());
        var main = new Space(server, connection.place().database());
        return new MongoStore(server, main, new Users(server, main.database()));
    }

    @Override
    public Optional<Document> get(String kind, String key) {
        return space.shelf(kind).flatMap(shelf -> shelf.get(key));
    }

    @Override
    public List<Document> getAll(String kind, Collection<String> keys) {
        return space.shelf(kind).map(shelf -> shelf.getAll(keys)).orElse(List.of());
    }

    /** As {@link Store#put}; whatever the durability, a majority of the servers has it in its journal. */
    @Override
    public void put(Collection<Document> documents, Durability durability) {
        writeEach(documents, Writer::put);
    }

    @Override
    public Set<String> putIfAbsent(Collection<Document> documents) {
        var taken = new LinkedHashSet<String>();
        writeEach(documents, (writer, some) -> taken.addAll(writer.putIfAbsent(some)));
        return taken;
    }

    @Override
    public boolean compareAndPut(Document document, long version) {
        return new Writer(shelf(document.kind())).compareAndPut(document, version);
    }

    @Override
    public void delete(String kind, Collection<String> keys) {
        space.shelf(kind).ifPresent(shelf -> shelf.delete(keys));
    }

    @Override
    public long replace(String kind, String cloud, Iterator<Document> documents) {
        return new Replacement(shelf(kind), kind, cloud).with(documents);
    }

    @Override
    public long generation(String kind, String cloud) {
        return space.shelf(kind).map(shelf -> shelf.generations().number(cloud)).orElse(0L);
    }

    @Override
    public void load(Collection<Document> documents) {
        writeEach(documents, Writer::load);
    }

    /** By kind, in order: what follows another kind is written when that is. */
    private void writeEach(Collection<Document> documents, BiConsumer<Writer, List<Document>> write) {
        server.checkOpen();
        var run = new ArrayList<Document>();
        for (var each : documents) {
            if (!run.isEmpty() && !run.get(0).kind().equals(each.kind())) {
                write.accept(new Writer(shelf(run.get(0).kind())), run);
                run = new ArrayList<>();
            }
            run.add(each);
        }
        if (!run.isEmpty()) {
            write.accept(new Writer(shelf(run.get(0).kind())), run);
        }
    }

    private Shelf shelf(String kind) {
        return space.shelf(kind).orElseThrow(() -> new IllegalArgumentException("\"%s\" is no kind".formatted(kind)));
    }

    @Override
    public List<Document> find(Query query) {
        return space.shelf(query.kind()).map(shelf -> shelf.find(query)).orElse(List.of());
    }

    @Override
    public long count(Query query) {
        return space.shelf(query.kind()).map(shelf -> shelf.count(query)).orElse(0L);
    }

    @Override
    public long addToCounter(String counter, long delta) {
        return space.counters().add(counter, delta);
    }

    @Override
    public long counter(String counter) {
        return space.counters().get(counter);
    }

    @Override
    public void setCounter(String counter, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "the counter \"%s\" cannot be %d: it is at least 0".formatted(counter, value));
        }
        space.counters().set(counter, value);
    }

    @Override
    public List<String> kinds() {
        return space.kinds();
    }

    @Override
    public Map<String, Long> counters() {
        return space.counters().all();
    }

    @Override
    public Store namespace(String user) {
        if (users == null) {
            throw new IllegalArgumentException(
                    "the part of one user has no part for \"%s\"; ask the whole store for it".formatted(user));
        }
        var name = Stores.checkedUser(user);
        server.checkOpen();
        return parts.computeIfAbsent(
                name, each -> new MongoStore(server, new Space(server, users.database(each)), null));
    }

    @Override
    public List<String> namespaces() {
        server.checkOpen();
        return users == null ? List.of() : users.all();
    }

    @Override
    public Instant now() {
        return server.now();
    }

    /** Runs a command on this store's database, or this user's; the answer is relaxed extended JSON. */
    @Override
    public String command(String json) {
        return space.command(json);
    }

    /** The driver's {@link MongoDatabase}, that of this user if this is his part, or {@link MongoClient}. */
    @Override
    public <T> T unwrap(Class<T> type) {
        if (type == MongoDatabase.class) {
            return type.cast(space.database());
        }
        return type == MongoClient.class ? type.cast(server.client()) : Store.super.unwrap(type);
    }

    @Override
    public boolean isLasting() {
        server.checkOpen();
        return true;
    }

    @Override
    public void close() {
        if (users != null) {
            server.close();
        }
    }

    /** Its database and servers; neither user nor password. */
    @Override
    public String toString() {
        return space.toString();
    }
}
