package org.cloudmesh.internal.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.Catalog;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Event;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.VerbOptions;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.internal.runtime.Nearest;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Query;
import org.jspecify.annotations.Nullable;

/**
 * One of a cloud's lists. Thread-safe.
 *
 * @param <T> what it lists
 */
public sealed class CloudCatalog<T extends CatalogEntry> implements Catalog<T> permits CloudFlavors {

    private static final int BETWEEN_EVENTS = 1000;
    private static final int AGAIN = 2;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final MeshRuntime mesh;
    private final CloudConnection cloud;
    private final EntryCodec<T> codec;
    private final Supplier<CatalogDriver<T>> driver;

    CloudCatalog(MeshRuntime mesh, CloudConnection cloud, EntryCodec<T> codec, Supplier<CatalogDriver<T>> driver) {
        this.mesh = mesh;
        this.cloud = cloud;
        this.codec = codec;
        this.driver = driver;
    }

    /** {@code image}, {@code flavor} or {@code location}. */
    public String kind() {
        return codec.kind();
    }

    @Override
    public List<T> list() {
        if (mesh.refresh()) {
            refresh();
        }
        return stored();
    }

    @Override
    public List<T> list(int limit, @Nullable String after) {
        return limit == 0
                ? List.of()
                : read(all().after(after == null ? null : EntryCodec.key(cloud.name(), after))
                        .limit(limit));
    }

    /** What the store has. */
    List<T> stored() {
        return read(all());
    }

    private Query all() {
        return Query.of(codec.kind()).cloud(cloud.name());
    }

    private List<T> read(Query query) {
        return mesh.store().find(query).stream().map(codec::entry).toList();
    }

    @Override
    public long refresh(Consumer<VerbOptions> options) {
        var chosen = new VerbOptions();
        options.accept(chosen);
        var deadline = mesh.deadline(chosen);
        var patience = mesh.leases().patience(deadline);
        return mesh.work().one(() -> fetchAlone(deadline, patience, chosen.cancelOn()), deadline, chosen.cancelOn());
    }

    /** A list of many takes minutes: two programs that want it at once fetch it once. */
    private long fetchAlone(Deadline deadline, @Nullable Deadline patience, @Nullable Cancellation cancellation) {
        var count = new AtomicLong();
        boolean here = mesh.leases()
                .once(
                        "refresh of %ss of %s".formatted(codec.kind(), cloud.name()),
                        patience,
                        cancellation,
                        lease -> count.set(fetchPatiently(deadline, cancellation)));
        return here ? count.get() : mesh.store().count(all());
    }

    /** A page that got lost, or came too soon, is no reason to give up a list of many: it is read again from the first. */
    private long fetchPatiently(Deadline deadline, @Nullable Cancellation cancellation) {
        var usual = BETWEEN_TRIES;
        int lost = 0;
        while (true) {
            try {
                return fetch(deadline);
            } catch (UnavailableException e) {
                lost++;
                if (lost > AGAIN || !mesh.pause(usual, deadline, cancellation)) {
                    throw e;
                }
            } catch (RateLimitException e) {
                usual = usual.multipliedBy(2);
                var pause = e.retryAfter()
                        .filter(each -> !each.isZero() && !each.isNegative())
                        .orElse(usual);
                if (pause.compareTo(deadline.remaining()) >= 0 || !mesh.pause(pause, deadline, cancellation)) {
                    throw e;
                }
            }
        }
    }

    /** As a stream: an image list can be larger than memory. */
    private long fetch(Deadline deadline) {
        cloud.resolved().clear();
        indexes().forget(mesh.store(), codec.kind());
        var soFar = new AtomicLong();
        try (var entries = driver.get().list(deadline)) {
            long count = mesh.store()
                    .replace(
                            codec.kind(),
                            cloud.name(),
                            entries.peek(entry -> tell(soFar.incrementAndGet()))
                                    .map(codec::document)
                                    .iterator());
            mesh.events().fire(new Event.CatalogRefreshed(mesh.time().now(), cloud.name(), codec.kind(), count));
            return count;
        } catch (RuntimeException e) {
            mesh.events().fire(new Event.CatalogFailed(mesh.time().now(), cloud.name(), codec.kind()));
            throw e;
        }
    }

    private void tell(long soFar) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("cancelled after %d of kind %s".formatted(soFar - 1, codec.kind()));
        }
        if (soFar % BETWEEN_EVENTS == 0) {
            mesh.events().fire(new Event.CatalogProgressed(mesh.time().now(), cloud.name(), codec.kind(), soFar));
        }
    }

    @Override
    public T get(String idOrName) {
        return get(idOrName, deadline());
    }

    /** As {@link #get(String)}, for boots, which ask for the same again and again: for an id, the cloud is asked once. */
    public T resolve(String idOrName, Deadline deadline) {
        var key = codec.kind() + "/" + idOrName;
        var known = cloud.resolved().get(key);
        if (known != null) {
            return codec.entry(known);
        }
        var found = get(idOrName, deadline);
        // What a name stands for may change.
        if (found.id().equals(idOrName)) {
            cloud.resolved().put(key, codec.document(found));
        }
        return found;
    }

    private T get(String idOrName, Deadline deadline) {
        return find(idOrName, deadline).orElseThrow(() -> notFound(idOrName, deadline));
    }

    @Override
    public Optional<T> find(String idOrName) {
        return find(idOrName, deadline());
    }

    private Optional<T> find(String idOrName, Deadline deadline) {
        return mesh.store()
                .get(codec.kind(), EntryCodec.key(cloud.name(), idOrName))
                .or(() -> mesh.store().find(all().name(idOrName).limit(1)).stream()
                        .findFirst())
                .map(codec::entry)
                .or(() -> driver.get().find(idOrName, deadline));
    }

    /** Names the nearest of those in the store; a list that was never fetched is not fetched for an error, but a short one. */
    private NotFoundException notFound(String idOrName, Deadline deadline) {
        var known = new ArrayList<String>();
        stored().forEach(entry -> known.add(entry.name()));
        if (known.isEmpty() && !codec.equals(EntryCodec.IMAGES)) {
            try (var entries = driver.get().list(deadline)) {
                entries.forEach(entry -> known.add(entry.name()));
            }
        }
        var hint = known.isEmpty()
                ? "none is in the store; %ss().refresh() fetches the list".formatted(codec.kind())
                : Nearest.known(idOrName, known);
        return new NotFoundException(
                codec.kind(),
                idOrName,
                "cloud \"%s\" has no %s \"%s\"; %s".formatted(cloud.name(), codec.kind(), idOrName, hint));
    }

    @Override
    public List<T> search(String words, int limit) {
        return new Search<>(mesh.store(), cloud.name(), codec, indexes()).find(words, limit);
    }

    private WordIndexes indexes() {
        return cloud.kept(WordIndexes.class, WordIndexes::new);
    }

    private Deadline deadline() {
        return mesh.deadline(new VerbOptions());
    }
}
