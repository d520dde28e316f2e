package dev.seascope.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.asm.elf.ElfWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElfWriterTest {
    private static final long BASE = 0x4008_0000L;
    private static final String SOURCE = """
                    .global _start, shared
                    .text
            _start: nop
                    b    shared
                    .macro two value
                    mov  x0, #\\value
                    nop
                    .endm
                    two  5
                    .type shared, %function
            shared: ret
                    .word 0
                    .size shared, . - shared
            local:  nop
                    .data
            words:  .quad shared
                    .bss
            room:   .skip 64
                    .set number, 42
                    .weak faint
            faint = shared
            """;

    @TempDir
    private Path folder;

    @Test
    void anAssemblyWithErrorsIsNotWritten() {
        Assembly wrong = Assembler.assemble("guest.s", "b nowhere", BASE);

        assertThatThrownBy(() -> ElfWriter.executable(wrong, ".")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("dev.seascope.asm.TestSources#names")
    void gnuObjcopyTakesTheImageOutAgain(String name) throws IOException {
        GnuTools.require("objcopy");
        Assembly assembly = Assembler.assemble(name + ".s", TestSources.text(name), BASE);
        Files.write(folder.resolve("guest.elf"), ElfWriter.executable(assembly, "."));

        GnuTools.run(folder, "objcopy", "-O", "binary", "guest.elf", "guest.bin");

        assertThat(Files.readAllBytes(folder.resolve("guest.bin"))).isEqualTo(assembly.image());
    }

    @Test
    void gnuReadelfFindsNothingWrong() throws IOException {
        GnuTools.require("readelf");
        write();

        String all = GnuTools.run(folder, "readelf", "-a", "-W", "guest.elf");

        assertThat(all).doesNotContainIgnoringCase("warning").doesNotContainIgnoringCase("error")
                .containsPattern("Entry point address: +0x40080000")
                .containsPattern("40080010 +8 FUNC +GLOBAL DEFAULT +1 shared")
                .containsPattern("40080010 +0 NOTYPE +WEAK +DEFAULT +1 faint")
                .containsPattern("40080018 +0 NOTYPE +LOCAL +DEFAULT +1 local")
                .containsPattern("2a +0 NOTYPE +LOCAL +DEFAULT +ABS number")
                .containsPattern("40080014 +0 NOTYPE +LOCAL +DEFAULT +1 \\$d")
                .containsPattern("LOAD +0x001000 0x0*40080000 0x0*40080000 0x0*1c 0x0*1c R E")
                .containsPattern("LOAD +0x001020 0x0*40080020 0x0*40080020 0x0*8 0x0*50 RW");
    }

    @Test
    void gnuObjdumpShowsTheSourceLineOfEachInstruction() throws IOException {
        GnuTools.require("objdump");
        write();

        String text = GnuTools.run(folder, "objdump", "-d", "-l", "guest.elf");

        assertThat(Pattern.compile(":(\\d+)\n *([0-9a-f]+):").matcher(text).results()
                        .map(found -> found.group(1) + " " + found.group(2)))
                .containsExactly("3 40080000", "4 40080004", "9 40080008", "11 40080010", "14 40080018");
    }

    @Test
    void gnuReadelfDecodesTheLinesOfEverySection() throws IOException {
        GnuTools.require("readelf");
        Assembly assembly = Assembler.assemble("guest.s",
                "nop\n.section .text.more, \"ax\"\nret\n.data\n.byte 1", BASE);
        Files.write(folder.resolve("guest.elf"), ElfWriter.executable(assembly, "/project"));

        String lines = GnuTools.run(folder, "readelf", "--debug-dump=decodedline,info", "guest.elf");

        assertThat(lines).contains("/project")
                .containsPattern("guest.s +1 +0x40080000")
                .containsPattern("guest.s +3 +0x40080004")
                .containsPattern("guest.s +- +0x40080008");
    }

    @Test
    void gnuObjdumpShowsTheLinesOfCompiledCode() throws IOException {
        GnuTools.require("gcc");
        GnuTools.require("objdump");
        Files.writeString(folder.resolve("sum.c"), """
                long sum(const long *p, long n) {
                    long total = 0;
                    for (long i = 0; i < n; i++)
                        total += p[i];
                    return total;
                }
                """);
        GnuTools.run(folder, "gcc", "-g", "-O2", "-mgeneral-regs-only", "-ffreestanding", "-S", "sum.c", "-o", "sum.s");
        Assembly assembly = Assembler.assemble("sum.s", Files.readString(folder.resolve("sum.s")), BASE);
        Files.write(folder.resolve("sum.elf"), ElfWriter.executable(assembly, "."));

        String text = GnuTools.run(folder, "objdump", "-d", "-l", "sum.elf");

        assertThat(Pattern.compile("sum\\.c:(\\d+)").matcher(text).results().map(found -> found.group(1)))
                .contains("4").allMatch(line -> line.matches("[1-6]"));
        assertThat(GnuTools.run(folder, "readelf", "--debug-dump=info,decodedline", "sum.elf"))
                .contains("DW_TAG_formal_parameter").doesNotContainIgnoringCase("warning");
    }

    @Test
    void gdbFindsLinesAndSymbols() throws IOException {
        Files.writeString(folder.resolve("guest.s"), SOURCE);
        write();

        assertThat(GnuTools.debug(folder, "guest.elf", "info line *0x40080004"))
                .containsPattern("Line 4 of \".*guest.s\" starts at address 0x40080004 .*and ends at 0x40080008");
        assertThat(GnuTools.debug(folder, "guest.elf", "info symbol 0x40080010")).startsWith("shared in section .text");
        assertThat(GnuTools.debug(folder, "guest.elf", "disassemble shared")).contains("ret");
    }

    private void write() throws IOException {
        Files.write(folder.resolve("guest.elf"),
                ElfWriter.executable(Assembler.assemble("guest.s", SOURCE, BASE), "."));
    }
}
