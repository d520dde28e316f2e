package dev.seascope.cpu;

import static dev.seascope.cpu.SystemRegister.READ_EL0;
import static dev.seascope.cpu.SystemRegister.READ_EL1;
import static dev.seascope.cpu.SystemRegister.WRITE_EL0;
import static dev.seascope.cpu.SystemRegister.WRITE_EL1;

import dev.seascope.arch.a64.Feature;
import java.util.List;
import java.util.function.Predicate;

/// Identification, control, exception and special-purpose registers.
final class ControlRegisters {
    static final long SCTLR_M = 1;
    static final long SCTLR_A = 1 << 1;
    static final long SCTLR_SA = 1 << 3;
    static final long SCTLR_SA0 = 1 << 4;
    static final long SCTLR_UMA = 1 << 9;
    static final long SCTLR_DZE = 1 << 14;
    static final long SCTLR_UCT = 1 << 15;
    static final long SCTLR_NTWI = 1 << 16;
    static final long SCTLR_NTWE = 1 << 18;
    static final long SCTLR_WXN = 1 << 19;
    static final long SCTLR_SPAN = 1 << 23;
    static final long SCTLR_E0E = 1 << 24;
    static final long SCTLR_EE = 1 << 25;
    static final long SCTLR_UCI = 1 << 26;
    static final long SCTLR_DSSBS = 1L << 44;
    static final long SCTLR_EN_ASR = 1L << 54;
    static final long SCTLR_EN_AS0 = 1L << 55;
    static final long SCTLR_EN_ALS = 1L << 56;
    static final long SCTLR2_NMEA = 1 << 2;
    static final long CPACR_FPEN = 3 << 20;

    static final int RO = READ_EL1;
    static final int RW = READ_EL1 | WRITE_EL1;
    static final int EL0_RO = READ_EL1 | READ_EL0;
    static final int EL0_RW = RW | READ_EL0 | WRITE_EL0;

    private static final long DCZID_DZP = 1 << 4;
    private static final long FPCR_WRITABLE = 0x07c8_0000;
    private static final long FPCR_FZ16 = 1 << 19;
    private static final long FPSR_WRITABLE = 0x0800_009f;
    private static final SystemRegister.Gate FP_ENABLED = (cpu, _, _, _) -> cpu.checkFpAccess();
    /// The stack pointer in use cannot be named as a system register.
    private static final SystemRegister.Gate NOT_IN_USE = (cpu, _, _, _) -> {
        if ((cpu.pstate() & Pstate.SP_SEL) == 0) {
            throw cpu.undefined();
        }
    };
    private static final Predicate<CpuModel> RAS = has(Feature.RAS);

    private ControlRegisters() {}

    static SystemRegister row(String name, int access) {
        return SystemRegister.of(name, access);
    }

    static Predicate<CpuModel> has(Feature feature) {
        return model -> model.has(feature);
    }

    static Predicate<CpuModel> has(Extension extension) {
        return model -> model.has(extension);
    }

    /// A register whose writes are ignored.
    static SystemRegister razWi(String name, int access) {
        return row(name, access).reads((_, _) -> 0).writes((_, _, _) -> { });
    }

    /// Lets EL0 through if a bit of `SCTLR_EL1` is 1.
    static SystemRegister.Gate sctlr(long bit) {
        return SystemRegister.fromEl0((cpu, _) -> (cpu.sctlr() & bit) != 0);
    }

    /// A field of PSTATE as a register of its own, in the bit positions of `SPSR_EL1`.
    private static SystemRegister pstate(String name, int access, int bits) {
        return row(name, access)
                .reads((cpu, _) -> cpu.pstate() & bits)
                .writes((cpu, _, value) -> cpu.changePstate(bits, (int) value & bits));
    }

    private static boolean mayZeroCacheLine(Cpu cpu) {
        return cpu.currentEl() != 0 || (cpu.sctlr() & SCTLR_DZE) != 0;
    }

    private static void store(Cpu cpu, SystemRegister register, long value) {
        cpu.system[register.index()] = value;
        cpu.contextChanged();
    }

    private static void storeTranslation(Cpu cpu, SystemRegister register, long value) {
        if (cpu.system[register.index()] != value) {
            cpu.system[register.index()] = value;
            cpu.translationChanged();
        }
    }

