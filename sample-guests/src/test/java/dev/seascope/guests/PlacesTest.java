package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seascope.guests.parser.ScenarioParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
    @TempDir
    private Path folder = Path.of("");

    private void refused(String guest, String message) throws Exception {
        refused(guest, 3, message);
    }

    private void refused(String guest, int line, String message) throws Exception {
        Scenario scenario = ScenarioParser.parse("a.yaml", "scenario: 1\nboard: {}\nguest: " + guest
                + "\nsteps:\n- run: {}\n");
        var places = new Places(folder, new DebianGuests(folder), folder);
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioRunner.run(scenario, scenario.kernelList().getFirst(), places))
                .withMessageStartingWith("a.yaml:%d: %s".formatted(line, message));
    }

    @Test
    void whatWasNotFetchedYetIsNamedWithWhatToDo() throws Exception {
        refused("{image: \"debian:linux\"}", "debian:linux is not here yet; fetch it once with: seascope guests --fetch"
                + " (130 MB, into " + folder);
        refused("{asm: nop, initrd: \"debian:installer\"}", "debian:installer is not here yet");
    }

    @Test
    void whatDoesNotExistIsNamedWithWhatThereIs() throws Exception {
        refused("{image: \"debian:windows\"}",
                "no guest 'windows' of Debian; known: linux, installer, u-boot");
        refused("{asm: nop, initrd: \"program:bash\"}", "no program 'bash' for Linux; known: hello, aborts");
        refused("{asm: nop, initrd: nowhere.gz}", "cannot read nowhere.gz");
        refused("{image: a.yaml}", "cannot read a.yaml");
    }

    @Test
    void aFileThatIsNoKernelIsNamed() throws Exception {
        Files.write(folder.resolve("Image"), new byte[100]);

        refused("{image: Image}", "Image has no header of a Linux Image; say where it goes with load:");
    }

    @Test
    void aFileThatDoesNotFitIsRefusedWhereItIsNamed() throws Exception {
        Files.write(folder.resolve("big.dtb"), new byte[3 << 20]);

        refused("{asm: nop,\n  dtb: big.dtb}", 4, "big.dtb has 3145728 bytes; a device tree has at most 2097152");
    }

    @Test
    void theCacheIsWhereTheUserHasIt() {
        assertThat(DebianGuests.ofUser(Optional.of("/srv/cache"), "/home/u").folder())
                .isEqualTo(Path.of("/srv/cache/seascope"));
        assertThat(DebianGuests.ofUser(Optional.empty(), "/home/u").folder())
                .isEqualTo(Path.of("/home/u/.cache/seascope"));
    }
}
