package org.cloudmesh.samples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a contender of {@link CloudsBenchmark} is told and tells: its operation is done once for each line it reads, and answered
 * with seconds, how many, and its peak memory in KiB. Connecting is part of the first time; starting the virtual machine is not.
 *
 * @param operation what is done: a list, a boot, or the images
 * @param endpoint where EC2 is
 * @param directory the contender's own
 * @param image to boot
 * @param group a security group's id
 */
record Contest(String operation, String endpoint, Path directory, String image, String group) {

    static final String ACCESS_KEY = "AKIAMADEUP";
    static final String SECRET_KEY = "made-up";
    static final String REGION = "us-east-1";
    static final String FLAVOR = "t3.micro";
    static final String KEY_PAIR = "benchmark";
    static final int BOOTED = 10;

    /** The operation; how many it found or made. */
    interface Work {
        int run() throws Exception;
    }

    static Contest of(String[] args) {
        return new Contest(args[0], args[1], Path.of(args[2]), args[3], args[4]);
    }

    static void run(Work work) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
            long begun = System.nanoTime();
            int count = work.run();
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(Locale.ROOT, "%.6f %d %d%n", seconds, count, peakKib());
            System.out.flush();
        }
    }

    private static long peakKib() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
