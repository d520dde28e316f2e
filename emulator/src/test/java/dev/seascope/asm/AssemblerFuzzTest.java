package dev.seascope.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.asm.elf.ElfWriter;
import dev.seascope.asm.text.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the source is, the assembler ends with a result: bytes, or errors at places of the source.
class AssemblerFuzzTest {
    private static final Options BOUNDED = new Options(Options.Files.NONE, 20_000, 1 << 20);
    private static final List<String> WORDS = List.of((". .set .equ .macro .endm .rept .endr .irp .irpc .if .else .endif "
            + ".elseif .exitm .org .skip .fill .align .balign .byte .word .quad .octa .asciz .ascii .ltorg .section .text "
            + ".data .bss .pushsection .popsection .comm .lcomm .size .type .float .uleb128 .include .incbin .print "
            + ".error .purgem .req .unreq ldr x0 =x =1 x1 , , ( ) [ ] # : :lo12: :abs_g1: \\ \\@ \\a \\() \" ' + - * / % "
            + "<< >> < > == && || ! ~ 0 1 -1 0x7fffffffffffffff 0x8000000000000000 1b 1f 1: a: b: a b a= b= nop b add mov "
            + "movz adrp // /* */ vararg req =5 99999999999999999999 0b 0x 08 'a 1e400 nan ; \n \n \n \n").split(" ", -1));

    @Property(tries = 200)
    void bytesOfAnyKindEndInBytesOrErrors(@ForAll byte[] source) {
        assertEnds(new String(source, StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void wordsInAnyOrderEndInBytesOrErrors(@ForAll("words") List<String> words) {
        assertEnds(String.join(" ", words));
    }

    @Property(tries = 150)
    void aDamagedSourceEndsInBytesOrErrors(@ForAll Random random) {
        List<String> names = TestSources.names();
        assertEnds(damaged(TestSources.text(names.get(random.nextInt(names.size()))), random));
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(WORDS).list().ofMaxSize(120);
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int i = random.nextInt(12); i >= 0; i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 2 -> damaged.setCharAt(at, (char) (' ' + random.nextInt(95)));
                default -> damaged.insert(random.nextInt(damaged.length()),
                        damaged.substring(at, Math.min(damaged.length(), at + random.nextInt(200))));
            }
        }
        return damaged.toString();
    }

    private static void assertEnds(String text) {
        Assembly assembly = Assembler.assemble(List.of(Source.of("fuzz.s", text, 0x4008_0000L)), BOUNDED);

        for (Diagnostic diagnostic : assembly.diagnostics()) {
            assertThat(diagnostic.message()).isNotEmpty();
            assertThat(diagnostic.place().line()).isBetween(1, Math.toIntExact(text.lines().count()) + 1);
            assertThat(diagnostic.place().column()).isPositive();
        }
        if (assembly.errors().isEmpty()) {
            assertThat(assembly.image().length).isLessThanOrEqualTo(1 << 20);
            assertThat(ElfWriter.executable(assembly, ".")).startsWith(0x7f, 'E', 'L', 'F');
        }
    }
}
