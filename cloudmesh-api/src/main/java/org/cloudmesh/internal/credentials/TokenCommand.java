package org.cloudmesh.internal.credentials;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cloudmesh.CancelledException;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CredentialScheme;
import org.jspecify.annotations.Nullable;

/**
 * A command that prints what changes with each login. What it prints is in no message and no log.
 *
 * @param words program and arguments; no shell is between
 * @param token which of the scheme's names its one line is; null if it is to be concluded from what is missing
 * @param timeout for the whole run
 * @param fault makes the exception of a sentence, with file and key
 */
record TokenCommand(
        List<String> words, @Nullable String token, Duration timeout, Function<String, ConfigException> fault) {

    private static final int LARGEST_BYTES = 1 << 16;
    private static final long LOOK_MILLIS = 20;

    /** What it will give, for a set that has those names already. */
    Set<String> promised(CredentialScheme scheme, Set<String> present) {
        if (scheme.tokens().isEmpty()) {
            return scheme.names().stream()
                    .filter(name -> !name.answerFields().isEmpty() && scheme.isEssential(name.name()))
                    .map(CredentialScheme.Name::name)
                    .collect(Collectors.toCollection(HashSet::new));
        }
        return Set.of(token != null ? token : likeliest(scheme, present));
    }

    private static String likeliest(CredentialScheme scheme, Set<String> present) {
        return scheme.tokens().stream()
                .filter(name -> !present.contains(name))
                .findFirst()
                .orElse(scheme.tokens().get(0));
    }

    /**
     * Runs it.
     *
     * @param promised what it has to give
     * @throws ConfigException if it fails, takes too long, or gives something else
     * @throws CancelledException if the thread is interrupted
     */
    TokenAnswer run(CredentialScheme scheme, Set<String> promised) {
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw fault.apply("the command cannot be started; next: give the full path of a program that is there");
        }
        try (var stdout = process.getInputStream()) {
            process.getOutputStream().close();
            var printed = read(process, stdout);
            if (process.exitValue() != 0) {
                throw fault.apply(
                        "the command ended with status %d; next: run it in a terminal".formatted(process.exitValue()));
            }
            return TokenAnswer.parse(printed, scheme, promised, fault);
        } catch (IOException e) {
            throw fault.apply("what the command printed cannot be read; next: run it in a terminal");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("the wait for a token command was interrupted");
        } finally {
            end(process);
        }
    }

    /** What it printed, once it has ended. A process it left behind may hold the pipe open: its end is not waited for. */
    private String read(Process process, InputStream stdout) throws IOException, InterruptedException {
        var printed = new ByteArrayOutputStream();
        long end = System.nanoTime() + timeout.toNanos();
        boolean ended = false;
        while (!ended) {
            ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            while (stdout.available() > 0) {
                printed.write(stdout.readNBytes(Math.min(stdout.available(), LARGEST_BYTES)));
                if (printed.size() > LARGEST_BYTES) {
                    throw fault.apply("the command prints more than 64 KiB; next: give one that prints a token");
                }
            }
            if (!ended && System.nanoTime() - end > 0) {
                throw fault.apply(
                        "the command did not end within %d s; next: run it in a terminal, or raise token_timeout"
                                .formatted(Math.max(1, timeout.toSeconds())));
            }
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "a token command";
    }
}
