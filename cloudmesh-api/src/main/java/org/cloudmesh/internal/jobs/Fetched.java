package org.cloudmesh.internal.jobs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.cloudmesh.JobOptions.Transfer;
import org.cloudmesh.Node;

/** Where on this machine what is fetched goes: {@code directory/NODE/NAME}, and nowhere else, whatever a node is called. */
final class Fetched {

    private Fetched() {}

    /** Makes sure that each has a name, and a place of its own, before anything is done. */
    static void check(List<Transfer> fetched) {
        var places = new HashSet<Path>();
        for (var each : fetched) {
            var name = lastName(each.remote());
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException(
                        "\"%s\" does not say what it is called here; fetch it by its name; nothing was done"
                                .formatted(each.remote()));
            }
            if (!places.add(each.local().resolve(name))) {
                throw new IllegalArgumentException(
                        "\"%s\" would overwrite another %s in %s; fetch it into another directory; nothing was done"
                                .formatted(each.remote(), name, each.local()));
            }
        }
    }

    /** Where it goes; a node whose name is no name of a directory, or not its own, goes by its id too. */
    static Path target(Transfer fetched, Node node, Collection<Node> all) {
        var name = node.name();
        boolean ours =
                all.stream().filter(each -> each.name().equalsIgnoreCase(name)).count() == 1;
        var directory = ours && !name.isEmpty() && name.equals(safe(name)) ? name : safe(name + "-" + node.id());
        return fetched.local().resolve(directory).resolve(lastName(fetched.remote()));
    }

    private static String safe(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceAll("^\\.+", "_");
    }

    private static String lastName(String remote) {
        var path = remote.replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
