package dev.seascope.arch.a64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Instructions of extensions that the corpus of vectors does not have, with values worked out by the manual.
class LaterExtensionsTest {
    /// Statements, the state before and what changes, in the notation of the vectors.
    private static void check(String statements, String before, String after) {
        List<String> list = Arrays.stream(statements.split(";", -1)).map(String::strip).toList();
        List<Integer> words = list.stream()
                .map(statement -> LineAssembler.assemble(statement, VectorProcessor.START, Expressions.NUMBERS))
                .map(result -> ((LineAssembler.Result.Word) result).word())
                .toList();
        String pc = "pc=%x".formatted(VectorProcessor.START + 4L * words.size());
        var vector = new Vector("", "", words, before, after.equals("-") ? pc : pc + " " + after, statements);

        assertThat(vector.check()).as(statements).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rmif x0, #4, #15  | x0=a5          | nzcv=a
            rmif x0, #0, #2   | x0=f nzcv=4    | nzcv=6
            rmif x0, #63, #1  | x0=8000000000000000 | nzcv=1
            setf8 w0          | x0=80 nzcv=2   | nzcv=b
            setf8 w0          | x0=100 nzcv=0  | nzcv=5
            setf8 w0          | x0=7f nzcv=8   | nzcv=0
            setf16 w0         | x0=8000 nzcv=0 | nzcv=9
            setf16 w0         | x0=18000 nzcv=0 | nzcv=8
            cfinv             | nzcv=f         | nzcv=d
            axflag            | nzcv=3         | nzcv=4
            axflag            | nzcv=6         | nzcv=6
            axflag            | nzcv=8         | nzcv=0
            xaflag            | nzcv=0         | nzcv=8
            xaflag            | nzcv=4         | nzcv=3
            xaflag            | nzcv=2         | nzcv=2
            sb                | -              | -
            """)
    void flagManipulation(String statements, String before, String after) {
        check(statements, before, after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ldapr w0, [x1]           | x1=20000010 m010=78563412 | x0=12345678
            ldapur x0, [x1, #-8]     | x1=20000010 m008=efcdab8967452301 | x0=123456789abcdef
            ldapursb w0, [x1, #1]    | x1=20000010 m011=80 | x0=ffffff80
            ldapursw x0, [x1]        | x1=20000010 m010=00000080 | x0=ffffffff80000000
            stlurh w0, [x1, #2]      | x0=beef x1=20000010 | m012=efbe
            st64b x0, [x20]; ld64b x8, [x20] | x20=20000040 | x8=0101010101010101 x9=0202020202020202 \
            x10=0303030303030303 x11=0404040404040404 x12=0505050505050505 x13=0606060606060606 x14=0707070707070707 \
            x15=0808080808080808 m040=0101010101010101020202020202020203030303030303030404040404040404\
            0505050505050505060606060606060607070707070707070808080808080808
            st64bv x5, x8, [x20]     | x20=20000040 | x5=ffffffffffffffff
            """)
    void loadsAndStores(String statements, String before, String after) {
        check(statements, before, after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            frint32z s0, s1  | v1=3fe00000 | v0=3f800000 fpsr=10
            frint32z s0, s1  | v1=4f32d05e | v0=cf000000 fpsr=1
            frint32x d0, d1  | v1=c1e0000000000000 | v0=c1e0000000000000
            frint64x d0, d1  | v1=4004000000000000 | v0=4000000000000000 fpsr=10
            frint64z v0.2s, v1.2s | v1=7f800000bfc00000 | v0=df000000bf800000 fpsr=11
            fjcvtzs w0, d1   | v1=c000000000000000 nzcv=0 | x0=fffffffe nzcv=4
            fjcvtzs w0, d1   | v1=41f0000000100000 nzcv=f | x0=1 nzcv=0 fpsr=1
            fjcvtzs w0, d1   | v1=3ff8000000000000 nzcv=f | x0=1 nzcv=0 fpsr=10
            fjcvtzs w0, d1   | v1=7ff0000000000000 nzcv=f | x0=0 nzcv=0 fpsr=1
            """)
    void roundingToIntegers(String statements, String before, String after) {
        check(statements, before, after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sdot v0.2s, v1.8b, v2.8b     | v0=5 v1=04030201 v2=ffffffff | v0=fffffffb
            udot v0.2s, v1.8b, v2.8b     | v0=5 v1=04030201 v2=ffffffff | v0=9fb
            sdot v0.4s, v1.16b, v2.4b[1] | v0=0 v1=00000001000000010000000100000001 v2=0000008000000000 | \
            v0=ffffff80ffffff80ffffff80ffffff80
            udot v0.2s, v1.8b, v2.4b[3]  | v0=0 v1=0000000300000002 v2=0000001000000000_0000000000000000 | \
            v0=0000003000000020
            """)
    void dotProducts(String statements, String before, String after) {
        check(statements, before.replace("_", ""), after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fcadd v0.2s, v1.2s, v2.2s, #90   | v1=400000003f800000 v2=4080000040400000 | v0=40a00000c0400000
            fcadd v0.2s, v1.2s, v2.2s, #270  | v1=400000003f800000 v2=4080000040400000 | v0=bf80000040a00000
            fcmla v0.2s, v1.2s, v2.2s, #0    | v0=0 v1=400000003f800000 v2=4080000040400000 | v0=4080000040400000
            fcmla v0.2s, v1.2s, v2.2s, #90   | v0=0 v1=400000003f800000 v2=4080000040400000 | v0=40c00000c1000000
            fcmla v0.2s, v1.2s, v2.2s, #180  | v0=0 v1=400000003f800000 v2=4080000040400000 | v0=c0800000c0400000
            fcmla v0.2s, v1.2s, v2.2s, #270  | v0=0 v1=400000003f800000 v2=4080000040400000 | v0=c0c0000041000000
            fcmla v0.4h, v1.4h, v2.h[1], #0  | v0=0 v1=40003c0040003c00 v2=4400420000000000 | v0=4400420044004200
            """)
    void complexNumbers(String statements, String before, String after) {
        check(statements, before, after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fadd h0, h1, h2          | v1=3c00 v2=1000 | v0=3c00 fpsr=10
            fadd v0.4h, v1.4h, v2.4h | v1=3c003c003c003c00 v2=4000c000bc000000 | v0=4200bc0000003c00
            fmul h0, h1, h2          | v1=7bff v2=4000 | v0=7c00 fpsr=14
            fmadd h0, h1, h2, h3     | v1=4000 v2=4200 v3=3c00 | v0=4700
            fdiv v0.8h, v1.8h, v2.8h | v1=4200420042004200_4200420042004200 v2=4000400040004000_4000400040004000 | \
            v0=3e003e003e003e003e003e003e003e00
            fsqrt h0, h1             | v1=4400 | v0=4000
            fcmp h1, h2              | v1=3c00 v2=4000 nzcv=0 | nzcv=8
            fcmp h1, #0.0            | v1=8000 nzcv=0 | nzcv=6
            fcsel h0, h1, h2, ne     | v1=3c00 v2=4000 nzcv=4 | v0=4000
            scvtf h0, w1             | x1=801 | v0=6800 fpsr=10
            scvtf h0, w1, #4         | x1=18 | v0=3e00
            fcvtzs w0, h1            | v1=7bff | x0=ffe0
            fcvtzu v0.4h, v1.4h, #1  | v1=3e003c00bc000000 | v0=3000200000000 fpsr=1
            fmov h0, w1              | x1=ffff3c00 | v0=3c00
            fmov x0, h1              | v1=ffff3c00 | x0=3c00
            fmov h0, #1.5            | - | v0=3e00
            fmov v0.8h, #-0.125      | - | v0=b000b000b000b000b000b000b000b000
            fmaxnmv h0, v1.4h        | v1=3c007e004400c000 | v0=4400
            faddp h0, v1.2h          | v1=40003c00 | v0=4200
            frecpe h0, h1            | v1=4000 | v0=37fc
            fcmgt v0.4h, v1.4h, #0.0 | v1=3c008000bc000001 | v0=ffff00000000ffff
            fmla v0.4h, v1.4h, v2.h[7] | v0=3c00 v1=4000 v2=4200000000000000_0000000000000000 | v0=4700
            """)
    void halfPrecision(String statements, String before, String after) {
        check(statements, before.replace("_", ""), after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sqrdmlah s0, s1, s2          | v0=1 v1=40000000 v2=40000000 | v0=20000001
            sqrdmlsh v0.4h, v1.4h, v2.h[0] | v0=7fff7fff v1=8000c000 v2=7fff | v0=7fff7fff fpsr=8000000
            """)
    void roundingDoublingMultiplyAccumulate(String statements, String before, String after) {
        check(statements, before, after);
    }
}
