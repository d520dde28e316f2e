package dev.seascope.arch.a64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionSpecTest {
    private static final long ADDRESS = 0x4000_0000;

    private static InstructionSpec row(int word) {
        return A64.decode(word, A64.ALL_FEATURES).orElseThrow();
    }

    private static int assemble(String statement) {
        return ((LineAssembler.Result.Word) LineAssembler.assemble(statement, ADDRESS, Expressions.NUMBERS)).word();
    }

    /// ISV, SAS, SSE, SRT, SF and AR (Arm ARM, "ISS encoding for an exception from a Data Abort").
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ldr x3, [x1, #8]          | 1 | 3 | 0 | 3  | 1 | 0
            ldr w3, [x1]              | 1 | 2 | 0 | 3  | 0 | 0
            ldrb w9, [x1, x2]         | 1 | 0 | 0 | 9  | 0 | 0
            ldrsb x9, [x1, #1]        | 1 | 0 | 1 | 9  | 1 | 0
            ldrsh w9, [x1, w2, sxtw]  | 1 | 1 | 1 | 9  | 0 | 0
            ldrsw x9, [x1, #1]        | 1 | 2 | 1 | 9  | 1 | 0
            ldrsw x9, 0x40000010      | 1 | 2 | 1 | 9  | 1 | 0
            str xzr, [sp]             | 1 | 3 | 0 | 31 | 1 | 0
            stur w0, [x1, #-1]        | 1 | 2 | 0 | 0  | 0 | 0
            ldtr x0, [x1]             | 1 | 3 | 0 | 0  | 1 | 0
            sttrh w0, [x1]            | 1 | 1 | 0 | 0  | 0 | 0
            ldar x0, [x1]             | 1 | 3 | 0 | 0  | 1 | 1
            stlrb w0, [x1]            | 1 | 0 | 0 | 0  | 0 | 1
            ldapr w0, [x1]            | 1 | 2 | 0 | 0  | 0 | 1
            stlur w0, [x1, #3]        | 1 | 2 | 0 | 0  | 0 | 1
            ldr x0, [x1], #8          | 0 | 0 | 0 | 0  | 0 | 0
            str x0, [x1, #8]!         | 0 | 0 | 0 | 0  | 0 | 0
            ldp x0, x2, [x1]          | 0 | 0 | 0 | 0  | 0 | 0
            ldxr x0, [x1]             | 0 | 0 | 0 | 0  | 0 | 0
            stlxr w2, x0, [x1]        | 0 | 0 | 0 | 0  | 0 | 0
            ldadd x0, x2, [x1]        | 0 | 0 | 0 | 0  | 0 | 0
            cas x0, x2, [x1]          | 0 | 0 | 0 | 0  | 0 | 0
            prfm pldl1keep, [x1]      | 0 | 0 | 0 | 0  | 0 | 0
            add x0, x1, x2            | 0 | 0 | 0 | 0  | 0 | 0
            dc zva, x0                | 0 | 0 | 0 | 0  | 0 | 0
            """)
    void loadsAndStoresOfOneRegisterWithoutWritebackHaveASyndrome(
            String statement, int isv, int sas, int sse, int srt, int sf, int ar) {
        int word = assemble(statement);

        assertThat(row(word).accessSyndrome(word))
                .isEqualTo(isv << 24 | sas << 22 | sse << 21 | srt << 16 | sf << 15 | ar << 14);
    }

    @Test
    void anInstructionKnowsTheAddressItNames() {
        int branch = assemble("cbz x0, 0x40000100");
        int page = assemble("adrp x0, 0x40005000");
        int add = assemble("add x0, x0, #1");

        assertThat(row(branch).target(branch, ADDRESS + 4)).isEqualTo(OptionalLong.of(ADDRESS + 0x104));
        assertThat(row(page).target(page, ADDRESS + 0x1234)).isEqualTo(OptionalLong.of(ADDRESS + 0x6000));
        assertThat(row(add).target(add, ADDRESS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"b 0x40000000", "ret", "eret", "svc #0", "wfi", "isb", "'msr sctlr_el1, x0'", "'msr daifset, #2'"})
    void whatMayContinueElsewhereOrUnderOtherRulesEndsABlock(String statement) {
        int word = assemble(statement);

        assertThat(row(word).endsBlock()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"nop", "'ldr x0, [x1]'", "'mrs x0, esr_el1'", "'add x0, x1, x2'", "'ldaxr x0, [x1]'"})
    void whatGoesOnToTheNextInstructionDoesNot(String statement) {
        int word = assemble(statement);

        assertThat(row(word).endsBlock()).isFalse();
    }
}
