package org.cloudmesh.testkit.contract;

import static org.cloudmesh.testkit.contract.Changed.base64;
import static org.cloudmesh.testkit.contract.Changed.done;
import static org.cloudmesh.testkit.contract.Changed.failedBy;
import static org.cloudmesh.testkit.contract.Changed.id;
import static org.cloudmesh.testkit.contract.Changed.quoted;
import static org.cloudmesh.testkit.contract.Changed.seenAt;
import static org.cloudmesh.testkit.contract.Changed.withEach;
import static org.cloudmesh.testkit.contract.Changed.withUserData;
import static org.cloudmesh.testkit.contract.Changed.without;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cloudmesh.ConflictException;
import org.cloudmesh.Feature;
import org.cloudmesh.Image;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Request;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.NodeDefaults;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.testkit.contract.WrappedDriver.Entries;
import org.cloudmesh.testkit.contract.WrappedDriver.Nodes;

/** Drivers of a simulated cloud, each wrong in one way, with the test of the contract that must say so. */
final class FaultyDrivers {

    /** The threads a driver left; the test ends them. */
    static final Queue<Thread> LEAKED = new ConcurrentLinkedQueue<>();

    private FaultyDrivers() {}

    /** A fault, and who must catch it. */
    record Planted(
            String fault,
            String caughtBy,
            CreateGuarantee guarantee,
            Set<Feature> features,
            BiFunction<CloudProvider, CloudContext, CloudDriver> driver) {

        Planted of(CreateGuarantee other) {
            return new Planted(fault, caughtBy, other, features, driver);
        }

        Planted without(Feature feature) {
            var fewer = EnumSet.copyOf(features);
            fewer.remove(feature);
            return new Planted(fault, caughtBy, guarantee, fewer, driver);
        }

        @Override
        public String toString() {
            return fault;
        }
    }

    static Planted none() {
        return fault("no fault", "", (driver, context) -> driver);
    }

    private static Planted fault(
            String fault, String caughtBy, BiFunction<CloudDriver, CloudContext, CloudDriver> driver) {
        return ofProvider(fault, caughtBy, (cloud, context) -> driver.apply(cloud.connect(context), context));
    }

    private static Planted ofProvider(
            String fault, String caughtBy, BiFunction<CloudProvider, CloudContext, CloudDriver> driver) {
        return new Planted(
                fault,
                caughtBy,
                CreateGuarantee.METADATA,
                EnumSet.complementOf(EnumSet.of(Feature.PUBLIC_ADDRESS)),
                driver);
    }

    private static Planted inNodes(String fault, String caughtBy, UnaryOperator<NodeDriver> nodes) {
        return fault(fault, caughtBy, (driver, context) -> WrappedDriver.withNodes(driver, nodes));
    }

    /** A fault in the nodes it shows, however it is asked for them. */
    private static Planted inWhatItShows(String fault, String caughtBy, UnaryOperator<Node> change) {
        return inNodes(fault, caughtBy, nodes -> new Changed.Shown(nodes, change));
    }

    static List<Planted> planted() {
        return Stream.of(creates(), reads(), verbs(), undeclared(), secrets(), others())
                .flatMap(List::stream)
                .toList();
    }

    // create

