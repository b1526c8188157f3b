package org.cloudmesh.store.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.cloudmesh.spi.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a kind count: those of the last list of each cloud, and for a cloud that never had a list, those in no
 * generation. Immutable.
 *
 * @param number goes up by one with each list
 * @param lists the last one of each cloud
 */
record Generations(long number, Map<String, Last> lists) {

    /** There never was a list. */
    static final Generations NONE = new Generations(0, Map.of());

    /** The last list of a cloud: the generation of its documents, and the number it got. */
    record Last(String generation, long number) {}

    /** Reads the document on them; null if there is none. */
    static Generations read(@Nullable BsonDocument meta) {
        if (meta == null) {
            return NONE;
        }
        var cm = meta.getDocument(Layout.OURS);
        var lists = new TreeMap<String, Last>();
        for (var each : cm.getArray("lists")) {
            var list = each.asDocument();
            lists.put(
                    list.getString("cloud").getValue(),
                    new Last(
                            list.getString("generation").getValue(),
                            list.getInt64("number").getValue()));
        }
        return new Generations(cm.getInt64("number").getValue(), lists);
    }

    /** The document on them. */
    BsonDocument write() {
        var all = new BsonArray();
        lists.forEach((cloud, last) -> all.add(new BsonDocument("cloud", new BsonString(cloud))
                .append("generation", new BsonString(last.generation()))
                .append("number", new BsonInt64(last.number()))));
        return new BsonDocument("_id", new BsonString(Ids.META))
                .append(Layout.OURS, new BsonDocument("number", new BsonInt64(number)).append("lists", all));
    }

    /** The next ones, in which that generation is the list of that cloud. */
    Generations with(String cloud, String generation) {
        var next = new TreeMap<>(lists);
        next.put(cloud, new Last(generation, number + 1));
        return new Generations(number + 1, next);
    }

    boolean isNone() {
        return lists.isEmpty();
    }

    /** The generation of a cloud's list; null if it never had one. */
    @Nullable
    String of(@Nullable String cloud) {
        var last = cloud == null ? null : lists.get(cloud);
        return last == null ? null : last.generation();
    }

    /** The number of a cloud's list; 0 if it never had one. */
    long number(String cloud) {
        var last = lists.get(cloud);
        return last == null ? 0 : last.number();
    }

    /** Whether a document of that id and cloud counts. */
    boolean count(String id, @Nullable String cloud) {
        return Objects.equals(Ids.generation(id), of(cloud));
    }

    /** Where that document is to lie. */
    String id(Document document) {
        return Ids.of(of(document.cloud()), document.key());
    }

    /** Where a document of that key may lie. */
    List<String> ids(String key) {
        var ids = new ArrayList<String>();
        ids.add(Ids.of(key));
        lists.values().forEach(last -> ids.add(Ids.of(last.generation(), key)));
        return ids;
    }

    /** Where documents of those keys may lie. */
    List<String> ids(Collection<String> keys) {
        return new TreeSet<>(keys).stream().flatMap(key -> ids(key).stream()).toList();
    }
}
