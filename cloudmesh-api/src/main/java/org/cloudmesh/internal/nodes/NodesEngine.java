package org.cloudmesh.internal.nodes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cloudmesh.AmbiguousNameException;
import org.cloudmesh.Batch;
import org.cloudmesh.BootOptions;
import org.cloudmesh.Cancellation;
import org.cloudmesh.Failure;
import org.cloudmesh.Node;
import org.cloudmesh.NodeCheck;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.NodeStatus;
import org.cloudmesh.Nodes;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.Ping;
import org.cloudmesh.StatusReport;
import org.cloudmesh.VerbOptions;
import org.cloudmesh.internal.concurrent.Work;
import org.cloudmesh.internal.history.VerbHistory;
import org.cloudmesh.internal.naming.HostList;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Nearest;
import org.cloudmesh.internal.ssh.SshAccess;
import org.cloudmesh.spi.Deadline;
import org.jspecify.annotations.Nullable;

/** The nodes of one cloud, or of all active ones. Thread-safe. */
public final class NodesEngine implements Nodes {

    /** So many wrong names may be slips of the pen; for more, the nearest known are not looked for. */
    private static final int SLIPS = 10;

    private final MeshRuntime mesh;
    private final Clouds clouds;
    private final @Nullable CloudConnection only;
    private final Boot boot;
    private final SshAccess ssh;
    private final NodeRecords records;
    private final Changes changes;
    private final VerbHistory history;

    /** Of that cloud; of all active ones if it is null. */
    public NodesEngine(MeshRuntime mesh, Clouds clouds, @Nullable CloudConnection only, Boot boot, SshAccess ssh) {
        this.mesh = mesh;
        this.clouds = clouds;
        this.only = only;
        this.boot = boot;
        this.ssh = ssh;
        records = new NodeRecords(mesh);
        changes = new Changes(mesh, clouds);
        history = new VerbHistory(mesh);
    }

    @Override
    public Batch<Node> boot(int count, Consumer<BootOptions> options) {
        var chosen = new BootOptions();
        options.accept(chosen);
        var cloud = only == null ? clouds.defaultCloud() : only;
        return history.of("boot", List.of(), () -> boot.boot(cloud, clouds.isActive(cloud), count, chosen));
    }

    @Override
    public Batch<Node> await(Collection<Node> nodes, NodeState state, Consumer<VerbOptions> options) {
        return new Wait(mesh, clouds, new StateGoal(state), ours(nodes), chosen(options)).await();
    }

    @Override
    public Batch<Node> awaitReady(Collection<Node> nodes, Consumer<VerbOptions> options) {
        var chosen = chosen(options);
        var goal = new ReadyGoal(mesh, ssh, chosen.cancelOn());
        return new Wait(mesh, clouds, goal, ours(nodes), chosen).await();
    }

    @Override
    public Batch<Node> start(Collection<Node> nodes, Consumer<VerbOptions> options) {
        return change(Verb.START, Named.of(ours(nodes)), options);
    }

    @Override
    public Batch<Node> start(String hostList, Consumer<VerbOptions> options) {
        return change(Verb.START, named(hostList, Verb.START), options);
    }

    @Override
    public Batch<Node> stop(Collection<Node> nodes, Consumer<VerbOptions> options) {
        return change(Verb.STOP, Named.of(ours(nodes)), options);
    }

    @Override
    public Batch<Node> stop(String hostList, Consumer<VerbOptions> options) {
        return change(Verb.STOP, named(hostList, Verb.STOP), options);
    }

    @Override
    public Batch<Node> suspend(Collection<Node> nodes, Consumer<VerbOptions> options) {
        return change(Verb.SUSPEND, Named.of(ours(nodes)), options);
    }

    @Override
    public Batch<Node> suspend(String hostList, Consumer<VerbOptions> options) {
        return change(Verb.SUSPEND, named(hostList, Verb.SUSPEND), options);
    }

    @Override
    public Batch<Node> resume(Collection<Node> nodes, Consumer<VerbOptions> options) {
        return change(Verb.RESUME, Named.of(ours(nodes)), options);
    }

    @Override
    public Batch<Node> resume(String hostList, Consumer<VerbOptions> options) {
        return change(Verb.RESUME, named(hostList, Verb.RESUME), options);
    }

