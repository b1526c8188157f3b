package org.cloudmesh.internal.nodes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.cloudmesh.Batch;
import org.cloudmesh.BootOptions;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Failure;
import org.cloudmesh.Feature;
import org.cloudmesh.Image;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.catalog.Catalogs;
import org.cloudmesh.internal.catalog.CloudCatalog;
import org.cloudmesh.internal.journal.Intent;
import org.cloudmesh.internal.journal.Journal;
import org.cloudmesh.internal.naming.Claims;
import org.cloudmesh.internal.naming.HostList;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Ids;
import org.cloudmesh.internal.runtime.MeshId;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.ssh.SshKeys;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NamingStrategy;
import org.cloudmesh.spi.NodeBuilder;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Boots machines: resolve, claim names, write the intent, ask the cloud, record what came of it. */
public final class Boot {

    private static final Set<String> CATALOGS = Set.of("image", "flavor", "location");

    private static final Logger LOG = LoggerFactory.getLogger(Boot.class);

    private final MeshRuntime mesh;
    private final Naming naming;
    private final SshKeys keys;
    private final NodeRecords records;
    private final Journal journal;
    private final Claims claims;
    private final MeshId meshId;

    /** How this mesh names machines, and who may log in to them. */
    public Boot(MeshRuntime mesh, Naming naming, SshKeys keys) {
        this.mesh = mesh;
        this.naming = naming;
        this.keys = keys;
        records = new NodeRecords(mesh);
        journal = new Journal(mesh);
        claims = new Claims(mesh);
        meshId = new MeshId(mesh);
    }

    /**
     * How this mesh names machines.
     *
     * @param strategy the caller's, or the default
     * @param name what to call them when no name is given; null for what the strategy makes up
     * @param variables what templates are filled with
     */
    public record Naming(NamingStrategy strategy, @Nullable String name, Map<String, String> variables) {}

    /** Boots them on that cloud. */
    public Batch<Node> boot(CloudConnection cloud, boolean active, int count, BootOptions options) {
        var asked = options.name() != null ? options.name() : naming.name();
        int wanted = check(cloud, active, count, asked, options);
        var deadline = mesh.deadline(options);
        var spec = resolve(cloud, wanted, options, deadline);
        mesh.leases().announce();
        var started = mesh.time().now();
        var id = Ids.next(started);
        var names = claims.claim(
                naming.strategy(),
                asked,
                wanted,
                naming.variables(),
                name -> !records.named(name, null).isEmpty(),
                id,
                mesh.owner());
        var intent = new Intent(
                id,
                Intent.BOOT,
                cloud.name(),
                mesh.owner(),
                started,
                deadline.end(),
                names.stream().map(name -> Intent.Item.open(name, null, null)).toList(),
                spec);
        write(intent, names);
        Leftovers.expect(mesh, cloud);
        var outcomes = new Creates(mesh, cloud, intent, spec, options.userData(), deadline, options.cancelOn()).send();
        try {
            return settle(intent, outcomes, options);
        } finally {
            if (outcomes.values().stream().allMatch(outcome -> outcome instanceof Outcome.Failed)) {
                giveBack(cloud, deadline);
            }
        }
    }

    /** What was made for machines that were not goes; if the store tells nothing of it, the next refresh sees to it. */
    private void giveBack(CloudConnection cloud, Deadline deadline) {
        try {
            new Leftovers(mesh, name -> Optional.of(cloud)).settle(cloud, deadline);
        } catch (StoreException e) {
            LOG.warn(
                    "{}: what was made for machines that were not made may still be there: {}",
                    cloud.name(),
                    e.getMessage());
        }
    }

    /** If it cannot be written down, nothing was asked of anybody: the names are free again. */
    private void write(Intent intent, List<String> names) {
        try {
            journal.write(intent);
        } catch (RuntimeException e) {
            try {
                claims.release(intent.id(), names);
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private int check(CloudConnection cloud, boolean active, int count, @Nullable String asked, BootOptions options) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "boot makes 1 machine or more, not %d; nothing was asked of \"%s\"".formatted(count, cloud.name()));
        }
        int wanted = asked != null && count == 1 && HostList.isList(asked)
                ? HostList.expand(asked).size()
                : count;
        var atLeast = options.atLeast();
        if (atLeast != null && atLeast > wanted) {
            throw new IllegalArgumentException("at least %d of %d machines cannot be had; nothing was asked of \"%s\""
                    .formatted(atLeast, wanted, cloud.name()));
        }
        if (!active) {
            throw new IllegalArgumentException(
                    "cloud \"%s\" is not active, so nothing is booted there; activate() it first"
                            .formatted(cloud.name()));
        }
        cloud.require(Feature.BOOT);
        if (options.userData() != null) {
            cloud.require(Feature.USER_DATA);
        }
        if (!mesh.store().isLasting() && !mesh.storeByName() && cloud.driver().isBilled()) {
            throw new StoreException(
                    "cloud \"%s\" costs money, and this mesh forgets its machines when the program ends: put cloudmesh-store on the class path, or pass Store.inMemory() by name"
                            .formatted(cloud.name()));
        }
        return wanted;
    }

