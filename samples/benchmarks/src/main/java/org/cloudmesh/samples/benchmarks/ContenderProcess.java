package org.cloudmesh.samples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A contender of {@link CloudsBenchmark} in a process of its own. Not thread-safe. */
final class ContenderProcess implements AutoCloseable {

    private final long startedAt = System.nanoTime();
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    ContenderProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
        orders = process.outputWriter();
    }

    /**
     * What one time took.
     *
     * @param seconds as the contender measured
     * @param sinceStart seconds since its process was started
     * @param count how many it found or made
     * @param peakMib what it had at most of memory so far, the virtual machine included
     */
    record Answer(double seconds, double sinceStart, int count, double peakMib) {}

    Answer run() throws IOException {
        orders.write("go\n");
        orders.flush();
        var line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("the contender ended; what it says is above");
        }
        var words = line.split(" ", -1);
        return new Answer(
                Double.parseDouble(words[0]),
                (System.nanoTime() - startedAt) / 1e9,
                Integer.parseInt(words[1]),
                Long.parseLong(words[2]) / 1024.0);
    }

    /** Waits for its end; one that answered has nothing left to do. */
    @Override
    public void close() throws IOException {
        orders.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
