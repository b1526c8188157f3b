package org.cloudmesh.testkit.kill;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.Store;

/**
 * The moment at which a program dies: before or after its so-manieth effect. Give a mesh the decorated store, clouds and
 * shell of one kill point, run the program, and recover in a second mesh on the bare ones:
 *
 * <pre>{@code
 * var point = KillPoint.after(3);
 * try (var mesh = Mesh.open(o -> o.store(point.store(store)).cloud(point.cloud(cloud)))) {
 *     assertThatThrownBy(() -> program(mesh));
 * }
 * try (var next = Mesh.open(o -> o.store(store).cloud(cloud))) {
 *     next.recover();
 * }
 * }</pre>
 *
 * <p>An effect is one document written or removed, one counter changed, one catalog replaced, one request that makes or
 * changes machines, or one task run by a shell. Those of a run with {@link #never()} say how many moments there are. A batch
 * of documents is written one by one, in order, since a store may tear it so. On several threads the effects are the same,
 * but not their order: an executor that runs everything on the caller's thread ({@code Runnable::run}) repeats it.
 *
 * <p>Dying is: every later call of a decorated port throws {@link Killed} and does nothing, on all threads, and a call under
 * way is interrupted and throws it too. Close the dead mesh then: nothing is written by that, its threads end, its
 * connections are given up as those of a process are, and other meshes of this process know that it is dead. The store is
 * the disk: no mesh closes it through its decoration, a living one neither. Thread-safe.
 */
public final class KillPoint {

    private final int last;
    private final boolean before;
    private final Set<Thread> calling = new HashSet<>();
    private Runnable death = () -> {};
    private int effects;
    private boolean dead;

    private KillPoint(int last, boolean before) {
        this.last = last;
        this.before = before;
    }

    /** Nobody dies; the effects are counted. */
    public static KillPoint never() {
        return new KillPoint(0, true);
    }

    /**
     * The program dies when it is about to have that effect, which it does not have.
     *
     * @param effect counted from 1
     */
    public static KillPoint before(int effect) {
        return new KillPoint(checked(effect), true);
    }

    /**
     * The program dies when it has had that effect, and is not told: of a machine that was made the answer is lost.
     *
     * @param effect counted from 1
     */
    public static KillPoint after(int effect) {
        return new KillPoint(checked(effect), false);
    }

    private static int checked(int effect) {
        if (effect < 1) {
            throw new IllegalArgumentException("effects are counted from 1, so nobody dies at effect " + effect);
        }
        return effect;
    }

    /**
     * What happens on the thread that dies, when all ports are dead and before it is told; nothing, unless said otherwise. A
     * child process tells its parent and blocks here, to be killed for real.
     */
    public synchronized KillPoint onDeath(Runnable action) {
        death = action;
        return this;
    }

    /** How many effects there were so far, the one that was not had for death included. */
    public synchronized int effects() {
        return effects;
    }

    /** Whether it has come to that. */
    public synchronized boolean isDead() {
        return dead;
    }

    /** That store, until death. */
    public Store store(Store store) {
        return new DyingStore(this, store);
    }

    /** That cloud, until death. What it unwraps is not decorated. */
    public CloudProvider cloud(CloudProvider cloud) {
        return new DyingCloud(this, cloud);
    }

    /** That shell, until death. */
    public Shell shell(Shell shell) {
        return new DyingShell(this, shell);
    }

    /** A call that changes something, once. */
    <T> T effect(Supplier<T> call) {
        boolean now = isLast();
        if (now && before) {
            die();
        }
        try {
            return look(call);
        } finally {
            if (now) {
                die();
            }
        }
    }

    private synchronized boolean isLast() {
        checkAlive();
        effects++;
        return effects == last;
    }

    private void die() {
        Runnable action;
        synchronized (this) {
            dead = true;
            action = death;
            calling.stream()
                    .filter(thread -> !thread.equals(Thread.currentThread()))
                    .forEach(Thread::interrupt);
        }
        action.run();
        throw killed();
    }

    /** A call that changes nothing. */
    <T> T look(Supplier<T> call) {
        boolean outermost = enter();
        T answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            checkAlive();
            throw e;
        } finally {
            if (outermost) {
                leave();
            }
        }
        checkAlive();
        return answer;
    }

    private synchronized boolean enter() {
        checkAlive();
        return calling.add(Thread.currentThread());
    }

    private synchronized void leave() {
        calling.remove(Thread.currentThread());
        if (dead) {
            // The interrupt was meant for the call, which is over.
            boolean unused = Thread.interrupted();
        }
    }

    private synchronized void checkAlive() {
        if (dead) {
            throw killed();
        }
    }

    private Killed killed() {
        return new Killed("the program was " + this);
    }

    /** In words: {@code killed after effect 3}. */
    @Override
    public String toString() {
        return last == 0 ? "never killed" : "killed %s effect %d".formatted(before ? "before" : "after", last);
    }
}
