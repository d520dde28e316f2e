package dev.seascope.cpu;

import dev.seascope.arch.a64.Feature;

/// System registers and instructions as the guest uses them, with the access rules of the Arm ARM.
final class SystemAccess {
    private static final int DAIF_SET = 0b011_110;
    private static final int DAIF_CLEAR = 0b011_111;
    private static final long WFX_WFE = 1;

    private final Cpu cpu;
    /// What each row allows, 0 for rows that this processor does not have; by [SystemRegister#index].
    private final int[] allowed = new int[SystemRegisterTable.ROWS.size()];

    SystemAccess(Cpu cpu) {
        this.cpu = cpu;
        modelChanged();
    }

    void modelChanged() {
        for (SystemRegister row : SystemRegisterTable.ROWS) {
            allowed[row.index()] = row.present().test(cpu.model()) ? row.access() : 0;
        }
    }

    /// A system register or instruction access trapped from EL0 to EL1.
    GuestException trapped(int encoding, int rt, boolean read) {
        return cpu.exception.toEl1(Syndrome.systemAccess(encoding, rt, read));
    }

    long readRegister(int encoding, int rt) {
        SystemRegister row = SystemRegisterTable.at(encoding);
        if (row == null) {
            return readUnlisted(encoding, rt);
        }
        require(row, rt, true);
        return cpu.read(row);
    }

    /// Reserved ID registers read as zero; everything else that is not listed is UNDEFINED.
    private long readUnlisted(int encoding, int rt) {
        boolean reservedId = SystemRegister.isIdentification(encoding) && (encoding >>> 11 & 7) == 0
                && (encoding >>> 3 & 15) <= 7 && (encoding >>> 3 & 15) >= 1;
        if (reservedId && cpu.currentEl() != 0) {
            return 0;
        }
        throw notAllowed(encoding, rt, true);
    }

    void writeRegister(int encoding, int rt, long value) {
        SystemRegister row = SystemRegisterTable.at(encoding);
        if (row == null) {
            throw cpu.undefined();
        }
        require(row, rt, false);
        // A register that is computed has no stored bits to keep.
        long kept = row.writable() == -1 ? 0 : cpu.read(row) & ~row.writable();
        cpu.write(row, (value & row.writable()) | kept);
    }

    void instruction(int encoding, int rt, long value) {
        SystemRegister row = SystemRegisterTable.at(encoding);
        if (row == null) {
            throw cpu.undefined();
        }
        require(row, rt, false);
        cpu.write(row, value);
    }

    private void require(SystemRegister row, int rt, boolean read) {
        int needed;
        if (cpu.currentEl() == 0) {
            needed = read ? SystemRegister.READ_EL0 : SystemRegister.WRITE_EL0;
        } else {
            needed = read ? SystemRegister.READ_EL1 : SystemRegister.WRITE_EL1;
        }
        if ((allowed[row.index()] & needed) == 0) {
            throw notAllowed(row.encoding(), rt, read);
        }
        SystemRegister.Gate gate = row.gate();
        if (gate != null) {
            gate.check(cpu, row, rt, read);
        }
    }

    private RuntimeException notAllowed(int encoding, int rt, boolean read) {
        boolean reported = cpu.currentEl() == 0 && read && SystemRegister.isIdentification(encoding)
                && cpu.model().has(Extension.IDST);
        return reported ? trapped(encoding, rt, true) : cpu.undefined();
    }

    /// `MSR (immediate)`; rows of the Arm ARM's table by `op1:op2`.
    void writePstateField(int op1, int op2, int imm4) {
        int daif = imm4 << 6;
        int bit0 = imm4 & 1;
        int field = op1 << 3 | op2;
        switch (field) {
            case 0b000_011 -> change(Feature.UAO, 1, Pstate.UAO, bit0);
            case 0b000_100 -> change(Feature.PAN, 1, Pstate.PAN, bit0);
            case 0b000_101 -> {
                requireLevel(1);
                cpu.changePstate(Pstate.SP_SEL, bit0);
            }
            case 0b011_001 -> change(Feature.SSBS, 0, Pstate.SSBS, bit0);
            case 0b011_010 -> change(Feature.DIT, 0, Pstate.DIT, bit0);
            case 0b011_100 -> change(Feature.MTE, 0, Pstate.TCO, bit0);
            case DAIF_SET, DAIF_CLEAR -> {
                if (cpu.currentEl() == 0 && (cpu.sctlr() & ControlRegisters.SCTLR_UMA) == 0) {
                    // op0 is 0 and CRn 4 in the encoding of MSR (immediate), and Rt is 31.
                    throw trapped(op1 << 11 | 4 << 7 | imm4 << 3 | op2, 31, false);
                }
                cpu.changePstate(daif, field == DAIF_SET ? daif : 0);
            }
            default -> throw cpu.undefined();
        }
    }

    private void change(Feature feature, int fromLevel, int bits, int bit0) {
        if (!cpu.model().has(feature)) {
            throw cpu.undefined();
        }
        requireLevel(fromLevel);
        cpu.changePstate(bits, bit0 == 0 ? 0 : bits);
    }

    private void requireLevel(int level) {
        if (cpu.currentEl() < level) {
            throw cpu.undefined();
        }
    }

    /// WFI (`kind` 0) waits in the hypervisor unless EL1 traps it or there is something to wake up for. WFE (1) never
    /// waits: it may complete at any time, and a guest that spins on it keeps its time going.
    void waitFor(int kind) {
        boolean wfi = kind == 0;
        if (wfi && cpu.interrupts.hasWakeUpEvent()) {
            return;
        }
        long notTrapped = wfi ? ControlRegisters.SCTLR_NTWI : ControlRegisters.SCTLR_NTWE;
        long iss = Syndrome.CV_COND_ALWAYS | (wfi ? 0 : WFX_WFE);
        if (cpu.currentEl() == 0 && (cpu.sctlr() & notTrapped) == 0) {
            throw cpu.exception.toEl1(Syndrome.of(Syndrome.EC_WFX, iss));
        }
        if (wfi) {
            throw cpu.exception.toEl2(Trap.of(Syndrome.of(Trap.EC_WFX, iss)));
        }
    }
}
