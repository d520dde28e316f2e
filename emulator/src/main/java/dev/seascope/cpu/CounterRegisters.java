package dev.seascope.cpu;

import static dev.seascope.cpu.ControlRegisters.EL0_RO;
import static dev.seascope.cpu.ControlRegisters.EL0_RW;
import static dev.seascope.cpu.ControlRegisters.RO;
import static dev.seascope.cpu.ControlRegisters.RW;
import static dev.seascope.cpu.ControlRegisters.has;
import static dev.seascope.cpu.ControlRegisters.row;
import static dev.seascope.cpu.SystemRegister.READ_EL0;
import static dev.seascope.cpu.SystemRegister.WRITE_EL0;
import static dev.seascope.cpu.SystemRegister.WRITE_EL1;

import java.util.ArrayList;
import java.util.List;

/// The Generic Timer and the performance monitors.
final class CounterRegisters {
    private static final long CNTKCTL_EL0PCTEN = 1;
    private static final long CNTKCTL_EL0VCTEN = 1 << 1;
    private static final long CNTKCTL_EL0VTEN = 1 << 8;
    private static final long CNTKCTL_EL0PTEN = 1 << 9;

    private CounterRegisters() {}

    private static SystemRegister.Gate cntkctl(long bits) {
        return SystemRegister.fromEl0((cpu, _) -> (cpu.system[Cpu.CNTKCTL_EL1] & bits) != 0);
    }

    private static SystemRegister.Gate pmuserenr(long forReads, long forWrites) {
        return SystemRegister.fromEl0(
                (cpu, read) -> (cpu.system[Cpu.PMUSERENR_EL0] & (read ? forReads : forWrites)) != 0);
    }

    static List<SystemRegister> rows() {
        var rows = new ArrayList<SystemRegister>();
        rows.addAll(timer());
        performanceMonitors().stream().map(row -> row.when(has(Extension.PMU))).forEach(rows::add);
        return rows;
    }

    private static List<SystemRegister> timer() {
        return List.of(
                row("CNTKCTL_EL1", RW).mask(0x3ff),
                row("CNTFRQ_EL0", EL0_RO).gate(cntkctl(CNTKCTL_EL0PCTEN | CNTKCTL_EL0VCTEN))
                        .reads((_, _) -> GenericTimer.FREQUENCY),
                row("CNTPCT_EL0", EL0_RO).gate(cntkctl(CNTKCTL_EL0PCTEN))
                        .reads((cpu, _) -> cpu.timer.count()),
                row("CNTVCT_EL0", EL0_RO).gate(cntkctl(CNTKCTL_EL0VCTEN))
                        .reads((cpu, _) -> cpu.timer.count()),
                row("CNTP_TVAL_EL0", EL0_RW).gate(cntkctl(CNTKCTL_EL0PTEN))
                        .reads((cpu, _) -> cpu.timer.timerValue(Cpu.CNTP_CVAL_EL0))
                        .writes((cpu, _, value) -> cpu.timer.setTimerValue(Cpu.CNTP_CVAL_EL0, value)),
                row("CNTP_CTL_EL0", EL0_RW).gate(cntkctl(CNTKCTL_EL0PTEN))
                        .reads((cpu, _) -> cpu.timer.control(Cpu.CNTP_CTL_EL0, Cpu.CNTP_CVAL_EL0))
                        .writes((cpu, row, value) -> cpu.timer.set(row.index(), value & 3)),
                row("CNTP_CVAL_EL0", EL0_RW).gate(cntkctl(CNTKCTL_EL0PTEN))
                        .writes((cpu, row, value) -> cpu.timer.set(row.index(), value)),
                row("CNTV_TVAL_EL0", EL0_RW).gate(cntkctl(CNTKCTL_EL0VTEN))
                        .reads((cpu, _) -> cpu.timer.timerValue(Cpu.CNTV_CVAL_EL0))
                        .writes((cpu, _, value) -> cpu.timer.setTimerValue(Cpu.CNTV_CVAL_EL0, value)),
                row("CNTV_CTL_EL0", EL0_RW).gate(cntkctl(CNTKCTL_EL0VTEN))
                        .reads((cpu, _) -> cpu.timer.control(Cpu.CNTV_CTL_EL0, Cpu.CNTV_CVAL_EL0))
                        .writes((cpu, row, value) -> cpu.timer.set(row.index(), value & 3)),
                row("CNTV_CVAL_EL0", EL0_RW).gate(cntkctl(CNTKCTL_EL0VTEN))
                        .writes((cpu, row, value) -> cpu.timer.set(row.index(), value)));
    }

