package org.cloudmesh.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;

/** The condition a query becomes: which index it walks, and from where to where. */
final class Selection {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private boolean indexed;

    private Selection() {}

    static Selection of(Query query) {
        var selection = new Selection();
        // The most telling first. SQLite knows no statistics here: it is told which index to use.
        selection.field("name", query.name());
        if (query.named() && query.name() == null) {
            selection.add("name IS NOT NULL");
            selection.indexed = true;
        }
        selection.field("state", query.state());
        selection.field("cloud", query.cloud());
        selection.range(query);
        return selection;
    }

    /** {@code WHERE} and its conditions; empty if there are none. */
    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Object[] values() {
        return values.toArray();
    }

    /** The values, and one more. */
    Object[] valuesAnd(Object last) {
        var all = new ArrayList<>(values);
        all.add(last);
        return all.toArray();
    }

    private void field(String column, @Nullable String value) {
        if (value != null) {
            // A plus sign keeps a column from being looked up in an index: https://sqlite.org/optoverview.html
            add((indexed ? "+" : "") + column + " = ?", value);
            indexed = true;
        }
    }

    private void range(Query query) {
        var prefix = query.keyPrefix() == null ? "" : query.keyPrefix();
        var end = endOf(prefix);
        var after = query.after();
        if (after == null) {
            add("key >= ?", prefix);
            end.ifPresent(e -> add("key < ?", e));
        } else if (query.descending()) {
            add("key >= ?", prefix);
            end.ifPresentOrElse(e -> add("key < min(?, ?)", e, after), () -> add("key < ?", after));
        } else {
            add("key >= max(?, ?)", prefix, after);
            add("+key > ?", after);
            end.ifPresent(e -> add("key < ?", e));
        }
    }

    private void add(String condition, Object... bound) {
        conditions.add(condition);
        values.addAll(List.of(bound));
    }

    /** The least text greater than all that begin with this prefix, by UTF-8 bytes, if there is one. */
    static Optional<String> endOf(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return Optional.of(prefix.substring(0, end) + Character.toString(next));
            }
        }
        return Optional.empty();
    }
}
