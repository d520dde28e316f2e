package dev.seascope.arch.a64;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineAssemblerTest {
    /// Words from the GNU assembler.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            add x0, x1, 0x5000          | 91401420
            ADD  X0,X1,#5               | 91001420
            mov sp, x3                  | 9100007f
            mov x3,sp                   | 910003e3
            mov x0,x1                   | aa0103e0
            mov x0, #-1                 | 92800000
            mov w0, 0xffff0000          | 52bfffe0
            mov x0, #0xff00ff00ff00ff00 | b2089fe0
            mov x0, #0xffff             | d29fffe0
            b .+8                       | 14000002
            b.hs .-4                    | 54ffffe2
            tbz x3, #5, .+8             | 36280043
            svc 0                       | d4000001
            cmp x0, #4096               | f140041f
            ldp x29, lr, [ sp ], #16    | a8c17bfd
            ret                         | d65f03c0
            ret x30                     | d65f03c0
            """)
    void acceptsWhatTheGnuAssemblerAccepts(String statement, String word) {
        assertThat(LineAssembler.assemble(statement, 0x1000, Expressions.NUMBERS))
                .isEqualTo(new LineAssembler.Result.Word(Integer.parseUnsignedInt(word, 16)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            addd x0, x1, x2       | 1  | no instruction is called 'addd'; did you mean 'add'?
            add x0, x1, #0x1001   | 14 | 4097 is not in 0 to 4095
            add x0, x1            | 11 | expected ','
            add x0, x1, x2, ror #3 | 17 | expected 'asr', 'lsl', 'lsr', 'sxtx' or 'uxtx'
            add x0, x1, x2, lsl #64 | 22 | 64 is not in 0 to 63
            mov x0, #0x12345      | 10 | 0x12345 does not fit in one instruction
            add w0, x1, w2        | 9  | expected a register w0 to w30, wsp or wzr
            b 0x1002              | 3  | 0x1002 is not a multiple of 4 bytes away
            tbz x0, #3, 0x10000   | 13 | 0x10000 is 61440 bytes away, the reach is -32768 to 32764
            nop x0                | 5  | expected the end of the statement
            """)
    void saysWhereAStatementGoesWrongAndWhatWouldBeRight(String statement, int column, String message) {
        assertThat(LineAssembler.assemble(statement, 0x1000, Expressions.NUMBERS))
                .isEqualTo(new LineAssembler.Result.Failure(column, message));
    }
}
