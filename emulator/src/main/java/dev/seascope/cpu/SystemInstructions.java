package dev.seascope.cpu;

import static dev.seascope.cpu.ControlRegisters.SCTLR_DZE;
import static dev.seascope.cpu.ControlRegisters.SCTLR_UCI;
import static dev.seascope.cpu.ControlRegisters.has;
import static dev.seascope.cpu.ControlRegisters.row;
import static dev.seascope.cpu.ControlRegisters.sctlr;
import static dev.seascope.cpu.SystemRegister.WRITE_EL0;
import static dev.seascope.cpu.SystemRegister.WRITE_EL1;

import dev.seascope.arch.a64.Feature;
import java.util.ArrayList;
import java.util.List;

/// Cache, TLB and address-translation maintenance: the instructions that assemble to SYS.
final class SystemInstructions {
    private static final int EL1 = WRITE_EL1;
    private static final int EL0 = WRITE_EL1 | WRITE_EL0;
    private static final SystemRegister.Writer NOTHING = (_, _, _) -> { };
    /// The emulator has no caches, but the instruction translates its address and may fault.
    private static final SystemRegister.Writer BY_ADDRESS = (cpu, _, address) -> cpu.access.maintain(address, false);
    private static final SystemRegister.Writer INVALIDATE = (cpu, _, address) -> cpu.access.maintain(address, true);

    /// The ASID of the operand does not matter: the TLBs only hold translations of the present one.
    private record TlbOperation(String name, boolean byAddress) {
        /// The page that an operand names: bits 43:0 are `VA[55:12]`.
        long page(long operand) {
            return byAddress ? operand << 20 >> 8 : GuestMemory.EVERYWHERE;
        }
    }

    private static final List<TlbOperation> TLB_OPERATIONS = List.of(
            new TlbOperation("VMALLE1", false),
            new TlbOperation("VAE1", true),
            new TlbOperation("ASIDE1", false),
            new TlbOperation("VAAE1", true),
            new TlbOperation("VALE1", true),
            new TlbOperation("VAALE1", true));

    private SystemInstructions() {}

    static List<SystemRegister> rows() {
        var rows = new ArrayList<SystemRegister>();
        rows.addAll(caches());
        rows.addAll(addressTranslation());
        rows.addAll(tlb());
        return rows;
    }

    private static List<SystemRegister> caches() {
        return List.of(
                row("IC IALLUIS", EL1).writes(NOTHING),
                row("IC IALLU", EL1).writes(NOTHING),
                row("IC IVAU", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS),
                row("DC IVAC", EL1).writes(INVALIDATE),
                row("DC ISW", EL1).writes(NOTHING),
                row("DC CSW", EL1).writes(NOTHING),
                row("DC CISW", EL1).writes(NOTHING),
                row("DC ZVA", EL0).gate(sctlr(SCTLR_DZE))
                        .writes((cpu, _, address) -> cpu.access.zeroCacheLine(address)),
                row("DC CVAC", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS),
                row("DC CVAU", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS),
                row("DC CVAP", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS).when(has(Feature.DPB)),
                row("DC CIVAC", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS));
    }

    private static List<SystemRegister> addressTranslation() {
        return List.of(
                translation("AT S1E1R", Stage1.READ, 1, false),
                translation("AT S1E1W", Stage1.WRITE, 1, false),
                translation("AT S1E0R", Stage1.READ, 0, false),
                translation("AT S1E0W", Stage1.WRITE, 0, false),
                translation("AT S1E1RP", Stage1.READ, 1, true).when(has(Feature.PAN)),
                translation("AT S1E1WP", Stage1.WRITE, 1, true).when(has(Feature.PAN)));
    }

    private static SystemRegister translation(String name, int needed, int el, boolean pan) {
        return row(name, EL1).writes((cpu, _, address) -> cpu.access.mmu.addressTranslate(address, needed, el,
                pan && (cpu.pstate() & Pstate.PAN) != 0));
    }

    private static List<SystemRegister> tlb() {
        var rows = new ArrayList<SystemRegister>();
        for (TlbOperation operation : TLB_OPERATIONS) {
            rows.add(row("TLBI " + operation.name, EL1).writes((cpu, _, operand) ->
                    cpu.access.translationInvalidated(operation.page(operand))));
            rows.add(row("TLBI " + operation.name + "IS", EL1).writes((cpu, _, operand) ->
                    cpu.memory.invalidateTranslation(operation.page(operand))));
        }
        return rows;
    }
}
