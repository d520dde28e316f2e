package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Conditions;
import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Shape;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.base.BranchShapes.Always;
import dev.seascope.arch.a64.base.BranchShapes.AlwaysLink;
import dev.seascope.arch.a64.base.BranchShapes.Conditional;
import dev.seascope.arch.a64.base.BranchShapes.IfNotZero;
import dev.seascope.arch.a64.base.BranchShapes.IfZero;
import dev.seascope.arch.a64.base.BranchShapes.ToRegister;
import dev.seascope.arch.a64.base.BranchShapes.ToRegisterLink;
import java.util.List;

/// Branches: the parts of "Branches, exception generating and system instructions" (Arm ARM, C4.1.93) that branch.
public final class BranchRows {
    /// The condition of `B.cond` is part of its name, so each condition is a row. Each has one more spelling.
    private static final Variants CONDITIONS = new Variants("cond", "<B.cond>", "<Bcond>")
            .is("0000", "B.EQ", "BEQ").is("0001", "B.NE", "BNE").is("0010", "B.CS", "B.HS").is("0011", "B.CC", "B.LO")
            .is("0100", "B.MI", "BMI").is("0101", "B.PL", "BPL").is("0110", "B.VS", "BVS").is("0111", "B.VC", "BVC")
            .is("1000", "B.HI", "BHI").is("1001", "B.LS", "BLS").is("1010", "B.GE", "BGE").is("1011", "B.LT", "BLT")
            .is("1100", "B.GT", "BGT").is("1101", "B.LE", "BLE").is("1110", "B.AL", "BAL").is("1111", "B.NV", "BNV");

    private BranchRows() {}

    public static List<InstructionSpec> rows() {
        Effect ifZero = branch(IfZero.class, BranchRows::onRegister);
        Effect ifNotZero = branch(IfNotZero.class, BranchRows::onRegister);
        Effect ifBitZero = branch(IfZero.class, BranchRows::onBit);
        Effect ifBitSet = branch(IfNotZero.class, BranchRows::onBit);
        Operands offset = (form, row, word) -> form.of(0, 0, 0, offset(row, word));
        Operands target = (form, row, word) -> form.of(0, register(row, word), 0, 0);
        return new Rows()
                // Conditional branch (immediate)
                .each(CONDITIONS, "0101010 0 imm19:19 0 cond", "<B.cond> <label:imm19>",
                        branch(Conditional.class, (form, row, word) ->
                                form.of(Conditions.mask(word & 15), 0, 0, offset(row, word))))
                .synonym("", "<Bcond> <label:imm19>")
                // Unconditional branch (register)
                .row("1101011 0 0 00 11111 0000 0 0 Rn:5 00000", "BR <Xn>", branch(ToRegister.class, target))
                .row("1101011 0 0 01 11111 0000 0 0 Rn:5 00000", "BLR <Xn>",
                        branch(ToRegisterLink.class, target))
                .row("1101011 0 0 10 11111 0000 0 0 Rn:5 00000", "RET <Xn>", branch(ToRegister.class, target))
                .alias("Rn=11110", "RET")
                // DRPS: undefined outside Debug state
                .row("1101011 0 1 00 11111 0000 0 0 11111 00000", "ERET", branch((_, _) -> new ExceptionReturn()))
                // Unconditional branch (immediate)
                .row("0 00101 imm26:26", "B <label:imm26>",
                        branch(Always.class, offset))
                .row("1 00101 imm26:26", "BL <label:imm26>",
                        branch(AlwaysLink.class, offset))
                // Compare and branch (immediate)
                .bothWidths("sf 011010 0 imm19:19 Rt:5", "CBZ <Rt>, <label:imm19>", ifZero)
                .bothWidths("sf 011010 1 imm19:19 Rt:5", "CBNZ <Rt>, <label:imm19>", ifNotZero)
                // Test and branch (immediate): bit 31 is the top bit of the number, and chooses the register's name
                .row("1 011011 0 b40:5 imm14:14 Rt:5", "TBZ <Xt>, #<dec:b40+32>, <label:imm14>", ifBitZero)
                .row("1 011011 1 b40:5 imm14:14 Rt:5", "TBNZ <Xt>, #<dec:b40+32>, <label:imm14>", ifBitSet)
                .row("0 011011 0 b40:5 imm14:14 Rt:5", "TBZ <Wt>, #<dec:b40>, <label:imm14>", ifBitZero)
                .synonym("", "TBZ <Xt>, #<dec:b40>, <label:imm14>")
                .row("0 011011 1 b40:5 imm14:14 Rt:5", "TBNZ <Wt>, #<dec:b40>, <label:imm14>", ifBitSet)
                .synonym("", "TBNZ <Xt>, #<dec:b40>, <label:imm14>")
                .list();
    }

    private static int register(InstructionSpec row, int word) {
        return Results.source(row, 0, word);
    }

    private static Instruction onRegister(Shape form, InstructionSpec row, int word) {
        return form.of(register(row, word), 0, Results.isWide(row) ? Long.SIZE : Integer.SIZE, offset(row, word));
    }

    private static Instruction onBit(Shape form, InstructionSpec row, int word) {
        return form.of(register(row, word), (int) row.operands().get(1).decode(word), 1, offset(row, word));
    }

    /// The label is the last operand.
    private static long offset(InstructionSpec row, int word) {
        return row.operands().getLast().decode(word);
    }

    /// What a word says of an instruction of a form.
    @FunctionalInterface
    private interface Operands {
        Instruction of(Shape form, InstructionSpec row, int word);
    }

    private static Effect branch(Class<? extends Shape> shape, Operands operands) {
        var forms = new Results.Forms(1);
        return branch((row, word) -> operands.of(forms.get(0, shape), row, word));
    }

    private static Effect branch(Effect effect) {
        return new Effect() {
            @Override
            public Instruction bind(InstructionSpec row, int word) {
                return effect.bind(row, word);
            }

            @Override
            public boolean endsBlock() {
                return true;
            }
        };
    }

    private static final class ExceptionReturn extends Instruction {
        @Override
        public void execute(Processor p) {
            p.exceptionReturn();
        }
    }
}
