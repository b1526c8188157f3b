package org.cloudmesh.samples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.cloudmesh.Table;

/**
 * 1,000 nodes listed, 24,000 images fetched, 10 nodes booted at a server that speaks EC2: by this library, by jclouds, by
 * Python's libcloud and by boto3. Each time is a process of its own, in which list and boot are done twice; medians, and who
 * begins changes from round to round. {@code clouds-benchmark.sh} runs it. Its arguments: the server's address, the file it
 * writes its requests to, a Python with libcloud and boto3, the script of the Python contenders.
 *
 * <p>Seconds are from a started virtual machine, or a Python that has imported, to the result: connecting is part of it, for
 * Java also the loading of classes, and for this library the opening of the mesh and what is written to SQLite; the others
 * keep nothing. What the server took is a part of that.
 */
public final class CloudsBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int HEAP_MIB = Integer.getInteger("heapMib", 256);
    private static final List<String> OPERATIONS =
            List.of(System.getProperty("operations", "list,images,boot").split(","));

    private final String endpoint;
    private final RequestLog log;
    private final List<String> python;
    private final Path directory;
    private String image = "";
    private String group = "";
    private int directories;

    private CloudsBenchmark(String[] args, Path directory) {
        endpoint = args[0];
        log = new RequestLog(Path.of(args[1]));
        python = List.of(args[2], args[3]);
        this.directory = directory;
    }

    /** Prints the tables. */
    public static void main(String[] args) throws Exception {
        var directory = Files.createTempDirectory("clouds-benchmark");
        try {
            new CloudsBenchmark(args, directory).run();
        } finally {
            SshBenchmark.delete(directory);
        }
    }

    private void run() throws Exception {
        prepare();
        for (var operation : OPERATIONS) {
            System.out.println(operation + ":");
            System.out.println(compare(operation));
        }
    }

    /** Boots come last, for they change what is listed. */
    private void prepare() throws Exception {
        var process = new ProcessBuilder(command(python, List.of("prepare", endpoint)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", -1);
        if (process.waitFor() != 0 || words.length != 2) {
            throw new IllegalStateException("nothing was prepared; what the script says is above");
        }
        image = words[0];
        group = words[1];
    }

    /** Somebody who is to do it, from a directory of its own. */
    private interface Contender {
        List<String> command(Path directory) throws IOException;
    }

    private Map<String, Contender> contenders(String operation) throws IOException {
        var all = new LinkedHashMap<String, Contender>();
        all.put("cloudmesh", own -> java(MeshContender.class, operation, configured(own)));
        if (operation.equals("boot")) {
            var store = catalogs();
            all.put("cloudmesh, lists in the store", own -> {
                Files.copy(store, configured(own).resolve("cloudmesh.db"));
                return java(MeshContender.class, operation, own);
            });
        }
        all.put("jclouds", own -> java(JcloudsContender.class, operation, own));
        all.put("libcloud", own -> python("libcloud", operation, own));
        all.put("boto3", own -> python("boto3", operation, own));
        return all;
    }

    private List<String> java(Class<?> main, String operation, Path own) {
        var jvm = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(HEAP_MIB),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        return command(jvm, arguments(operation, own));
    }

    private List<String> python(String kind, String operation, Path own) {
        return command(command(python, List.of(kind)), arguments(operation, own));
    }

    private List<String> arguments(String operation, Path own) {
        return List.of(operation, endpoint, own.toString(), image, group);
    }

    private static List<String> command(List<String> program, List<String> arguments) {
        var command = new ArrayList<>(program);
        command.addAll(arguments);
        return command;
    }

    private Path configured(Path own) throws IOException {
        // As a temporary file, it is its owner's alone, as one with credentials should be.
        var file = Files.createTempFile(own, "cloudmesh", ".yaml");
        Files.writeString(file, """
                cloudmesh:
                  cloud:
                    aws:
                      cm: {kind: aws}
                      endpoint: %s
                      credentials: {region: %s, EC2_ACCESS_ID: %s, EC2_SECRET_KEY: %s}
                """.formatted(endpoint, Contest.REGION, Contest.ACCESS_KEY, Contest.SECRET_KEY));
        Files.move(file, own.resolve("cloudmesh.yaml"));
        return own;
    }

    /** A store that has the images and the flavors. */
    private Path catalogs() throws IOException {
        var own = configured(own());
        for (var operation : List.of("images", "flavors")) {
            try (var process = new ContenderProcess(java(MeshContender.class, operation, own))) {
                process.run();
            }
        }
        return own.resolve("cloudmesh.db");
    }

    private Path own() throws IOException {
        return Files.createDirectory(directory.resolve(Integer.toString(directories++)));
    }

    private record Run(
            ContenderProcess.Answer answer,
            RequestLog.Requests requests,
            ContenderProcess.Answer again,
            RequestLog.Requests requestsAgain) {}

    private Table compare(String operation) throws IOException {
        var contenders = contenders(operation);
        var runs = new LinkedHashMap<String, List<Run>>();
        contenders.keySet().forEach(name -> runs.put(name, new ArrayList<>()));
        var order = new ArrayList<>(contenders.keySet());
        int expected = 0;
        for (int i = 0; i < ROUNDS; i++, Collections.rotate(order, 1)) {
            for (var name : order) {
                var run = run(Objects.requireNonNull(contenders.get(name)), operation);
                expected = expected == 0 ? run.answer().count() : expected;
                if (run.answer().count() != expected || run.again().count() != expected) {
                    throw new IllegalStateException(
                            "%s: %s counts %s, not %d".formatted(operation, name, run, expected));
                }
                Objects.requireNonNull(runs.get(name)).add(run);
            }
        }
        return table(operation, runs);
    }

    /** A list of images is asked for once: a second time jclouds remembers, and the others do the same again. */
    private Run run(Contender contender, String operation) throws IOException {
        var own = own();
        try (var process = new ContenderProcess(contender.command(own))) {
            int before = log.size();
            var answer = process.run();
            var requests = log.after(before);
            if (operation.equals("images")) {
                return new Run(answer, requests, answer, requests);
            }
            int between = log.size();
            return new Run(answer, requests, process.run(), log.after(between));
        } finally {
            SshBenchmark.delete(own);
        }
    }

    private static Table table(String operation, Map<String, List<Run>> runs) {
        boolean once = operation.equals("images");
        var table = once
                ? new Table("Contender", "Requests", "Seconds", "Of them the server's", "With its start", "Peak MiB")
                : new Table(
                        "Contender",
                        "Requests",
                        "Seconds",
                        "Of them the server's",
                        "With its start",
                        "Peak MiB",
                        "Requests again",
                        "Seconds again",
                        "The server's");
        runs.forEach((name, all) -> {
            var cells = new ArrayList<>(List.of(
                    name,
                    text("%.0f", all, run -> run.requests().count()),
                    text("%.2f", all, run -> run.answer().seconds()),
                    text("%.2f", all, run -> run.requests().seconds()),
                    text("%.2f", all, run -> run.answer().sinceStart()),
                    text("%.0f", all, run -> run.answer().peakMib())));
            if (!once) {
                cells.add(text("%.0f", all, run -> run.requestsAgain().count()));
                cells.add(text("%.2f", all, run -> run.again().seconds()));
                cells.add(text("%.2f", all, run -> run.requestsAgain().seconds()));
            }
            table.row(cells.toArray(String[]::new));
        });
        return table;
    }

    private static String text(String format, List<Run> runs, ToDoubleFunction<Run> value) {
        var values = runs.stream().mapToDouble(value).toArray();
        Arrays.sort(values);
        return String.format(Locale.ROOT, format, values[values.length / 2]);
    }
}
