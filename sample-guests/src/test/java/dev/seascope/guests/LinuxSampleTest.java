package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.session.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxSampleTest {
    private static final String KERNEL =
            "usr/lib/debian-installer/images/12/arm64/text/debian-installer/arm64/linux";

    @TempDir
    private Path folder = Path.of("");

    private void kernel(byte[] content) throws Exception {
        Path file = folder.resolve(KERNEL);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
    }

    private static byte[] image() {
        byte[] image = new byte[4096];
        System.arraycopy("ARMd".getBytes(StandardCharsets.US_ASCII), 0, image, 56, 4);
        return image;
    }

    @Test
    void withoutTheKernelTheMessageSaysHowToGetIt() {
        assertThatThrownBy(() -> LinuxSample.open(new DebianGuests(folder))).isInstanceOf(ScenarioException.class)
                .hasMessageContaining("seascope guests --fetch");
    }

    @Test
    void aFileThatIsNoKernelIsNamed() throws Exception {
        kernel(new byte[100]);

        assertThatThrownBy(() -> LinuxSample.open(new DebianGuests(folder))).isInstanceOf(ScenarioException.class)
                .hasMessageContaining("neither an ELF executable nor a Linux Image");
    }

    @Test
    void itIsRunOnceForEachKernel() throws Exception {
        kernel(image());
        Path first = kept();
        byte[] other = image();
        other[100] = 1;
        kernel(other);

        assertThat(first.getParent()).isEqualTo(folder);
        assertThat(kept()).isNotEqualTo(first);
    }

    private Path kept() throws ScenarioException {
        List<Command> commands = LinuxSample.open(new DebianGuests(folder));
        assertThat(commands.getFirst()).isInstanceOf(Command.Load.class);
        return ((Command.RunOnce) commands.getLast()).kept();
    }

    @Test
    void theCacheIsWhereTheUserHasIt() {
        assertThat(DebianGuests.ofUser(Optional.of("/srv/cache"), "/home/u").folder())
                .isEqualTo(Path.of("/srv/cache/seascope"));
        assertThat(DebianGuests.ofUser(Optional.empty(), "/home/u").folder())
                .isEqualTo(Path.of("/home/u/.cache/seascope"));
    }
}
