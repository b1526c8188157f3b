package org.cloudmesh.testkit.contract;

import java.util.List;
import java.util.Locale;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.contract.FaultyStores.Planted;

/** Stores that do not keep their users apart, or do not know them. */
final class FaultyParts {

    private FaultyParts() {}

    static List<Planted> planted() {
        return List.of(
                giving(
                        "has one part for all users",
                        "keepsThePartsOfUsersApart",
                        (place, user) -> place.namespace("all")),
                giving("has no parts", "keepsThePartsOfUsersApart", (place, user) -> place),
                giving(
                        "has one set of counters for all users",
                        "keepsThePartsOfUsersApart",
                        (place, user) -> new WrappedStore(place.namespace(user)) {
                            @Override
                            public long addToCounter(String counter, long delta) {
                                return place.addToCounter(counter, delta);
                            }

                            @Override
                            public long counter(String counter) {
                                return place.counter(counter);
                            }
                        }),
                giving(
                        "knows users by their letters alone",
                        "knowsItsUsersAndGivesEachTheSamePartAgain",
                        (place, user) ->
                                place.namespace(user.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "_"))),
                giving(
                        "gives a user another part each time",
                        "knowsItsUsersAndGivesEachTheSamePartAgain",
                        (place, user) -> {
                            place.namespace(user);
                            return Store.inMemory();
                        }),
                new Planted(
                        "does not tell who its users are",
                        "knowsItsUsersAndGivesEachTheSamePartAgain",
                        place -> new WrappedStore(place) {
                            @Override
                            public List<String> namespaces() {
                                return List.of();
                            }
                        }),
                giving("takes any name for a user's", "refusesAUserWhoCannotBeOneAndThePartOfAPart", (place, user) -> {
                    var name = user.strip();
                    return place.namespace(name.isEmpty() ? "nobody" : name.substring(0, Math.min(10, name.length())));
                }),
                giving(
                        "has parts in parts",
                        "refusesAUserWhoCannotBeOneAndThePartOfAPart",
                        (place, user) -> new WrappedStore(place.namespace(user)) {
                            @Override
                            public Store namespace(String another) {
                                return place.namespace(another);
                            }
                        }),
                giving(
                        "closes a part for good",
                        "closesThePartsWithTheWholeAndNotBefore",
                        (place, user) -> new WrappedStore(place.namespace(user))),
                giving("leaves its parts open", "closesThePartsWithTheWholeAndNotBefore", Store::namespace));
    }

    private interface Giving {
        Store part(Store place, String user);
    }

    private static Planted giving(String fault, String caughtBy, Giving giving) {
        return new Planted(fault, caughtBy, place -> new WrappedStore(place) {
            @Override
            public Store namespace(String user) {
                return giving.part(real(), user);
            }
        });
    }
}
