package org.cloudmesh.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.connection.ClusterSettings;
import com.mongodb.connection.SocketSettings;
import com.mongodb.connection.SslSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;
import org.cloudmesh.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a server is asked, if it may be.
 *
 * @param place where it is
 * @param settings how the driver asks it; the password is in them
 */
record Connection(Place place, MongoClientSettings settings) {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final Duration SELECTION = Duration.ofSeconds(4);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String SRV = "mongodb+srv://";

    /**
     * What the options say. Asks nobody.
     *
     * @throws StoreException if they cannot be read, or the server is elsewhere and nobody is named to it
     */
    static Connection of(MongoOptions options) {
        checkSrv(options);
        var uri = options.uri() == null ? null : parsed(options.uri());
        var settings = settings(options, uri);
        var place = new Place(hosts(settings.getClusterSettings()), database(options, uri));
        var connection = new Connection(place, settings);
        connection.check(options.isUnauthenticated());
        return connection;
    }

    private static String database(MongoOptions options, @Nullable ConnectionString uri) {
        if (uri == null || uri.getDatabase() == null) {
            return options.database();
        }
        // The driver takes what follows a dot for a collection.
        var named = uri.getCollection() == null ? uri.getDatabase() : uri.getDatabase() + "." + uri.getCollection();
        if (!MongoOptions.isDatabase(named)) {
            throw new StoreException(
                    "the URI of MongoDB names the database \"%s\", and %s".formatted(named, MongoOptions.DATABASES));
        }
        return named;
    }

    // The driver looks such a name up as soon as it reads it.
    private static void checkSrv(MongoOptions options) {
        var uri = options.uri();
        if (uri != null && uri.startsWith(SRV) && !uri.contains("@") && options.user() == null) {
            checkUser(
                    new Place(List.of(uri.substring(SRV.length()).split("[/?]", 2)[0]), options.database()),
                    options.isUnauthenticated());
        }
    }

    private static ConnectionString parsed(String uri) {
        try {
            var parsed = new ConnectionString(uri);
            // Some of what it says is first looked at here.
            MongoClientSettings.builder().applyConnectionString(parsed).build();
            return parsed;
        } catch (RuntimeException e) {
            // What the driver says quotes the URI, and the password with it.
            throw new StoreException(
                    "the URI of MongoDB cannot be read (%s); it is written mongodb://user:password@host:27017/database, with : / ? # [ ] @ in user and password as %%3A and so on"
                            .formatted(e.getClass().getSimpleName()));
        }
    }

    private static MongoClientSettings settings(MongoOptions options, @Nullable ConnectionString uri) {
        var builder = MongoClientSettings.builder()
                .applicationName("cloudmesh")
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(address(options)))
                        .serverSelectionTimeout(SELECTION.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(Connection::patience);
        if (uri != null) {
            builder.applyConnectionString(uri);
        }
        if (options.user() != null && (uri == null || uri.getCredential() == null)) {
            builder.credential(credential(options, options.user()));
        }
        if (options.tls()) {
            builder.applyToSslSettings(ssl -> tls(ssl, options));
        }
        // A server that is killed loses nothing of what it said was written.
        // And one that lags behind does not tell which names are taken, whatever the URI prefers.
        return builder.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readPreference(ReadPreference.primary())
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .build();
    }

    private static ServerAddress address(MongoOptions options) {
        try {
            return new ServerAddress(options.host(), options.port());
        } catch (IllegalArgumentException | MongoException e) {
            throw new StoreException(
                    "the host \"%s\" of MongoDB is neither a name nor an address; give it alone, and the port beside it (o -> o.host(…).port(…), or MONGO_HOST and MONGO_PORT), or all in a URI"
                            .formatted(options.host()));
        }
    }

    private static void patience(SocketSettings.Builder socket) {
        socket.connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void tls(SslSettings.Builder ssl, MongoOptions options) {
        ssl.enabled(true);
        if (options.authority() != null) {
            ssl.context(Authority.context(options.authority()));
        }
    }

    private static MongoCredential credential(MongoOptions options, String user) {
        var password = options.password();
        if (password == null) {
            throw new IllegalArgumentException("a user of MongoDB has a password; say o -> o.user(…).password(…)");
        }
        return MongoCredential.createCredential(user, "admin", password.get());
    }

    private static List<String> hosts(ClusterSettings cluster) {
        return cluster.getSrvHost() == null
                ? cluster.getHosts().stream().map(ServerAddress::toString).toList()
                : List.of(cluster.getSrvHost());
    }

    private void check(boolean unauthenticated) {
        if (place.isHere()) {
            return;
        }
        if (settings.getCredential() == null) {
            checkUser(place, unauthenticated);
        }
        if (!settings.getSslSettings().isEnabled()) {
            LOG.warn(
                    "{} is asked without TLS: what is read and written can be seen on the way; say o -> o.tls(true), or MONGO_TLS: true",
                    place);
        }
    }

    private static void checkUser(Place place, boolean unauthenticated) {
        if (!unauthenticated) {
            throw new StoreException(
                    "the store %s is not on this machine, and no user is named to it; name one (o -> o.user(…).password(…), or MONGO_USERNAME and MONGO_PASSWORD), or, if everybody there may read and change it, say so (o -> o.unauthenticated(), or MONGO_UNAUTHENTICATED: true)"
                            .formatted(place));
        }
    }

    /** Where, and no more. */
    @Override
    public String toString() {
        return place.toString();
    }
}
