package dev.seascope.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.asm.text.Diagnostic;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssemblerTest {
    private static final long BASE = 0x4008_0000L;

    @Test
    void instructionsAndDataGoWhereTheyStand() {
        Assembly assembly = assembled("""
                _start: nop
                        b   _start
                        .word 0x12345678
                """);

        assertThat(hex(assembly)).isEqualTo("1f 20 03 d5 ff ff ff 17 78 56 34 12");
        assertThat(assembly.entry()).isEqualTo(BASE);
    }

    @Test
    void aSymbolMayBeUsedBeforeItIsDefined() {
        assertThat(hex(assembled("b later\n.quad later - .\nlater: nop")))
                .isEqualTo("03 00 00 14 08 00 00 00 00 00 00 00 1f 20 03 d5");
    }

    @Test
    void numericLabelsMeanTheNearestInTheGivenDirection() {
        assertThat(hex(assembled("1: b 1f\n1: b 1b\n b 1b")))
                .isEqualTo("01 00 00 14 00 00 00 14 ff ff ff 17");
    }

    @Test
    void sectionsFollowEachOtherInAFixedOrder() {
        Assembly assembly = assembled("""
                .bss
                zeros: .skip 32
                .data
                here: .byte 3
                .rodata
                .byte 2
                .text
                _start: nop
                """);

        assertThat(assembly.sections()).extracting(Assembly.Section::name)
                .containsExactly(".text", ".rodata", ".data", ".bss");
        assertThat(assembly.sections()).extracting(Assembly.Section::address)
                .containsExactly(BASE, BASE + 16, BASE + 32, BASE + 48);
        assertThat(assembly.image()).hasSize(33);
        assertThat(assembly.address("zeros")).contains(BASE + 48);
    }

    @Test
    void aSymbolThatIsSetAgainKeepsItsValueWhereItWasUsedBefore() {
        assertThat(hex(assembled(".set n, 1\n.byte n\n.set n, n + 1\n.byte n\nn = 7\n.byte n, later\nlater = 9")))
                .isEqualTo("01 02 07 09");
    }

    @Test
    void everyErrorIsReportedAtItsPlace() {
        Assembly assembly = Assembler.assemble("guest.s", """
                        mov x0, #1
                        frobnicate x1
                start:  .byte 300
                start:  b nowhere
                        .word 1 +
                """, BASE);

        assertThat(assembly.errors()).extracting(error -> error.place().toString()).containsExactly(
                "guest.s:2:9", "guest.s:3:15", "guest.s:4:1", "guest.s:5:18");
    }

    @Test
    void anErrorInAMacroSaysWhereTheMacroWasUsed() {
        Assembly assembly = Assembler.assemble("guest.s", """
                .macro twice what
                  .byte \\what, \\what
                .endm
                twice 1
                twice 256
                """, BASE);

        assertThat(assembly.errors()).extracting(Diagnostic::toString).containsExactly(
                "guest.s:2:9: 0x100 (256) does not fit in 8 bits (in macro twice expanded at guest.s:5:1)",
                "guest.s:2:16: 0x100 (256) does not fit in 8 bits (in macro twice expanded at guest.s:5:1)");
    }

    @Test
    void literalsArePutBehindTheCodeAndEqualOnesShareAPlace() {
        assertThat(hex(assembled("ldr x0, =0x123456789\nldr w1, =5\nldr x2, =0x123456789\n")))
                .isEqualTo("80 00 00 58 41 00 00 18 42 00 00 58 05 00 00 00 89 67 45 23 01 00 00 00");
    }

    @Test
    void positionIndependentCodeFindsAddressesInATable() {
        Assembly assembly = assembled("""
                        adrp x0, :got:a
                        ldr  x0, [x0, #:got_lo12:a]
                        adrp x1, _GLOBAL_OFFSET_TABLE_
                        ldr  x1, [x1, #:gotpage_lo15:b]
                        .data
                a:      .word 1
                b:      .word 2
                """);

        assertThat(assembly.sections()).extracting(Assembly.Section::name).containsExactly(".text", ".data", ".got");
        assertThat(hex(assembly)).isEqualTo("00 00 00 90 00 0c 40 f9 01 00 00 90 21 10 40 f9 "
                + "01 00 00 00 02 00 00 00 10 00 08 40 00 00 00 00 14 00 08 40 00 00 00 00");
    }

    @Test
    void theEndsOfSectionsHaveTheNamesThatGnuLdGivesThem() {
        Assembly assembly = assembled("""
                        .data
                        .quad __bss_start, __bss_end, _end, _etext, _edata, __executable_start
                        .bss
                        .skip 100
                        .text
                        nop
                """);

        assertThat(numbers(assembly, ".data")).containsExactly(BASE + 0x40, BASE + 0x40 + 100, BASE + 0x40 + 100,
                BASE + 4, BASE + 0x40, BASE);
        assertThat(numbers(assembled(".data\n_end: .quad _end"), ".data")).containsExactly(BASE);
    }

    @Test
    void aWeakSymbolWithoutADefinitionIsZero() {
        assertThat(hex(assembled(".weak maybe\n.word maybe"))).isEqualTo("00 00 00 00");
    }

    @Test
    void whatACompilerSaysAboutItsLinesIsKept() {
        Assembly assembly = assembled("""
                        .file 1 "lib" "one.c"
                        .text
                        .loc 1 10 3 view .V0
                        .loc 1 11 5 is_stmt 0 view .V1
                        nop
                        .loc 1 12 view .V2
                        nop
                        .byte .V0, .V1, .V2
                """);

        assertThat(assembly.origins()).containsExactly(new Assembly.Origin(1, "lib/one.c", 10, 3, BASE),
                new Assembly.Origin(1, "lib/one.c", 11, 5, BASE), new Assembly.Origin(1, "lib/one.c", 12, 0, BASE + 4));
        assertThat(hex(assembly)).endsWith("00 01 00");
    }

    @Test
    void sourcesShareTheirSymbolsAndKeepTheirBases() {
        Assembly assembly = Assembler.assemble(List.of(
                        Source.of("a.s", "_start: b vector", BASE),
                        Source.of("b.s", "vector: b _start", BASE + 0x200)),
                Options.DEFAULT);

        assertThat(assembly.errors()).isEmpty();
        assertThat(assembly.image(0)).containsExactly(0x80, 0, 0, 0x14);
        assertThat(assembly.image(1)).containsExactly(0x80, 0xff, 0xff, 0x17);
    }

    @Test
    void aLineSaysWhichBytesItBecame() {
        Assembly assembly = assembled("// comment\n_start: nop // more\n loop: b loop ; .byte 1, 2");

        assertThat(assembly.lines()).containsExactly(
                new Assembly.Line("guest.s", 2, BASE, 4, true, "_start: nop", "_start"),
                new Assembly.Line("guest.s", 3, BASE + 4, 4, true, "loop: b loop", "loop"),
                new Assembly.Line("guest.s", 3, BASE + 8, 2, false, ".byte 1, 2", ""));
        assertThat(assembly.lineAt(BASE + 9)).contains(assembly.lines().getLast());
        assertThat(assembly.lineAt(BASE + 10)).isEmpty();
    }

    private static Assembly assembled(String text) {
        Assembly assembly = Assembler.assemble("guest.s", text, BASE);
        assertThat(assembly.errors()).isEmpty();
        return assembly;
    }

    /// A section as numbers of 64 bits.
    private static List<Long> numbers(Assembly assembly, String name) {
        Bytes content = assembly.sections().stream().filter(section -> section.name().equals(name)).findFirst()
                .orElseThrow().content();
        return IntStream.range(0, content.size() / 8).mapToObj(i -> content.number(8 * i, 8)).toList();
    }

    private static String hex(Assembly assembly) {
        return Bytes.copyOf(assembly.image()).toString();
    }
}
