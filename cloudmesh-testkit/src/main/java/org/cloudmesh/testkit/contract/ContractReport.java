package org.cloudmesh.testkit.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes how a class kept its contract to {@code contracts/CLASS.txt} in the build's directory: {@code target}, unless the
 * configuration parameter or system property {@code cloudmesh.buildDirectory} names another. Thread-safe.
 */
final class ContractReport implements AfterEachCallback, TestWatcher, AfterAllCallback {

    private static final Logger LOG = LoggerFactory.getLogger(ContractReport.class);
    private static final String BUILD_DIRECTORY = "cloudmesh.buildDirectory";

    private final Map<Class<?>, Conformance> conformances = new ConcurrentHashMap<>();

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getRequiredTestInstance() instanceof Contract contract) {
            var implementation = contract.implementation();
            if (implementation != null) {
                conformance(context).implementedBy(implementation.getClass());
            }
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        conformance(context).kept();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        conformance(context).broken(Sentence.of(context), Sentence.firstLine(cause));
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        conformance(context).notApplicable(Sentence.of(context), Sentence.firstLine(cause));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        conformance(context).notApplicable(Sentence.of(context), reason.orElse("disabled"));
    }

    private Conformance conformance(ExtensionContext context) {
        return conformances.computeIfAbsent(context.getRequiredTestClass(), Conformance::new);
    }

    /** A class that failed as a whole has a line of its own. */
    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        var testClass = context.getRequiredTestClass();
        if (!Contract.class.isAssignableFrom(testClass)) {
            return;
        }
        var conformance = conformance(context);
        context.getExecutionException().ifPresent(e -> conformance.broken("runs at all", Sentence.firstLine(e)));
        var directory =
                Path.of(context.getConfigurationParameter(BUILD_DIRECTORY).orElse("target"), "contracts");
        var file = directory.resolve(conformance.name() + ".txt");
        Files.createDirectories(directory);
        Files.write(file, conformance.lines());
        LOG.info("{}; see {}", conformance.summary(), file);
    }

    /** What became of the sentences of one contract. Thread-safe. */
    private static final class Conformance {

        private final Class<?> testClass;
        private final List<String> broken = new ArrayList<>();
        private final List<String> notApplicable = new ArrayList<>();
        private String implementation = "?";
        private int kept;

        Conformance(Class<?> testClass) {
            this.testClass = testClass;
        }

        synchronized void implementedBy(Class<?> type) {
            implementation = type.getName();
        }

        synchronized void kept() {
            kept++;
        }

        synchronized void broken(String sentence, String why) {
            broken.add("  %s: %s".formatted(sentence, why));
        }

        synchronized void notApplicable(String sentence, String why) {
            notApplicable.add("  %s: %s".formatted(sentence, why));
        }

        String name() {
            return testClass.getName().replace('$', '.');
        }

        synchronized String summary() {
            return "%s by %s: kept %d, broken %d, not applicable %d"
                    .formatted(contract(), implementation, kept, broken.size(), notApplicable.size());
        }

        private String contract() {
            Class<?> type = testClass;
            while (type.getSuperclass() != Contract.class) {
                type = type.getSuperclass();
            }
            return type.getSimpleName();
        }

        synchronized List<String> lines() {
            var lines = new ArrayList<String>();
            lines.add(contract());
            lines.add("implementation: " + implementation);
            lines.add("tested by: " + name());
            lines.add("kept: " + kept);
            lines.add("broken: " + broken.size());
            lines.addAll(broken);
            lines.add("not applicable: " + notApplicable.size());
            lines.addAll(notApplicable);
            return lines;
        }
    }
}
