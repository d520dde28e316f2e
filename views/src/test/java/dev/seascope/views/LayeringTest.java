package dev.seascope.views;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

/// Views see values and submit commands; they never reach the machine, and one class alone crosses threads.
class LayeringTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.seascope.views");

    @Test
    void noViewSeesTheSessionOrTheProcessor() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("dev.seascope.session.Session")
                .orShould().dependOnClassesThat().resideInAPackage("dev.seascope.cpu..").check(CLASSES);
    }

    @Test
    void modelsHoldNoControls() {
        noClasses().that().haveSimpleNameEndingWith("Model").should()
                .dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.fxmisc..",
                        "org.controlsfx..")
                .allowEmptyShould(true).check(CLASSES);
    }

    /// And what measures the first frame, which is over before anything else begins.
    @Test
    void onlyTheFeedSchedulesOnTheJavaFxThread() {
        noClasses().that().haveNameNotMatching(".*\\.(SessionFeed|FirstFrame)(\\$.*)?").should()
                .callMethod(Platform.class, "runLater", Runnable.class).check(CLASSES);
    }
}
