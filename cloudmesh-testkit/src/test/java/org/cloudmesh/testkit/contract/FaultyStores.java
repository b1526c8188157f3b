package org.cloudmesh.testkit.contract;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/** Stores on a place that several share, each wrong in one way, with the test of the contract that must say so. */
final class FaultyStores {

    /** The threads a store left; the test ends them. */
    static final Queue<Thread> LEAKED = new ConcurrentLinkedQueue<>();

    private FaultyStores() {}

    /** A fault, and who must catch it. */
    record Planted(String fault, String caughtBy, Function<Store, Store> store) {
        @Override
        public String toString() {
            return fault;
        }
    }

    static Planted none() {
        return new Planted("no fault", "", WrappedStore::new);
    }

    static List<Planted> planted() {
        return Stream.of(
                        documents(),
                        claims(),
                        replacements(),
                        queries(),
                        FaultyFields.planted(),
                        FaultyParts.planted(),
                        FaultyWholes.planted(),
                        counters(),
                        lasting())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Planted> documents() {
        return List.of(
                new Planted(
                        "lets versions stand still",
                        "countsTheVersionUpWithEachWrite",
                        place -> new WrappedStore(place) {
                            @Override
                            public Optional<Document> get(String kind, String key) {
                                return super.get(kind, key).map(document -> document.withVersion(1));
                            }
                        }),
                new Planted(
                        "goes on counting after a delete",
                        "beginsAgainAtOneAfterADelete",
                        place -> new WrappedStore(place) {
                            private final Set<String> deleted = new HashSet<>();

                            @Override
                            public void delete(String kind, Collection<String> keys) {
                                deleted.addAll(keys);
                                super.delete(kind, keys);
                            }

                            @Override
                            public Optional<Document> get(String kind, String key) {
                                return super.get(kind, key)
                                        .map(found ->
                                                deleted.contains(key) ? found.withVersion(found.version() + 2) : found);
                            }
                        }),
                new Planted("tidies the JSON up", "keepsTheJsonByteForByte", place -> new Writing(place) {
                    @Override
                    Document written(Document document) {
                        return withJson(document, document.json().strip());
                    }
                }),
                new Planted("cuts what is long", "keepsFiveMegabytes", place -> new Writing(place) {
                    @Override
                    Document written(Document document) {
                        var json = document.json();
                        return withJson(document, json.substring(0, Math.min(json.length(), 1 << 20)));
                    }
                }),
                new Planted("forgets the state", "givesBackEveryFieldOfWhatWasPut", place -> new Writing(place) {
                    @Override
                    Document written(Document d) {
                        return new Document(d.kind(), d.key(), d.cloud(), d.name(), null, d.json(), d.version());
                    }
                }),
                new Planted(
                        "takes null for empty",
                        "findsWhatIsNullInAFieldOnlyWhenThatFieldIsNotAskedFor",
                        place -> new Writing(place) {
                            @Override
                            Document written(Document d) {
                                var cloud = Objects.requireNonNullElse(d.cloud(), "");
                                return new Document(
                                        d.kind(), d.key(), cloud, d.name(), d.state(), d.json(), d.version());
                            }
                        }),
                new Planted("knows keys in any case", "keepsOddTextsInEveryField", place -> new Writing(place) {
                    @Override
                    Document written(Document d) {
                        var key = d.key().toLowerCase(Locale.ROOT);
                        return new Document(d.kind(), key, d.cloud(), d.name(), d.state(), d.json(), d.version());
                    }
                }),
                new Planted("mixes up kinds", "keepsKindsApart", place -> new WrappedStore(place) {
                    @Override
                    public void delete(String kind, Collection<String> keys) {
                        List.of("node", "job").forEach(each -> super.delete(each, keys));
                    }
                }),
                new Planted(
                        "writes a batch backwards",
                        "keepsTheLastOfTwoOfOneKeyInABatch",
                        place -> new WrappedStore(place) {
                            @Override
                            public void put(Collection<Document> documents, Durability durability) {
                                var reversed = new ArrayList<>(documents);
                                Collections.reverse(reversed);
                                super.put(reversed, durability);
                            }
                        }),
                new Planted("drops what is forced", "writesForcedAsWellAsNormally", place -> new WrappedStore(place) {
                    @Override
                    public void put(Collection<Document> documents, Durability durability) {
                        super.put(durability == Durability.FORCED ? List.of() : documents, durability);
                    }
                }),
                new Planted(
                        "writes a document in two steps",
                        "writesEachDocumentWholeOrNotAtAll",
                        place -> new WrappedStore(place) {
                            private final Meanwhile meanwhile = new Meanwhile();
                            private volatile @Nullable Document half;
                            private volatile boolean seen;

                            @Override
                            public Optional<Document> get(String kind, String key) {
                                var found = half;
                                seen |= found != null;
                                half = null;
                                return found == null ? super.get(kind, key) : Optional.of(found);
                            }

                            @Override
                            public void put(Collection<Document> documents, Durability durability) {
                                var first = documents.iterator().next();
                                if (super.get(first.kind(), first.key()).isPresent()) {
                                    meanwhile.await(() -> {
                                        half = seen ? null : withName(first, null);
                                        return seen;
                                    });
                                }
                                super.put(documents, durability);
                            }
                        }),
                new Planted(
                        "shows a thread what it saw before",
                        "isSeenByEveryLaterReadInAnyThread",
                        place -> new WrappedStore(place) {
                            private final Map<String, Optional<Document>> seen = new ConcurrentHashMap<>();

                            @Override
                            public Optional<Document> get(String kind, String key) {
                                return seen.computeIfAbsent(kind + "/" + key, any -> super.get(kind, key));
                            }
                        }),
                new Planted(
                        "gets a document twice",
                        "getsThoseThatAreThereAndLeavesOutTheRest",
                        place -> new WrappedStore(place) {
                            @Override
                            public List<Document> getAll(String kind, Collection<String> keys) {
                                return keys.stream()
                                        .flatMap(key -> super.getAll(kind, List.of(key)).stream())
                                        .toList();
                            }
                        }),
                new Planted("gets no more than a thousand", "getsTenThousandAtOnce", place -> new WrappedStore(place) {
                    @Override
                    public List<Document> getAll(String kind, Collection<String> keys) {
                        return super.getAll(kind, keys.stream().limit(1000).toList());
                    }
                }),
                new Planted(
                        "throws at what is not there",
                        "deletesWhatIsThereAndIgnoresWhatIsNot",
                        place -> new WrappedStore(place) {
                            @Override
                            public void delete(String kind, Collection<String> keys) {
                                if (getAll(kind, keys).size() < Set.copyOf(keys).size()) {
                                    throw new StoreException("no document of one of " + keys);
                                }
                                super.delete(kind, keys);
                            }
                        }));
    }

    private static List<Planted> claims() {
        var meanwhile = new Meanwhile();
        return List.of(
                new Planted("claims without a lock", "letsExactlyOneOfManyClaimAKey", place -> new WrappedStore(place) {
                    private final Meanwhile meanwhile = new Meanwhile();

                    @Override
                    public Set<String> putIfAbsent(Collection<Document> documents) {
                        return claimInTwoSteps(this, documents, meanwhile);
                    }
                }),
                new Planted(
                        "claims under a lock of its own",
                        "claimsAndCountsOnceBetweenTwoOnTheSamePlace",
                        place -> new WrappedStore(place) {
                            @Override
                            public synchronized Set<String> putIfAbsent(Collection<Document> documents) {
                                return claimInTwoSteps(this, documents, meanwhile);
                            }
                        }),
                new Planted(
                        "claims what is taken", "claimsWhatIsFreeAndTellsWhatWasNot", place -> new WrappedStore(place) {
                            @Override
                            public Set<String> putIfAbsent(Collection<Document> documents) {
                                var taken = super.putIfAbsent(documents);
                                put(documents, Durability.FORCED);
                                return taken;
                            }
                        }),
                new Planted(
                        "claims all or none", "claimsWhatIsFreeAndTellsWhatWasNot", place -> new WrappedStore(place) {
                            @Override
                            public Set<String> putIfAbsent(Collection<Document> documents) {
                                var taken = new HashSet<String>();
                                documents.stream()
                                        .filter(each ->
                                                get(each.kind(), each.key()).isPresent())
                                        .forEach(each -> taken.add(each.key()));
                                return taken.isEmpty() ? super.putIfAbsent(documents) : taken;
                            }
                        }),
                new Planted(
                        "does not say what was taken",
                        "claimsWhatIsFreeAndTellsWhatWasNot",
                        place -> new WrappedStore(place) {
                            @Override
                            public Set<String> putIfAbsent(Collection<Document> documents) {
                                super.putIfAbsent(documents);
                                return Set.of();
                            }
                        }),
                new Planted(
                        "remembers a claim for ever", "claimsAgainWhatWasDeleted", place -> new WrappedStore(place) {
                            private final Set<String> claimed = new HashSet<>();

                            @Override
                            public Set<String> putIfAbsent(Collection<Document> documents) {
                                var taken = new HashSet<>(super.putIfAbsent(documents));
                                documents.stream()
                                        .map(Document::key)
                                        .filter(key -> !claimed.add(key))
                                        .forEach(taken::add);
                                return taken;
                            }
                        }),
                new Planted(
                        "does not compare versions",
                        "putsOverTheVersionThatIsStoredAndNoOther",
                        place -> new WrappedStore(place) {
                            @Override
                            public boolean compareAndPut(Document document, long version) {
                                put(List.of(document), Durability.FORCED);
                                return true;
                            }
                        }),
                new Planted(
                        "takes 0 for any version",
                        "putsTheFirstOnlyWhereThereIsNone",
                        place -> new WrappedStore(place) {
                            @Override
                            public boolean compareAndPut(Document document, long version) {
                                long stored = get(document.kind(), document.key())
                                        .map(Document::version)
                                        .orElse(0L);
                                return super.compareAndPut(document, version == 0 ? stored : version);
                            }
                        }),
                new Planted(
                        "compares and puts in two steps",
                        "losesNoIncrementDoneByCompareAndPut",
                        place -> new WrappedStore(place) {
                            private final Meanwhile meanwhile = new Meanwhile();

                            @Override
                            public boolean compareAndPut(Document document, long version) {
                                long stored = version(document);
                                meanwhile.await(() -> version(document) > stored);
                                if (stored == version) {
                                    put(List.of(document), Durability.FORCED);
                                }
                                return stored == version;
                            }

                            private long version(Document document) {
                                return get(document.kind(), document.key())
                                        .map(Document::version)
                                        .orElse(0L);
                            }
                        }));
    }

    private static Set<String> claimInTwoSteps(Store store, Collection<Document> documents, Meanwhile meanwhile) {
        var taken = new HashSet<String>();
        for (var document : documents) {
            if (store.get(document.kind(), document.key()).isPresent()) {
                taken.add(document.key());
            } else {
                meanwhile.await(() -> store.get(document.kind(), document.key()).isPresent());
                store.put(List.of(document), Durability.FORCED);
            }
        }
        return taken;
    }

    private static List<Planted> replacements() {
        return List.of(
                new Planted(
                        "replaces in two steps",
                        "showsReadersTheOldOnesOrTheNewOnesWhole",
                        place -> new Replacing(place) {
                            private final Meanwhile meanwhile = new Meanwhile();
                            private volatile boolean seen;

                            @Override
                            public List<Document> find(Query query) {
                                var found = super.find(query);
                                seen |= found.isEmpty();
                                return found;
                            }

                            @Override
                            long replace(String kind, String cloud, List<Document> documents) {
                                var old = keys(kind, cloud);
                                delete(kind, old);
                                if (!old.isEmpty()) {
                                    seen = false;
                                    meanwhile.await(() -> seen);
                                }
                                put(documents, Durability.NORMAL);
                                return documents.size();
                            }
                        }),
                new Planted(
                        "mixes two replacements",
                        "letsOneOfSeveralReplacementsWinWhole",
                        place -> new Replacing(place) {
                            private final Meanwhile meanwhile = new Meanwhile();
                            private final AtomicInteger begun = new AtomicInteger();

                            @Override
                            long replace(String kind, String cloud, List<Document> documents) {
                                delete(kind, keys(kind, cloud));
                                begun.incrementAndGet();
                                // The contract lets four replace at once: nobody deletes after the last of them.
                                meanwhile.await(() -> begun.get() == 4);
                                put(documents, Durability.NORMAL);
                                return documents.size();
                            }
                        }),
                new Planted("leaves the old ones", "replacesAllOfOneKindAndCloud", place -> new Replacing(place) {
                    @Override
                    long replace(String kind, String cloud, List<Document> documents) {
                        put(documents, Durability.NORMAL);
                        return documents.size();
                    }
                }),
                new Planted("begins versions anew", "replacesAllOfOneKindAndCloud", place -> new Replacing(place) {
                    @Override
                    long replace(String kind, String cloud, List<Document> documents) {
                        delete(kind, keys(kind, cloud));
                        return real().replace(kind, cloud, documents.iterator());
                    }
                }),
                new Planted(
                        "replaces other clouds' too",
                        "leavesOtherCloudsAndKindsAsTheyAre",
                        place -> new Replacing(place) {
                            @Override
                            long replace(String kind, String cloud, List<Document> documents) {
                                delete(
                                        kind,
                                        find(Query.of(kind)).stream()
                                                .map(Document::key)
                                                .toList());
                                return real().replace(kind, cloud, documents.iterator());
                            }
                        }),
                new Planted(
                        "counts what comes twice twice",
                        "countsADocumentThatComesTwiceOnce",
                        place -> new Replacing(place) {
                            @Override
                            long replace(String kind, String cloud, List<Document> documents) {
                                real().replace(kind, cloud, documents.iterator());
                                return documents.size();
                            }
                        }),
                new Planted(
                        "writes while it reads the stream",
                        "changesNothingWhenTheStreamBreaks",
                        place -> new WrappedStore(place) {
                            @Override
                            public long replace(String kind, String cloud, Iterator<Document> documents) {
                                documents.forEachRemaining(each -> put(List.of(each), Durability.NORMAL));
                                return count(Query.of(kind).cloud(cloud));
                            }
                        }),
                new Planted(
                        "wraps what the stream throws",
                        "changesNothingWhenTheStreamBreaks",
                        place -> new WrappedStore(place) {
                            @Override
                            public long replace(String kind, String cloud, Iterator<Document> documents) {
                                try {
                                    return super.replace(kind, cloud, documents);
                                } catch (RuntimeException e) {
                                    throw new StoreException("cannot replace " + kind, e);
                                }
                            }
                        }),
                new Planted(
                        "is locked while it reads the stream",
                        "letsOthersReadAndWriteWhileTheStreamIsRead",
                        place -> new WrappedStore(place) {
                            private volatile boolean reading;

                            @Override
                            Store real() {
                                if (reading) {
                                    throw new StoreException("the database is locked");
                                }
                                return super.real();
                            }

                            @Override
                            public long replace(String kind, String cloud, Iterator<Document> documents) {
                                var real = real();
                                reading = true;
                                try {
                                    return real.replace(kind, cloud, documents);
                                } finally {
                                    reading = false;
                                }
                            }
                        }),
                new Planted(
                        "leaves out what is another cloud's",
                        "refusesToReplaceWithWhatIsOfAnotherKindOrCloud",
                        place -> new Replacing(place) {
                            @Override
                            long replace(String kind, String cloud, List<Document> documents) {
                                var right = documents.stream()
                                        .filter(each -> each.kind().equals(kind) && cloud.equals(each.cloud()));
                                return real().replace(kind, cloud, right.iterator());
                            }
                        }),
                new Planted(
                        "takes another cloud's key",
                        "refusesToTakeAKeyFromAnotherCloud",
                        place -> new Replacing(place) {
                            @Override
                            long replace(String kind, String cloud, List<Document> documents) {
                                delete(
                                        kind,
                                        documents.stream().map(Document::key).toList());
                                return real().replace(kind, cloud, documents.iterator());
                            }
                        }),
                new Planted(
                        "stops at ten thousand",
                        "replacesTwentyFourThousandFromAStream",
                        place -> new Replacing(place) {
                            @Override
                            long replace(String kind, String cloud, List<Document> documents) {
                                return real().replace(
                                                kind,
                                                cloud,
                                                documents.stream().limit(10_000).iterator());
                            }
                        }));
    }

    private static List<Planted> queries() {
        return List.of(
                finding(
                        "sorts by UTF-16",
                        "ordersKeysByTheirUtf8Bytes",
                        (store, query) -> store.find(query).stream()
                                .sorted(Comparator.comparing(Document::key))
                                .toList()),
                finding(
                        "does not sort downwards",
                        "findsByEveryCombinationOfFilters",
                        (store, query) -> store.find(withDescending(query, false))),
                finding(
                        "heeds no limit",
                        "findsByEveryCombinationOfFilters",
                        (store, query) -> store.find(query.limit(Integer.MAX_VALUE))),
                finding(
                        "heeds no state",
                        "findsByEveryCombinationOfFilters",
                        (store, query) -> store.find(query.state(null))),
                finding("begins with the last one again", "pagesUpAndDownWithoutLossOrRepeat", (store, query) -> {
                    var after = query.after();
                    var page = new ArrayList<>(store.find(query));
                    if (after != null) {
                        store.get(query.kind(), after).ifPresent(last -> page.add(0, last));
                    }
                    return page;
                }),
                finding(
                        "begins at the first page each time",
                        "pagesUpAndDownWithoutLossOrRepeat",
                        (store, query) -> store.find(query.after(null))),
                finding(
                        "takes a prefix for a pattern",
                        "findsAPrefixAsItIsWritten",
                        (store, query) -> byPrefix(
                                store,
                                query,
                                Pattern.DOTALL,
                                prefix -> Pattern.quote(prefix)
                                        .replace("_", "\\E.\\Q")
                                        .replace("%", "\\E.*\\Q"))),
                finding(
                        "takes a prefix in any case",
                        "findsAPrefixAsItIsWritten",
                        (store, query) ->
                                byPrefix(store, query, Pattern.DOTALL | Pattern.CASE_INSENSITIVE, Pattern::quote)),
                finding(
                        "hands out what changes",
                        "handsOutWhatItFoundNotWhatCameLater",
                        (store, query) -> new AbstractList<>() {
                            @Override
                            public Document get(int index) {
                                return store.find(query).get(index);
                            }

                            @Override
                            public int size() {
                                return store.find(query).size();
                            }
                        }),
                new Planted(
                        "counts no more than the limit",
                        "findsByEveryCombinationOfFilters",
                        place -> new WrappedStore(place) {
                            @Override
                            public long count(Query query) {
                                return find(query).size();
                            }
                        }),
                new Planted(
                        "finds by what a name was",
                        "findsByWhatAFieldIsNowNotByWhatItWas",
                        place -> new WrappedStore(place) {
                            private final Map<String, Set<String>> names = new ConcurrentHashMap<>();

                            @Override
                            public void put(Collection<Document> documents, Durability durability) {
                                documents.forEach(each -> names.computeIfAbsent(
                                                String.valueOf(each.name()), any -> ConcurrentHashMap.newKeySet())
                                        .add(each.key()));
                                super.put(documents, durability);
                            }

                            @Override
                            public List<Document> find(Query query) {
                                var name = query.name();
                                return name == null
                                        ? super.find(query)
                                        : getAll(query.kind(), names.getOrDefault(name, Set.of()));
                            }
                        }));
    }

    /** Finds in another way. */
    interface Find {
        List<Document> find(Store store, Query query);
    }

    /** A store that finds so. */
    static Planted finding(String fault, String caughtBy, Find find) {
        return new Planted(fault, caughtBy, place -> new WrappedStore(place) {
            @Override
            public List<Document> find(Query query) {
                return find.find(real(), query);
            }
        });
    }

    private static Query withDescending(Query q, boolean descending) {
        return new Query(
                q.kind(),
                q.cloud(),
                q.name(),
                q.named(),
                q.state(),
                q.fields(),
                q.keyPrefix(),
                q.after(),
                q.limit(),
                descending);
    }

    private static List<Document> byPrefix(Store store, Query query, int flags, Function<String, String> pattern) {
        @Nullable String prefix = query.keyPrefix();
        var matching = Pattern.compile(pattern.apply(prefix == null ? "" : prefix), flags);
        return store.find(query.keyPrefix(null)).stream()
                .filter(each -> matching.matcher(each.key()).lookingAt())
                .toList();
    }

    private static List<Planted> counters() {
        return List.of(
                new Planted("repeats a number", "givesEachNumberOnce", place -> new WrappedStore(place) {
                    private final Meanwhile meanwhile = new Meanwhile();

                    @Override
                    public long addToCounter(String counter, long delta) {
                        long next = Math.max(0, counter(counter) + delta);
                        meanwhile.await(() -> counter(counter) >= next);
                        setCounter(counter, next);
                        return next;
                    }
                }),
                new Planted("counts below zero", "countsFromZeroAndNeverBelow", place -> new WrappedStore(place) {
                    private final Map<String, Long> numbers = new ConcurrentHashMap<>();

                    @Override
                    public long addToCounter(String counter, long delta) {
                        return numbers.merge(counter, delta, Long::sum);
                    }
                }),
                new Planted("counts from one", "countsFromZeroAndNeverBelow", place -> new WrappedStore(place) {
                    @Override
                    public long counter(String counter) {
                        return Math.max(1, super.counter(counter));
                    }
                }),
                new Planted("says what a counter was", "countsFromZeroAndNeverBelow", place -> new WrappedStore(place) {
                    @Override
                    public long addToCounter(String counter, long delta) {
                        long before = counter(counter);
                        super.addToCounter(counter, delta);
                        return before;
                    }
                }),
                new Planted("has one counter for all", "keepsCountersApart", place -> new WrappedStore(place) {
                    @Override
                    public void setCounter(String counter, long value) {
                        super.setCounter("one", value);
                    }

                    @Override
                    public long counter(String counter) {
                        return super.counter("one");
                    }
                }),
                new Planted("counts in 32 bits", "setsACounter", place -> new WrappedStore(place) {
                    @Override
                    public void setCounter(String counter, long value) {
                        super.setCounter(counter, value & Integer.MAX_VALUE);
                    }
                }),
                new Planted(
                        "takes a negative number for zero",
                        "refusesToSetACounterBelowZero",
                        place -> new WrappedStore(place) {
                            @Override
                            public void setCounter(String counter, long value) {
                                super.setCounter(counter, Math.max(0, value));
                            }
                        }));
    }

    private static List<Planted> lasting() {
        return List.of(
                new Planted(
                        "forgets though it says that it lasts",
                        "stillKnowsEverythingWhenOpenedAnew",
                        place -> new WrappedStore(Store.inMemory())),
                new Planted(
                        "says that it does not last though it does",
                        "lastsIfItCanBeOpenedAnew",
                        place -> new WrappedStore(place) {
                            @Override
                            public boolean isLasting() {
                                return !super.isLasting();
                            }
                        }),
                new Planted(
                        "keeps what it read", "seesWhatAnotherOnTheSamePlaceWrote", place -> new WrappedStore(place) {
                            private final Map<Query, List<Document>> read = new ConcurrentHashMap<>();

                            @Override
                            public List<Document> find(Query query) {
                                return read.computeIfAbsent(query, super::find);
                            }
                        }),
                new Planted(
                        "keeps its counters to itself",
                        "seesWhatAnotherOnTheSamePlaceWrote",
                        place -> new WrappedStore(place) {
                            private final Store own = Store.inMemory();

                            @Override
                            public long addToCounter(String counter, long delta) {
                                return own.addToCounter(counter, delta);
                            }
                        }),
                new Planted(
                        "answers though it is closed", "refusesEverythingOnceClosed", place -> new WrappedStore(place) {
                            @Override
                            public long counter(String counter) {
                                return place.counter(counter);
                            }
                        }),
                new Planted(
                        "fails when it is closed again",
                        "doesNothingWhenClosedASecondTime",
                        place -> new WrappedStore(place) {
                            @Override
                            public void close() {
                                real();
                                super.close();
                            }
                        }),
                new Planted(
                        "breaks where a thread is interrupted",
                        "worksOnAfterACallOfAnInterruptedThread",
                        place -> new WrappedStore(place) {
                            @Override
                            Store real() {
                                if (Thread.currentThread().isInterrupted()) {
                                    close();
                                }
                                return super.real();
                            }
                        }),
                new Planted(
                        "throws what it likes while it is closed",
                        "answersOrRefusesWhileItIsClosed",
                        place -> new WrappedStore(place) {
                            @Override
                            Store real() {
                                try {
                                    return super.real();
                                } catch (StoreException e) {
                                    throw new IllegalStateException("no connection", e);
                                }
                            }
                        }),
                new Planted("leaves a thread", "leavesNoThreadBehind", place -> {
                    var thread = new Thread(LockSupport::park, "leaked");
                    thread.setDaemon(true);
                    LEAKED.add(thread);
                    thread.start();
                    return new WrappedStore(place);
                }));
    }

    private static Document withName(Document d, @Nullable String name) {
        return new Document(d.kind(), d.key(), d.cloud(), name, d.state(), d.json(), d.version());
    }

    private static Document withJson(Document d, String json) {
        return new Document(d.kind(), d.key(), d.cloud(), d.name(), d.state(), json, d.version());
    }

    /** Writes something else than it was given. */
    private static class Writing extends WrappedStore {

        Writing(Store place) {
            super(place);
        }

        Document written(Document document) {
            return document;
        }

        @Override
        public void put(Collection<Document> documents, Durability durability) {
            super.put(documents.stream().map(this::written).toList(), durability);
        }
    }

    /** Replaces from a list. */
    private abstract static class Replacing extends WrappedStore {

        Replacing(Store place) {
            super(place);
        }

        abstract long replace(String kind, String cloud, List<Document> documents);

        @Override
        public long replace(String kind, String cloud, Iterator<Document> documents) {
            var all = new ArrayList<Document>();
            documents.forEachRemaining(all::add);
            return replace(kind, cloud, all);
        }

        List<String> keys(String kind, String cloud) {
            return find(Query.of(kind).cloud(cloud)).stream().map(Document::key).toList();
        }
    }
}
