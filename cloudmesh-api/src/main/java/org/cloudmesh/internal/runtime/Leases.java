package org.cloudmesh.internal.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CancelledException;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/**
 * What only one program on the store may do at a time, and which programs are alive. A lease is a document that says until when,
 * by the store's clock; its holder renews it, and one that died does so no more. Thread-safe.
 */
public final class Leases implements AutoCloseable {

    private static final String KIND = "lease";
    private static final String SESSION = "session.";

    /** So long after its last sign a program is taken for dead, where nothing else tells. */
    private static final Duration TERM = Duration.ofSeconds(20);

    /** As above, for what is never asked of the cloud again: a pause of the machine is no death. */
    private static final Duration SESSION_TERM = Duration.ofSeconds(60);

    /** A term outlasts three beats that fail. */
    private static final Duration BEAT = Duration.ofSeconds(5);

    /** Between two looks at what another program holds, which lives by the clock on the wall. */
    private static final long LOOK_MILLIS = 100;

    private final Store store;
    private final Owner owner;
    private final boolean dry;
    private final Heartbeat heartbeat;
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final Map<String, Thread> workers = new ConcurrentHashMap<>();
    private volatile boolean announced;

    /** Of that program, in that store; in a dry run nothing is held, for nothing is done. */
    public Leases(Store store, Owner owner, boolean dry) {
        this(store, owner, dry, BEAT);
    }

    Leases(Store store, Owner owner, boolean dry, Duration beat) {
        this.store = store;
        this.owner = owner;
        this.dry = dry;
        heartbeat = new Heartbeat(beat);
    }

    /**
     * Does it while no other program does, and waits until then.
     *
     * @throws StoreException if another program holds it beyond the deadline
     * @throws CancelledException if that comes first
     */
    public void alone(String what, Deadline deadline, @Nullable Cancellation cancellation, Consumer<Lease> work) {
        inTurn(what, deadline, cancellation, null, work);
    }

    /**
     * As {@link #alone}, but not at all if somebody else began and ended it after this was called.
     *
     * @param deadline null for not waiting: whoever does it now does it for this caller too
     * @return whether it was done here
     */
    public boolean once(
            String what, @Nullable Deadline deadline, @Nullable Cancellation cancellation, Consumer<Lease> work) {
        return inTurn(what, deadline, cancellation, dry ? null : store.now(), work);
    }

    private boolean inTurn(
            String what,
            @Nullable Deadline deadline,
            @Nullable Cancellation cancellation,
            @Nullable Instant askedAt,
            Consumer<Lease> work) {
        if (dry) {
            work.accept(new Lease(what, null));
            return true;
        }
        var turn = turns.computeIfAbsent(what, each -> new Semaphore(1));
        if (!turn.tryAcquire()) {
            if (deadline == null) {
                return false;
            }
            if (Thread.currentThread().equals(workers.get(what))) {
                throw new IllegalStateException(
                        "%s is being done by the thread that asks for it, and cannot wait for itself".formatted(what));
            }
            await(what, deadline, cancellation, () -> acquired(turn));
        }
        workers.put(what, Thread.currentThread());
        try {
            return holding(what, deadline, cancellation, askedAt, work);
        } finally {
            workers.remove(what);
            turn.release();
        }
    }

    /**
     * How long who asks may wait for others: that long, but not at all if it is a listener, told by what this thread does alone. Two
     * listeners would wait for each other, and one for itself; they see what the store has so far.
     */
    public @Nullable Deadline patience(Deadline deadline) {
        return workers.containsValue(Thread.currentThread()) ? null : deadline;
    }

