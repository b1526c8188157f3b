package org.cloudmesh.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which way SQLite takes to what a query asks for: always an index, from where the page begins, and never a sort. */
class SelectionTest {

    private final Database database;

    SelectionTest(@TempDir Path directory) {
        this.database = new Database(directory.resolve("cloudmesh.db"), "");
    }

    @BeforeEach
    void makeTheTable() {
        try (var store = SqliteStore.at(database.file())) {
            store.put(List.of(Document.of("node", "a", "{}")), Durability.NORMAL);
        }
    }

    @Test
    void walksTheKeys() throws Exception {
        var query = Query.of("node");

        assertThat(plan(query)).containsExactly("SEARCH doc_node USING INDEX sqlite_autoindex_doc_node_1 (key>?)");
        assertThat(plan(query.after("a").fromLast().keyPrefix("a")))
                .containsExactly("SEARCH doc_node USING INDEX sqlite_autoindex_doc_node_1 (key>? AND key<?)");
    }

    @Test
    void walksTheIndexOfACloudFromWhereThePageBegins() throws Exception {
        var query = Query.of("node").cloud("aws").after("b").keyPrefix("a");

        assertThat(plan(query))
                .containsExactly("SEARCH doc_node USING INDEX doc_node_cloud (cloud=? AND key>? AND key<?)");
    }

    @Test
    void looksUpANameRatherThanAStateOrACloud() throws Exception {
        var query = Query.of("node").cloud("aws").name("web").state("RUNNING");

        assertThat(plan(query)).containsExactly("SEARCH doc_node USING INDEX doc_node_name (name=? AND key>?)");
    }

    @Test
    void looksUpAStateRatherThanACloud() throws Exception {
        var query = Query.of("node").cloud("aws").state("RUNNING").fromLast();

        assertThat(plan(query)).containsExactly("SEARCH doc_node USING INDEX doc_node_state (state=? AND key>?)");
    }

    @Test
    void walksTheKeysOfThoseWithANameFromWhereThePageBegins() throws Exception {
        var query = Query.of("node").withAnyName();

        assertThat(List.of(plan(query), plan(query.cloud("aws").state("RUNNING")), plan(query.after("b"))))
                .containsOnly(List.of("SEARCH doc_node USING INDEX doc_node_named (key>?)"));
        assertThat(List.of(
                        plan(query.keyPrefix("a")),
                        plan(query.after("b").keyPrefix("a").fromLast())))
                .containsOnly(List.of("SEARCH doc_node USING INDEX doc_node_named (key>? AND key<?)"));
    }

    private List<String> plan(Query query) throws SQLException {
        var selection = Selection.of(query);
        var order = query.descending() ? " DESC" : "";
        try (var session = database.connect()) {
            return session.query(
                    "EXPLAIN QUERY PLAN SELECT json FROM doc_node" + selection.where() + " ORDER BY key" + order,
                    row -> row.getString("detail"),
                    selection.values());
        }
    }
}
