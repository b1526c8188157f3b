package org.cloudmesh.testkit.stopwatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this machine says of itself, by the names Python has for it; asks no network and starts no process. */
final class ThisMachine {

    private static final Logger LOG = LoggerFactory.getLogger(ThisMachine.class);

    private ThisMachine() {}

    static Map<String, String> attributes() {
        var found = new HashMap<String, String>();
        readRelease(Path.of("/etc/lsb-release"), found);
        readRelease(Path.of("/etc/os-release"), found);
        var architecture = System.getProperty("os.arch", "");
        var release = System.getProperty("os.version", "");
        var system = system();
        found.put("machine", architecture);
        found.put("node", node());
        found.put("platform", "%s-%s-%s".formatted(system, release, architecture));
        found.put("processor", architecture);
        found.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        found.put("python", "");
        found.put(
                "java",
                "%s\n[%s]".formatted(System.getProperty("java.version", ""), System.getProperty("java.vm.name", "")));
        found.put("release", release);
        found.put("sys", system.equals("Windows") ? "win32" : system.toLowerCase(Locale.ROOT));
        found.put("system", system);
        found.put("user", System.getProperty("user.name", ""));
        found.put("version", read(Path.of("/proc/sys/kernel/version")));
        found.put("mac_version", system.equals("Darwin") ? release : "");
        found.put("win_version", system.equals("Windows") ? release : "");
        return found;
    }

    private static String system() {
        var name = System.getProperty("os.name", "");
        if (name.startsWith("Mac")) {
            return "Darwin";
        }
        return name.startsWith("Windows") ? "Windows" : name;
    }

    private static String node() {
        var kernels = read(Path.of("/proc/sys/kernel/hostname"));
        return kernels.isEmpty()
                ? System.getenv().getOrDefault("COMPUTERNAME", System.getenv().getOrDefault("HOSTNAME", ""))
                : kernels;
    }

    /** Lines of {@code KEY=value}, quotes kept, as the original showed them. */
    private static void readRelease(Path file, Map<String, String> found) {
        for (var line : lines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                found.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
    }

    private static String read(Path file) {
        return String.join("\n", lines(file)).strip();
    }

    private static List<String> lines(Path file) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            LOG.debug("{} tells nothing of this machine", file, e);
            return List.of();
        }
    }
}
