package org.cloudmesh.samples.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, drawn where all of them are on the class path. */
class ModulesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.cloudmesh");

    @Test
    void arrowsPointFromTheSamplesDownToTheApi() {
        var rule = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitecture()
                .layer("engine")
                .definedBy("org.cloudmesh.internal..")
                .layer("api")
                .definedBy("org.cloudmesh", "org.cloudmesh.spi")
                .layer("store")
                .definedBy("org.cloudmesh.store..")
                .layer("jclouds")
                .definedBy("org.cloudmesh.ssh..", "org.cloudmesh.jclouds..")
                .layer("testkit")
                .definedBy("org.cloudmesh.testkit..")
                .layer("samples")
                .definedBy("org.cloudmesh.samples..")
                .whereLayer("samples")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("testkit")
                .mayOnlyBeAccessedByLayers("samples")
                .whereLayer("jclouds")
                .mayOnlyBeAccessedByLayers("samples")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("samples")
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("engine", "store", "jclouds", "testkit", "samples")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("api");

        rule.check(CLASSES);
    }

    @Test
    void nothingButTheSamplesPrints() {
        var rule = noClasses()
                .that()
                .resideOutsideOfPackage("org.cloudmesh.samples..")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould(USE_JAVA_UTIL_LOGGING);

        rule.check(CLASSES);
    }
}
