package dev.seascope.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.guests.Samples;
import dev.seascope.session.Command;
import dev.seascope.views.frame.Opening;
import dev.seascope.views.frame.Opening.Remedy;
import dev.seascope.views.frame.Opening.SourceLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Opening guests from the window, with files as users have them.
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class LibraryTest {
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final Library library = new Library(Samples.FIRST);

    @TempDir
    Path folder;

    private Opening open(FxRobot robot, String name, byte[] content) throws IOException, TimeoutException {
        Path file = Files.write(folder.resolve(name), content);
        library.use(commands::add);
        robot.interact(() -> library.openFile(file));
        WaitForAsyncUtils.waitFor(30, SECONDS, () -> !commands.isEmpty()
                || library.opening().getValue() instanceof Opening.Failed);
        return library.opening().getValue();
    }

    @Test
    void aMistakeInAScenarioIsShownInItsLine(FxRobot robot) throws IOException, TimeoutException {
        Opening outcome = open(robot, "bad.yaml", "scenario: 1\ntitel: x\nguest:\n  image: none\n".getBytes(StandardCharsets.UTF_8));

        assertThat(outcome).isInstanceOfSatisfying(Opening.Failed.class, failed -> {
            assertThat(failed.why()).contains("bad.yaml:2:");
            assertThat(failed.excerpt()).filteredOn(SourceLine::isAtFault)
                    .containsExactly(new SourceLine(2, "titel: x", 1));
            assertThat(failed.remedy()).isEqualTo(Remedy.OPEN_AGAIN);
        });
        assertThat(commands).isEmpty();
    }

    @Test
    void aMistakeInASourceIsShownInItsLineAndColumn(FxRobot robot) throws IOException, TimeoutException {
        Opening outcome = open(robot, "bad.s", "    mov x0, #1\n    movv x0, #1\n".getBytes(StandardCharsets.UTF_8));

        assertThat(outcome).isInstanceOfSatisfying(Opening.Failed.class, failed -> assertThat(failed.excerpt())
                .filteredOn(SourceLine::isAtFault).containsExactly(new SourceLine(2, "    movv x0, #1", 5)));
    }

    @Test
    void whatIsOpenedReplacesTheGuest(FxRobot robot) throws IOException, TimeoutException {
        Opening outcome = open(robot, "good.s", "_start:\n    b _start\n".getBytes(StandardCharsets.UTF_8));

        assertThat(outcome).isEqualTo(Opening.NONE);
        assertThat(commands.getFirst()).isInstanceOf(Command.Load.class);
        assertThat(library.current().getValue().name()).isEqualTo("good.s");
    }

    @Test
    void aFileThatIsGoneIsNamed(FxRobot robot) throws TimeoutException {
        robot.interact(() -> library.openFile(folder.resolve("gone.elf")));

        WaitForAsyncUtils.waitFor(30, SECONDS, () -> library.opening().getValue() instanceof Opening.Failed);
        assertThat(library.opening().getValue()).isInstanceOfSatisfying(Opening.Failed.class,
                failed -> assertThat(failed.why()).contains("gone.elf").contains("no such file"));
    }
}
