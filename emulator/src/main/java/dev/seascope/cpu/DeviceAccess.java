package dev.seascope.cpu;

import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;

/// A load or store that has reached a hole in guest memory before, as the drivers of a guest do all the time. It leaves
/// for the hypervisor without throwing anything: unwinding the frames of compiled code costs many times more than all
/// the rest of an exit. It is always the last instruction of its block.
final class DeviceAccess extends Instruction {
    private static final int ZERO_REGISTER = 31;
    /// A slot of [Processor#x] that nothing reads.
    private static final int SINK = 33;

    /// The load or store itself.
    final Instruction access;
    final int syndrome;
    /// What a load writes.
    final int register;

    /// @param syndrome `ISS[24:14]` of the access, valid
    DeviceAccess(Instruction access, int syndrome) {
        this.access = access;
        this.syndrome = syndrome;
        int named = syndrome >>> 16 & 31;
        register = named == ZERO_REGISTER ? SINK : named;
    }

    @Override
    public void execute(Processor p) {
        Cpu cpu = (Cpu) p;
        long before = begin(cpu, register, syndrome);
        access.execute(p);
        end(cpu, register, before);
    }

    /// To be called before the access.
    ///
    /// @return what [#end] has to be told
    static long begin(Cpu cpu, int register, int syndrome) {
        cpu.access.expectHole(syndrome);
        return cpu.x[register];
    }

    /// To be called after the access.
    static void end(Cpu cpu, int register, long before) {
        if (cpu.access.foundHole()) {
            cpu.x[register] = before;
            cpu.nextPc = cpu.pc;
            cpu.leaveForHole();
        }
    }
}
