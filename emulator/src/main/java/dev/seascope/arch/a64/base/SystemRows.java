package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Rows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Exception generation and system instructions: the parts of "Branches, exception generating and system instructions"
/// (Arm ARM, C4.1.93) that do not branch.
public final class SystemRows {
    /// By the number of the hint. Pointer authentication and branch targets are not checked here.
    private static final Map<Integer, String> NO_OPERATIONS = noOperations();

    private static final Effect UNDEFINED = ends((p, _) -> {
        throw p.undefined();
    });

    private SystemRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows();
        exceptions(rows);
        hints(rows);
        barriers(rows);
        pstate(rows);
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
                }))
                // Halting debug is not there, which leaves HLT and DCPS undefined; DRPS has no row at all
                .row("11010100 010 imm16:16 000 00", "HLT #<imm16>", UNDEFINED)
                .row("11010100 101 imm16:16 000 01", "DCPS1{ #<imm16>}", UNDEFINED)
                .row("11010100 101 imm16:16 000 10", "DCPS2{ #<imm16>}", UNDEFINED)
                .row("11010100 101 imm16:16 000 11", "DCPS3{ #<imm16>}", UNDEFINED)
                .row("0000000000000000 imm16:16", "UDF #<dec:imm16>", UNDEFINED);
    }

    private static int imm16(int word) {
        return word >>> 5 & 0xffff;
    }

    /// Hints: the ones that do nothing here are aliases of one row.
    private static void hints(Rows rows) {
        rows
                .row("1101010100 0 00 011 0010 0000 010 11111", "WFE", ends((p, _) -> p.waitFor(1)))
                .row("1101010100 0 00 011 0010 0000 011 11111", "WFI", ends((p, _) -> p.waitFor(0)))
                .row("1101010100 0 00 011 0010 0000 100 11111", "SEV", does((p, _) -> p.sendEvent()))
                .row("1101010100 0 00 011 0010 0000 101 11111", "SEVL", does((p, _) -> p.sendEvent()))
                .row("1101010100 0 00 011 0010 0010 000 11111", "ESB", ends((p, _) -> {
                    if (p.has(Feature.RAS)) {
                        p.errorSynchronizationBarrier();
                    }
                }))
                .row("1101010100 0 00 011 0010 CRm:4 op2:3 11111", "HINT #<CRm:op2>", Hint.NOTHING);
        NO_OPERATIONS.forEach((number, name) -> rows.alias(
                "CRm=%s op2=%s".formatted(Integer.toBinaryString(number >> 3), Integer.toBinaryString(number & 7)),
                name));
    }

    private static Map<Integer, String> noOperations() {
        Map<Integer, String> names = new TreeMap<>(Map.of(0, "NOP", 1, "YIELD", 6, "DGH", 7, "XPACLRI",
                8, "PACIA1716", 10, "PACIB1716", 12, "AUTIA1716", 14, "AUTIB1716"));
        names.putAll(Map.of(17, "PSB CSYNC", 18, "TSB CSYNC", 20, "CSDB", 22, "CLEARBHB"));
        names.putAll(Map.of(24, "PACIAZ", 25, "PACIASP", 26, "PACIBZ", 27, "PACIBSP",
                28, "AUTIAZ", 29, "AUTIASP", 30, "AUTIBZ", 31, "AUTIBSP"));
        names.putAll(Map.of(32, "BTI", 34, "BTI C", 36, "BTI J", 38, "BTI JC"));
        return names;
    }

    private static void barriers(Rows rows) {
        Effect barrier = ends((p, word) -> p.barrier(word >>> 5 & 7, word >>> 8 & 15));
        rows
                .row("1101010100 0 00 011 0011 CRm:4 010 11111", "CLREX #<CRm>", does((p, _) -> p.clearExclusive()))
                .alias("CRm=1111", "CLREX")
                .row("1101010100 0 00 011 0011 CRm:4 1 00 11111", "DSB <barrier:CRm>", barrier)
                .alias("CRm=0000", "SSBB")
                .alias("CRm=0100", "PSSBB")
                .row("1101010100 0 00 011 0011 CRm:4 1 01 11111", "DMB <barrier:CRm>", barrier)
                .row("1101010100 0 00 011 0011 CRm:4 1 10 11111", "ISB #<CRm>", barrier)
                .alias("CRm=1111", "ISB")
                .synonym("CRm=1111", "ISB SY")
                .with(Feature.SB)
                .row("1101010100 0 00 011 0011 0000 1 11 11111", "SB", barrier)
                .with();
    }

    private static void pstate(Rows rows) {
        rows
                .with(Feature.FLAG_M)
                .row("1101010100 0 00 000 0100 0000 000 11111", "CFINV", FlagShapes.invertCarry())
                .with(Feature.FLAG_M2)
                .row("1101010100 0 00 000 0100 0000 001 11111", "XAFLAG", FlagShapes.fromAlternative())
                .row("1101010100 0 00 000 0100 0000 010 11111", "AXFLAG", FlagShapes.toAlternative())
                .with();
        pstateField(rows, "000", "101", "SPSEL");
        pstateField(rows, "011", "110", "DAIFSET");
        pstateField(rows, "011", "111", "DAIFCLR");
        pstateField(rows.with(Feature.UAO), "000", "011", "UAO");
        pstateField(rows.with(Feature.PAN), "000", "100", "PAN");
        pstateField(rows.with(Feature.DIT), "011", "010", "DIT");
        pstateField(rows.with(Feature.SSBS), "011", "001", "SSBS");
        pstateField(rows.with(Feature.MTE), "011", "100", "TCO");
        rows.with();
    }

    /// MSR (immediate).
    private static void pstateField(Rows rows, String op1, String op2, String name) {
        rows.row("1101010100 0 00 " + op1 + " 0100 CRm:4 " + op2 + " 11111", "MSR " + name + ", #<CRm>",
                ends((p, word) -> p.writePstateField(word >>> 16 & 7, word >>> 5 & 7, word >>> 8 & 15)));
    }

    private static void registers(Rows rows) {
        rows
                .row("1101010100 0 1 o0:1 op1:3 CRn:4 CRm:4 op2:3 Rt:5", "MSR <sysreg:o0:op1:CRn:CRm:op2>, <Xt>",
                        ends((p, word) -> p.writeSystemRegister(encoding(word), word & 31, p.x[source(word)])))
                .row("1101010100 1 1 o0:1 op1:3 CRn:4 CRm:4 op2:3 Rt:5", "MRS <Xt>, <readreg:o0:op1:CRn:CRm:op2>",
                        does((p, word) -> p.x[destination(word)] = p.readSystemRegister(encoding(word), word & 31)))
                .row("1101010100 0 01 op1:3 CRn:4 CRm:4 op2:3 Rt:5",
                        "SYS #<dec:op1>, <control:CRn>, <control:CRm>, #<dec:op2>, <Xt>",
                        ends((p, word) -> p.systemInstruction(encoding(word), word & 31, p.x[source(word)])))
                .alias("op1=011 CRn=0111 CRm=0011 op2=100", "CFP RCTX, <Xt>")
                .alias("op1=011 CRn=0111 CRm=0011 op2=101", "DVP RCTX, <Xt>")
                .alias("op1=011 CRn=0111 CRm=0011 op2=111", "CPP RCTX, <Xt>")
                .alias("CRn=0111", "AT <at:op1:CRn:CRm:op2>, <Xt>")
                .alias("CRn=0111", "DC <dc:op1:CRn:CRm:op2>, <Xt>")
                .alias("CRn=0111 Rt=11111", "IC <icall:op1:CRn:CRm:op2>")
                .alias("CRn=0111", "IC <ic:op1:CRn:CRm:op2>, <Xt>")
                .alias("CRn=1000 Rt=11111", "TLBI <tlbiall:op1:CRn:CRm:op2>")
                .alias("CRn=1000", "TLBI <tlbi:op1:CRn:CRm:op2>, <Xt>")
                .alias("Rt=11111", "SYS #<dec:op1>, <control:CRn>, <control:CRm>, #<dec:op2>")
                .row("1101010100 1 01 op1:3 CRn:4 CRm:4 op2:3 Rt:5",
                        "SYSL <Xt>, #<dec:op1>, <control:CRn>, <control:CRm>, #<dec:op2>",
                        does((p, word) -> p.x[destination(word)] =
                                p.systemInstructionWithResult(encoding(word), word & 31)));
    }

    /// `op0:op1:CRn:CRm:op2` as in the word.
    private static int encoding(int word) {
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
