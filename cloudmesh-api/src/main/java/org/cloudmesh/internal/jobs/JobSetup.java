package org.cloudmesh.internal.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cloudmesh.JobOptions;
import org.cloudmesh.JobOptions.Transfer;
import org.cloudmesh.Task;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Input;
import org.jspecify.annotations.Nullable;

/**
 * What a job was told that its record keeps. Immutable.
 *
 * @param environment the variables; a secret one that this program was not told is not among them
 * @param secrets whose values are recorded nowhere
 * @param directory where the program begins; null for the login directory
 * @param stdin what it reads; null for nothing, or for a file
 * @param stdinFile the file it reads; null for none
 * @param sent what is sent before
 * @param fetched what is fetched afterwards
 * @param outputLimitBytes how much of each stream is kept
 * @param detached whether it outlives this program
 * @param timeout how long it may take
 */
record JobSetup(
        Map<String, String> environment,
        Set<String> secrets,
        @Nullable String directory,
        @Nullable String stdin,
        @Nullable Path stdinFile,
        List<Transfer> sent,
        List<Transfer> fetched,
        int outputLimitBytes,
        boolean detached,
        Duration timeout) {

    static JobSetup of(JobOptions options) {
        return new JobSetup(
                options.environment(),
                options.secrets(),
                options.directory(),
                options.stdin(),
                options.stdinFile(),
                options.sent(),
                options.fetched(),
                options.outputLimitBytes(),
                options.isDetached(),
                options.timeout());
    }

    /** The options that lead to this setup. */
    Consumer<JobOptions> asOptions() {
        return options -> {
            environment.forEach((name, value) -> {
                if (secrets.contains(name)) {
                    options.secret(name, value);
                } else {
                    options.environment(name, value);
                }
            });
            if (directory != null) {
                options.directory(directory);
            }
            if (stdin != null) {
                options.stdin(stdin);
            }
            if (stdinFile != null) {
                options.stdin(stdinFile);
            }
            sent.forEach(each -> options.send(each.local(), each.remote()));
            fetched.forEach(each -> options.fetch(each.remote(), each.local()));
            options.outputLimit(outputLimitBytes).detached(detached).timeout(timeout);
        };
    }

    /** The secret variables that only another program was told. */
    Set<String> missing(Map<String, String> given) {
        var missing = new TreeSet<>(secrets);
        missing.removeAll(given.keySet());
        return missing;
    }

    /** One run of that task with all this. */
    Execution execution(Task task) {
        return new Execution(task, environment, directory, input());
    }

    /** What the program reads; null for nothing. */
    @Nullable
    Input input() {
        var file = stdinFile;
        if (file != null) {
            return () -> Files.newInputStream(file);
        }
        return stdin == null ? null : text(stdin);
    }

    static Input text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return () -> new ByteArrayInputStream(bytes);
    }

    /** Makes sure that what is to be sent is there, and what is fetched has a place, before anything is done. */
    void requireFiles() {
        Fetched.check(fetched);
        Stream.concat(Stream.ofNullable(stdinFile), sent.stream().map(Transfer::local))
                .filter(file -> !Files.isReadable(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new IllegalArgumentException("%s %s; nothing was done"
                            .formatted(file, Files.exists(file) ? "cannot be read" : "is not there"));
                });
    }

    ObjectNode toJson() {
        var json = Json.object();
        var variables = json.putObject("environment");
        environment.forEach((name, value) -> variables.put(name, secrets.contains(name) ? null : value));
        json.put("directory", directory).put("stdin", stdin).put("stdinFile", Objects.toString(stdinFile, null));
        put(json, "sent", sent);
        put(json, "fetched", fetched);
        return json.put("outputLimitBytes", outputLimitBytes)
                .put("detached", detached)
                .put("timeout", timeout.toString());
    }

    private static void put(ObjectNode json, String name, List<Transfer> transfers) {
        var array = json.putArray(name);
        transfers.forEach(
                each -> array.addObject().put("local", each.local().toString()).put("remote", each.remote()));
    }

    /** What an older record does not say is as the options have it by default. */
    static JobSetup fromJson(JsonNode json) {
        var defaults = of(new JobOptions());
        var environment = new LinkedHashMap<String, String>();
        var secrets = new TreeSet<String>();
        json.path("environment").properties().forEach(variable -> {
            if (variable.getValue().isNull()) {
                secrets.add(variable.getKey());
            } else {
                environment.put(variable.getKey(), variable.getValue().asText());
            }
        });
        var file = Json.text(json, "stdinFile");
        return new JobSetup(
                environment,
                secrets,
                Json.text(json, "directory"),
                Json.text(json, "stdin"),
                file == null ? null : Path.of(file),
                transfers(json.path("sent")),
                transfers(json.path("fetched")),
                json.path("outputLimitBytes").asInt(defaults.outputLimitBytes()),
                json.path("detached").asBoolean(),
                json.has("timeout") ? Duration.parse(json.path("timeout").asText()) : defaults.timeout());
    }

    private static List<Transfer> transfers(JsonNode json) {
        var transfers = new ArrayList<Transfer>();
        json.forEach(each -> transfers.add(new Transfer(
                Path.of(each.path("local").asText()), each.path("remote").asText())));
        return transfers;
    }

    /** Never a variable's value, nor what is read. */
    @Override
    public String toString() {
        return "setup with variables %s in %s".formatted(environment.keySet(), Objects.toString(directory, "~"));
    }
}