    @Override
    public Batch<Node> reboot(Collection<Node> nodes, Consumer<VerbOptions> options) {
        return change(Verb.REBOOT, Named.of(ours(nodes)), options);
    }

    @Override
    public Batch<Node> reboot(String hostList, Consumer<VerbOptions> options) {
        return change(Verb.REBOOT, named(hostList, Verb.REBOOT), options);
    }

    @Override
    public Batch<Node> destroy(Collection<Node> nodes, Consumer<VerbOptions> options) {
        return change(Verb.DESTROY, Named.of(ours(nodes)), options);
    }

    @Override
    public Batch<Node> destroy(String hostList, Consumer<VerbOptions> options) {
        return change(Verb.DESTROY, named(hostList, Verb.DESTROY), options);
    }

    /** A node that goes away takes its connection along: better to hang up first. */
    private Batch<Node> change(Verb verb, Named named, Consumer<VerbOptions> options) {
        var chosen = chosen(options);
        return history.of(
                verb.word(),
                named.nodes(),
                () -> changes.apply(verb, named, chosen, verb.takesAway() ? ssh::disconnect : node -> {}));
    }

    private Named named(String hostList, Verb verb) {
        var nodes = new ArrayList<Node>();
        var failures = new ArrayList<Failure>();
        for (var name : HostList.expand(hostList)) {
            try {
                one(name, records.named(name, cloudName()))
                        .or(() -> byId(name))
                        .ifPresentOrElse(nodes::add, () -> failures.add(missing(name, verb, failures.size())));
            } catch (AmbiguousNameException e) {
                failures.add(new Failure(name, null, e));
            }
        }
        return new Named(ours(nodes), failures);
    }

    private Failure missing(String name, Verb verb, int before) {
        var sentence = "%s : not found; %s was not %s: the store has no such node %s; %s"
                .formatted(
                        name,
                        name,
                        verb.participle(),
                        where(),
                        before < SLIPS ? nearest(name) : "list() tells the names there are");
        return new Failure(name, null, new NotFoundException("node", name, sentence));
    }

    @Override
    public String sshCommand(Node node) {
        return ssh.command(find(node.id().toString()).orElse(node));
    }

    @Override
    public List<Ping> ping(Collection<Node> nodes) {
        return new Checks(mesh, ssh).ping(List.copyOf(ours(nodes)));
    }

    @Override
    public List<NodeCheck> check(Collection<Node> nodes, Consumer<VerbOptions> options) {
        var chosen = chosen(options);
        var deadline = mesh.deadline(chosen);
        var newest = new Addresses(mesh, clouds).reachable(List.copyOf(ours(nodes)), deadline);
        return new Checks(mesh, ssh).check(newest, deadline, chosen.cancelOn());
    }

    private static VerbOptions chosen(Consumer<VerbOptions> options) {
        var chosen = new VerbOptions();
        options.accept(chosen);
        return chosen;
    }

    private Collection<Node> ours(Collection<Node> nodes) {
        for (var node : nodes) {
            if (only != null && !node.cloud().equals(only.name())) {
                throw new IllegalArgumentException("%s (%s) is not on cloud \"%s\"; nothing was done"
                        .formatted(node.name(), node.id(), only.name()));
            }
        }
        return mesh.existing(nodes);
    }

    @Override
    public List<Node> select(String hostList) {
        var found = new ArrayList<Node>();
        var missing = new ArrayList<String>();
        for (var name : HostList.expand(hostList)) {
            one(name, records.named(name, cloudName())).ifPresentOrElse(found::add, () -> missing.add(name));
        }
        if (!missing.isEmpty()) {
            throw notFound(String.join(",", missing));
        }
        return List.copyOf(found);
    }

    /** Among those whose names the clouds would not tell apart, the one spelled so comes first. */
    private static Optional<Node> one(String name, List<Node> alike) {
        var exact = alike.stream().filter(node -> node.name().equals(name)).toList();
        var nodes = exact.isEmpty() ? alike : exact;
        if (nodes.size() > 1) {
            throw new AmbiguousNameException(name, nodes.stream().map(Node::id).toList());
        }
        return nodes.stream().findFirst();
    }

