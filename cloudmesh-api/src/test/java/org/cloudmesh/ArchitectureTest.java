package org.cloudmesh;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.NamingStrategy;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Stores;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The lines between the parts of the API module; those between modules are drawn in the quickstart's tests. */
class ArchitectureTest {

    private static final String[] PUBLIC = {"org.cloudmesh", "org.cloudmesh.spi"};
    private static final String INTERNAL = "org.cloudmesh.internal..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.cloudmesh");

    private static final DescribedPredicate<JavaClass> MAY_REACH_THE_ENGINE = belongToAnyOf(
            Mesh.class,
            Config.class,
            Documents.class,
            Store.class,
            Stores.class,
            Query.class,
            NamingStrategy.class,
            Table.class,
            ConsoleProgress.class,
            CloudConfig.class);

    @Test
    void thePublicPackagesUseTheJdkAndJSpecifyAlone() {
        var rule = classes()
                .that()
                .resideInAnyPackage(PUBLIC)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(PUBLIC)
                        .or(resideInAnyPackage("java..", "javax.net.ssl", "org.jspecify.annotations", INTERNAL)));

        rule.check(CLASSES);
    }

    @Test
    void whatIsPublicShowsNothingElse() {
        var rule = members()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(PUBLIC)
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and(are(visible()))
                .should(showOnly(resideInAnyPackage(PUBLIC).or(resideInAnyPackage("java..", "javax.net.ssl"))));

        rule.check(CLASSES);
    }

    @Test
    void onlyTheFactoriesAndWhatRendersReachTheEngine() {
        var rule = noClasses()
                .that()
                .resideInAnyPackage(PUBLIC)
                .and(not(MAY_REACH_THE_ENGINE))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL);

        rule.check(CLASSES);
    }

    @Test
    void theEngineUsesJacksonSnakeYamlAndSlf4jAndNoOtherLibrary() {
        var rule = classes()
                .that()
                .resideInAPackage(INTERNAL)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(PUBLIC)
                        .or(resideInAnyPackage(
                                "java..",
                                "javax.net.ssl",
                                "org.jspecify.annotations",
                                "com.fasterxml.jackson..",
                                "org.slf4j",
                                "org.yaml.snakeyaml..",
                                INTERNAL)));

        rule.check(CLASSES);
    }

    @Test
    void thePackagesOfTheEngineHaveNoCycles() {
        var rule = slices().matching("org.cloudmesh.internal.(*)..").should().beFreeOfCycles();

        rule.check(CLASSES);
    }

    @Test
    void nothingPrints() {
        var rule = noClasses().should(ACCESS_STANDARD_STREAMS).orShould(USE_JAVA_UTIL_LOGGING);

        rule.check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        // NullAway looks at packages that are marked, and at no other.
        var packages = CLASSES.stream().map(JavaClass::getPackage).distinct();

        assertThat(packages).isNotEmpty().allMatch(ArchitectureTest::isNullMarked);
    }

    private static boolean isNullMarked(JavaPackage each) {
        return each.isAnnotatedWith(NullMarked.class);
    }

    private static DescribedPredicate<JavaMember> visible() {
        return DescribedPredicate.describe(
                "public or protected",
                member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private static ArchCondition<JavaMember> showOnly(DescribedPredicate<JavaClass> allowed) {
        return new ArchCondition<>("show only types that " + allowed.getDescription()) {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                shown(member)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !type.isPrimitive() && !allowed.test(type))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                member, member.getDescription() + " shows " + type.getFullName())));
            }
        };
    }

    private static Stream<JavaType> shown(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        var code = (JavaCodeUnit) member;
        var inOut = Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream());
        return Stream.concat(inOut, code.getExceptionTypes().stream());
    }
}
