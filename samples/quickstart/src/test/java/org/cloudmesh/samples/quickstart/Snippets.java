package org.cloudmesh.samples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pieces of Java: as a page shows them, and as a test has them between {@code // snippet: name} and {@code // end}. */
final class Snippets {

    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w+)\\R(.*?)\\R```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern REGION =
            Pattern.compile("^ *// snippet: (\\w+)\\R(.*?)\\R *// end$", Pattern.MULTILINE | Pattern.DOTALL);

    private Snippets() {}

    /** The page's, in its order. */
    static List<String> shown(Path page) throws IOException {
        return blocks(page, "java").stream().map(String::stripIndent).toList();
    }

    /** The page's blocks of that language, in its order. */
    static List<String> blocks(Path page, String language) throws IOException {
        return all(BLOCK, page).stream()
                .filter(found -> found.group(1).equals(language))
                .map(found -> found.group(2))
                .toList();
    }

    /** What the page shows as a snippet's output: the block of {@code text} that comes next. */
    static String output(Path page, String snippet) throws IOException {
        var blocks = all(BLOCK, page);
        for (int i = 0; i + 1 < blocks.size(); i++) {
            var next = blocks.get(i + 1);
            if (blocks.get(i).group(2).stripIndent().equals(snippet)
                    && next.group(1).equals("text")) {
                return next.group(2);
            }
        }
        throw new AssertionError("%s shows no output below:%n%s".formatted(page, snippet));
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
