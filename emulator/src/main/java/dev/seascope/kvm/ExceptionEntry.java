package dev.seascope.kvm;

import static dev.seascope.kvm.Contribution.Source.KVM;
import static dev.seascope.kvm.Contribution.Source.PSTATE;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// The registers that entering an exception at EL1 writes, when KVM does it in place of the hardware
/// (`arch/arm64/kvm/hyp/exception.c`; the Arm ARM's `AArch64.TakeException` and `AArch32.EnterMode`).
///
/// @param entry which vector, from which state
/// @param values in the order written
public record ExceptionEntry(Effect.Entry entry, List<Value> values) {
    /// A register and the contributions whose OR it gets.
    public record Value(VcpuRegister register, List<Contribution> sources) {
        public Value {
            sources = List.copyOf(sources);
        }

        /// The OR of the contributions.
        public long bits() {
            long bits = 0;
            for (Contribution source : sources) {
                bits |= source.bits();
            }
            return bits;
        }
    }

    public ExceptionEntry {
        values = List.copyOf(values);
    }

    private static final long M_EL1H = 0x5;
    private static final long M_EL1T = 0x4;
    private static final long M_AARCH32 = 0x10;
    private static final int SERROR_OFFSET = 0x180;

    private static final long KEPT = 0xf140_0000L;
    private static final long MASKED_EL1H = 0x3c5;
    private static final long PSTATE_TCO = 1L << 25;
    private static final long PSTATE_PAN = 1L << 22;
    private static final long PSTATE_SSBS = 1L << 12;
    private static final long SCTLR_SPAN = 1L << 23;
    private static final long SCTLR_DSSBS = 1L << 44;

    /// Entry to a 64-bit EL1.
    ///
    /// @param serrorVector the SError vector instead of the synchronous one
    /// @param mte the guest has FEAT_MTE
    /// @param abort the exception is an abort, not an SError
    /// @param read the registers before
    public static ExceptionEntry aarch64(boolean serrorVector, boolean mte, boolean abort,
            ToLongFunction<VcpuRegister> read) {
        long old = read.applyAsLong(VcpuRegister.PSTATE);
        long sctlr = read.applyAsLong(VcpuRegister.SCTLR_EL1);
        int offset = levelOffset(old) + (serrorVector ? SERROR_OFFSET : 0);

        List<Contribution> pstate = new ArrayList<>(5);
        pstate.add(new Contribution(PSTATE, old & KEPT, "NZCV, DIT and PAN are kept"));
        pstate.add(new Contribution(KVM, MASKED_EL1H, "D, A, I and F masked, EL1h"));
        if (mte) {
            pstate.add(new Contribution(KVM, PSTATE_TCO, "TCO, the guest has MTE"));
        }
        if ((sctlr & SCTLR_SPAN) == 0) {
            pstate.add(new Contribution(PSTATE, PSTATE_PAN, "PAN, SCTLR_EL1.SPAN is 0"));
        }
        if ((sctlr & SCTLR_DSSBS) != 0) {
            pstate.add(new Contribution(PSTATE, PSTATE_SSBS, "SSBS, SCTLR_EL1.DSSBS is 1"));
        }
        return new ExceptionEntry(new Effect.Entry(offset, old, serrorVector, abort), List.of(
                new Value(VcpuRegister.ELR_EL1, List.of(
                        new Contribution(PSTATE, read.applyAsLong(VcpuRegister.PC), "PC"))),
                new Value(VcpuRegister.SPSR_EL1, List.of(new Contribution(PSTATE, old, "PSTATE"))),
                new Value(VcpuRegister.PC, List.of(new Contribution(PSTATE,
                        read.applyAsLong(VcpuRegister.VBAR_EL1) + offset,
                        "VBAR_EL1 + 0x" + Integer.toHexString(offset)))),
                new Value(VcpuRegister.PSTATE, pstate)));
    }

    /// The offset of the synchronous vector for an exception taken from this state.
    static int levelOffset(long pstate) {
        long mode = pstate & 0x1f;
        if (mode == M_EL1H) {
            return 0x200;
        }
        if (mode == M_EL1T) {
            return 0;
        }
        return (mode & M_AARCH32) == 0 ? 0x400 : 0x600;
    }

    // AArch32 names of bits that are elsewhere, or not at all, in the AArch64 view.
    private static final long PSR_KEPT = 0xf840_0000L | 0x0100_0000L | 0x000f_0000L | 0x140;
    private static final long PSR_A_I_ABT = 0x100 | 0x80 | 0x17;
    private static final long PSR_SSBS = 1L << 23;
    private static final long PSR_E = 1L << 9;
    private static final long PSR_T = 1L << 5;
    private static final long SCTLR32_V = 1L << 13;
    private static final long SCTLR32_EE = 1L << 25;
    private static final long SCTLR32_TE = 1L << 30;
    private static final long SCTLR32_DSSBS = 1L << 31;
    private static final long HIGH_VECTORS = 0xffff_0000L;

    /// Entry to Abort mode of a 32-bit EL1. `LR_abt` is X20 in the 64-bit view of the registers.
    static ExceptionEntry aarch32(boolean instruction, ToLongFunction<VcpuRegister> read) {
        long old = read.applyAsLong(VcpuRegister.PSTATE);
        long sctlr = read.applyAsLong(VcpuRegister.SCTLR_EL1);
        long base = (sctlr & SCTLR32_V) != 0 ? HIGH_VECTORS : read.applyAsLong(VcpuRegister.VBAR_EL1) & 0xffff_ffe0L;
        int offset = instruction ? 12 : 16;
        int returnOffset = instruction ? 4 : 8;

        List<Contribution> pstate = new ArrayList<>(5);
        pstate.add(new Contribution(PSTATE, old & PSR_KEPT, "NZCVQ, DIT, PAN, GE, A and F are kept"));
        pstate.add(new Contribution(KVM, PSR_A_I_ABT, "A and I masked, Abort mode"));
        addIf(pstate, (sctlr & SCTLR32_TE) != 0, PSR_T, "T, SCTLR.TE is 1");
        addIf(pstate, (sctlr & SCTLR32_EE) != 0, PSR_E, "E, SCTLR.EE is 1");
        addIf(pstate, (sctlr & SCTLR_SPAN) == 0, PSTATE_PAN, "PAN, SCTLR.SPAN is 0");
        addIf(pstate, (sctlr & SCTLR32_DSSBS) != 0, PSR_SSBS, "SSBS, SCTLR.DSSBS is 1");
        return new ExceptionEntry(new Effect.Entry(offset, old, false, true), List.of(
                new Value(VcpuRegister.SPSR_ABT, List.of(new Contribution(PSTATE, old, "CPSR"))),
                new Value(VcpuRegister.X20, List.of(new Contribution(PSTATE,
                        read.applyAsLong(VcpuRegister.PC) + returnOffset & 0xffff_ffffL,
                        "LR_abt, PC + " + returnOffset))),
                new Value(VcpuRegister.PC, List.of(new Contribution(PSTATE, base, "vector base"),
                        new Contribution(PSTATE, offset, "vector offset " + offset))),
                new Value(VcpuRegister.PSTATE, pstate)));
    }

    private static void addIf(List<Contribution> sources, boolean condition, long bits, String text) {
        if (condition) {
            sources.add(new Contribution(PSTATE, bits, text));
        }
    }
}
