package org.cloudmesh.testkit.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Threads that begin together, and threads that stayed. */
final class Threads {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Threads() {}

    /** What one of them does; it is given its number, from 0. */
    interface Work<T> {
        T run(int thread) throws Exception;
    }

    /** Runs the work in so many threads that begin at once, and returns what each gave, in order. */
    static <T> List<T> all(int threads, Work<T> work) throws Exception {
        var executor = Executors.newFixedThreadPool(threads);
        try {
            var start = new CyclicBarrier(threads);
            var futures = IntStream.range(0, threads)
                    .mapToObj(thread -> executor.submit(() -> {
                        start.await();
                        return work.run(thread);
                    }))
                    .toList();
            return futures.stream().map(Threads::result).toList();
        } finally {
            executor.shutdownNow();
            executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
        } catch (Exception e) {
            throw new AssertionError("a thread did not end within " + PATIENCE, e);
        }
    }

    static Set<Thread> live() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** As below, where no thread is shared. */
    static List<Thread> leftSince(Set<Thread> before) throws InterruptedException {
        return leftSince(before, Set.of());
    }

    /** Those that live, and did not then, but for daemons of these names; one that is about to end gets the time to. The JVM's own do not count. */
    static List<Thread> leftSince(Set<Thread> before, Set<String> shared) throws InterruptedException {
        var left = live().stream()
                .filter(thread -> !shared.contains(thread.getName()) || !thread.isDaemon())
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getThreadGroup() != null
                        && !thread.getThreadGroup().getName().equals("system"))
                .toList();
        for (var thread : left) {
            thread.join(PATIENCE.toMillis() / 10);
        }
        return left.stream().filter(Thread::isAlive).toList();
    }
}
