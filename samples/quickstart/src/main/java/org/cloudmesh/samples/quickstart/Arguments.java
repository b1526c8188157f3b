package org.cloudmesh.samples.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.Script;
import org.cloudmesh.testkit.local.LocalCloud;
import org.jspecify.annotations.Nullable;

/**
 * What was typed. Immutable.
 *
 * @param nodes how many to boot
 * @param script what to run on each
 * @param directory where the mesh keeps its files; null for {@code ~/.cloudmesh}
 * @param config the configuration whose default cloud to work on; null for machines on this computer
 * @param patience how long to wait for ssh
 */
record Arguments(
        int nodes,
        Script script,
        @Nullable Path directory,
        @Nullable Path config,
        Duration patience) {

    private static final String USAGE =
            "usage: [--nodes N] [--script FILE] [--directory DIR] [--config FILE] [--patience SECONDS]";

    private static final Script DEFAULT_SCRIPT = Script.of("""
            echo "$(uname -sr) here, as $(id -un), in $HOME"
            """);

    static Arguments parse(String[] args) {
        int nodes = 5;
        var script = DEFAULT_SCRIPT;
        Path directory = null;
        Path config = null;
        var patience = Duration.ofMinutes(2);
        for (int i = 0; i < args.length; i += 2) {
            switch (args[i]) {
                case "--nodes" -> nodes = number(args, i);
                case "--script" -> script = Script.file(Path.of(value(args, i)));
                case "--directory" -> directory = Path.of(value(args, i));
                case "--config" -> config = Path.of(value(args, i));
                case "--patience" -> patience = Duration.ofSeconds(number(args, i));
                case "--help" -> throw new IllegalArgumentException(USAGE);
                default -> throw new IllegalArgumentException("\"%s\" is not known; %s".formatted(args[i], USAGE));
            }
        }
        return new Arguments(nodes, script, directory, config, patience);
    }

    private static String value(String[] args, int i) {
        if (i + 1 == args.length) {
            throw new IllegalArgumentException("%s has no value; %s".formatted(args[i], USAGE));
        }
        return args[i + 1];
    }

    private static int number(String[] args, int i) {
        var text = value(args, i);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is a number, not \"%s\"; %s".formatted(args[i], text, USAGE), e);
        }
    }

    MeshOptions apply(MeshOptions options) {
        if (directory != null) {
            options.directory(directory);
        }
        return config == null ? options.cloud(LocalCloud.create()) : options.config(config);
    }
}
