package dev.seascope.cpu;

import dev.seascope.arch.LittleEndian;
import org.jspecify.annotations.Nullable;

/// What keeps the next instruction from being executed as usual: a state that is not emulated, an interrupt, software
/// step, an illegal state. None of it is checked for each block; the interpreter asks when something has changed.
final class Lookout {
    private final Cpu cpu;
    private final Interpreter interpreter;

    Lookout(Cpu cpu, Interpreter interpreter) {
        this.cpu = cpu;
        this.interpreter = interpreter;
    }

    /// Deal with what there is. If it is still there afterwards, attention has been asked for again.
    @Nullable Stop attend() {
        if (!Pstate.isAArch64Guest(cpu.pstate())) {
            interpreter.requestAttention();
            return new Stop.Unsupported("PSTATE %#x selects AArch32 state or an exception level above EL1, which is not"
                    .formatted(cpu.pstate()) + " emulated");
        }
        if (cpu.exceptions.loopDetected()) {
            return new Stop.ExceptionLoop(cpu.pc, cpu.system[Cpu.ESR_EL1]);
        }
        if (cpu.interrupts.take()) {
            return null;
        }
        if (cpu.debug.isStepping() && (cpu.pstate() & Pstate.SS) == 0) {
            return interpreter.deliver(cpu.debug.stepException());
        }
        if (cpu.debug.matchesContext()) {
            // And again, should nothing change.
            interpreter.requestAttention();
            return afterFetch(cpu.debug.breakpointException());
        }
        if (cpu.debug.isStepping() && (cpu.pstate() & Pstate.IL) == 0) {
            return step();
        }
        if ((cpu.pstate() & Pstate.IL) != 0) {
            return afterFetch(cpu.exception.toEl1(Syndrome.of(Syndrome.EC_ILLEGAL, 0)));
        }
        return null;
    }

    /// Execute one instruction in the active-not-pending state of software step.
    private @Nullable Stop step() {
        long pc = cpu.pc;
        long retiredBefore = interpreter.retired();
        Stop found = interpreter.runOne();
        if (interpreter.retired() != retiredBefore && (cpu.pstate() & Pstate.SS) != 0) {
            cpu.debug.noteStep((int) LittleEndian.get(interpreter.fetch(pc).bytes, 4 * CodePage.word(pc), 2));
        }
        interpreter.requestAttention();
        return found;
    }

    /// The instruction is fetched, but not executed.
    private @Nullable Stop afterFetch(GuestException instead) {
        try {
            interpreter.fetch(cpu.pc);
            return interpreter.deliver(instead);
        } catch (GuestException fault) {
            return interpreter.deliver(fault);
        }
    }
}
