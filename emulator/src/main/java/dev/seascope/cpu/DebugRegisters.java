package dev.seascope.cpu;

import static dev.seascope.cpu.ControlRegisters.EL0_RO;
import static dev.seascope.cpu.ControlRegisters.EL0_RW;
import static dev.seascope.cpu.ControlRegisters.RO;
import static dev.seascope.cpu.ControlRegisters.RW;
import static dev.seascope.cpu.ControlRegisters.razWi;
import static dev.seascope.cpu.ControlRegisters.row;
import static dev.seascope.cpu.SystemRegister.WRITE_EL1;

import java.util.ArrayList;
import java.util.List;

/// Self-hosted debug. There is no external debugger, so its registers read as zero.
final class DebugRegisters {
    private static final long MDSCR_TDCC = 1 << 12;
    private static final long MDSCR_WRITABLE = 1 | MDSCR_TDCC | 1 << 13 | 1 << 15;
    private static final SystemRegister.Gate TDCC =
            SystemRegister.fromEl0((cpu, _) -> (cpu.system[Cpu.MDSCR_EL1] & MDSCR_TDCC) == 0);

    private DebugRegisters() {}

    static List<SystemRegister> rows() {
        var rows = new ArrayList<>(List.of(
                row("MDSCR_EL1", RW).mask(MDSCR_WRITABLE)
                        .writes((cpu, register, value) -> {
                            cpu.system[register.index()] = value;
                            cpu.debugChanged();
                        }),
                row("MDCCINT_EL1", RW).mask(0),
                row("OSDTRRX_EL1", RW).mask(0),
                row("OSDTRTX_EL1", RW).mask(0),
                row("OSECCR_EL1", RW).mask(0),
                row("MDRAR_EL1", RO),
                row("OSLAR_EL1", WRITE_EL1)
                        .writes((cpu, _, value) -> {
                            cpu.system[Cpu.OSLSR_EL1] = (cpu.system[Cpu.OSLSR_EL1] & ~2L) | (value & 1) << 1;
                            cpu.debugChanged();
                        }),
                row("OSLSR_EL1", RO),
                row("OSDLR_EL1", RW).mask(1),
                row("DBGPRCR_EL1", RW).mask(0),
                razWi("DBGCLAIMSET_EL1", RW),
                razWi("DBGCLAIMCLR_EL1", RW),
                row("DBGAUTHSTATUS_EL1", RO),
                row("MDCCSR_EL0", EL0_RO).gate(TDCC),
                razWi("DBGDTR_EL0", EL0_RW).gate(TDCC),
                razWi("DBGDTRRX_EL0", EL0_RW).gate(TDCC)));
        for (int n = 0; n < IdRegisters.BREAKPOINTS; n++) {
            rows.add(pair("DBGBVR%d_EL1", n, n == IdRegisters.CONTEXT_AWARE_BREAKPOINT ? -1L : ~3L));
            rows.add(pair("DBGBCR%d_EL1", n, 0x00ff_e1e7L));
        }
        for (int n = 0; n < IdRegisters.WATCHPOINTS; n++) {
            rows.add(pair("DBGWVR%d_EL1", n, ~3L));
            rows.add(pair("DBGWCR%d_EL1", n, 0x1f1f_ffffL));
        }
        return rows;
    }

    private static SystemRegister pair(String name, int n, long writable) {
        return row(name.formatted(n), RW).mask(writable)
                .writes((cpu, register, value) -> {
                    cpu.system[register.index()] = value;
                    cpu.debugChanged();
                });
    }
}
