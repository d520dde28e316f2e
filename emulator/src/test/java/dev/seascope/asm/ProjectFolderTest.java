package dev.seascope.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.asm.text.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFolderTest {
    @TempDir
    private Path outside;

    private Path project;

    @BeforeEach
    void makeFiles() throws IOException {
        project = Files.createDirectories(outside.resolve("project"));
        Files.createDirectories(project.resolve("lib/deep"));
        Files.writeString(outside.resolve("secret.s"), ".byte 99\n");
        Files.writeString(project.resolve("top.s"), ".byte 1\n");
        Files.writeString(project.resolve("lib/middle.s"), ".byte 2\n.include \"deep/end.s\"\n.include \"top.s\"\n");
        Files.writeString(project.resolve("lib/deep/end.s"), ".byte 3\n.incbin \"data.bin\", 1, 2\n");
        Files.write(project.resolve("lib/deep/data.bin"), new byte[] {10, 11, 12, 13});
        Files.writeString(project.resolve("self.s"), ".include \"self.s\"\n");
        Files.writeString(project.resolve("wrong.s"), "nop\n.byte 256\n");
        Files.createSymbolicLink(project.resolve("link.s"), outside.resolve("secret.s"));
    }

    @Test
    void aFileIsFoundBesideTheOneThatIncludesItAndInTheProject() {
        Assembly assembly = assemble(".include \"lib/middle.s\"");

        assertThat(assembly.errors()).isEmpty();
        assertThat(assembly.image()).containsExactly(2, 3, 11, 12, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.s", "lib/../../secret.s", "link.s", "/etc/passwd", "lib", "none.s", "", "a\0b"})
    void nothingOutsideOfTheProjectIsRead(String name) {
        Assembly assembly = assemble(".incbin \"%s\"".formatted(name.replace("\0", "\\000")));

        assertThat(assembly.errors()).extracting(Diagnostic::message)
                .singleElement().asString().startsWith("cannot include ");
        assertThat(assembly.image()).isEmpty();
    }

    @Test
    void anErrorNamesTheIncludedFile() {
        assertThat(assemble(".include \"wrong.s\"").errors())
                .extracting(error -> error.place().toString())
                .containsExactly(project.resolve("wrong.s") + ":2:7");
    }

    @Test
    void filesThatIncludeThemselvesAreStopped() {
        assertThat(assemble(".include \"self.s\"").errors()).extracting(Diagnostic::message)
                .singleElement().asString().contains("include each other");
    }

    @Test
    void aFileIsFoundFromThePathThatTheUserGave() {
        Path main = project.resolve("lib/main.s");

        Assembly assembly = Assembler.assemble(
                List.of(Source.of(main.toString(), ".include \"deep/end.s\"", 0x4008_0000L)),
                Options.DEFAULT.withFiles(new ProjectFolder(project)));

        assertThat(assembly.errors()).isEmpty();
        assertThat(assembly.image()).containsExactly(3, 11, 12);
        assertThat(assembly.lines().getFirst().file()).isEqualTo(project.resolve("lib/deep/end.s").toString());
    }

    private Assembly assemble(String text) {
        return Assembler.assemble(List.of(Source.of("main.s", text, 0x4008_0000L)),
                Options.DEFAULT.withFiles(new ProjectFolder(project)));
    }
}
