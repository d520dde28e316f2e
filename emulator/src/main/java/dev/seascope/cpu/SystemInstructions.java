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
    private record TlbOperation(String name, int op2, boolean byAddress) {}

    private static final List<TlbOperation> TLB_OPERATIONS = List.of(
            new TlbOperation("VMALLE1", 0, false),
            new TlbOperation("VAE1", 1, true),
            new TlbOperation("ASIDE1", 2, false),
            new TlbOperation("VAAE1", 3, true),
            new TlbOperation("VALE1", 5, true),
            new TlbOperation("VAALE1", 7, true));

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
                row("IC IALLUIS", "1 0 7 1 0", EL1).writes(NOTHING),
                row("IC IALLU", "1 0 7 5 0", EL1).writes(NOTHING),
                row("IC IVAU", "1 3 7 5 1", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS),
                row("DC IVAC", "1 0 7 6 1", EL1).writes(INVALIDATE),
                row("DC ISW", "1 0 7 6 2", EL1).writes(NOTHING),
                row("DC CSW", "1 0 7 10 2", EL1).writes(NOTHING),
                row("DC CISW", "1 0 7 14 2", EL1).writes(NOTHING),
                row("DC ZVA", "1 3 7 4 1", EL0).gate(sctlr(SCTLR_DZE))
                        .writes((cpu, _, address) -> cpu.access.zeroCacheLine(address)),
                row("DC CVAC", "1 3 7 10 1", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS),
                row("DC CVAU", "1 3 7 11 1", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS),
                row("DC CVAP", "1 3 7 12 1", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS).when(has(Feature.DPB)),
                row("DC CIVAC", "1 3 7 14 1", EL0).gate(sctlr(SCTLR_UCI)).writes(BY_ADDRESS));
    }

    private static List<SystemRegister> addressTranslation() {
        return List.of(
                translation("AT S1E1R", "1 0 7 8 0", Stage1.READ, 1, false),
                translation("AT S1E1W", "1 0 7 8 1", Stage1.WRITE, 1, false),
                translation("AT S1E0R", "1 0 7 8 2", Stage1.READ, 0, false),
                translation("AT S1E0W", "1 0 7 8 3", Stage1.WRITE, 0, false),
                translation("AT S1E1RP", "1 0 7 9 0", Stage1.READ, 1, true).when(has(Feature.PAN)),
                translation("AT S1E1WP", "1 0 7 9 1", Stage1.WRITE, 1, true).when(has(Feature.PAN)));
    }

    private static SystemRegister translation(String name, String fields, int needed, int el, boolean pan) {
        return row(name, fields, EL1).writes((cpu, _, address) -> cpu.access.mmu.addressTranslate(address, needed, el,
                pan && (cpu.pstate() & Pstate.PAN) != 0));
    }

    private static List<SystemRegister> tlb() {
        // CRm says how far the broadcast goes: 7 this processor, 3 Inner Shareable.
        var rows = new ArrayList<SystemRegister>();
        for (TlbOperation operation : TLB_OPERATIONS) {
            SystemRegister.Writer writer = operation.byAddress
                    ? (cpu, _, operand) -> cpu.access.flush(pageOf(operand))
                    : (cpu, _, _) -> cpu.access.flush();
            rows.add(row("TLBI " + operation.name, "1 0 8 7 " + operation.op2, EL1).writes(writer));
            rows.add(row("TLBI " + operation.name + "IS", "1 0 8 3 " + operation.op2, EL1).writes(writer));
        }
        return rows;
    }

    /// The virtual address that a TLBI operand names: bits 43:0 are `VA[55:12]`.
    private static long pageOf(long operand) {
        return operand << 20 >> 8;
    }
}
