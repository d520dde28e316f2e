package dev.seascope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Keeps the packages of the emulator in layers, and the emulator free of everything but the platform.
class LayeringTest {
    /// From the bottom up: a package, with its sub-packages that are not layers themselves, may use only itself and
    /// those before it.
    private static final List<String> LAYERS = List.of("dev.seascope.arch", "dev.seascope.arch.a64",
            "dev.seascope.asm", "dev.seascope.cpu", "dev.seascope.kvm", "dev.seascope.vmm", "dev.seascope.inject",
            "dev.seascope.session");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.seascope");

    @Test
    void packagesDependDownwardsOnly() {
        for (String layer : LAYERS) {
            noClasses().that(in(layer)).should().dependOnClassesThat(above(layer)).check(CLASSES);
        }
    }

    @Test
    void theEmulatorUsesNothingButThePlatform() {
        noClasses().should().dependOnClassesThat(new DescribedPredicate<>("are not of java.base or the emulator") {
            @Override
            public boolean test(JavaClass used) {
                String name = used.getBaseComponentType().getPackageName();
                return !(used.getBaseComponentType().isPrimitive() || name.startsWith("dev.seascope.")
                        || (name.startsWith("java.") && !name.startsWith("java.awt") && !name.startsWith("java.sql"))
                        || name.startsWith("org.jspecify."));
            }
        }).check(CLASSES);
    }

    @Test
    void guestStateNeverSeesTheWallClock() {
        noClasses().that(in("dev.seascope.arch").or(in("dev.seascope.arch.a64")).or(in("dev.seascope.cpu"))
                        .or(in("dev.seascope.kvm")).or(in("dev.seascope.vmm")))
                .should().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.Instant")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Random")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> in(String layer) {
        return new DescribedPredicate<>("are in " + layer) {
            @Override
            public boolean test(JavaClass type) {
                return layer.equals(layerOf(type));
            }
        };
    }

    private static DescribedPredicate<JavaClass> above(String layer) {
        return new DescribedPredicate<>("are in a layer above " + layer) {
            @Override
            public boolean test(JavaClass type) {
                return LAYERS.indexOf(layerOf(type)) > LAYERS.indexOf(layer);
            }
        };
    }

    /// The longest layer name that is a prefix of the class's package, or nothing.
    private static String layerOf(JavaClass type) {
        String name = type.getPackageName() + ".";
        String found = "";
        for (String layer : LAYERS) {
            if (name.startsWith(layer + ".") && layer.length() > found.length()) {
                found = layer;
            }
        }
        return found;
    }
}
