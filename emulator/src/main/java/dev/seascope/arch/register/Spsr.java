package dev.seascope.arch.register;

import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.FieldTable;
import dev.seascope.arch.FieldTable.Row;
import dev.seascope.arch.Layout;
import java.util.List;

/// Saved Program Status Register, `SPSR_ELx`, which is also how PSTATE is written down as one number.
///
/// Source: Arm ARM, SPSR_EL1, for exceptions taken from AArch64 and from AArch32; D1.4 for PSTATE.
public final class Spsr {
    /// Negative.
    public static final Field N = flag("N[31]", "Negative", "0", "Negative", "The last result was negative.");
    /// Zero.
    public static final Field Z = flag("Z[30]", "Zero", "0", "Zero", "The last result was zero.");
    /// Carry.
    public static final Field C = flag("C[29]", "Carry", "0", "Carry", "The last result carried, or did not borrow.");
    /// Overflow.
    public static final Field V = flag("V[28]", "Overflow", "0", "Overflow",
            "The last result overflowed as a signed number.");
    /// Tag check override.
    public static final Field TCO = flag("TCO[25]", "Tag check override", "Accesses are checked",
            "Accesses are not checked",
            "Switches off tag checking (FEAT_MTE2).");
    /// Data independent timing.
    public static final Field DIT = flag("DIT[24]", "Data independent timing", "Timing may depend on data",
            "Timing does not depend on data", "Instructions take the same time whatever they compute with (FEAT_DIT).");
    /// User access override.
    public static final Field UAO = flag("UAO[23]", "User access override", "LDTR and STTR act as EL0",
            "LDTR and STTR act as this level", "Whether LDTR and STTR access memory with the rights of EL0 "
                    + "(FEAT_UAO).");
    /// Privileged access never.
    public static final Field PAN = flag("PAN[22]", "Privileged access never", "May access EL0's pages",
            "Accesses to EL0's pages fault", "Keeps the kernel from touching memory of programs by mistake "
                    + "(FEAT_PAN).");
    /// Software step.
    public static final Field SS = flag("SS[21]", "Software step", "Not stepping, or step taken",
            "One instruction, then stop",
            "State of the software step machine.");
    /// Illegal Execution state.
    public static final Field IL = flag("IL[20]", "Illegal Execution state", "Legal",
            "Illegal: the next instruction faults",
            "Set by an exception return that asked for an impossible state.");
    /// All interrupt mask.
    public static final Field ALLINT = flag("ALLINT[13]", "All interrupts masked", "Not masked",
            "IRQ and FIQ masked, superpriority too", "Exists with FEAT_NMI.");
    /// Speculative store bypass safe.
    public static final Field SSBS = flag("SSBS[12]", "Speculative store bypass safe", "Not permitted", "Permitted",
            "Whether loads may speculatively bypass earlier stores.");
    /// Branch type.
    public static final Field BTYPE = value("BTYPE[11:10]", "Branch type",
            "Kind of the last indirect branch, checked by landing pads (FEAT_BTI).");
    /// Debug exception mask.
    public static final Field D = flag("D[9]", "Debug exceptions masked", "Not masked", "Masked",
            "Watchpoint, Breakpoint and Software Step exceptions at this level.");
    /// SError mask.
    public static final Field A = flag("A[8]", "SError masked", "Not masked", "Masked",
            "An SError waits while this is 1. A synchronous External abort does not care.");
    /// IRQ mask.
    public static final Field I = flag("I[7]", "IRQ masked", "Not masked", "Masked", "An IRQ waits while this is 1.");
    /// FIQ mask.
    public static final Field F = flag("F[6]", "FIQ masked", "Not masked", "Masked", "An FIQ waits while this is 1.");
    /// Execution state: 0 AArch64, 1 AArch32.
    public static final Field NRW = flag("nRW[4]", "Execution state", "AArch64", "AArch32",
            "M[4] of the manual. In AArch32 most other fields are different ones.");
    /// Exception level and stack pointer, in AArch64.
    public static final Field M = choice("M[3:0]", "Exception level and stack pointer",
            "h uses SP_ELx of that level, t uses SP_EL0.",
            Field.is(0b0000, "EL0t"), Field.is(0b0100, "EL1t"), Field.is(0b0101, "EL1h"), Field.is(0b1000, "EL2t"),
            Field.is(0b1001, "EL2h"), Field.is(0b1100, "EL3t"), Field.is(0b1101, "EL3h"));

    private static final Condition A64 = is(NRW, 0);
    private static final Condition A32 = is(NRW, 1);

    private static final List<Row> ROWS = List.of(
            new Row(undescribed("[63:36]")),
            new Row(flag("PACM[35]", "Pointer authentication with PC", "0", "In force",
                    "PACIASP and its kin use the PC as a second modifier (FEAT_PAuth_LR)."), A64),
            new Row(flag("EXLOCK[34]", "Exception return locked", "Not locked", "Locked",
                    "ELR and SPSR may not be written (FEAT_GCS)."), A64),
            new Row(flag("PPEND[33]", "Profiling exception pending", "Not pending", "Pending", "FEAT_SEBEP."), A64),
            new Row(flag("PM[32]", "Profiling exceptions masked", "Not masked", "Masked", "FEAT_EBEP."), A64),
            new Row(N),
            new Row(Z),
            new Row(C),
            new Row(V),
            new Row(flag("Q[27]", "Saturation", "0", "Saturated or overflowed", "Cumulative flag of AArch32."), A32),
            new Row(value("IT1[26:25]", "If-Then, low bits", "IT[1:0], state of a T32 IT block."), A32),
            new Row(TCO, A64),
            new Row(DIT),
            new Row(UAO, A64),
            new Row(flag("SSBS[23]", "Speculative store bypass safe", "Not permitted", "Permitted",
                    "Whether loads may speculatively bypass earlier stores."), A32),
            new Row(PAN),
            new Row(SS),
            new Row(IL),
            new Row(value("GE[19:16]", "Greater than or equal", "Flags of the parallel additions of AArch32."), A32),
            new Row(value("IT2[15:10]", "If-Then, high bits", "IT[7:2], state of a T32 IT block."), A32),
            new Row(ALLINT, A64),
            new Row(SSBS, A64),
            new Row(BTYPE, A64),
            new Row(D, A64),
            new Row(flag("E[9]", "Endianness of data", "Little-endian", "Big-endian", "Byte order of data accesses."),
                    A32),
            new Row(A),
            new Row(I),
            new Row(F),
            new Row(flag("T[5]", "Instruction set", "A32", "T32", "Which instruction set AArch32 was executing."), A32),
            new Row(NRW),
            new Row(M, A64),
            new Row(choice("M[3:0]", "Mode", "Mode of AArch32.", Field.is(0b0000, "User"), Field.is(0b0001, "FIQ"),
                    Field.is(0b0010, "IRQ"), Field.is(0b0011, "Supervisor"), Field.is(0b0110, "Monitor"),
                    Field.is(0b0111, "Abort"), Field.is(0b1010, "Hyp"), Field.is(0b1011, "Undefined"),
                    Field.is(0b1111, "System")), A32));

    /// `SPSR_EL1`, and PSTATE.
    public static final Layout LAYOUT = Layout.of("SPSR_EL1", new Field.Union(new Bits("", 63, 0),
            "Saved program status",
            new FieldTable("Saved program status", new Bits("", 63, 0), ROWS)));

    private Spsr() {}
}
