package org.cloudmesh.internal.credentials;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CredentialScheme;

/** An openrc file that the section names: what it exports, read as text. Nothing in it is run. */
record OpenrcSource(Path file, Surroundings surroundings) implements Source {

    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);

    @Override
    public Found read(CredentialScheme scheme) {
        var variables = variables();
        var values = new HashMap<String, String>();
        for (var name : scheme.names()) {
            name.variables().stream()
                    .map(variables::get)
                    .filter(value -> value != null && !value.isBlank())
                    .map(Objects::requireNonNull)
                    .findFirst()
                    .ifPresent(value -> values.put(name.name(), value));
        }
        return Found.of(values, surroundings.shown(file), List.of(file));
    }

    private Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        var lines = CredentialFile.read(file).split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                read(lines[i].strip(), variables);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(file, i + 1, null, e.getMessage() + "; mend this line");
            }
        }
        return variables;
    }

    private static void read(String line, Map<String, String> variables) {
        boolean exports = line.startsWith("export ") || line.startsWith("export\t");
        if (!exports && !ASSIGNMENT.matcher(line).matches()) {
            return;
        }
        for (var word : ShellWords.ofScript(exports ? line.substring("export".length()) : line, variables::get)) {
            var assignment = ASSIGNMENT.matcher(word.text());
            if (assignment.matches() && word.isKnown()) {
                variables.put(assignment.group(1), assignment.group(2));
            } else if (assignment.matches()) {
                // What is asked at the terminal or computed is not known here.
                variables.remove(assignment.group(1));
            }
        }
    }

    @Override
    public String looked(CredentialScheme scheme, List<String> names) {
        return names.stream()
                .flatMap(name -> scheme.name(name).variables().stream().limit(1))
                .collect(Collectors.joining(", ", surroundings.shown(file) + " (", ")"));
    }

    @Override
    public ConfigException fault(Found found, String sentence) {
        return new ConfigException(file, null, null, sentence);
    }

    @Override
    public boolean isNamed() {
        return true;
    }
}
