package dev.seascope.cpu;

import static dev.seascope.arch.a64.Feature.ADV_SIMD;
import static dev.seascope.arch.a64.Feature.AES;
import static dev.seascope.arch.a64.Feature.CRC32;
import static dev.seascope.arch.a64.Feature.DIT;
import static dev.seascope.arch.a64.Feature.DOT_PROD;
import static dev.seascope.arch.a64.Feature.DPB;
import static dev.seascope.arch.a64.Feature.FCMA;
import static dev.seascope.arch.a64.Feature.FLAG_M;
import static dev.seascope.arch.a64.Feature.FLAG_M2;
import static dev.seascope.arch.a64.Feature.FP;
import static dev.seascope.arch.a64.Feature.FP16;
import static dev.seascope.arch.a64.Feature.FRINTTS;
import static dev.seascope.arch.a64.Feature.JSCVT;
import static dev.seascope.arch.a64.Feature.LOR;
import static dev.seascope.arch.a64.Feature.LRCPC;
import static dev.seascope.arch.a64.Feature.LRCPC2;
import static dev.seascope.arch.a64.Feature.LS64;
import static dev.seascope.arch.a64.Feature.LS64_ACCDATA;
import static dev.seascope.arch.a64.Feature.LS64_V;
import static dev.seascope.arch.a64.Feature.LSE;
import static dev.seascope.arch.a64.Feature.MTE;
import static dev.seascope.arch.a64.Feature.PAN;
import static dev.seascope.arch.a64.Feature.PMULL;
import static dev.seascope.arch.a64.Feature.RAS;
import static dev.seascope.arch.a64.Feature.RDM;
import static dev.seascope.arch.a64.Feature.SB;
import static dev.seascope.arch.a64.Feature.SHA1;
import static dev.seascope.arch.a64.Feature.SHA256;
import static dev.seascope.arch.a64.Feature.SSBS;
import static dev.seascope.arch.a64.Feature.UAO;

import dev.seascope.arch.a64.Feature;
import java.util.List;
import java.util.function.Predicate;

/// The identification registers as sums of what each feature contributes, by the Arm ARM's register descriptions.
final class IdRegisters {
    /// Breakpoint register pairs of the emulated processor.
    static final int BREAKPOINTS = 6;
    /// The last one; `ID_AA64DFR0_EL1.CTX_CMPs`, one less than their number, is 0.
    static final int CONTEXT_AWARE_BREAKPOINT = BREAKPOINTS - 1;
    /// Watchpoint register pairs of the emulated processor.
    static final int WATCHPOINTS = 4;

    private static final int[] PHYSICAL_BITS = {32, 36, 40, 42, 44, 48};

    /// One field of one register.
    private record Part(String register, int lsb, long value, Predicate<CpuModel> when) {}

