package org.cloudmesh.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.StoreStatus;
import org.cloudmesh.testkit.contract.FaultyStores.Planted;

/** Stores that do not tell, back up, restore or load all that is in them as it is. */
final class FaultyWholes {

    private FaultyWholes() {}

    static List<Planted> planted() {
        return Stream.of(told(), loaded(), backups(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Planted> told() {
        return List.of(
                new Planted(
                        "tells kinds of which nothing is left",
                        "knowsItsKindsAndCounters",
                        place -> new WrappedStore(place) {
                            private final Set<String> ever = ConcurrentHashMap.newKeySet();

                            @Override
                            public void put(Collection<Document> documents, Durability durability) {
                                documents.forEach(each -> ever.add(each.kind()));
                                super.put(documents, durability);
                            }

                            @Override
                            public List<String> kinds() {
                                var all = new TreeSet<>(super.kinds());
                                all.addAll(ever);
                                return List.copyOf(all);
                            }
                        }),
                new Planted(
                        "tells counters that were set and no others",
                        "knowsItsKindsAndCounters",
                        place -> new WrappedStore(place) {
                            private final Set<String> set = ConcurrentHashMap.newKeySet();

                            @Override
                            public void setCounter(String counter, long value) {
                                set.add(counter);
                                super.setCounter(counter, value);
                            }

                            @Override
                            public Map<String, Long> counters() {
                                return super.counters().entrySet().stream()
                                        .filter(each -> set.contains(each.getKey()))
                                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
                            }
                        }),
                new Planted(
                        "has a status without numbers", "knowsItsKindsAndCounters", place -> new WrappedStore(place) {
                            @Override
                            public StoreStatus status() {
                                return new StoreStatus(toString(), now(), isLasting(), Map.of(), 0, List.of());
                            }
                        }),
                new Planted(
                        "tells lists apart by what is in them",
                        "tellsOneListFromTheNext",
                        place -> new WrappedStore(place) {
                            @Override
                            public long generation(String kind, String cloud) {
                                return find(Query.of(kind).cloud(cloud)).stream()
                                        .mapToLong(each -> each.json().hashCode())
                                        .sum();
                            }
                        }),
                new Planted(
                        "tells lists of a kind apart, whichever the cloud",
                        "tellsOneListFromTheNext",
                        place -> new WrappedStore(place) {
                            @Override
                            public long generation(String kind, String cloud) {
                                return super.generation(kind, "aws") + super.generation(kind, "azure");
                            }
                        }));
    }

    private static List<Planted> loaded() {
        return List.of(
                new Planted("begins versions anew", "loadsDocumentsAsTheyAre", place -> new WrappedStore(place) {
                    @Override
                    public void load(Collection<Document> documents) {
                        put(documents, Durability.FORCED);
                    }
                }),
                new Planted(
                        "loads nothing over what is there",
                        "loadsDocumentsAsTheyAre",
                        place -> new WrappedStore(place) {
                            @Override
                            public void load(Collection<Document> documents) {
                                super.load(documents.stream()
                                        .filter(each ->
                                                get(each.kind(), each.key()).isEmpty())
                                        .toList());
                            }
                        }),
                new Planted(
                        "loads no more than a hundred at once",
                        "isCopiedThereAndBackEqual",
                        place -> new WrappedStore(place) {
                            @Override
                            public void load(Collection<Document> documents) {
                                super.load(documents.stream().limit(100).toList());
                            }
                        }),
                new Planted("loads no name", "isCopiedThereAndBackEqual", place -> new WrappedStore(place) {
                    @Override
                    public void load(Collection<Document> documents) {
                        super.load(documents.stream()
                                .map(d -> new Document(
                                        d.kind(), d.key(), d.cloud(), null, d.state(), d.json(), d.version()))
                                .toList());
                    }
                }));
    }

    private static List<Planted> backups() {
        var sentence = "restoresWhatWasBackedUpAndBacksItUpToTheByte";
        return List.of(
                new Planted("backs up no parts of users", sentence, place -> new WrappedStore(place) {
                    @Override
                    public long backup(Path file) {
                        return new WrappedStore(real()) {
                            @Override
                            public List<String> namespaces() {
                                return List.of();
                            }
                        }.backup(file);
                    }
                }),
                new Planted("backs up no counters", sentence, place -> new WrappedStore(place) {
                    @Override
                    public long backup(Path file) {
                        return new WrappedStore(real()) {
                            @Override
                            public Map<String, Long> counters() {
                                return Map.of();
                            }
                        }.backup(file);
                    }
                }),
                new Planted("makes a backup that all can read", sentence, place -> new WrappedStore(place) {
                    @Override
                    public long backup(Path file) {
                        long written = super.backup(file);
                        try {
                            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return written;
                    }
                }),
                new Planted("restores over what is there", sentence, place -> new WrappedStore(place) {
                    @Override
                    public long restore(Path file) {
                        try (var read = Store.inMemory()) {
                            long count = read.restore(file);
                            read.kinds().forEach(kind -> load(read.find(Query.of(kind))));
                            return count;
                        }
                    }
                }),
                new Planted(
                        "restores nothing and says nothing",
                        "restoresNothingOfWhatIsNoWholeBackup",
                        place -> new WrappedStore(place) {
                            @Override
                            public long restore(Path file) {
                                try {
                                    return super.restore(file);
                                } catch (StoreException e) {
                                    return 0;
                                }
                            }
                        }),
                new Planted(
                        "restores the lines before a broken one",
                        "restoresNothingOfWhatIsNoWholeBackup",
                        place -> new WrappedStore(place) {
                            @Override
                            public long restore(Path file) {
                                try {
                                    return super.restore(file);
                                } catch (StoreException e) {
                                    load(List.of(Document.of("node", "a", "{}").withVersion(1)));
                                    throw e;
                                }
                            }
                        }));
    }

    private static List<Planted> others() {
        return List.of(
                new Planted(
                        "has a clock that is an hour slow",
                        "hasAClockThatGoesOnAndIsNearThatOfThisMachine",
                        place -> new WrappedStore(place) {
                            @Override
                            public Instant now() {
                                return super.now().minus(Duration.ofHours(1));
                            }
                        }),
                new Planted(
                        "has a clock that goes back",
                        "hasAClockThatGoesOnAndIsNearThatOfThisMachine",
                        place -> new WrappedStore(place) {
                            private final AtomicInteger asked = new AtomicInteger();

                            @Override
                            public Instant now() {
                                return super.now().minusSeconds(60L * asked.getAndIncrement());
                            }
                        }),
                new Planted(
                        "throws what it likes at who asks for a handle",
                        "saysInASentenceWhatItCannotDo",
                        place -> new WrappedStore(place) {
                            @Override
                            public <T> T unwrap(Class<T> type) {
                                throw new ClassCastException(type.getName());
                            }
                        }),
                new Planted("answers any command", "saysInASentenceWhatItCannotDo", place -> new WrappedStore(place) {
                    @Override
                    public String command(String json) {
                        return "{}";
                    }
                }),
                new Planted(
                        "tells its kinds though it is closed",
                        "refusesEverythingOnceClosed",
                        place -> new WrappedStore(place) {
                            @Override
                            public List<String> kinds() {
                                return place.kinds();
                            }
                        }));
    }
}
