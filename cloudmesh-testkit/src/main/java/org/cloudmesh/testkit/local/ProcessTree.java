package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends processes together with what they started. */
final class ProcessTree {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    private static final Path PROC = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private ProcessTree() {}

    /** Sends a signal, such as {@code TERM}, to a process and its group. */
    static void signal(Process leader, String signal) {
        var target = (NodeShell.leadsGroup() ? "-" : "") + leader.pid();
        try {
            // As POSIX spells it: dash takes no `--` after `kill -TERM`.
            var kill = new ProcessBuilder("/bin/sh", "-c", "kill -s %s -- %s".formatted(signal, target))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            LOG.debug("sent {} to process {}, status {}", signal, target, kill.waitFor());
        } catch (IOException e) {
            LOG.warn("cannot send {} to process {}", signal, target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills a process, its group, which may outlive it, and all below it. */
    static void kill(Process leader) {
        var below = leader.descendants().toList();
        if (NodeShell.leadsGroup()) {
            signal(leader, "KILL");
        }
        below.forEach(ProcessHandle::destroyForcibly);
        leader.destroyForcibly();
    }

    /** Kills whatever runs on machines of these ids, and waits until it is gone. Finds none where there is no /proc. */
    static void killAllOf(Set<String> ids) {
        if (ids.isEmpty() || !Files.isDirectory(PROC)) {
            return;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (var alive = marked(ids); !alive.isEmpty(); alive = marked(ids)) {
            if (System.nanoTime() > end) {
                LOG.warn("processes {} of {} do not die", alive, ids);
                return;
            }
            alive.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static List<ProcessHandle> marked(Set<String> ids) {
        var found = new ArrayList<ProcessHandle>();
        var self = ProcessHandle.current();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                if (isMarked(entry.resolve("environ"), ids)) {
                    var pid = Long.parseLong(entry.getFileName().toString());
                    ProcessHandle.of(pid)
                            .filter(process -> !process.equals(self))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            LOG.warn("cannot list {}", PROC, e);
        }
        return found;
    }

    private static boolean isMarked(Path environ, Set<String> ids) {
        var prefix = NodeShell.MARK + "=";
        try {
            var variables =
                    Files.readString(environ, StandardCharsets.ISO_8859_1).split("\0");
            return Arrays.stream(variables)
                    .anyMatch(it -> it.startsWith(prefix) && ids.contains(it.substring(prefix.length())));
        } catch (IOException e) {
            // It has ended meanwhile, or is somebody else's.
            return false;
        }
    }
}
