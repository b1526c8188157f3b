package org.cloudmesh.internal.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Assertions;

/** Configurations for tests. */
final class Configs {

    static final Path HOME = Path.of("/home/ann");
    static final String SECRET = "canary-of-a-secret";

    private Configs() {}

    /** Those of the test resources, the most important first. */
    static Configuration ofResources(String... names) {
        var files = Arrays.stream(names).map(Configs::resource).toList();
        return of(files);
    }

    static Configuration of(List<Path> files) {
        return of(files, Map.of());
    }

    static Configuration of(List<Path> files, Map<String, String> environment) {
        return of(files.get(0), files, environment, Disk.REAL);
    }

    // NullAway does not see in a class file that the function may answer null.
    @SuppressWarnings("NullAway")
    static Configuration of(Path own, List<Path> files, Map<String, String> variables, Disk disk) {
        return Configuration.read(own, files, variables::get, HOME, disk);
    }

    /** One file with this in it. */
    static Configuration of(Path directory, String text) {
        return of(List.of(file(directory, text)));
    }

    static Path file(Path directory, String text) {
        return file(directory, "cloudmesh.yaml", text);
    }

    static Path file(Path directory, String name, String text) {
        try {
            return secured(Files.writeString(directory.resolve(name), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path resource(String name) {
        try {
            return secured(Path.of(Objects.requireNonNull(Configs.class.getResource("/config/" + name), name)
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a configuration should be: readable by its owner alone. */
    private static Path secured(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CloudSettings cloud(Configuration configuration, String name) {
        return configuration.settings().clouds().stream()
                .filter(cloud -> cloud.name().equals(name))
                .findFirst()
                .orElseGet(() -> Assertions.fail("no cloud " + name));
    }
}