    private static List<SystemRegister> performanceMonitors() {
        SystemRegister.Gate enabled = pmuserenr(Pmu.USER_EN, Pmu.USER_EN);
        SystemRegister.Gate counter = pmuserenr(Pmu.USER_EN | Pmu.USER_ER, Pmu.USER_EN);
        var rows = new ArrayList<SystemRegister>();
        rows.addAll(List.of(
                row("PMCR_EL0", EL0_RW).gate(enabled).writes((cpu, _, value) -> cpu.pmu.control(value)),
                row("PMCNTENSET_EL0", EL0_RW).gate(enabled)
                        .reads((cpu, _) -> cpu.pmu.enabled())
                        .writes((cpu, _, value) -> cpu.pmu.enable(value, true)),
                row("PMCNTENCLR_EL0", EL0_RW).gate(enabled)
                        .reads((cpu, _) -> cpu.pmu.enabled())
                        .writes((cpu, _, value) -> cpu.pmu.enable(value, false)),
                row("PMOVSCLR_EL0", EL0_RW).gate(enabled)
                        .reads((cpu, _) -> cpu.pmu.overflows())
                        .writes((cpu, _, value) -> cpu.pmu.setOverflows(value, false)),
                row("PMSWINC_EL0", WRITE_EL1 | WRITE_EL0)
                        .gate(pmuserenr(0, Pmu.USER_EN | Pmu.USER_SW))
                        .writes((cpu, _, value) -> cpu.pmu.increment(value)),
                row("PMSELR_EL0", EL0_RW).mask(0x1f)
                        .gate(pmuserenr(Pmu.USER_EN | Pmu.USER_ER, Pmu.USER_EN | Pmu.USER_ER)),
                row("PMCEID0_EL0", EL0_RO).gate(enabled).reads((_, _) -> Pmu.COMMON_EVENTS),
                row("PMCEID1_EL0", EL0_RO).gate(enabled),
                row("PMCCNTR_EL0", EL0_RW).gate(pmuserenr(Pmu.USER_EN | Pmu.USER_CR, Pmu.USER_EN))
                        .reads((cpu, _) -> cpu.pmu.count(Pmu.CYCLE_COUNTER))
                        .writes((cpu, _, value) -> cpu.pmu.setCount(Pmu.CYCLE_COUNTER, value)),
                row("PMXEVTYPER_EL0", EL0_RW).gate(enabled)
                        .reads((cpu, _) -> cpu.pmu.type(cpu.pmu.selected()))
                        .writes((cpu, _, value) -> cpu.pmu.setType(cpu.pmu.selected(), value)),
                row("PMXEVCNTR_EL0", EL0_RW).gate(counter)
                        .reads((cpu, _) -> cpu.pmu.count(cpu.pmu.selected()))
                        .writes((cpu, _, value) -> cpu.pmu.setCount(cpu.pmu.selected(), value)),
                row("PMUSERENR_EL0", RW | READ_EL0).mask(0xf),
                row("PMOVSSET_EL0", EL0_RW).gate(enabled)
                        .reads((cpu, _) -> cpu.pmu.overflows())
                        .writes((cpu, _, value) -> cpu.pmu.setOverflows(value, true)),
                row("PMINTENSET_EL1", RW)
                        .reads((cpu, _) -> cpu.pmu.interruptEnables())
                        .writes((cpu, _, value) -> cpu.pmu.enableInterrupts(value, true)),
                row("PMINTENCLR_EL1", RW)
                        .reads((cpu, _) -> cpu.pmu.interruptEnables())
                        .writes((cpu, _, value) -> cpu.pmu.enableInterrupts(value, false)),
                row("PMMIR_EL1", RO),
                row("PMCCFILTR_EL0", EL0_RW).gate(enabled)
                        .reads((cpu, _) -> cpu.pmu.type(Pmu.CYCLE_COUNTER))
                        .writes((cpu, _, value) -> cpu.pmu.setType(Pmu.CYCLE_COUNTER, value))));
        for (int i = 0; i < Pmu.COUNTERS; i++) {
            int n = i;
            rows.add(row("PMEVCNTR%d_EL0".formatted(n), EL0_RW).gate(counter)
                    .reads((cpu, _) -> cpu.pmu.count(n))
                    .writes((cpu, _, value) -> cpu.pmu.setCount(n, value)));
            rows.add(row("PMEVTYPER%d_EL0".formatted(n), EL0_RW).gate(enabled)
                    .reads((cpu, _) -> cpu.pmu.type(n))
                    .writes((cpu, _, value) -> cpu.pmu.setType(n, value)));
        }
        return rows;
    }
}
