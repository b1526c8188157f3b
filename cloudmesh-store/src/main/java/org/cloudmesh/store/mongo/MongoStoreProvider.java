package org.cloudmesh.store.mongo;

import java.nio.file.Path;
import org.cloudmesh.Config;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.StoreProvider;

/**
 * Keeps what a mesh remembers in the MongoDB server that {@code data.mongo} tells of: {@code MONGO_HOST}, {@code MONGO_PORT},
 * {@code MONGO_DBNAME}, {@code MONGO_USERNAME} and {@code MONGO_PASSWORD} as the original's files have them, and
 * {@code MONGO_URI}, which goes before them, {@code MONGO_TLS}, {@code MONGO_CA} (a PEM file) and
 * {@code MONGO_UNAUTHENTICATED}.
 */
public final class MongoStoreProvider implements StoreProvider {

    private static final String SECTION = "data.mongo";

    /** For {@link java.util.ServiceLoader}. */
    public MongoStoreProvider() {}

    @Override
    public String kind() {
        return "mongo";
    }

    @Override
    public Store open(Path directory, Config config) {
        return MongoStore.open(options -> read(config.at(SECTION), options));
    }

    static void read(Config mongo, MongoOptions options) {
        mongo.find("MONGO_URI").ifPresent(options::uri);
        mongo.find("MONGO_HOST").ifPresent(host -> checked(mongo, "MONGO_HOST", () -> options.host(host)));
        if (mongo.find("MONGO_PORT").isPresent()) {
            checked(mongo, "MONGO_PORT", () -> options.port(mongo.get("MONGO_PORT", Integer.class)));
        }
        mongo.find("MONGO_DBNAME").ifPresent(name -> checked(mongo, "MONGO_DBNAME", () -> options.database(name)));
        options.tls(isOn(mongo, "MONGO_TLS"));
        if (mongo.find("MONGO_CA").isPresent()) {
            options.authority(mongo.get("MONGO_CA", Path.class));
        }
        if (isOn(mongo, "MONGO_UNAUTHENTICATED")) {
            options.unauthenticated();
        }
        login(mongo, options);
    }

    private static void login(Config mongo, MongoOptions options) {
        var user = mongo.find("MONGO_USERNAME");
        var password = mongo.find("MONGO_PASSWORD");
        if (user.isPresent() && password.isEmpty() && mongo.find("MONGO_URI").isEmpty()) {
            throw refusal(mongo, "MONGO_PASSWORD", "it is not set, and MONGO_USERNAME is; set both, or neither");
        }
        if (password.isPresent() && user.isEmpty() && mongo.find("MONGO_URI").isEmpty()) {
            throw refusal(mongo, "MONGO_USERNAME", "it is not set, and MONGO_PASSWORD is; set both, or neither");
        }
        password.ifPresent(word -> {
            user.ifPresent(options::user);
            options.password(word.toCharArray());
        });
    }

    private static boolean isOn(Config mongo, String key) {
        return mongo.find(key).isPresent() && mongo.get(key, Boolean.class);
    }

    private static void checked(Config mongo, String key, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException e) {
            throw refusal(mongo, key, String.valueOf(e.getMessage()));
        }
    }

    private static ConfigException refusal(Config mongo, String key, String sentence) {
        var path = "cloudmesh.%s.%s".formatted(SECTION, key);
        var files = mongo.files();
        return files.isEmpty()
                ? new ConfigException(path + ": " + sentence)
                : new ConfigException(files.get(0), null, path, sentence);
    }
}
