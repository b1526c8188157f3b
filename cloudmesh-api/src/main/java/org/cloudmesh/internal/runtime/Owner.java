package org.cloudmesh.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which program wrote something down: so that another may tell a program that died from one still at work. Immutable.
 *
 * @param host the machine's name
 * @param boot the kernel's own id of the time since it was started, for machines may have the same name, and of the processes that
 *     see each other, for so may containers; empty where it has none
 * @param pid the process
 * @param processStart when that process began, in milliseconds of the epoch: process ids are used again
 * @param session the mesh within the process
 */
public record Owner(String host, String boot, long pid, long processStart, String session) {

    private static final Set<String> OPEN_SESSIONS = ConcurrentHashMap.newKeySet();

    /** This process, and a mesh opened in it just now. */
    public static Owner open(Instant now) {
        var owner = new Owner(
                hostName(),
                BootId.VALUE,
                ProcessHandle.current().pid(),
                startOf(ProcessHandle.current()),
                Ids.next(now));
        OPEN_SESSIONS.add(owner.session);
        return owner;
    }

    /** The mesh is closed. */
    public void close() {
        OPEN_SESSIONS.remove(session);
    }

    /** Whether it runs, or ran, on this machine. */
    boolean isOnThisMachine() {
        return host.equals(hostName()) && boot.equals(BootId.VALUE);
    }

    /** Whether that program still runs, as far as this machine can tell; one on another machine may. */
    boolean mayBeAlive() {
        if (!isOnThisMachine()) {
            return true;
        }
        if (pid == ProcessHandle.current().pid()) {
            return OPEN_SESSIONS.contains(session);
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> startOf(process) == processStart)
                .orElse(false);
    }

    /** As JSON. */
    public ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("host", host)
                .put("boot", boot)
                .put("pid", pid)
                .put("start", processStart)
                .put("session", session);
    }

    /** From JSON. */
    public static Owner fromJson(JsonNode json) {
        return new Owner(
                json.path("host").asText(),
                json.path("boot").asText(),
                json.path("pid").asLong(),
                json.path("start").asLong(),
                json.path("session").asText());
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        return HostName.VALUE;
    }

    /** Linux makes one at each start; a container has that of its host, whose name it may have too, and processes of its own. */
    private static final class BootId {

        static final String VALUE = ask();

        private static String ask() {
            try {
                var file = Path.of("/proc/sys/kernel/random/boot_id");
                return Files.isReadable(file) ? Files.readString(file).strip() + processes() : "";
            } catch (IOException e) {
                return "";
            }
        }

        private static String processes() throws IOException {
            var file = Path.of("/proc/self/ns/pid");
            return Files.isSymbolicLink(file) ? " " + Files.readSymbolicLink(file) : "";
        }
    }

    /** Asked for once: a resolver can be slow. */
    private static final class HostName {

        static final String VALUE = ask();

        private static String ask() {
            // The kernel's own answer first: a resolver may take seconds, and a mesh opens in milliseconds.
            var kernel = Path.of("/proc/sys/kernel/hostname");
            try {
                if (Files.isReadable(kernel)) {
                    return Files.readString(kernel).strip();
                }
            } catch (IOException e) {
                return "localhost";
            }
            var windows = System.getenv("COMPUTERNAME");
            if (windows != null) {
                return windows;
            }
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        }
    }
}
