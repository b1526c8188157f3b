package org.cloudmesh.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract within a test, as an IDE would, and keeps what became of each sentence. */
final class ContractRun implements TestExecutionListener {

    private final Map<String, TestExecutionResult> results = new TreeMap<>();

    private ContractRun() {}

    /** All of it; the report goes below that directory. */
    static ContractRun of(Class<?> contract, Path buildDirectory) {
        return run(selectClass(contract), buildDirectory);
    }

    /** One sentence of it. */
    static ContractRun of(Class<?> contract, String sentence, Path buildDirectory) {
        var methods = ReflectionSupport.findMethods(
                contract, method -> method.getName().equals(sentence), HierarchyTraversalMode.TOP_DOWN);
        if (methods.size() != 1) {
            throw new IllegalArgumentException(
                    "%s has %d tests \"%s\"".formatted(contract.getSimpleName(), methods.size(), sentence));
        }
        return run(selectMethod(contract, methods.get(0)), buildDirectory);
    }

    private static ContractRun run(DiscoverySelector selector, Path buildDirectory) {
        var run = new ContractRun();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selector)
                .configurationParameter("cloudmesh.buildDirectory", buildDirectory.toString())
                .configurationParameter(LauncherConstants.STACKTRACE_PRUNING_ENABLED_PROPERTY_NAME, "false")
                .build();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .ifPresent(name -> results.merge(name, result, ContractRun::worse));
        if (test.isContainer() && result.getStatus() == Status.FAILED) {
            results.put(test.getDisplayName(), result);
        }
    }

    private static TestExecutionResult worse(TestExecutionResult one, TestExecutionResult other) {
        return one.getStatus() == Status.FAILED ? one : other;
    }

    /** Why each sentence that was broken was. */
    Map<String, Throwable> broken() {
        var broken = new TreeMap<String, Throwable>();
        results.forEach((name, result) -> {
            if (result.getStatus() == Status.FAILED) {
                broken.put(name, result.getThrowable().orElseThrow());
            }
        });
        return broken;
    }

    /** How many sentences were run, or did not apply. */
    int size() {
        return results.size();
    }
}
