package dev.seascope.session;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.kvm.machine.IoctlResult;
import dev.seascope.kvm.machine.Kvm;
import dev.seascope.kvm.machine.KvmException;
import dev.seascope.kvm.machine.Vcpu;
import dev.seascope.kvm.machine.Vm;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.vmm.board.BoardSpec;
import dev.seascope.vmm.board.Gic;
import dev.seascope.vmm.board.InterruptController;
import java.util.Optional;

/// Makes the virtual machine of a specification: all that a VMM does before the first `KVM_RUN`.
///
/// @param spec what it is to be
record MachineMaker(MachineSpec spec) {
    private static final int TARGET_GENERIC_V8 = 5;
    private static final long FEATURE_POWER_OFF = 1;
    private static final long FEATURE_PSCI_0_2 = 1 << 2;

    /// Make it, without memory.
    ///
    /// @param memoryLimit the most memory that all slots together may claim
    /// @throws MachineSpec.UnusableException if the specification contradicts itself or KVM refuses it
    Vm make(long memoryLimit) throws MachineSpec.UnusableException {
        try {
            Vm vm = new Kvm(spec.kernel(), spec.host()).createVm(spec.ipaBits(), spec.features(), memoryLimit);
            for (int id = 0; id < spec.board().map(BoardSpec::vcpus).orElse(1); id++) {
                vm.createVcpu(id);
            }
            Optional<IoctlResult> failed = InterruptController.create(vm,
                    spec.board().map(BoardSpec::gic).orElse(Gic.NONE));
            if (failed.isPresent()) {
                require("the interrupt controller", failed.get());
            }
            return vm;
        } catch (KvmException e) {
            throw new MachineSpec.UnusableException("KVM refuses the virtual machine: " + e.getMessage());
        }
    }

    private static void require(String what, IoctlResult result) throws MachineSpec.UnusableException {
        if (result.value() < 0) {
            throw new MachineSpec.UnusableException("%s: %s".formatted(what, result.verdict().explanation()));
        }
    }

    /// Give it memory, and everything else that it is to begin with.
    ///
    /// @throws MachineSpec.UnusableException if something does not fit
    void fill(Vm vm) throws MachineSpec.UnusableException {
        for (MemorySlot slot : spec.slots()) {
            IoctlResult result = vm.ioctl(Ioctl.KVM_SET_USER_MEMORY_REGION.number(), Structs.memoryRegion(slot.id(),
                    slot.gpa(), slot.bytes(), slot.readOnly()));
            if (result.value() < 0) {
                throw new MachineSpec.UnusableException("memory slot at 0x%x: %s"
                        .formatted(slot.gpa(), result.verdict().explanation()));
            }
        }
        vm.memory().setPoison(spec.poison());
        for (MachineSpec.Content content : spec.contents()) {
            try {
                vm.memory().write(content.gpa(), content.bytes());
            } catch (IllegalArgumentException e) {
                throw new MachineSpec.UnusableException("%d bytes at 0x%x do not lie in a memory slot"
                        .formatted(content.bytes().size(), content.gpa()));
            }
        }
        if (spec.initialise()) {
            vm.vcpus().getFirst().init();
            for (Vcpu other : vm.vcpus().subList(1, vm.vcpus().size())) {
                // They wait for the first one to switch them on by PSCI.
                StructLayout layout = Structs.VCPU_INIT;
                Bytes init = layout.with(layout.with(layout.zeros(), "target", TARGET_GENERIC_V8), "features",
                        FEATURE_POWER_OFF | FEATURE_PSCI_0_2);
                require("KVM_ARM_VCPU_INIT", other.ioctl(Ioctl.KVM_ARM_VCPU_INIT.number(), init));
            }
        }
        for (MachineSpec.Register register : spec.registers()) {
            if (!write(vm.vcpus().getFirst(), register)) {
                throw new MachineSpec.UnusableException("this guest has no register " + register.name());
            }
        }
        for (String capability : spec.capabilities()) {
            IoctlResult result = vm.enableCapability(capability);
            if (result.value() < 0) {
                throw new MachineSpec.UnusableException("KVM_ENABLE_CAP: " + result.verdict().explanation());
            }
        }
    }

    private static boolean write(Vcpu vcpu, MachineSpec.Register register) {
        Cpu cpu = vcpu.cpu();
        String name = register.name();
        if (name.matches("V\\d+")) {
            int v = Integer.parseInt(name.substring(1));
            cpu.v[2 * v] = register.low();
            cpu.v[2 * v + 1] = register.high();
            return true;
        }
        return vcpu.setRegister(name, register.low());
    }
}
