package org.cloudmesh.store.mongo;

import com.mongodb.client.model.Filters;
import org.bson.BSONException;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.conversions.Bson;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.jspecify.annotations.Nullable;

/** How a document lies in MongoDB: the fields of its JSON for people, and {@code _cm} for us. */
final class Layout {

    static final String OURS = "_cm";
    static final String KEY = "key";
    static final String CLOUD = "cloud";
    static final String NAME = "name";
    static final String STATE = "state";
    static final String VERSION = "version";
    static final String JSON = "json";

    /** There are no fields beside it, whatever the JSON has. */
    static final String BARE = "bare";

    /** The original kept its documents in collections of the same names. */
    static final Bson IS_OURS = Filters.exists(path(VERSION));

    /** MongoDB takes 16 MiB; what is in {@code _cm} beside the JSON needs some of it. */
    private static final int LARGEST = 16 * 1024 * 1024 - 64 * 1024;

    /** An array of digits is seven times as large as BSON. */
    private static final int SURELY_SMALL = 1_000_000;

    private Layout() {}

    /**
     * A document of that id and version.
     *
     * @throws StoreException if it is too large
     */
    static BsonDocument write(String id, Document document, long version) {
        var cm = bookkeeping(id, document, version);
        var bson = new BsonDocument("_id", new BsonString(id));
        int room = room(document, bson.clone().append(OURS, cm));
        var fields = Rendering.of(document.json()).filter(each -> room == LARGEST || sizeOf(each) <= room);
        fields.ifPresentOrElse(each -> bson.putAll(withoutKey(each, id)), () -> cm.put(BARE, BsonBoolean.TRUE));
        return bson.append(OURS, cm);
    }

    // The original's documents have the key in them, as their _id.
    private static BsonDocument withoutKey(BsonDocument fields, String id) {
        if (new BsonString(id).equals(fields.get(Rendering.OWN_ID))) {
            fields.remove(Rendering.OWN_ID);
        }
        return fields;
    }

    private static BsonDocument bookkeeping(String id, Document document, long version) {
        var cm = new BsonDocument();
        put(cm, KEY, document.key().equals(id) ? null : document.key());
        put(cm, CLOUD, document.cloud());
        put(cm, NAME, document.name());
        put(cm, STATE, document.state());
        return cm.append(VERSION, new BsonInt64(version)).append(JSON, new BsonString(document.json()));
    }

    private static void put(BsonDocument cm, String field, @Nullable String value) {
        if (value != null) {
            cm.put(field, new BsonString(value));
        }
    }

    /** How large the fields may be beside ours; {@link #LARGEST} if they are surely small. */
    private static int room(Document document, BsonDocument ours) {
        if (document.json().length() + document.key().length() < SURELY_SMALL) {
            return LARGEST;
        }
        int size = sizeOf(ours);
        if (size > LARGEST) {
            throw new StoreException(
                    "the %s \"%s\" is of %d MB, and MongoDB takes 16 MB at most; keep less in it, such as less of a job's output"
                            .formatted(document.kind(), document.key(), size / 1_000_000));
        }
        return LARGEST - size;
    }

    private static int sizeOf(BsonDocument fields) {
        return new RawBsonDocument(fields, new BsonDocumentCodec())
                .getByteBuffer()
                .remaining();
    }

    /** Reads what {@code _cm} says. */
    static Document read(String kind, BsonDocument bson) {
        try {
            return document(kind, bson);
        } catch (BSONException e) {
            throw new StoreException(
                    "the %s \"%s\" in MongoDB was changed by another program, and cannot be read (%s); mend or remove it there"
                            .formatted(kind, id(bson), e.getMessage()),
                    e);
        }
    }

    private static Document document(String kind, BsonDocument bson) {
        var cm = bson.getDocument(OURS);
        var key = text(cm, KEY);
        return new Document(
                kind,
                key == null ? id(bson) : key,
                text(cm, CLOUD),
                text(cm, NAME),
                text(cm, STATE),
                cm.getString(JSON).getValue(),
                version(bson));
    }

    static boolean isOurs(BsonDocument bson) {
        return bson.containsKey(OURS);
    }

    static String id(BsonDocument bson) {
        return bson.getString("_id").getValue();
    }

    static @Nullable String cloud(BsonDocument bson) {
        return text(bson.getDocument(OURS), CLOUD);
    }

    static long version(BsonDocument bson) {
        return bson.getDocument(OURS).getNumber(VERSION).longValue();
    }

    private static @Nullable String text(BsonDocument cm, String field) {
        var value = cm.get(field);
        return value == null ? null : value.asString().getValue();
    }

    /** The path of one of our fields. */
    static String path(String field) {
        return OURS + "." + field;
    }
}