    private NotFoundException notFound(String name) {
        return new NotFoundException(
                "node", name, "no node %s %s, as the store has it; %s".formatted(name, where(), nearest(name)));
    }

    private String where() {
        return only == null ? "in this mesh" : "on cloud \"%s\"".formatted(only.name());
    }

    private String nearest(String name) {
        return Nearest.known(
                name, records.all(cloudName()).stream().map(Node::name).toList());
    }

    private @Nullable String cloudName() {
        return only == null ? null : only.name();
    }

    @Override
    public Node get(String nameOrId) {
        return find(nameOrId).orElseThrow(() -> notFound("\"%s\"".formatted(nameOrId)));
    }

    @Override
    public Optional<Node> find(String nameOrId) {
        return byId(nameOrId).or(() -> one(nameOrId, records.named(nameOrId, cloudName())));
    }

    private Optional<Node> byId(String id) {
        if (id.isBlank()) {
            return Optional.empty();
        }
        var full = id.indexOf('/') > 0 && !id.endsWith("/") ? Stream.of(NodeId.parse(id)) : Stream.<NodeId>empty();
        var known = only == null ? clouds.all().stream() : Stream.of(only);
        return Stream.concat(full, known.map(cloud -> new NodeId(cloud.name(), id)))
                .filter(each -> only == null || each.cloud().equals(only.name()))
                .map(records::find)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public List<Node> list() {
        return mesh.refresh() ? refresh() : stored();
    }

    private List<Node> stored() {
        if (only != null) {
            return records.all(only.name());
        }
        var active = listed();
        return records.all(null).stream()
                .filter(node -> active.contains(node.cloud()))
                .toList();
    }

    @Override
    public List<Node> list(int limit, @Nullable NodeId after) {
        return limit == 0 ? List.of() : records.page(listed(), after, limit);
    }

    /** The clouds whose nodes are listed. */
    private List<String> listed() {
        return only != null
                ? List.of(only.name())
                : clouds.active().stream().map(CloudConnection::name).toList();
    }

    @Override
    public List<Node> refresh(Consumer<VerbOptions> options) {
        var chosen = chosen(options);
        var deadline = mesh.deadline(chosen);
        var patience = mesh.leases().patience(deadline);
        var wanted = only == null ? clouds.active() : List.of(only);
        mesh.work()
                .each(
                        wanted,
                        cloud -> refresh(cloud, deadline, patience, chosen.cancelOn()),
                        deadline,
                        chosen.cancelOn())
                .forEach(Work::orThrow);
        return stored();
    }

    /** Two programs that refresh a cloud at once would ask for the same, and one is enough. */
    private boolean refresh(
            CloudConnection cloud,
            Deadline deadline,
            @Nullable Deadline patience,
            @Nullable Cancellation cancellation) {
        return mesh.leases()
                .once(
                        "refresh of nodes of " + cloud.name(),
                        patience,
                        cancellation,
                        lease -> new NodeRefresh(mesh, clouds, cloud).run(deadline));
    }

    @Override
    public StatusReport status(String... names) {
        if (names.length == 0 || isAll(names)) {
            var all = statuses(list());
            return new StatusReport(all, names.length > 0, all);
        }
        if (mesh.refresh()) {
            refresh();
        }
        var entries = Arrays.stream(names)
                .flatMap(list -> HostList.expand(list).stream())
                .flatMap(name -> statusOf(name).stream())
                .toList();
        boolean complete = entries.stream().allMatch(entry -> entry.node() != null);
        return new StatusReport(entries, true, complete ? null : statuses(stored()));
    }

    /** As the original had it, where no machine is called so. */
    private boolean isAll(String... names) {
        return List.of(names).equals(List.of("all"))
                && records.named("all", cloudName()).isEmpty();
    }

    private static List<NodeStatus> statuses(List<Node> nodes) {
        return nodes.stream().map(node -> new NodeStatus(node.name(), node)).toList();
    }

    private List<NodeStatus> statusOf(String name) {
        var nodes = records.named(name, cloudName());
        return nodes.isEmpty()
                ? List.of(new NodeStatus(name, null))
                : nodes.stream().map(node -> new NodeStatus(name, node)).toList();
    }
}