    private static final List<Part> PARTS = List.of(
            part("ID_AA64PFR0_EL1", 0, 1, "EL0: AArch64 only"),
            part("ID_AA64PFR0_EL1", 4, 1, "EL1: AArch64 only"),
            part("ID_AA64PFR0_EL1", 16, 0xf, model -> !model.has(FP)),
            part("ID_AA64PFR0_EL1", 16, 1, FP16),
            part("ID_AA64PFR0_EL1", 20, 0xf, model -> !model.has(ADV_SIMD)),
            part("ID_AA64PFR0_EL1", 20, 1, model -> model.has(ADV_SIMD) && model.has(FP16)),
            part("ID_AA64PFR0_EL1", 24, 1, model -> model.has(Extension.GICV3)),
            part("ID_AA64PFR0_EL1", 28, 1, RAS),
            part("ID_AA64PFR0_EL1", 48, 1, DIT),
            part("ID_AA64PFR0_EL1", 56, 1, "CSV2: branch targets are not shared between contexts"),
            part("ID_AA64PFR0_EL1", 60, 1, "CSV3: nothing is read speculatively"),
            part("ID_AA64PFR1_EL1", 4, 2, SSBS),
            part("ID_AA64PFR1_EL1", 8, 2, MTE),
            part("ID_AA64PFR1_EL1", 56, 1, model -> model.has(Extension.DOUBLE_FAULT2)),
            part("ID_AA64DFR0_EL1", 0, 6, "DebugVer: Armv8.0"),
            part("ID_AA64DFR0_EL1", 8, 1, model -> model.has(Extension.PMU)),
            part("ID_AA64DFR0_EL1", 12, BREAKPOINTS - 1, "BRPs"),
            part("ID_AA64DFR0_EL1", 20, WATCHPOINTS - 1, "WRPs"),
            part("ID_AA64ISAR0_EL1", 4, 1, model -> model.has(AES) && !model.has(PMULL)),
            part("ID_AA64ISAR0_EL1", 4, 2, model -> model.has(AES) && model.has(PMULL)),
            part("ID_AA64ISAR0_EL1", 8, 1, SHA1),
            part("ID_AA64ISAR0_EL1", 12, 1, SHA256),
            part("ID_AA64ISAR0_EL1", 16, 1, CRC32),
            part("ID_AA64ISAR0_EL1", 20, 2, LSE),
            part("ID_AA64ISAR0_EL1", 28, 1, RDM),
            part("ID_AA64ISAR0_EL1", 44, 1, DOT_PROD),
            part("ID_AA64ISAR0_EL1", 52, 1, model -> model.has(FLAG_M) && !model.has(FLAG_M2)),
            part("ID_AA64ISAR0_EL1", 52, 2, FLAG_M2),
            part("ID_AA64ISAR1_EL1", 0, 1, DPB),
            part("ID_AA64ISAR1_EL1", 12, 1, JSCVT),
            part("ID_AA64ISAR1_EL1", 16, 1, FCMA),
            part("ID_AA64ISAR1_EL1", 20, 1, model -> model.has(LRCPC) && !model.has(LRCPC2)),
            part("ID_AA64ISAR1_EL1", 20, 2, LRCPC2),
            part("ID_AA64ISAR1_EL1", 32, 1, FRINTTS),
            part("ID_AA64ISAR1_EL1", 36, 1, SB),
            part("ID_AA64ISAR1_EL1", 60, 1, model -> model.has(LS64) && !model.has(LS64_V)),
            part("ID_AA64ISAR1_EL1", 60, 2, model -> model.has(LS64_V) && !model.has(LS64_ACCDATA)),
            part("ID_AA64ISAR1_EL1", 60, 3, LS64_ACCDATA),
            part("ID_AA64MMFR0_EL1", 4, 2, "ASIDBits: 16"),
            part("ID_AA64MMFR0_EL1", 8, 1, "BigEnd: mixed-endian"),
            part("ID_AA64MMFR0_EL1", 20, 1, "TGran16; the other granules say 0 when present"),
            part("ID_AA64MMFR1_EL1", 0, 2, model -> model.has(Extension.HAFDBS)),
            part("ID_AA64MMFR1_EL1", 16, 1, LOR),
            part("ID_AA64MMFR1_EL1", 20, 2, PAN),
            part("ID_AA64MMFR2_EL1", 4, 1, UAO),
            part("ID_AA64MMFR2_EL1", 28, 1, model -> model.has(Extension.TTST)),
            part("ID_AA64MMFR2_EL1", 36, 1, model -> model.has(Extension.IDST)),
            part("ID_AA64MMFR3_EL1", 4, 1, model -> model.has(Extension.SCTLR2)),
            part("MPIDR_EL1", 31, 1, "RES1"),
            part("CTR_EL0", 31, 1, "RES1"),
            part("CTR_EL0", 24, 4, "CWG: 16 words"),
            part("CTR_EL0", 20, 4, "ERG: 16 words"),
            part("CTR_EL0", 16, 4, "DminLine: 16 words"),
            part("CTR_EL0", 14, 3, "L1Ip: physically tagged"),
            part("CTR_EL0", 0, 4, "IminLine: 16 words"),
            part("DCZID_EL0", 0, 4, "BS: 16 words"),
            part("PMCR_EL0", 6, 1, model -> model.has(Extension.PMU)),
            part("PMCR_EL0", 11, Pmu.COUNTERS, model -> model.has(Extension.PMU)),
            part("OSLSR_EL1", 3, 1, "OSLM: the OS Lock is implemented"));

    private IdRegisters() {}

    private static Part part(String register, int lsb, long value, Feature feature) {
        return new Part(register, lsb, value, model -> model.has(feature));
    }

    private static Part part(String register, int lsb, long value, Predicate<CpuModel> when) {
        return new Part(register, lsb, value, when);
    }

    /// A field that does not depend on the model; `reason` is for the reader of the table.
    private static Part part(String register, int lsb, long value, @SuppressWarnings("unused") String reason) {
        return new Part(register, lsb, value, _ -> true);
    }

    /// `ID_AA64MMFR0_EL1.PARange` for a size of physical addresses, or -1 if there is none.
    static int physicalAddressRange(int bits) {
        for (int i = 0; i < PHYSICAL_BITS.length; i++) {
            if (PHYSICAL_BITS[i] == bits) {
                return i;
            }
        }
        return -1;
    }

    /// The bits of physical address that a `PARange` or `TCR_EL1.IPS` value stands for, at most 48.
    static int physicalBits(int range) {
        return range < PHYSICAL_BITS.length ? PHYSICAL_BITS[range] : 48;
    }

    /// The reset value of a register that tells what the processor is; 0 for all others.
    static long value(String register, CpuModel model) {
        long value = switch (register) {
            case "MIDR_EL1" -> model.midr();
            case "ID_AA64MMFR0_EL1" -> physicalAddressRange(model.physicalBits());
            default -> 0;
        };
        for (Part part : PARTS) {
            if (part.register.equals(register) && part.when.test(model)) {
                value |= part.value << part.lsb;
            }
        }
        return value;
    }
}