    private Intent.Spec resolve(CloudConnection cloud, int wanted, BootOptions options, Deadline deadline) {
        var defaults = cloud.driver().defaults();
        var configured = cloud.options();
        var catalogs = new Catalogs(mesh, cloud);
        var location = first(options.location(), configured.location(), defaults.location());
        var image =
                get(catalogs.images(), first(options.image(), configured.image(), defaults.image()), cloud, deadline);
        var access = BootAccess.of(options, cloud, meshId.value(), keys);
        return new Intent.Spec(
                image.id(),
                get(
                                catalogs.flavors(),
                                first(options.flavor(), configured.flavor(), defaults.flavor()),
                                cloud,
                                deadline)
                        .id(),
                location == null
                        ? null
                        : get(catalogs.locations(), location, cloud, deadline).id(),
                mesh.user(),
                labels(options, cloud, image, access),
                access,
                options.userData() == null ? null : sha256(options.userData()),
                Objects.requireNonNullElse(options.atLeast(), wanted));
    }

    private Map<String, String> labels(BootOptions options, CloudConnection cloud, Image image, Access access) {
        var labels = new LinkedHashMap<>(options.labels());
        var group = naming.variables().getOrDefault("group", "");
        if (!group.isBlank()) {
            labels.put(Labels.GROUP, group);
        }
        var login = first(cloud.config().find("default.username").orElse(null), image.loginUser());
        if (login != null) {
            labels.put(Labels.LOGIN, login);
        }
        if (access.isPrivate()) {
            labels.put(Labels.ADDRESS, Labels.PRIVATE);
        }
        return labels;
    }

    private static <T extends CatalogEntry> T get(
            CloudCatalog<T> catalog, @Nullable String idOrName, CloudConnection cloud, Deadline deadline) {
        if (idOrName == null) {
            throw new IllegalArgumentException(
                    "no %s was given for cloud \"%s\", and it has no default; say o.%s(…) at the boot or when the cloud is added"
                            .formatted(catalog.kind(), cloud.name(), catalog.kind()));
        }
        return catalog.resolve(idOrName, deadline);
    }

    private static @Nullable String first(@Nullable String... values) {
        for (var value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Batch<Node> settle(Intent intent, Map<Integer, Outcome<Node>> outcomes, BootOptions options) {
        var settled = writeOrKeep(settled(intent, outcomes));
        var failures = new ArrayList<Failure>();
        for (int i = 0; i < intent.items().size(); i++) {
            var cause = Answers.cause(Objects.requireNonNull(outcomes.get(i)));
            if (cause != null) {
                var item = settled.intent().items().get(i);
                failures.add(new Failure(item.name(), null, explained(intent, item, cause)));
            }
        }
        return Answers.batch("boot", settled.nodes(), failures, options.atLeast());
    }

    private static CloudmeshException explained(Intent intent, Intent.Item item, CloudmeshException cause) {
        if (cause instanceof NotFoundException missing && CATALOGS.contains(missing.kind())) {
            return new NotFoundException(
                    missing.kind(),
                    missing.name(),
                    "%s; if it was there before, %ss().refresh() fetches the list anew"
                            .formatted(missing.getMessage(), missing.kind()));
        }
        return item.state() == Intent.State.CLOSED
                ? cause
                : new CloudmeshException(
                        "%s; it may have been made: recover() will look for it (intent %s)"
                                .formatted(cause.getMessage(), intent.id()),
                        cause);
    }

    /**
     * What is recorded of an intent.
     *
     * @param intent as it stands now
     * @param nodes those that exist
     * @param free the names that are nobody's any more
     */
    record Settled(Intent intent, List<Node> nodes, List<String> free) {}

    /** Records nodes first, then the intent, then frees names: whatever is cut off, the rest can be found again. */
    Settled record(Intent intent, Map<Integer, Outcome<Node>> outcomes) {
        return write(settled(intent, outcomes));
    }

    private Settled settled(Intent intent, Map<Integer, Outcome<Node>> outcomes) {
        var items = new ArrayList<>(intent.items());
        var made = new ArrayList<Node>();
        var free = new ArrayList<String>();
        outcomes.forEach((index, outcome) -> {
            var item = items.get(index);
            if (outcome instanceof Outcome.Done<Node> done) {
                items.set(index, item.closed(done.value().id().providerId()));
                made.add(named(done.value(), item.name()));
            } else if (outcome instanceof Outcome.Failed) {
                items.set(index, item.closed(null));
                free.add(item.name());
            }
        });
        return new Settled(intent.withItems(items).givenUp(mesh.time().now()), made, free);
    }

    private Settled write(Settled settled) {
        var nodes = records.save(settled.nodes());
        journal.write(settled.intent());
        if (!settled.free().isEmpty()) {
            claims.release(settled.intent().id(), settled.free());
        }
        return new Settled(settled.intent(), nodes, settled.free());
    }

    /** The machines are there, whether the store can be told or not. */
    private Settled writeOrKeep(Settled settled) {
        try {
            return write(settled);
        } catch (StoreException e) {
            mesh.unsaved().keep(Filing.entry("boot", settled.nodes(), List.of(settled.intent()), settled.free()), e);
            return settled;
        }
    }

    /** A cloud may have spelled the name its own way, or not have it yet. */
    private static Node named(Node node, String name) {
        return node.name().equals(name)
                ? node
                : new NodeBuilder(node).name(name).build();
    }

    /** The id of a node of that intent. */
    static @Nullable NodeId id(Intent intent, Intent.Item item) {
        return item.providerId() == null ? null : new NodeId(intent.cloud(), item.providerId());
    }
}
