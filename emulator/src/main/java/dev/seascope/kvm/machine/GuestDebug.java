package dev.seascope.kvm.machine;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.HostDebug;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.List;
import java.util.stream.LongStream;

/// `KVM_SET_GUEST_DEBUG` (`arch/arm64/kvm/debug.c` and `guest.c`). Everything here is recalled.
final class GuestDebug {
    /// `KVM_GUESTDBG_ENABLE`.
    private static final long ENABLE = 1;
    private static final long SINGLESTEP = 2;
    /// Needs nothing: a VMM writes BRK into the guest's memory, and while the guest is debugged each BRK is an exit.
    private static final long USE_SW_BP = 1 << 16;
    private static final long USE_HW = 1 << 17;
    /// The control bits that KVM knows.
    static final long KNOWN = ENABLE | SINGLESTEP | USE_SW_BP | USE_HW;

    private static final List<String> REGISTERS = List.of("dbg_bcr", "dbg_bvr", "dbg_wcr", "dbg_wvr");
    /// Of each kind, whatever the processor has.
    private static final int SLOTS = 16;

    private final Cpu cpu;
    private long control;
    /// The registers of the struct, kind by kind.
    private final long[] registers = new long[REGISTERS.size() * SLOTS];

    GuestDebug(Cpu cpu) {
        this.cpu = cpu;
    }

    void transfer(StateTransfer state) {
        control = state.next(control);
        state.next(registers);
        if (state.isLoading()) {
            apply();
        }
    }

    /// Whether each instruction ends in an exit.
    boolean isSingleStepped() {
        return (control & ENABLE) != 0 && (control & SINGLESTEP) != 0;
    }

    IoctlResult set(Bytes argument) {
        StructLayout layout = Structs.GUEST_DEBUG;
        long wanted = layout.get(argument, "control");
        if ((wanted & ~KNOWN) != 0) {
            return Vm.recalled(Errno.EINVAL, "KVM_SET_GUEST_DEBUG", "control has bits that KVM does not know");
        }
        control = wanted;
        for (int i = 0; i < registers.length; i++) {
            registers[i] = layout.elements(argument, REGISTERS.get(i / SLOTS)).get(i % SLOTS);
        }
        apply();
        return IoctlResult.of(0);
    }

    private void apply() {
        cpu.setHostDebug((control & ENABLE) == 0 ? null : (control & USE_HW) == 0 ? HostDebug.INSTRUCTIONS_ONLY
                : new HostDebug(kind(0), kind(1), kind(2), kind(3)));
    }

    private List<Long> kind(int kind) {
        return LongStream.of(registers).skip((long) kind * SLOTS).limit(SLOTS).boxed().toList();
    }
}
