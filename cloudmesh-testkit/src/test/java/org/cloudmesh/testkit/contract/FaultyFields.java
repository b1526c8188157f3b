package org.cloudmesh.testkit.contract;

import static org.cloudmesh.testkit.contract.FaultyStores.finding;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.testkit.contract.FaultyStores.Planted;

/** Stores that find by the fields of JSON in a wrong way. */
final class FaultyFields {

    private FaultyFields() {}

    static List<Planted> planted() {
        return List.of(
                finding(
                        "asks for one field of several",
                        "findsByAnyFieldOfTheJson",
                        (store, query) -> store.find(withFields(query, first(query.fields())))),
                finding(
                        "compares numbers as they are written",
                        "findsByAnyFieldOfTheJson",
                        (store, query) -> store.find(query).stream()
                                .filter(found -> hasAsWritten(found, query.fields()))
                                .toList()),
                finding(
                        "does not look into arrays",
                        "findsByAnElementOfAnArray",
                        (store, query) -> store.find(query).stream()
                                .filter(found -> !found.json().contains("["))
                                .toList()),
                finding(
                        "looks for a field in a page that is cut off",
                        "pagesAndCountsWhatHasAField",
                        (store, query) -> store.find(withFields(query, Map.of())).stream()
                                .filter(found -> query.hasFields(found.json()))
                                .toList()),
                finding(
                        "takes a key for an operator",
                        "findsFieldsWhoseKeysAndTextsAreOdd",
                        (store, query) -> query.fields().keySet().stream().anyMatch(path -> path.startsWith("$"))
                                ? List.of()
                                : store.find(query)),
                new Planted(
                        "counts those without the field too",
                        "pagesAndCountsWhatHasAField",
                        place -> new WrappedStore(place) {
                            @Override
                            public long count(Query query) {
                                return super.count(withFields(query, Map.of()));
                            }
                        }));
    }

    private static Map<String, Object> first(Map<String, Object> fields) {
        return fields.entrySet().stream().limit(1).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean hasAsWritten(Document document, Map<String, Object> fields) {
        return fields.values().stream()
                .filter(Number.class::isInstance)
                .allMatch(number -> Pattern.compile(":%s[,}]".formatted(number))
                        .matcher(document.json())
                        .find());
    }

    private static Query withFields(Query q, Map<String, Object> fields) {
        return new Query(
                q.kind(),
                q.cloud(),
                q.name(),
                q.named(),
                q.state(),
                fields,
                q.keyPrefix(),
                q.after(),
                q.limit(),
                q.descending());
    }
}
