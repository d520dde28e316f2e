package dev.seascope.session;

import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.machine.Vcpu;
import dev.seascope.vmm.board.Board;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Answers the MMIO exits that are for devices of the board, unless somebody wants to see one of them first. Such an
/// exit is answered when the machine goes on, if nothing has been injected instead.
final class DeviceExits {
    private final Board board;
    private Predicate<KvmExit.Mmio> wanted = _ -> false;
    /// The last exit was shown, and not yet answered.
    private boolean held;

    DeviceExits(Board board) {
        this.board = board;
    }

    /// Which exits are shown before a device answers them.
    void hold(Predicate<KvmExit.Mmio> exits) {
        wanted = exits;
    }

    /// Let a device answer an exit.
    ///
    /// @return whether one did
    boolean answer(Vcpu vcpu, KvmExit.Mmio mmio) {
        held = wanted.test(mmio);
        return !held && serve(vcpu, mmio);
    }

    /// Let a device answer the exit that was held, if the guest still waits for that.
    ///
    /// @param answered the user has answered it
    void release(Vcpu vcpu, boolean answered) {
        boolean waits = held && !answered && vcpu.get(VcpuRegister.MMIO_NEEDED) != 0
                && vcpu.get(VcpuRegister.PENDING_EXCEPTION) == VcpuRegister.PENDING_NONE;
        held = false;
        if (waits && vcpu.kvmRun().exit() instanceof KvmExit.Mmio mmio) {
            serve(vcpu, mmio);
        }
    }

    private boolean serve(Vcpu vcpu, KvmExit.Mmio mmio) {
        OptionalLong answer = board.access(mmio.physAddr(), mmio.len(), mmio.isWrite(), mmio.data());
        if (answer.isPresent() && !mmio.isWrite()) {
            vcpu.kvmRun().answer(answer.getAsLong());
        }
        return answer.isPresent();
    }

    void transfer(StateTransfer state) {
        board.transfer(state);
        held = state.next(held);
    }
}
