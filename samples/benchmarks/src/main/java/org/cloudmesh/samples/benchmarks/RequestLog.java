package org.cloudmesh.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the server wrote down of the requests it answered: a line each. */
record RequestLog(Path file) {

    private static final Pattern TOOK = Pattern.compile("\"ms\": (\\d+)");

    /**
     * Some of them.
     *
     * @param count how many
     * @param seconds that the server took to answer
     */
    record Requests(int count, double seconds) {}

    /** How many there are. */
    int size() throws IOException {
        return lines().size();
    }

    /** Those after the first so many; a refused one is a fault of the comparison. */
    Requests after(int first) throws IOException {
        var lines = lines();
        var added = lines.subList(first, lines.size());
        added.stream()
                .filter(line -> !line.contains("\"status\": \"2"))
                .findFirst()
                .ifPresent(line -> {
                    throw new IllegalStateException("the server refused: " + line);
                });
        return new Requests(
                added.size(), added.stream().mapToLong(RequestLog::millis).sum() / 1e3);
    }

    private static long millis(String line) {
        var matcher = TOOK.matcher(line);
        if (!matcher.find()) {
            throw new IllegalStateException("no \"ms\" in " + line);
        }
        return Long.parseLong(matcher.group(1));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }
}
