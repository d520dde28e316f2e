package dev.seascope.views.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementTest {
    @Test
    void anInstructionIsMnemonicOperandsAndComment() {
        Statement statement = Statement.of("lsr     x4, x2, #26             // EC");

        assertThat(statement.mnemonic()).isEqualTo("lsr");
        assertThat(statement.operandText()).isEqualTo("x4, x2, #26");
        assertThat(statement.immediate()).isEqualTo("#26");
        assertThat(statement.comment()).isEqualTo("EC");
    }

    @Test
    void numbersAreImmediatesAndRegisterNumbersAreNot() {
        assertThat(Statement.of(".equ SENSOR, 0x08000000").immediate()).isEqualTo("0x08000000");
        assertThat(Statement.of("b.ne 0x40080c28").immediate()).isEqualTo("0x40080c28");
        assertThat(Statement.of("add x14, x14, w0").immediate()).isEmpty();
        assertThat(Statement.of("b.ne 3b").immediate()).isEmpty();
    }

    @Test
    void aLineWithoutCodeIsADirective() {
        assertThat(Statement.of("// nothing but words").isDirective()).isTrue();
        assertThat(Statement.of("/* a remark */").comment()).isEqualTo("a remark");
        assertThat(Statement.of("").isDirective()).isTrue();
        assertThat(Statement.of(".org 0x800").isDirective()).isTrue();
    }
}
