package org.cloudmesh.internal.credentials;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The entries of a {@code clouds.yaml} or {@code secure.yaml}, as texts by dotted path. */
final class CloudsYaml {

    private static final int DEEPEST = 20;

    /** What is read is at most as deep as {@code auth.password}; what is deeper may contain itself. */
    private static final int DEEPEST_READ = 3;

    private CloudsYaml() {}

    /**
     * The entries by name.
     *
     * @throws ConfigException if it cannot be read, is no YAML, or has no clouds in it
     */
    static Map<String, Map<String, String>> read(Path file) {
        var clouds = load(file, CredentialFile.read(file)) instanceof Map<?, ?> root ? root.get("clouds") : null;
        if (!(clouds instanceof Map<?, ?> entries)) {
            throw new ConfigException(
                    file, null, "clouds", "this is no section with a cloud below; see openstacksdk's manual");
        }
        var read = new LinkedHashMap<String, Map<String, String>>();
        entries.forEach((name, entry) -> {
            var values = new LinkedHashMap<String, String>();
            flatten("", entry, values, 0);
            read.put(String.valueOf(name), values);
        });
        return read;
    }

    private static @Nullable Object load(Path file, String text) {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        try {
            var dumper = new DumperOptions();
            return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new Texts())
                    .load(text);
        } catch (YAMLException | IllegalArgumentException e) {
            // Its message quotes the text.
            var mark = e instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
            throw new ConfigException(
                    file, mark == null ? null : mark.getLine() + 1, null, "this is no YAML; mend this line");
        }
    }

    private static void flatten(String path, @Nullable Object value, Map<String, String> values, int depth) {
        if (value instanceof Map<?, ?> section && depth < DEEPEST_READ) {
            section.forEach(
                    (key, below) -> flatten(path.isEmpty() ? "" + key : path + "." + key, below, values, depth + 1));
        } else if (value instanceof String text && !text.isBlank()) {
            values.put(path, text);
        }
    }

    /** Takes each scalar as it is written: a password of digits is no number, whose leading zero would be lost. */
    private static final class Texts extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
