package dev.seascope.cpu;

import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;

/// A load or store that has reached a hole in guest memory before, as the drivers of a guest do all the time. It leaves
/// for the hypervisor without throwing anything: unwinding the frames of compiled code costs many times more than all
/// the rest of an exit. It is always the last instruction of its block.
final class DeviceAccess extends Instruction {
    /// The load or store itself, as [Processor#DEVICE].
    final Instruction access;
    final int syndrome;

    /// @param syndrome `ISS[24:14]` of the access, valid
    DeviceAccess(Instruction access, int syndrome) {
        this.access = access;
        this.syndrome = syndrome;
    }

    @Override
    public void execute(Processor p) {
        Cpu cpu = (Cpu) p;
        begin(cpu, syndrome);
        access.execute(p);
        if (end(cpu)) {
            cpu.nextPc = cpu.pc;
            cpu.leaveForHole();
        }
    }

    /// To be called before the access.
    static void begin(Cpu cpu, int syndrome) {
        cpu.access.expectHole(syndrome);
    }

    /// To be called after the access.
    ///
    /// @return whether it found a hole, so that the instruction is still to be executed
    static boolean end(Cpu cpu) {
        if (!cpu.access.foundHole()) {
            return false;
        }
        cpu.didNotRetire();
        return true;
    }
}
