package dev.seascope.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.asm.text.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerErrorsTest {
    private static final long BASE = 0x4008_0000L;

    /// The statement, the column of the error and words of the message.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            frob x0                      |  1 | no instruction is called 'frob'
            .frob                        |  1 | `.frob` is not a directive
            .byte 256                    |  7 | 0x100 (256) does not fit in 8 bits
            .byte -129                   |  7 | does not fit in 8 bits
            .hword 1, 0x10000            | 11 | does not fit in 16 bits
            .word 0x100000000            |  7 | does not fit in 32 bits
            .quad 0x10000000000000000    |  7 | does not fit in 64 bits
            .byte 1,                     |  9 | expected a number, found nothing
            .byte 1 2                    |  9 | expected an operator or a comma
            .quad (1                     |  9 | expected `)`, found nothing
            .quad 1 +                    | 10 | expected a number, a symbol or `(`
            .quad 09                     |  8 | not a digit of a number in base 8
            .quad 0x                     |  7 | expected digits after `0x`
            .quad 0b12                   | 10 | not a digit of a number in base 2
            .quad 1 / 0                  |  9 | division by zero
            .quad nowhere                |  7 | symbol `nowhere` is not defined
            .quad 1f                     |  7 | no label `1:` after
            .quad 1b                     |  7 | no label `1:` before
            b nowhere                    |  3 | symbol `nowhere` is not defined
            .asciz hello                 |  8 | expected a string
            .asciz "open                 |  8 | no end on its line
            .align 22                    |  8 | expected a number from 0 to 21
            .balign 3                    |  9 | expected a power of two
            .skip -1                     |  7 | expected a count of 0 or more
            .org later                   |  6 | expected a place in section .text
            .if later                    |  5 | known at this point
            .if 1                        |  1 | expected an .endif
            .endif                       |  1 | .endif without an .if
            .else                        |  1 | .else without an .if
            .endm                        |  1 | closes nothing
            .exitm                       |  1 | outside of a macro
            .macro m                     |  1 | expected .endm
            .rept 3                      |  1 | expected .endr
            .type f, %thing              | 16 | expected %function
            .section x, "q"              | 13 | expected section flags
            .popsection                  |  1 | without .pushsection
            .include "x.s"               | 10 | no folder to include files from
            .purgem none                 |  9 | there is no macro
            .float one                   |  8 | expected a decimal number
            .error "as it says"          |  1 | as it says
            ldr h0, =1                   |  5 | expected a register
            movz x0, #:abs_g9:later      | 11 | is not an operator
            *                            |  1 | expected a label, a directive or an instruction
            later: later: nop            |  8 | already defined at guest.s:1:1
            later = later2 ; later2=later|  9 | depends on itself
            .set later, 1; later: nop    | 16 | already defined at guest.s:1:6
            12345678901: nop             |  1 | a number of up to 9 digits
            """)
    void anErrorIsReportedWhereItIs(String statement, int column, String words) {
        Assembly assembly = Assembler.assemble("guest.s", statement, BASE);

        assertThat(assembly.errors()).anySatisfy(error -> {
            assertThat(error.place().file()).isEqualTo("guest.s");
            assertThat(error.place().line()).isEqualTo(1);
            assertThat(error.place().column()).isEqualTo(column);
            assertThat(error.message()).contains(words);
        });
    }

    @Test
    void aWrongLineDoesNotHideTheNextOne() {
        var source = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            source.append("nop\n.byte 999\n");
        }

        assertThat(Assembler.assemble("guest.s", source.toString(), BASE).errors())
                .extracting(error -> error.place().line())
                .hasSize(100).isSorted().allMatch(line -> line % 2 == 0);
    }

    @Test
    void columnsAreThoseOfTheSourceBehindCommentsAndReplacedNames() {
        List<Diagnostic> errors = Assembler.assemble("guest.s", """
                n = 300
                nop; /* here */ .byte 1, n
                .irp v, n
                .byte 1, \\v, 2, nowhere
                .endr
                """, BASE).errors();

        assertThat(errors).extracting(error -> error.place().toString())
                .containsExactly("guest.s:2:26", "guest.s:4:10", "guest.s:4:17");
    }

    @Test
    void aTypingErrorInANameIsRecognised() {
        assertThat(Assembler.assemble("guest.s", "vectors: b vectros\n.quad Vectors, vector", BASE).errors())
                .extracting(Diagnostic::message).allMatch(message -> message.contains("`vectors`"));
    }

    @Test
    void aFileThatIsNotTextIsRefusedAtItsFirstZeroByte() {
        assertThat(Assembler.assemble("guest.s", "nop\n  \0 .irp x, \0", BASE).diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly("guest.s:2:3: expected text, found a zero byte");
    }

    @Test
    void aRunawayMacroIsStoppedWithOneMessage() {
        assertThat(Assembler.assemble("guest.s", ".macro m\n m\n m\n.endm\n m\n.byte 300", BASE).errors())
                .extracting(Diagnostic::message).satisfiesExactly(
                        first -> assertThat(first).contains("more than 100 deep"),
                        second -> assertThat(second).contains("does not fit"));
    }

    @Test
    void aRunawayRepetitionIsStoppedWithOneMessage() {
        assertThat(Assembler.assemble("guest.s", ".rept 1000000000\n nop\n.endr", BASE).errors())
                .extracting(Diagnostic::message).singleElement().asString().contains("a source may grow to");
        assertThat(Assembler.assemble("guest.s", ".rept 10000\n.rept 10000\n nop\n.endr\n.endr\n", BASE).errors())
                .extracting(Diagnostic::message).singleElement().asString().contains("more than 500000 statements");
    }

    @Test
    void aMacroThatDoublesItsArgumentIsStopped() {
        assertThat(Assembler.assemble("guest.s", ".macro m x\n m \"\\x\\x\"\n.endm\n m 0123456789", BASE).errors())
                .extracting(Diagnostic::message).singleElement().asString().contains("more than 100000 characters");
    }

    @Test
    void sizesThatDependOnThemselvesAreReported() {
        assertThat(Assembler.assemble("guest.s", "a: .skip b - a + 4\nb: nop", BASE).errors())
                .extracting(Diagnostic::message).singleElement().asString().contains("never settle");
    }

    @Test
    void aSectionWithoutContentHoldsNothingButZeros() {
        Assembly assembly = Assembler.assemble("guest.s", ".bss\n.word 0\n.word 1\nnop\n.ascii \"\\0\"", BASE);

        assertThat(assembly.errors()).extracting(error -> error.place().line()).containsExactly(3, 4);
    }

    @Test
    void aBaseThatDoesNotSuitTheAlignmentIsReported() {
        assertThat(Assembler.assemble("guest.s", "nop\n.balign 2048\nnop", BASE + 0x200).errors())
                .singleElement().satisfies(error -> {
                    assertThat(error.place().line()).isEqualTo(2);
                    assertThat(error.message()).contains("multiple of 2048");
                });
    }

    @Test
    void aSectionThatIsNotLoadedIsMentioned() {
        assertThat(Assembler.assemble("guest.s", ".section vectors\nnop\n.section .comment\n.byte 1", BASE).diagnostics())
                .extracting(Diagnostic::toString).singleElement().asString()
                .startsWith("guest.s:1:10: warning: section vectors is not loaded");
    }

    @Test
    void messagesOfTheSourceComeInItsOrder() {
        assertThat(Assembler.assemble("guest.s", ".print \"one\"\n.warning \"two\"\n.byte 256\n.error \"four\"", BASE)
                        .diagnostics())
                .extracting(Diagnostic::toString).containsExactly("guest.s:1:1: note: one",
                        "guest.s:2:1: warning: two", "guest.s:3:7: 0x100 (256) does not fit in 8 bits",
                        "guest.s:4:1: four");
    }
}
