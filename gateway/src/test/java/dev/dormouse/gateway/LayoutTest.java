package dev.dormouse.gateway;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** Guards the table of packages in docs/architecture.md. */
@AnalyzeClasses(packages = "dev.dormouse", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
    private static final String GATEWAY = "dev.dormouse.gateway";

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.dormouse.gateway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule lowerModulesDoNotKnowTheGateway = noClasses()
            .that()
            .resideInAnyPackage("dev.dormouse.codec..", "dev.dormouse.link..", "dev.dormouse.uplink..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.dormouse.gateway..");

    @ArchTest
    static final ArchRule loopStandsAlone = ours("loop");

    @ArchTest
    static final ArchRule traceStandsAlone = ours("trace");

    @ArchTest
    static final ArchRule messages = ours("message", "dev.dormouse.codec", "dev.dormouse.uplink");

    @ArchTest
    static final ArchRule topics = ours("topic", "dev.dormouse.codec", in("message"));

    @ArchTest
    static final ArchRule downlink = ours("downlink", in("message"));

    @ArchTest
    static final ArchRule sessions = ours(
            "session",
            "dev.dormouse.codec",
            "dev.dormouse.uplink",
            in("message"),
            in("topic"),
            in("downlink"),
            in("store"),
            in("loop"));

    @ArchTest
    static final ArchRule dialects = ours(
            "dialect",
            "dev.dormouse.codec",
            "dev.dormouse.codec.v12",
            "dev.dormouse.uplink",
            in("message"),
            in("downlink"),
            in("dialect.v12"));

    @ArchTest
    static final ArchRule envelopes = ours("envelope", "dev.dormouse.codec", "dev.dormouse.link");

    @ArchTest
    static final ArchRule discovery = ours("discovery", "dev.dormouse.link", in("message"), in("loop"));

    @ArchTest
    static final ArchRule sessionless =
            ours("sessionless", "dev.dormouse.codec", "dev.dormouse.uplink", in("message"), in("topic"));

    @ArchTest
    static final ArchRule control = ours("control", "dev.dormouse.link", "dev.dormouse.link.radio", in("loop"));

    @ArchTest
    static final ArchRule receptionKnowsNoConfiguration = noClasses()
            .that()
            .resideInAPackage(in("reception"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, in("config"), in("cli"));

    @ArchTest
    static final ArchRule sessionsAreFreeOfThePlatform = noClasses()
            .that()
            .resideInAnyPackage(in("session"), in("message"), in("topic"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.io..", "java.net..", "java.util.concurrent..");

    @ArchTest
    static final ArchRule timeComesFromTheLoop = noClasses()
            .that()
            .resideInAPackage("dev.dormouse.gateway..")
            .and()
            .resideOutsideOfPackages(in("loop"), in("cli"), GATEWAY)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule versionsAreNamedInDialectsOnly = classes()
            .that()
            .resideInAPackage("dev.dormouse.gateway..")
            .and()
            .resideOutsideOfPackages("dev.dormouse.gateway.dialect..", GATEWAY)
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                    "dev.dormouse.codec.v12..", "dev.dormouse.gateway.dialect.v12..")));

    @ArchTest
    static final ArchRule noMutableStatics = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.dormouse..")
            .and()
            .haveModifier(STATIC)
            .should()
            .haveModifier(FINAL);

    private static String in(String packageOfGateway) {
        return GATEWAY + "." + packageOfGateway;
    }

    /** Classes of one package use of ours nothing but themselves and the named packages. */
    private static ArchRule ours(String packageOfGateway, String... mayUse) {
        String self = in(packageOfGateway);
        String[] allowed = Arrays.copyOf(mayUse, mayUse.length + 1);
        allowed[mayUse.length] = self;
        return classes()
                .that()
                .resideInAPackage(self)
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackage("dev.dormouse..")
                        .or(JavaClass.Predicates.resideInAnyPackage(allowed)))
                .allowEmptyShould(true);
    }
}