    static List<SystemRegister> rows() {
        return List.of(
                // Identification registers
                row("MIDR_EL1", RO),
                row("MPIDR_EL1", RO),
                row("REVIDR_EL1", RO),
                row("ID_AA64PFR0_EL1", RO),
                row("ID_AA64PFR1_EL1", RO),
                row("ID_AA64PFR2_EL1", RO),
                row("ID_AA64ZFR0_EL1", RO),
                row("ID_AA64SMFR0_EL1", RO),
                row("ID_AA64DFR0_EL1", RO),
                row("ID_AA64DFR1_EL1", RO),
                row("ID_AA64AFR0_EL1", RO),
                row("ID_AA64AFR1_EL1", RO),
                row("ID_AA64ISAR0_EL1", RO),
                row("ID_AA64ISAR1_EL1", RO),
                row("ID_AA64ISAR2_EL1", RO),
                row("ID_AA64ISAR3_EL1", RO),
                row("ID_AA64MMFR0_EL1", RO),
                row("ID_AA64MMFR1_EL1", RO),
                row("ID_AA64MMFR2_EL1", RO),
                row("ID_AA64MMFR3_EL1", RO),
                row("ID_AA64MMFR4_EL1", RO),
                row("CCSIDR_EL1", RO),
                row("CLIDR_EL1", RO),
                row("AIDR_EL1", RO),
                row("CSSELR_EL1", RW).mask(0xf),
                row("CTR_EL0", EL0_RO).gate(sctlr(SCTLR_UCT)),
                row("DCZID_EL0", EL0_RO)
                        .reads((cpu, register) -> cpu.system[register.index()] | (mayZeroCacheLine(cpu) ? 0 : DCZID_DZP)),

                // System control and configuration
                row("SCTLR_EL1", RW).writes(ControlRegisters::storeTranslation),
                row("ACTLR_EL1", RW).mask(0),
                row("CPACR_EL1", RW).mask(CPACR_FPEN).writes(ControlRegisters::store),
                row("SCTLR2_EL1", RW).when(has(Extension.SCTLR2)).writes(ControlRegisters::store),
                row("TTBR0_EL1", RW).writes(ControlRegisters::storeTranslation),
                row("TTBR1_EL1", RW).writes(ControlRegisters::storeTranslation),
                row("TCR_EL1", RW).writes(ControlRegisters::storeTranslation),
                row("MAIR_EL1", RW).writes(ControlRegisters::storeTranslation),
                row("AMAIR_EL1", RW).mask(0),
                row("PAR_EL1", RW),
                row("CONTEXTIDR_EL1", RW).mask(0xffff_ffffL).writes(ControlRegisters::store),
                row("TPIDR_EL1", RW),
                row("TPIDR_EL0", EL0_RW),
                row("TPIDRRO_EL0", RW | READ_EL0),

                // Limited ordering: no regions
                razWi("LORSA_EL1", RW).when(has(Feature.LOR)),
                razWi("LOREA_EL1", RW).when(has(Feature.LOR)),
                razWi("LORN_EL1", RW).when(has(Feature.LOR)),
                razWi("LORC_EL1", RW).when(has(Feature.LOR)),
                razWi("LORID_EL1", RO).when(has(Feature.LOR)),
                row("ACCDATA_EL1", RW).when(has(Feature.LS64_ACCDATA)).mask(0xffff_ffffL),

                // Exceptions
                row("SPSR_EL1", RW).mask(0xffff_ffffL),
                row("ELR_EL1", RW),
                row("AFSR0_EL1", RW).mask(0),
                row("AFSR1_EL1", RW).mask(0),
                row("ESR_EL1", RW),
                row("FAR_EL1", RW),
                row("VBAR_EL1", RW).mask(~0x7ffL),
                row("ISR_EL1", RO).reads((cpu, _) -> cpu.interrupts.pending()),

                // RAS: no error records
                row("DISR_EL1", RW).when(RAS).mask(0x81ff_ffffL),
                row("ERRIDR_EL1", RO).when(RAS),
                razWi("ERRSELR_EL1", RW).when(RAS),
                razWi("ERXFR_EL1", RO).when(RAS),
                razWi("ERXCTLR_EL1", RW).when(RAS),
                razWi("ERXSTATUS_EL1", RW).when(RAS),
                razWi("ERXADDR_EL1", RW).when(RAS),
                razWi("ERXMISC0_EL1", RW).when(RAS),
                razWi("ERXMISC1_EL1", RW).when(RAS),

                // Special-purpose registers
                row("SP_EL0", RW).gate(NOT_IN_USE).reads((cpu, _) -> cpu.sp(0))
                        .writes((cpu, _, value) -> cpu.setSp(0, value)),
                row("SPSel", RW).reads((cpu, _) -> cpu.pstate() & Pstate.SP_SEL)
                        .writes((cpu, _, value) -> cpu.changePstate(Pstate.SP_SEL, (int) value & Pstate.SP_SEL)),
                row("CurrentEL", RO).reads((cpu, _) -> (long) cpu.currentEl() << 2),
                pstate("PAN", RW, Pstate.PAN).when(has(Feature.PAN)),
                pstate("UAO", RW, Pstate.UAO).when(has(Feature.UAO)),
                row("NZCV", EL0_RW).reads((cpu, _) -> (long) cpu.nzcv << Pstate.NZCV_SHIFT)
                        .writes((cpu, _, value) -> cpu.nzcv = (int) (value >>> Pstate.NZCV_SHIFT) & 0xf),
                pstate("DAIF", EL0_RW, Pstate.DAIF).gate(sctlr(SCTLR_UMA)),
                pstate("DIT", EL0_RW, Pstate.DIT).when(has(Feature.DIT)),
                pstate("SSBS", EL0_RW, Pstate.SSBS).when(has(Feature.SSBS)),
                pstate("TCO", EL0_RW, Pstate.TCO).when(has(Feature.MTE)),
                row("FPCR", EL0_RW).mask(FPCR_WRITABLE).gate(FP_ENABLED).when(has(Feature.FP))
                        .reads((cpu, _) -> cpu.fpcr & 0xffff_ffffL)
                        .writes((cpu, _, value) ->
                                cpu.fpcr = (int) (cpu.model().has(Feature.FP16) ? value : value & ~FPCR_FZ16)),
                row("FPSR", EL0_RW).mask(FPSR_WRITABLE).gate(FP_ENABLED).when(has(Feature.FP))
                        .reads((cpu, _) -> cpu.fpsr & 0xffff_ffffL)
                        .writes((cpu, _, value) -> cpu.fpsr = (int) value));
    }
}
