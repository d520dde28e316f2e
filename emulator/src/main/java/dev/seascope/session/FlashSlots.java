package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.machine.IoctlResult;
import dev.seascope.kvm.machine.Vm;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.vmm.firmware.FlashBank;

/// The memory slots of flash.
///
/// @param vm where they are
record FlashSlots(Vm vm) implements FlashBank.Slots {
    @Override
    public void map(int slot, long gpa, long bytes) {
        set(Structs.memoryRegion(slot, gpa, bytes, true));
    }

    @Override
    public void unmap(int slot) {
        set(Structs.memoryRegion(slot, 0, 0, true));
    }

    private void set(Bytes region) {
        IoctlResult result = vm.ioctl(Ioctl.KVM_SET_USER_MEMORY_REGION.number(), region);
        if (result.value() < 0) {
            throw new IllegalStateException("a slot of flash: " + result.verdict().explanation());
        }
    }
}