    private static boolean acquired(Semaphore turn) throws InterruptedException {
        return turn.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private boolean holding(
            String what,
            @Nullable Deadline deadline,
            @Nullable Cancellation cancellation,
            @Nullable Instant askedAt,
            Consumer<Lease> work) {
        var lease = new Lease(what, TERM);
        if (!lease.take()) {
            if (deadline == null) {
                return false;
            }
            await(what, deadline, cancellation, () -> {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                return lease.take();
            });
        }
        boolean done = askedAt != null && lease.doneSince(askedAt);
        heartbeat.add(lease);
        try {
            if (!done) {
                lease.begin();
                work.accept(lease);
                lease.done();
            }
            return !done;
        } finally {
            heartbeat.remove(lease);
            lease.release();
        }
    }

    private interface Attempt {
        boolean succeeds() throws InterruptedException;
    }

    private void await(String what, Deadline deadline, @Nullable Cancellation cancellation, Attempt attempt) {
        try {
            while (!attempt.succeeds()) {
                if (cancellation != null && cancellation.isCancelled()) {
                    throw new CancelledException("cancelled while another program did it: " + what);
                }
                if (deadline.isExpired()) {
                    throw new StoreException("%s is being done by %s, and was not over in time; try again later"
                            .formatted(what, holder(what)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while another program did it: " + what);
        }
    }

    private String holder(String what) {
        return store.get(KIND, what)
                .map(document -> Owner.fromJson(Json.parse(document.json()).path("owner")))
                .filter(other -> !other.equals(owner))
                .map(other -> "process %d on %s".formatted(other.pid(), other.host()))
                .orElse("another thread of this program");
    }

    /** From now on other programs can tell whether this one is alive. Before anything is begun that they may have to end. */
    public void announce() {
        if (!announced && !dry) {
            synchronized (this) {
                if (!announced) {
                    var session = new Lease(session(owner), SESSION_TERM);
                    session.take();
                    heartbeat.add(session);
                    announced = true;
                    forgetOthers();
                }
            }
        }
    }

    private static String session(Owner owner) {
        return SESSION + owner.session();
    }

    /** Whether that program may be at work: as this machine tells of its own, else as the store does. */
    public boolean isAlive(Owner other) {
        return other.isOnThisMachine()
                ? other.mayBeAlive()
                : store.get(KIND, session(other))
                        .filter(document -> !isOver(document, store.now()))
                        .isPresent();
    }

    /** A program that ends writes nothing more: its session ends by itself, and is removed by those that come later. */
    private void forgetOthers() {
        var now = store.now();
        var over = store.find(Query.of(KIND).keyPrefix(SESSION)).stream()
                .filter(document -> isOver(document, now.minus(SESSION_TERM)))
                .map(Document::key)
                .toList();
        if (!over.isEmpty()) {
            store.delete(KIND, over);
        }
    }

    private static boolean isOver(Document document, Instant now) {
        var until = Json.instant(Json.parse(document.json()), "until");
        return until == null || !now.isBefore(until);
    }

    /** Renews nothing any more: what is still held ends by itself. */
    @Override
    public void close() {
        heartbeat.close();
    }

    /** Something held, or to be held. */
    public final class Lease {

        private final String what;
        private final @Nullable Duration term;
        private long version;
        private @Nullable Instant begunAt;
        private @Nullable Instant doneAt;
        private long renewedNanos;
        private long beats;
        private boolean lost;

        private Lease(String what, @Nullable Duration term) {
            this.what = what;
            this.term = term;
        }

        /**
         * Makes sure that it is still held: before anything that two must not do.
         *
         * @throws StoreException if it could not be renewed in time, and another program may hold it
         */
        public synchronized void check() {
            if (term != null && (lost || System.nanoTime() - renewedNanos > term.toNanos())) {
                throw new StoreException(
                        "the store could not be told in time that this program goes on with %s, so another may do it now; try again"
                                .formatted(what));
            }
        }

        private synchronized boolean take() {
            var stored = store.get(KIND, what);
            version = stored.map(Document::version).orElse(0L);
            if (stored.isPresent() && isHeld(stored.get())) {
                return false;
            }
            stored.ifPresent(document -> {
                var json = Json.parse(document.json());
                doneAt = Json.instant(json, "done");
            });
            return write(true);
        }

        private boolean isHeld(Document document) {
            var holder = Owner.fromJson(Json.parse(document.json()).path("owner"));
            boolean dead = holder.isOnThisMachine() && !holder.mayBeAlive();
            return !dead && !holder.equals(owner) && !isOver(document, store.now());
        }

        private boolean doneSince(Instant moment) {
            return doneAt != null && doneAt.isAfter(moment);
        }

        private synchronized void begin() {
            begunAt = store.now();
        }

        /** When it was begun counts: who asked for it before that is served. */
        private synchronized void done() {
            doneAt = begunAt;
        }

        /** At each beat, or where the term is longer, less often. */
        synchronized void renew() {
            beats++;
            if (!lost && term != null && beats % term.dividedBy(TERM) == 0) {
                lost = !write(true) && !(isSession() && take());
            }
        }

        /** Nobody else's: others forget one that paused for long, and then it is announced again. */
        private boolean isSession() {
            return what.equals(session(owner));
        }

        private synchronized void release() {
            try {
                boolean unused = lost || write(false);
            } catch (StoreException e) {
                Heartbeat.LOG.debug("{} ends by itself, for the store cannot be told", what, e);
            }
        }

        private boolean write(boolean held) {
            var sent = System.nanoTime();
            var json = Json.object();
            json.set("owner", owner.toJson());
            json.put("until", held && term != null ? store.now().plus(term).toString() : null);
            json.put("done", doneAt == null ? null : doneAt.toString());
            var document = new Document(KIND, what, null, null, held ? "held" : "free", Json.write(json), 0);
            if (!store.compareAndPut(document, version)) {
                return false;
            }
            version++;
            renewedNanos = sent;
            return true;
        }

        @Override
        public String toString() {
            return what;
        }
    }
}
