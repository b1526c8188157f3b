package org.cloudmesh.samples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pieces of Java: as a README shows them, and as a test has them between {@code // snippet: name} and {@code // end}. */
final class Snippets {

    private static final Pattern BLOCK = Pattern.compile("^```java\\R(.*?)\\R```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern REGION =
            Pattern.compile("^ *// snippet: (\\w+)\\R(.*?)\\R *// end$", Pattern.MULTILINE | Pattern.DOTALL);

    private Snippets() {}

    /** The README's, in its order. */
    static List<String> shown(Path readme) throws IOException {
        return all(BLOCK, readme).stream()
                .map(found -> found.group(1).stripIndent())
                .toList();
    }

    /** The test's, by the name of the snippet. */
    static Map<String, String> tested(Path source) throws IOException {
        return all(REGION, source).stream()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> found.group(2).stripIndent()));
    }

    /** All of a source file from where its types begin. */
    static String types(Path source) throws IOException {
        var text = Files.readString(source);
        int lastImport = text.lastIndexOf("\nimport ");
        return text.substring(text.indexOf('\n', lastImport + 1)).strip();
    }

    private static List<MatchResult> all(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().toList();
    }
}
