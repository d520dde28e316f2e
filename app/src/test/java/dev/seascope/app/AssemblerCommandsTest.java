package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblerCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void aSourceBecomesAnExecutableThatDisassemblesToTheSame() throws Exception {
        String source = file("a.s", "start: ldr x0, [x1]\n b start\n .word 0\n");
        String elf = folder.resolve("a.elf").toString();

        assertThat(CliRun.of("asm", source, "-o", elf)).isEqualTo(new CliRun(0, "", ""));
        assertThat(CliRun.of("dis", elf)).isEqualTo(new CliRun(0, """
                0x40080000: f9400020  ldr x0, [x1]
                0x40080004: 17ffffff  b 0x40080000
                0x40080008: 00000000  .inst 0x00000000  // undefined
                """.replace(".inst 0x00000000  // undefined", "udf #0"), ""));
    }

    @Test
    void errorsNameLineAndColumn() throws Exception {
        String source = file("bad.s", "nop\n  frobnicate x0\n  add x0, x1\n");

        CliRun run = CliRun.of("asm", source, "-o", folder.resolve("bad.elf").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(2)
                .allMatch(line -> line.matches(java.util.regex.Pattern.quote(source) + ":[23]:\\d+: .*"));
        assertThat(folder.resolve("bad.elf")).doesNotExist();
    }

    @Test
    void aWordIsDisassembledAtItsAddress() {
        assertThat(CliRun.of("dis", "--word", "f9400020", "--at", "0x40080000")).isEqualTo(
                new CliRun(0, "0x40080000: f9400020  ldr x0, [x1]\n", ""));
        assertThat(CliRun.of("dis", "--word", "0x14000001").out()).isEqualTo("0x0: 14000001  b 0x4\n");
        assertThat(CliRun.of("dis", "--word", "ffffffff").out())
                .isEqualTo("0x0: ffffffff  .inst 0xffffffff  // undefined\n");
    }

    @Test
    void rawWordsAreRead() throws Exception {
        Path raw = folder.resolve("raw.bin");
        Files.write(raw, new byte[] {0x20, 0, 0x40, (byte) 0xf9, 1, 2});

        assertThat(CliRun.of("dis", raw.toString(), "--at", "0x1000")).isEqualTo(new CliRun(0,
                "0x1000: f9400020  ldr x0, [x1]\n", "seascope: the last 2 bytes at 0x1004 are no whole word\n"));
    }

    @Test
    void badArgumentsAndFilesAreRefused() throws Exception {
        String missing = folder.resolve("none.s").toString();

        assertThat(CliRun.of("asm", missing, "-o", "x.elf")).isEqualTo(
                new CliRun(2, "", "seascope: %s: no such file or folder\n".formatted(missing)));
        assertThat(CliRun.of("asm", file("a.s", "nop\n")).code()).isEqualTo(2);
        assertThat(CliRun.of("dis").code()).isEqualTo(2);
        assertThat(CliRun.of("dis", missing).code()).isEqualTo(2);
        assertThat(CliRun.of("dis", "--word", "xyz").err()).startsWith("seascope: --word: 'xyz' is not a word; ");
        assertThat(CliRun.of("dis", file("elf", "\u007fELF")).code()).isEqualTo(2);
    }
}
