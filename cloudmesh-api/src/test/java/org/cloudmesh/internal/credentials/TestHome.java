package org.cloudmesh.internal.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A home directory, an environment and a clock of one's own, and clouds in a configuration file that is only spoken of. */
final class TestHome {

    /** What must be nowhere but in an answer. */
    static final String CANARY = "canary-of-a-secret";

    final Path directory;
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Map<String, String> environment = new HashMap<>();

    TestHome(Path directory) {
        this.directory = directory;
    }

    TestHome variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A file below the home directory, 0600. */
    Path write(String name, String text) {
        var file = directory.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    Path configuration() {
        return directory.resolve(".cloudmesh/cloudmesh.yaml");
    }

    /** A cloud whose section begins in line 40, with a setting a line. */
    SectionConfig cloud(String name, String... keysAndValues) {
        var settings = new LinkedHashMap<String, Setting>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], new Setting(keysAndValues[i + 1], configuration(), 41 + i / 2));
        }
        var section = new CloudSection(name, "cloudmesh.cloud." + name, configuration(), 40, settings);
        return new SectionConfig(section, surroundings());
    }

    Surroundings surroundings() {
        return new Surroundings(
                environment::get, directory, directory.resolve("work"), directory.resolve("etc"), () -> now);
    }
}
