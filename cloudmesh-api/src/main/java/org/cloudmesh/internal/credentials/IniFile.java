package org.cloudmesh.internal.credentials;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Sections of keys and values, as the AWS tools write and read them. A line that is indented further than the key before it
 * belongs to that key's value, and is left out.
 */
final class IniFile {

    private static final Pattern COMMENT_BEHIND = Pattern.compile("\\s[#;].*");

    private final Path file;
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private @Nullable Map<String, String> section;
    private int indent = Integer.MAX_VALUE;

    private IniFile(Path file) {
        this.file = file;
    }

    /**
     * The sections by name, with their keys in small letters.
     *
     * @throws ConfigException if a line is none of what may be there
     */
    static Map<String, Map<String, String>> parse(Path file, String text) {
        var ini = new IniFile(file);
        var lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            ini.read(lines[i], i + 1);
        }
        return ini.sections;
    }

    private void read(String line, int number) {
        var content = line.strip();
        if (content.isEmpty() || content.startsWith("#") || content.startsWith(";")) {
            return;
        }
        if (content.startsWith("[")) {
            begin(content, number);
            return;
        }
        int indentation = line.indexOf(content.charAt(0));
        if (indentation <= indent) {
            indent = indentation;
            put(content, number);
        }
    }

    private void begin(String content, int number) {
        int end = content.indexOf(']');
        if (end < 0) {
            throw new ConfigException(
                    file, number, null, "a section's name begins with [ here and ends nowhere; add a ]");
        }
        section = sections.computeIfAbsent(content.substring(1, end).strip(), name -> new LinkedHashMap<>());
        indent = Integer.MAX_VALUE;
    }

    private void put(String content, int number) {
        int equals = content.indexOf('=');
        if (equals < 1 || section == null) {
            throw new ConfigException(
                    file,
                    number,
                    null,
                    "this is no [section], no comment and no key = value in a section; mend or remove this line");
        }
        var value = COMMENT_BEHIND
                .matcher(content.substring(equals + 1))
                .replaceFirst("")
                .strip();
        section.put(content.substring(0, equals).strip().toLowerCase(Locale.ROOT), value);
    }
}
