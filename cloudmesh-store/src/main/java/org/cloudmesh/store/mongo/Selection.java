package org.cloudmesh.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;

/**
 * The conditions a query becomes, in one generation.
 *
 * @param query what is asked for
 * @param generation null for what is in none
 * @param elsewhere the clouds whose documents count in generations only
 */
record Selection(Query query, @Nullable String generation, Collection<String> elsewhere) {

    /** All selections the query takes, one a generation. */
    static List<Selection> of(Query query, Generations generations) {
        if (query.cloud() != null) {
            return List.of(new Selection(query, generations.of(query.cloud()), List.of()));
        }
        var clouds = generations.lists().keySet();
        return Stream.concat(
                        Stream.of(new Selection(query, null, clouds)),
                        clouds.stream().map(cloud -> new Selection(query, generations.of(cloud), List.of())))
                .toList();
    }

    Bson filter() {
        var conditions = range();
        equal(conditions, Layout.CLOUD, query.cloud());
        equal(conditions, Layout.NAME, query.name());
        equal(conditions, Layout.STATE, query.state());
        if (query.named() && query.name() == null) {
            conditions.add(gte(Layout.path(Layout.NAME), ""));
        }
        if (!elsewhere.isEmpty()) {
            conditions.add(nin(Layout.path(Layout.CLOUD), elsewhere));
        }
        fields(conditions);
        conditions.add(Layout.IS_OURS);
        return and(conditions);
    }

    Bson order() {
        return query.descending() ? Sorts.descending("_id") : Sorts.ascending("_id");
    }

    private static void equal(List<Bson> conditions, String field, @Nullable String value) {
        if (value != null) {
            conditions.add(eq(Layout.path(field), value));
        }
    }

    private List<Bson> range() {
        var conditions = new ArrayList<Bson>();
        var start = Ids.start(generation);
        var prefix = query.keyPrefix() == null ? "" : Ids.of(query.keyPrefix());
        conditions.add(gte("_id", start + prefix));
        conditions.add(lt("_id", prefix.isEmpty() ? Ids.end(generation) : Ids.endOf(start + prefix)));
        if (query.after() != null) {
            var after = start + Ids.of(query.after());
            conditions.add(query.descending() ? lt("_id", after) : gt("_id", after));
        }
        return conditions;
    }

    /** Finds what has the fields, and more: a reader looks into the JSON itself. */
    private void fields(List<Bson> conditions) {
        var asked = query.fields().entrySet().stream()
                .filter(field -> !isRenamed(field.getKey()))
                .map(Selection::field)
                .toList();
        if (!asked.isEmpty()) {
            conditions.add(or(and(asked), eq(Layout.path(Layout.BARE), true)));
        }
    }

    // The JSON's own is elsewhere, or is the key.
    private static boolean isRenamed(String path) {
        var first = path.split("\\.", 2)[0];
        return first.equals("_id") || first.equals(Layout.OURS);
    }

    private static Bson field(Map.Entry<String, Object> field) {
        var path = Stream.of(field.getKey().split("\\.")).map(Rendering::key).collect(Collectors.joining("."));
        return eq(path, Rendering.value(field.getValue()));
    }
}