    private static List<Planted> creates() {
        return List.of(
                inNodes("loses a node of a create", "answersForEachNodeOfACreateInOrder", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        var all = real.create(request, deadline);
                        return all.subList(0, Math.max(0, all.size() - 1));
                    }
                }),
                inNodes("makes one too few and says otherwise", "listsEachNodeOnce", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        var all = real.create(request, deadline);
                        real.destroy(List.of(id(all.get(all.size() - 1))), deadline);
                        return all;
                    }
                }),
                inNodes("repeats a create", "makesNoMoreNodesThanItWasAskedFor", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        real.create(request, deadline);
                        return real.create(request, deadline);
                    }
                }),
                inNodes(
                        "repeats a create, and leaves the labels away",
                        "makesNoMoreNodesThanItWasAskedFor",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                                real.create(
                                        withEach(request, node -> new NewNode(node.index(), node.name(), Map.of())),
                                        deadline);
                                return real.create(request, deadline);
                            }
                        }),
                inNodes("answers for one node twice", "answersForEachNodeOfACreateInOrder", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        var all = new ArrayList<>(real.create(request, deadline));
                        all.set(all.size() - 1, all.get(0));
                        return all;
                    }
                }),
                inNodes("swaps two answers", "answersForEachNodeOfACreateInOrder", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        var all = new ArrayList<>(real.create(request, deadline));
                        Collections.reverse(all);
                        return all;
                    }
                }),
                inNodes("numbers the names itself", "makesANodeOfTheNameAndLabelsAskedFor", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        return real.create(
                                withEach(request, node -> new NewNode(node.index(), node.name() + "-0", node.labels())),
                                deadline);
                    }
                }),
                inNodes("forgets a label", "keepsTheNameAndLabelsOfANode", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        return real.create(
                                withEach(
                                        request,
                                        node -> new NewNode(node.index(), node.name(), without(node, "experiment"))),
                                deadline);
                    }
                }),
                inWhatItShows(
                        "shows no labels",
                        "makesANodeOfTheNameAndLabelsAskedFor",
                        node -> new NodeBuilder(node).labels(Map.of()).build()),
                inNodes("makes one for no nodes", "makesNothingForNoNodes", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        var some = request.nodes().isEmpty()
                                ? List.of(new NewNode(0, "one", Map.of("cloudmesh-intent", request.intentId())))
                                : request.nodes();
                        return real.create(Changed.withNodes(request, some), deadline);
                    }
                }),
                inNodes(
                        "takes another image for one that is none",
                        "refusesAnImageThatIsNone",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                                return real.create(Changed.withImage(request, "sim-image"), deadline);
                            }
                        }),
                inNodes("throws a refusal", "refusesAnImageThatIsNone", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        var all = real.create(request, deadline);
                        all.forEach(Changed::throwRefusal);
                        return all;
                    }
                }),
                inNodes("says unknown of what was refused", "refusesAFlavorThatIsNone", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        return real.create(request, deadline).stream()
                                .map(Changed::unknownForFailed)
                                .toList();
                    }
                }),
                inNodes(
                                "makes the same again for its token",
                                "makesNothingNewForATokenItKnows",
                                nodes -> new Nodes(nodes) {
                                    @Override
                                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                                        return real.create(
                                                Changed.withToken(request, request.token() + "-" + System.nanoTime()),
                                                deadline);
                                    }
                                })
                        .of(CreateGuarantee.TOKEN),
                fault(
                                "says NAME and makes a name twice",
                                "makesNothingNewForANameItHas",
                                (driver, context) -> new WrappedDriver(driver) {
                                    @Override
                                    public CreateGuarantee createGuarantee() {
                                        return CreateGuarantee.NAME;
                                    }
                                })
                        .of(CreateGuarantee.NONE),
                fault("takes a new request for a known one", "makesNewNodesForANewRequest", (driver, context) -> {
                    var known = new ConcurrentHashMap<Integer, List<Outcome<Node>>>();
                    return WrappedDriver.withNodes(driver, nodes -> new Nodes(nodes) {
                        @Override
                        public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                            return known.computeIfAbsent(
                                    request.nodes().size(), size -> real.create(request, deadline));
                        }
                    });
                }),
                fault(
                        "mixes up the creates of several threads",
                        "makesNodesForSeveralThreadsAtOnce",
                        (driver, context) -> {
                            var requests = new ConcurrentLinkedQueue<CreateRequest>();
                            var meanwhile = new Meanwhile();
                            return WrappedDriver.withNodes(driver, nodes -> new Nodes(nodes) {
                                @Override
                                public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                                    requests.add(request);
                                    meanwhile.await(() -> requests.size() > 1);
                                    var last = requests.stream()
                                            .reduce((a, b) -> b)
                                            .orElse(request);
                                    return real.create(last, deadline);
                                }
                            });
                        }));
    }

    // reads

    private static List<Planted> reads() {
        return List.of(
                inNodes("lists the first page alone", "listsEachNodeOnce", nodes -> new Nodes(nodes) {
                    @Override
                    public Stream<Node> list(Deadline deadline) {
                        return real.list(deadline).limit(20);
                    }
                }),
                inNodes("lists a node twice", "listsEachNodeOnce", nodes -> new Nodes(nodes) {
                    @Override
                    public Stream<Node> list(Deadline deadline) {
                        return Stream.concat(
                                real.list(deadline), real.list(deadline).limit(1));
                    }
                }),
                inNodes(
                        "answers a short list",
                        "getsTheNodesOfTheseIdsAndLeavesOutTheUnknown",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Node> get(Collection<String> ids, Deadline deadline) {
                                return real.get(ids, deadline).stream().limit(1).toList();
                            }
                        }),
                inNodes(
                        "answers for an unknown id",
                        "getsTheNodesOfTheseIdsAndLeavesOutTheUnknown",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Node> get(Collection<String> ids, Deadline deadline) {
                                var got = new ArrayList<>(real.get(ids, deadline));
                                var unknown = new HashSet<>(ids);
                                got.forEach(node -> unknown.remove(id(node)));
                                unknown.forEach(id -> got.add(
                                        new NodeBuilder(new NodeId("here", id), id, NodeState.UNKNOWN, Instant.EPOCH)
                                                .build()));
                                return got;
                            }
                        }),
                inNodes(
                        "throws at an unknown id",
                        "getsTheNodesOfTheseIdsAndLeavesOutTheUnknown",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Node> get(Collection<String> ids, Deadline deadline) {
                                var got = real.get(ids, deadline);
                                if (got.size() < ids.size()) {
                                    throw new NotFoundException("node", ids.toString(), "no such node");
                                }
                                return got;
                            }
                        }),
                inNodes("gets all for no ids", "getsNothingForNoIds", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Node> get(Collection<String> ids, Deadline deadline) {
                        return ids.isEmpty() ? real.list(deadline).toList() : real.get(ids, deadline);
                    }
                }),
                inNodes(
                        "gets a node as often as it is named",
                        "getsANodeOnceThoughItIsNamedTwice",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Node> get(Collection<String> ids, Deadline deadline) {
                                return ids.stream()
                                        .flatMap(id -> real.get(List.of(id), deadline).stream())
                                        .toList();
                            }
                        }),
                inNodes("forgets the index", "findsTheNodesOfAnIntentByTheirIndex", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Created> findByIntent(String intentId, Deadline deadline) {
                        return real.findByIntent(intentId, deadline).stream()
                                .map(found -> new Created(0, found.node()))
                                .toList();
                    }
                }),
                inNodes(
                        "finds another intent's nodes",
                        "findsTheNodesOfAnIntentByTheirIndex",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Created> findByIntent(String intentId, Deadline deadline) {
                                return byPrefix(real, intentId, deadline);
                            }
                        }),
                inNodes(
                        "finds nodes for an intent that made none",
                        "findsNothingForAnIntentThatMadeNothing",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Created> findByIntent(String intentId, Deadline deadline) {
                                return byPrefix(real, intentId, deadline);
                            }
                        }),
                inNodes("finds no more than one", "findsTheNodesOfAnIntentByTheirIndex", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Created> findByIntent(String intentId, Deadline deadline) {
                        return real.findByIntent(intentId, deadline).stream()
                                .limit(1)
                                .toList();
                    }
                }),
                inWhatItShows(
                        "saw it in the future",
                        "showsTheCloudsOwnRecordAsJsonAndWhenItWasSeen",
                        node -> seenAt(node, node.observedAt().plusSeconds(3600))),
                fault(
                        "shows what it saw before",
                        "showsTheCloudsOwnRecordAsJsonAndWhenItWasSeen",
                        (driver, context) -> {
                            var seen = new ConcurrentHashMap<NodeId, Instant>();
                            return WrappedDriver.withNodes(
                                    driver,
                                    nodes -> new Changed.Shown(
                                            nodes,
                                            node -> seenAt(
                                                    node, seen.computeIfAbsent(node.id(), id -> node.observedAt()))));
                        }),
                inWhatItShows(
                        "shows no JSON",
                        "showsTheCloudsOwnRecordAsJsonAndWhenItWasSeen",
                        node -> new NodeBuilder(node).raw("<server/>").build()),
                inWhatItShows(
                        "puts the cloud's kind into the id",
                        "makesANodeOfTheNameAndLabelsAskedFor",
                        node -> new NodeBuilder(
                                        new NodeId("sim", id(node)), node.name(), node.state(), node.observedAt())
                                .labels(node.labels())
                                .build()));
    }

    private static List<Created> byPrefix(NodeDriver real, String intentId, Deadline deadline) {
        return real.list(deadline)
                .filter(node ->
                        node.labels().getOrDefault("cloudmesh-intent", "").startsWith(intentId))
                .map(node -> new Created(Integer.parseInt(node.labels().getOrDefault("cloudmesh-index", "0")), node))
                .toList();
    }

    // verbs

    private static List<Planted> verbs() {
        return List.of(
                inNodes("destroys a second one", "destroysANodeAndNoOther", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
                        var other = real.list(deadline)
                                .map(Changed::id)
                                .filter(id -> !ids.contains(id))
                                .limit(1)
                                .toList();
                        real.destroy(other, deadline);
                        return real.destroy(ids, deadline);
                    }
                }),
                inNodes("destroys nothing and says it did", "destroysANodeAndNoOther", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
                        return ids.stream().map(id -> done(NodeState.DESTROYED)).toList();
                    }
                }),
                inNodes("fails at one that is gone", "takesADestroyedNodeForDestroyed", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
                        return strictly(real, ids, deadline, NodeDriver::destroy);
                    }
                }),
                inNodes(
                        "destroys all but one that is gone",
                        "destroysALargeBatchWhereThreeAreGone",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
                                return strictly(real, ids, deadline, NodeDriver::destroy);
                            }
                        }),
                inNodes("takes no nodes for all", "doesNothingToNoNodes", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
                        var all = real.list(deadline).map(Changed::id).toList();
                        real.destroy(ids.isEmpty() ? all : ids, deadline);
                        return ids.stream().map(id -> done(NodeState.DESTROYED)).toList();
                    }
                }),
                stopping(
                        "stops nothing and says it did",
                        "stopsANodeAndStartsItAgain",
                        (real, ids, deadline) ->
                                ids.stream().map(id -> done(NodeState.STOPPING)).toList()),
                stopping("stops every node", "stopsANodeAndNoOther", (real, ids, deadline) -> {
                    var others = real.list(deadline)
                            .map(Changed::id)
                            .filter(id -> !ids.contains(id))
                            .toList();
                    real.stop(others, deadline);
                    return real.stop(ids, deadline);
                }),
                stopping("destroys what it should stop", "stopsANodeAndStartsItAgain", NodeDriver::destroy),
                stopping("suspends what it should stop", "stopsANodeAndStartsItAgain", NodeDriver::suspend),
                stopping(
                        "spoils the batch on one bad id",
                        "doesTheRestOfABatchThatHasABadId",
                        (real, ids, deadline) -> strictly(real, ids, deadline, NodeDriver::stop)),
                stopping(
                        "throws instead of answering for each",
                        "doesTheRestOfABatchThatHasABadId",
                        (real, ids, deadline) -> {
                            var all = real.stop(ids, deadline);
                            all.forEach(Changed::throwRefusal);
                            return all;
                        }),
                stopping(
                        "leaves out the bad ones",
                        "doesTheRestOfALargeBatchWhereThreeAreGone",
                        (real, ids, deadline) -> real.stop(ids, deadline).stream()
                                .filter(Outcome.Done.class::isInstance)
                                .toList()),
                stopping(
                        "answers for the bad ones last",
                        "doesTheRestOfALargeBatchWhereThreeAreGone",
                        (real, ids, deadline) -> real.stop(ids, deadline).stream()
                                .sorted((a, b) ->
                                        Boolean.compare(a instanceof Outcome.Failed, b instanceof Outcome.Failed))
                                .toList()),
                stopping(
                        "does no more than fifty",
                        "doesTheRestOfALargeBatchWhereThreeAreGone",
                        (real, ids, deadline) -> {
                            var all = new ArrayList<>(real.stop(ids.subList(0, Math.min(50, ids.size())), deadline));
                            while (all.size() < ids.size()) {
                                all.add(done(NodeState.STOPPING));
                            }
                            return all;
                        }),
                stopping("says done of the bad ones", "doesTheRestOfABatchThatHasABadId", (real, ids, deadline) -> {
                    real.stop(ids, deadline);
                    return ids.stream().map(id -> done(NodeState.STOPPING)).toList();
                }),
                stopping(
                        "takes a verb that does not fit for done",
                        "answersToAVerbThatDoesNotFitTheState",
                        (real, ids, deadline) -> real.stop(ids, deadline).stream()
                                .map(answer ->
                                        failedBy(answer, ConflictException.class) ? done(NodeState.STOPPED) : answer)
                                .toList()),
                fault("starts with other labels", "stopsANodeAndStartsItAgain", (driver, context) -> {
                    var started = new AtomicBoolean();
                    return WrappedDriver.withNodes(
                            driver,
                            nodes ->
                                    new Changed.Shown(
                                            nodes,
                                            node -> started.get()
                                                    ? new NodeBuilder(node)
                                                            .labels(Map.of())
                                                            .build()
                                                    : node) {
                                        @Override
                                        public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
                                            started.set(true);
                                            return real.start(ids, deadline);
                                        }
                                    });
                }),
                inNodes("reboots by stopping", "rebootsANode", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
                        return real.stop(ids, deadline);
                    }
                }),
                inNodes("suspends by stopping", "suspendsANodeAndResumesIt", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
                        return real.stop(ids, deadline);
                    }
                }));
    }

    private interface Stop {
        List<Outcome<NodeUpdate>> stop(NodeDriver real, List<String> ids, Deadline deadline);
    }

    private static Planted stopping(String fault, String caughtBy, Stop stop) {
        return inNodes(fault, caughtBy, nodes -> new Nodes(nodes) {
            @Override
            public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
                return stop.stop(real, ids, deadline);
            }
        });
    }

    /** All are refused where one is not there. */
    private static List<Outcome<NodeUpdate>> strictly(NodeDriver real, List<String> ids, Deadline deadline, Stop verb) {
        var there = Set.copyOf(real.get(ids, deadline).stream().map(Changed::id).toList());
        if (there.containsAll(ids)) {
            return verb.stop(real, ids, deadline);
        }
        return ids.stream()
                .map(id -> Outcome.<NodeUpdate>failed(new NotFoundException("node", id, "no node " + id)))
                .toList();
    }

    // what is not declared

    private static List<Planted> undeclared() {
        return List.of(
                withAll("does an undeclared verb", "sendsNothingForAVerbItDoesNotHave", Feature.STOP),
                withAll("makes nodes though it does not say so", "sendsNothingForACreateItDoesNotHave", Feature.BOOT),
                withAll("drops user data it does not take", "sendsNothingForUserDataItDoesNotTake", Feature.USER_DATA),
                inNodes(
                                "asks the cloud before it refuses",
                                "sendsNothingForAVerbItDoesNotHave",
                                nodes -> new Nodes(nodes) {
                                    @Override
                                    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
                                        real.get(ids, deadline);
                                        return real.reboot(ids, deadline);
                                    }
                                })
                        .without(Feature.REBOOT),
                inNodes("refuses item by item", "sendsNothingForAVerbItDoesNotHave", nodes -> new Nodes(nodes) {
                            @Override
                            public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
                                return ids.stream()
                                        .map(id -> Outcome.<NodeUpdate>failed(
                                                new UnsupportedFeatureException("here", Feature.SUSPEND)))
                                        .toList();
                            }
                        })
                        .without(Feature.SUSPEND),
                inNodes("refuses in words of its own", "sendsNothingForAVerbItDoesNotHave", nodes -> new Nodes(nodes) {
                            @Override
                            public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
                                throw new UnsupportedOperationException("resume");
                            }
                        })
                        .without(Feature.SUSPEND),
                inNodes("does it and refuses then", "sendsNothingForUserDataItDoesNotTake", nodes -> new Nodes(nodes) {
                            @Override
                            public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                                real.create(withUserData(request, null), deadline);
                                throw new UnsupportedFeatureException("here", Feature.USER_DATA);
                            }
                        })
                        .without(Feature.USER_DATA));
    }

    /** The cloud beneath can do it, and the driver says it cannot. */
    private static Planted withAll(String fault, String caughtBy, Feature undeclared) {
        return fault(fault, caughtBy, (driver, context) -> new WrappedDriver(driver) {
            @Override
            public Set<Feature> features() {
                var fewer = EnumSet.copyOf(real.features());
                fewer.remove(undeclared);
                return fewer;
            }
        });
    }

    // secrets

    private static List<Planted> secrets() {
        return List.of(
                withUserDataIn(
                        "the raw record",
                        "letsNoUserDataBeSeen",
                        (node, secret) -> new NodeBuilder(node)
                                .raw("{\"userData\":\"" + quoted(secret) + "\"}")
                                .build()),
                withUserDataIn(
                        "the raw record, in base64",
                        "letsNoUserDataBeSeen",
                        (node, secret) -> new NodeBuilder(node)
                                .raw("{\"userData\":\"" + base64(secret) + "\"}")
                                .build()),
                withUserDataIn(
                        "the message",
                        "letsNoUserDataBeSeen",
                        (node, secret) -> new NodeBuilder(node).message(secret).build()),
                withUserDataIn("a label", "letsNoUserDataBeSeen", (node, secret) -> {
                    var labels = new HashMap<>(node.labels());
                    labels.put("user-data", secret);
                    return new NodeBuilder(node).labels(labels).build();
                }),
                fault("keeps a secret in its toString", "letsNoUserDataBeSeen", (driver, context) -> {
                    var secrets = new ConcurrentLinkedQueue<String>();
                    return WrappedDriver.withNodes(driver, nodes -> new Nodes(nodes) {
                        @Override
                        public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                            secrets.add(String.valueOf(request.userData()));
                            return real.create(request, deadline);
                        }

                        @Override
                        public String toString() {
                            return "nodes " + secrets;
                        }
                    });
                }),
                inNodes(
                        "tells a secret when it is refused",
                        "letsNoUserDataBeSeenInARefusal",
                        nodes -> new Nodes(nodes) {
                            @Override
                            public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                                return real.create(request, deadline).stream()
                                        .map(answer -> failedBy(answer, NotFoundException.class)
                                                ? Outcome.<Node>failed(new NotFoundException(
                                                        "image",
                                                        request.image(),
                                                        "no image for " + quoted(String.valueOf(request.userData()))))
                                                : answer)
                                        .toList();
                            }
                        }),
                inNodes("tells a secret in a cause", "letsNoUserDataBeSeenInARefusal", nodes -> new Nodes(nodes) {
                    @Override
                    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                        var answers = real.create(request, deadline);
                        answers.stream()
                                .filter(Outcome.Failed.class::isInstance)
                                .map(answer -> ((Outcome.Failed<Node>) answer).cause())
                                .forEach(cause -> cause.initCause(
                                        new IOException("POST {\"userData\": " + request.userData() + "}")));
                        return answers;
                    }
                }),
                fault(
                        "keeps a secret in a file",
                        "keepsNoUserDataInAFile",
                        (driver, context) -> WrappedDriver.withNodes(driver, nodes -> new Nodes(nodes) {
                            @Override
                            public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                                write(context, request);
                                return real.create(request, deadline);
                            }
                        })));
    }

    private static Planted withUserDataIn(String where, String caughtBy, BiFunction<Node, String, Node> put) {
        return fault("keeps a secret in " + where, caughtBy, (driver, context) -> {
            var secrets = new ConcurrentLinkedQueue<String>();
            return WrappedDriver.withNodes(
                    driver,
                    nodes ->
                            new Changed.Shown(
                                    nodes,
                                    node -> secrets.isEmpty()
                                            ? node
                                            : put.apply(node, Objects.requireNonNull(secrets.peek()))) {
                                @Override
                                public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                                    if (request.userData() != null) {
                                        secrets.add(request.userData());
                                    }
                                    return super.create(request, deadline);
                                }
                            });
        });
    }

    private static void write(CloudContext context, CreateRequest request) {
        try {
            Files.createDirectories(context.directory());
            Files.writeString(context.directory().resolve("last-request"), String.valueOf(request.userData()));
        } catch (IOException e) {
            throw new UncheckedIOException("the test's directory cannot be written", e);
        }
    }

    // the rest

    private static List<Planted> others() {
        return List.of(
                fault(
                        "asks the cloud what it can do",
                        "sendsNothingUntilItIsAskedForSomething",
                        (driver, context) -> new WrappedDriver(driver) {
                            @Override
                            public Set<Feature> features() {
                                real.images()
                                        .list(Deadline.in(Duration.ofMinutes(1), context.time()))
                                        .close();
                                return real.features();
                            }
                        }),
                fault("signs in when it is made", "sendsNothingUntilItIsAskedForSomething", (driver, context) -> {
                    driver.locations()
                            .list(Deadline.in(Duration.ofMinutes(1), context.time()))
                            .close();
                    return driver;
                }),
                fault("changes what it can do", "saysTheSameEachTime", (driver, context) -> {
                    var asked = new AtomicBoolean();
                    return new WrappedDriver(driver) {
                        @Override
                        public Set<Feature> features() {
                            return asked.getAndSet(true) ? real.features() : EnumSet.of(Feature.BOOT, Feature.STOP);
                        }
                    };
                }),
                fault(
                        "changes a name each time",
                        "givesANameThatNeedsNoMoreChanging",
                        (driver, context) -> new WrappedDriver(driver) {
                            @Override
                            public String nodeName(String name) {
                                return name.toLowerCase(Locale.ROOT) + "-vm";
                            }
                        }),
                fault("cuts names short", "givesTwoNamesTwoForms", (driver, context) -> new WrappedDriver(driver) {
                    @Override
                    public String nodeName(String name) {
                        return name.substring(0, Math.min(4, name.length()));
                    }
                }),
                fault(
                        "hands out what it is not",
                        "handsOutNoHandleItHasNot",
                        (driver, context) -> new WrappedDriver(driver) {
                            @Override
                            @SuppressWarnings("unchecked")
                            public <T> Optional<T> unwrap(Class<T> type) {
                                return (Optional<T>) Optional.of(real.toString());
                            }
                        }),
                images("finds nothing by name", images -> new Entries<>(images) {
                    @Override
                    public Optional<Image> find(String idOrName, Deadline deadline) {
                        return real.find(idOrName, deadline)
                                .filter(image -> image.id().equals(idOrName));
                    }
                }),
                images("finds by the beginning of a name", images -> new Entries<>(images) {
                    @Override
                    public Optional<Image> find(String idOrName, Deadline deadline) {
                        return real.list(deadline)
                                .filter(image -> image.id().equals(idOrName)
                                        || idOrName.startsWith(image.name())
                                        || image.name().startsWith(idOrName))
                                .reduce((first, second) -> second);
                    }
                }),
                images("lists an image twice", images -> new Entries<>(images) {
                    @Override
                    public Stream<Image> list(Deadline deadline) {
                        return Stream.concat(real.list(deadline), real.list(deadline));
                    }
                }),
                images("throws at an unknown name", images -> new Entries<>(images) {
                    @Override
                    public Optional<Image> find(String idOrName, Deadline deadline) {
                        return Optional.of(real.find(idOrName, deadline)
                                .orElseThrow(() -> new NotFoundException("image", idOrName, "no such image")));
                    }
                }),
                fault(
                        "does not have its default",
                        "hasWhatItBootsByDefault",
                        (driver, context) -> new WrappedDriver(driver) {
                            @Override
                            public NodeDefaults defaults() {
                                return new NodeDefaults("sim-image", "m1.gone", null);
                            }
                        }),
                silent("reports no request of a read", "reportsARequestForEachCall", Set.of("list")),
                silent("reports no request of a verb", "reportsARequestForEachVerb", Set.of("reboot")),
                silent("reports no request of a create", "reportsARequestForEachVerb", Set.of("create")),
                fault(
                        "destroys its nodes when it is closed",
                        "leavesItsNodesWhenItIsClosedAndFindsThemAgain",
                        (driver, context) -> new WrappedDriver(driver) {
                            @Override
                            public void close() {
                                var deadline = Deadline.in(Duration.ofMinutes(1), context.time());
                                var all = real.nodes()
                                        .list(deadline)
                                        .map(Changed::id)
                                        .toList();
                                real.nodes().destroy(all, deadline);
                                real.close();
                            }
                        }),
                fault(
                        "keeps the intents in memory",
                        "leavesItsNodesWhenItIsClosedAndFindsThemAgain",
                        (driver, context) -> {
                            var known = ConcurrentHashMap.<String>newKeySet();
                            return WrappedDriver.withNodes(driver, nodes -> new Nodes(nodes) {
                                @Override
                                public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
                                    known.add(request.intentId());
                                    return real.create(request, deadline);
                                }

                                @Override
                                public List<Created> findByIntent(String intentId, Deadline deadline) {
                                    return known.contains(intentId) ? real.findByIntent(intentId, deadline) : List.of();
                                }
                            });
                        }),
                fault("tells another's requests", "isNotDisturbedByAnotherOfItsKind", new Shared()::telling),
                fault("leaves a thread", "leavesNoThreadWhenItIsClosed", (driver, context) -> {
                    var thread = new Thread(LockSupport::park, "leaked");
                    thread.setDaemon(true);
                    LEAKED.add(thread);
                    thread.start();
                    return driver;
                }),
                fault(
                        "fails when it is closed again",
                        "canBeClosedTwice",
                        (driver, context) -> new WrappedDriver(driver) {
                            private boolean closed;

                            @Override
                            public void close() {
                                if (closed) {
                                    throw new IllegalStateException("closed already");
                                }
                                closed = true;
                            }
                        }));
    }

    private static Planted images(String fault, UnaryOperator<CatalogDriver<Image>> images) {
        return fault(fault, "listsImagesAndFindsThemByIdAndName", (driver, context) -> new WrappedDriver(driver) {
            @Override
            public CatalogDriver<Image> images() {
                return images.apply(real.images());
            }
        });
    }

    private static Planted silent(String fault, String caughtBy, Set<String> operations) {
        return ofProvider(fault, caughtBy, (cloud, context) -> {
            Consumer<Request> told = request -> {
                if (!operations.contains(request.operation())) {
                    context.requests().accept(request);
                }
            };
            return cloud.connect(new CloudContext(context.name(), context.directory(), context.time(), told));
        });
    }

    /** Whoever connects first is told of everybody's requests. */
    private static final class Shared {

        private final List<CloudContext> contexts = new ArrayList<>();

        CloudDriver telling(CloudDriver driver, CloudContext context) {
            contexts.add(context);
            return WrappedDriver.withNodes(driver, nodes -> new Nodes(nodes) {
                @Override
                public Stream<Node> list(Deadline deadline) {
                    contexts.forEach(each -> each.requests()
                            .accept(new Request(
                                    each.name(), "list", 200, null, each.time().now(), Duration.ZERO)));
                    return real.list(deadline);
                }
            });
        }
    }
}
