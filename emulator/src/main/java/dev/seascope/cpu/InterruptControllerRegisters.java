package dev.seascope.cpu;

import static dev.seascope.cpu.ControlRegisters.RO;
import static dev.seascope.cpu.ControlRegisters.RW;
import static dev.seascope.cpu.ControlRegisters.has;
import static dev.seascope.cpu.ControlRegisters.row;
import static dev.seascope.cpu.SystemRegister.WRITE_EL1;

import java.util.List;
import java.util.stream.Stream;

/// The CPU interface of a GICv3 (Arm IHI 0069, chapter 12.2). What they do is the interrupt controller's, see
/// [InterruptRegisters].
final class InterruptControllerRegisters {
    /// Those whose reading changes something: a debugger sees 0.
    private static final List<String> ACKNOWLEDGE = List.of("ICC_IAR0_EL1", "ICC_IAR1_EL1");

    private InterruptControllerRegisters() {}

    static List<SystemRegister> rows() {
        return Stream.of(
                row("ICC_PMR_EL1", RW),
                row("ICC_IAR0_EL1", RO),
                row("ICC_EOIR0_EL1", WRITE_EL1),
                row("ICC_HPPIR0_EL1", RO),
                row("ICC_BPR0_EL1", RW),
                row("ICC_AP0R0_EL1", RW),
                row("ICC_AP1R0_EL1", RW),
                row("ICC_DIR_EL1", WRITE_EL1),
                row("ICC_RPR_EL1", RO),
                row("ICC_SGI1R_EL1", WRITE_EL1),
                row("ICC_ASGI1R_EL1", WRITE_EL1),
                row("ICC_SGI0R_EL1", WRITE_EL1),
                row("ICC_IAR1_EL1", RO),
                row("ICC_EOIR1_EL1", WRITE_EL1),
                row("ICC_HPPIR1_EL1", RO),
                row("ICC_BPR1_EL1", RW),
                row("ICC_CTLR_EL1", RW),
                row("ICC_SRE_EL1", RW),
                row("ICC_IGRPEN0_EL1", RW),
                row("ICC_IGRPEN1_EL1", RW)).map(InterruptControllerRegisters::connected).toList();
    }

    private static SystemRegister connected(SystemRegister row) {
        return row.when(has(Extension.GICV3))
                .reads((cpu, register) -> cpu.interrupts().registers().read(register.name()))
                .writes((cpu, register, value) -> cpu.interrupts().registers().write(register.name(), value));
    }

    /// Whether reading a register acknowledges an interrupt.
    static boolean acknowledges(SystemRegister row) {
        return ACKNOWLEDGE.contains(row.name());
    }
}
