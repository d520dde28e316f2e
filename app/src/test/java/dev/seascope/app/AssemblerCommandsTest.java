package dev.seascope.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
    void theFieldsOfAWordAreATable() {
        assertThat(CliRun.of("dis", "--word", "f9400020", "--fields")).isEqualTo(new CliRun(0, """
                A64 instruction = 0xf9400020
                  text      ldr x0, [x1]
                  group     Loads and stores
                  31:22  fixed  0x3e5  1111100101
                  21:10  imm12  0x0    #0
                  9:5    Rn     0x1    x1
                  4:0    Rt     0x0    x0
                """, ""));
        assertThat(CliRun.of("dis", "--word", "f1400020", "--fields").code()).isZero();
        assertThat(CliRun.of("dis", "--word", "54000040", "--at", "0x40080000", "--fields").out())
                .contains("b.eq 0x40080008").contains("0x40080008, +0x8").contains("cond");
    }

    @Test
    void aWordThatIsNoInstructionSaysSoInEachForm() throws Exception {
        assertThat(CliRun.of("dis", "--word", "ffffffff", "--fields").out()).contains("E A64-UNALLOCATED: UNDEFINED: not alloc");
        var json = new ObjectMapper().readTree(
                CliRun.of("dis", "--word", "ffffffff", "--fields", "--format", "json").out());

        assertThat(json.get("value").asText()).isEqualTo("0xffffffff");
        assertThat(json.get("findings").get(0).get("code").asText()).isEqualTo("A64-UNALLOCATED");
    }

    @Test
    void theFieldsOfAWordHaveTheFormsOfARegister() throws Exception {
        Path svg = folder.resolve("word.svg");
        assertThat(CliRun.of("dis", "--word", "910043ff", "--fields", "-o", svg.toString())).isEqualTo(new CliRun(0, "", ""));
        assertThat(svg).content().contains("A64 instruction = 0x910043ff").contains("imm12").contains("height=\"74\"");

        var json = new ObjectMapper().readTree(CliRun.of("dis", "--word", "910043ff", "--fields", "--format", "json").out());
        assertThat(json.get("text").asText()).isEqualTo("add sp, sp, #0x10");
        assertThat(json.get("fields").findValuesAsText("name"))
                .containsExactly("sf", "fixed", "sh", "imm12", "Rn", "Rd");
        var wave = new ObjectMapper().readTree(
                CliRun.of("dis", "--word", "910043ff", "--fields", "--format", "wavedrom").out());
        assertThat(wave.get("config").get("bits").asInt()).isEqualTo(32);
        assertThat(wave.get("reg").findValuesAsText("bits")).extracting(Integer::valueOf)
                .satisfies(bits -> assertThat(bits.stream().mapToInt(Integer::intValue).sum()).isEqualTo(32));
        assertThat(CliRun.of("dis", "--word", "910043ff", "--fields", "--format", "markdown").out())
                .contains("| 21:10 | imm12 | `0x10` | #0x10 |");

        Path png = folder.resolve("word.png");
        assertThat(CliRun.of("dis", "--word", "910043ff", "--fields", "-o", png.toString()).code()).isZero();
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(2000);
    }

    @Test
    void wrongUsesOfFieldsAreExplained() {
        assertThat(CliRun.of("dis", "--fields", "x.bin").err()).startsWith("seascope: --fields goes with --word");
        assertThat(CliRun.of("dis", "--word", "1", "--format", "svg").err())
                .startsWith("seascope: --format and -o go with --fields");
        assertThat(CliRun.of("dis", "--word", "1", "--fields", "--format", "qemu").err())
                .startsWith("seascope: --format: 'qemu' is none of text, json, markdown, svg, png, wavedrom");
        assertThat(CliRun.of("dis", "--word", "1", "--fields", "--format", "png").err())
                .startsWith("seascope: --format png: say where");
        assertThat(CliRun.of("dis", "--word", "1", "--fields", "-o", "/nowhere/x.svg").err())
                .startsWith("seascope: -o: /nowhere/x.svg: no such file or folder");
        assertThat(CliRun.of("dis", "--word", "xyz", "--fields").code()).isEqualTo(2);
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
