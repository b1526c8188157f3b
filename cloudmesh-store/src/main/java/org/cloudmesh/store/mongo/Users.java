package org.cloudmesh.store.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Who has a part of the store, and in which database: each has one of his own, so that MongoDB's roles can guard it. */
final class Users {

    private static final String COLLECTION = "cm_users";

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-]+");
    private static final Pattern LIKE_A_HASH = Pattern.compile(".*-[0-9a-f]{12}");
    private static final int LONGEST_DATABASE = 63;
    private static final int HASH_LENGTH = 12;

    private final Server server;
    private final String main;
    private final MongoCollection<BsonDocument> collection;

    Users(Server server, MongoDatabase main) {
        this.server = server;
        this.main = main.getName();
        this.collection = main.getCollection(COLLECTION, BsonDocument.class);
    }

    /** Registers the user, and returns the name of his database. */
    String database(String user) {
        var database = database(main, user);
        server.ask(() -> {
            if (collection.find(eq("_id", user)).first() == null) {
                var entry = new BsonDocument("_id", new BsonString(user)).append("database", new BsonString(database));
                Duplicates.none(() -> collection.insertOne(entry));
            }
            return user;
        });
        return database;
    }

    List<String> all() {
        return server.ask(() -> {
            var all = new ArrayList<String>();
            collection.find().forEach(each -> all.add(Layout.id(each)));
            all.sort(null);
            return all;
        });
    }

    /** The name, if it is one in lower case that is short enough; else what can be read of it, and a hash. */
    static String database(String main, String user) {
        var plain = main + "_" + user;
        if (PLAIN.matcher(user).matches()
                && plain.length() <= LONGEST_DATABASE
                && !LIKE_A_HASH.matcher(user).matches()) {
            return plain;
        }
        var readable = main + "_" + user.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
        int most = LONGEST_DATABASE - HASH_LENGTH - 1;
        return readable.substring(0, Math.min(readable.length(), most)) + "-" + hash(user);
    }

    private static String hash(String user) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_LENGTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
