package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Rows;
import java.util.List;

/// Exception generation and system instructions: the parts of "Branches, exception generating and system instructions"
/// (Arm ARM, C4.1.93) that do not branch.
public final class SystemRows {
    private SystemRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows();
        exceptions(rows);
        hints(rows);
        barriers(rows);
        registers(rows);
        return rows.list();
    }

    private static void exceptions(Rows rows) {
        rows
                .row("11010100 000 imm16:16 000 01", "SVC #<imm16>", ends((p, word) -> {
                    throw p.supervisorCall(imm16(word));
                }))
                .row("11010100 000 imm16:16 000 10", "HVC #<imm16>", ends((p, word) -> {
                    throw p.hypervisorCall(imm16(word));
                }))
                .row("11010100 000 imm16:16 000 11", "SMC #<imm16>", ends((p, word) -> {
                    throw p.secureMonitorCall(imm16(word));
                }))
                .row("11010100 001 imm16:16 000 00", "BRK #<imm16>", ends((p, word) -> {
                    throw p.breakpoint(imm16(word));
                }));
    }

    private static int imm16(int word) {
        return word >>> 5 & 0xffff;
    }

    private static void hints(Rows rows) {
        rows
                .row("1101010100 0 00 011 0010 0000 010 11111", "WFE", ends((p, _) -> p.waitFor(1)))
                .row("1101010100 0 00 011 0010 0000 011 11111", "WFI", ends((p, _) -> p.waitFor(0)))
                .row("1101010100 0 00 011 0010 CRm:4 op2:3 11111", "HINT #<CRm:op2>", does((_, _) -> {}))
                .alias("CRm=0000 op2=000", "NOP");
    }

    private static void barriers(Rows rows) {
        Effect barrier = ends((p, word) -> p.barrier(word >>> 5 & 7, word >>> 8 & 15));
        rows
                .row("1101010100 0 00 011 0011 CRm:4 1 00 11111", "DSB <barrier:CRm>", barrier)
                .row("1101010100 0 00 011 0011 CRm:4 1 01 11111", "DMB <barrier:CRm>", barrier)
                .row("1101010100 0 00 011 0011 CRm:4 1 10 11111", "ISB <barrier:CRm>", barrier)
                .alias("CRm=1111", "ISB");
    }

    private static void registers(Rows rows) {
        rows
                .row("1101010100 0 1 o0:1 op1:3 CRn:4 CRm:4 op2:3 Rt:5", "MSR <sysreg:o0:op1:CRn:CRm:op2>, <Xt>",
                        ends((p, word) -> p.writeSystemRegister(register(word), word & 31, p.x[source(word)])))
                .row("1101010100 1 1 o0:1 op1:3 CRn:4 CRm:4 op2:3 Rt:5", "MRS <Xt>, <sysreg:o0:op1:CRn:CRm:op2>",
                        does((p, word) -> p.x[destination(word)] = p.readSystemRegister(register(word), word & 31)));
    }

    /// `op0:op1:CRn:CRm:op2` as in the word.
    private static int register(int word) {
        return word >>> 5 & 0xffff;
    }

    private static int source(int word) {
        int rt = word & 31;
        return rt == 31 ? Processor.ZR : rt;
    }

    private static int destination(int word) {
        int rt = word & 31;
        return rt == 31 ? Processor.SINK : rt;
    }

    /// What a system instruction does; none is frequent enough to deserve a class of its own.
    @FunctionalInterface
    private interface Action {
        void run(Processor p, int word);
    }

    private record SystemEffect(Action action, boolean endsBlock) implements Effect {
        @Override
        public Instruction bind(InstructionSpec row, int word) {
            return new SystemInstruction(action, word);
        }
    }

    private static final class SystemInstruction extends Instruction {
        private final Action action;
        private final int word;

        SystemInstruction(Action action, int word) {
            this.action = action;
            this.word = word;
        }

        @Override
        public void execute(Processor p) {
            action.run(p, word);
        }
    }

    private static Effect does(Action action) {
        return new SystemEffect(action, false);
    }

    private static Effect ends(Action action) {
        return new SystemEffect(action, true);
    }
}
