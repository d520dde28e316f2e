package dev.seascope.kvm.machine;

import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.El2Registers;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.Trap;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.RunInjection;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.Capability;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import dev.seascope.kvm.vgic.Vgic;
import org.jspecify.annotations.Nullable;

/// What KVM does about an abort that the guest took to EL2 (`arch/arm64/kvm/mmu.c` and `mmio.c`): which become exits,
/// which become exceptions of the guest, and which nobody notices.
final class Aborts {
    static final int ZERO_REGISTER = 31;

    private static final int EXIT_ARM_NISV = 28;
    private static final int EXIT_ARM_SEA = 41;
    private static final int EXIT_ARM_LDST64B = 42;

    private static final int FSC_PERMISSION = 0x0c;
    private static final int FSC_ACCESS_FLAG = 0x08;
    private static final int FSC_TRANSLATION = 0x04;
    private static final int FSC_EXCL_ATOMIC = 0x35;
    private static final long ESR_FSC = 0x3f;
    private static final long ESR_WNR = 1 << 6;
    private static final long ESR_S1PTW = 1 << 7;
    private static final long ESR_CM = 1 << 8;
    private static final long ESR_FNV = 1 << 10;
    private static final long ESR_LST = 0b11 << 11;
    private static final long ESR_ISV = 1 << 24;
    private static final long NISV_ISS = 0x17f;
    /// EC, IL, FnV, EA, CM, WnR and FSC: what a VMM may know of a memory error.
    private static final long SEA_ESR = 0xfe00_077fL;
    private static final long SEA_SET = 0x1800;
    private static final long PAGE_OFFSET = 0xfff;

    private final Vcpu vcpu;
    private final Vm vm;
    private final Cpu cpu;
    private final KvmRun run;
    private final KeptState kept;
    private final El2Registers el2;

    Aborts(Vcpu vcpu) {
        this.vcpu = vcpu;
        this.vm = vcpu.vm();
        this.cpu = vcpu.cpu();
        this.run = vcpu.kvmRun();
        this.kept = vcpu.kept();
        this.el2 = cpu.el2();
    }

    /// Bytes of the access that a valid syndrome describes.
    static int length(long esr) {
        return 1 << (esr >>> 22 & 3);
    }

    /// The register that a valid syndrome names.
    static int register(long esr) {
        return (int) (esr >>> 16) & 0x1f;
    }

    /// The low bytes of a value in opposite order.
    static long swap(long value, int bytes) {
        return Long.reverseBytes(value) >>> (Long.SIZE - 8 * bytes);
    }

    /// Answer an access that the hardware describes to where no slot is.
    ///
    /// @return how `KVM_RUN` ends, or null when the guest goes on
    @Nullable RunResult handleHole() {
        // The return from EL2 does that.
        cpu.clearExclusive();
        long esr = el2.esr;
        long ipa = el2.ipa | (el2.far & PAGE_OFFSET);
        if (vm.isOutside(ipa)) {
            injectOutside(false, ipa);
            return null;
        }
        return access(esr, ipa);
    }

    /// Answer another abort.
    ///
    /// @return how `KVM_RUN` ends, or null when the guest goes on
    @Nullable RunResult handle(Trap trap) {
        long esr = trap.esrEl2();
        int fsc = (int) (esr & ESR_FSC);
        if (isExternal(fsc)) {
            return external(trap);
        }
        boolean instruction = trap.ec() == Trap.EC_IABT_LOW;
        long ipa = trap.ipa() | (trap.farEl2() & PAGE_OFFSET);
        if ((fsc & ~3) == FSC_TRANSLATION && vm.isOutside(ipa)) {
            injectOutside(instruction, ipa);
            return null;
        }
        int type = fsc & ~3;
        if (type != FSC_TRANSLATION && type != FSC_PERMISSION && type != FSC_ACCESS_FLAG && fsc != FSC_EXCL_ATOMIC) {
            return failed(Errno.EFAULT, "KVM does not handle fault status 0x%02x at stage 2".formatted(fsc));
        }
        MemorySlot slot = vm.memory().slotOrNull(trap.ipa());
        if (slot != null && !(slot.readOnly() && isWrite(esr, instruction))) {
            return null;
        }
        if (instruction || (esr & ESR_S1PTW) != 0) {
            vcpu.perform(RunInjection.abort(kernel(), vcpu.state(), instruction));
            return null;
        }
        if (slot == null && (esr & ESR_CM) != 0) {
            cpu.completeInstruction();
            return null;
        }
        return io(esr, ipa);
    }

    private Kernel kernel() {
        return vm.kernel();
    }

    private RunResult failed(Errno errno, String why) {
        return new RunResult.Failed(errno, run.exit(), why);
    }

    /// External aborts and parity errors, on a table walk or not.
    private static boolean isExternal(int fsc) {
        return fsc == 0x10 || (fsc >= 0x13 && fsc <= 0x18) || (fsc >= 0x1b && fsc <= 0x1f);
    }

    /// An address beyond the host's or the machine's physical addresses: the guest's own fault.
    private void injectOutside(boolean instruction, long ipa) {
        if (ipa >>> vm.host().ipaLimitBits() != 0) {
            vcpu.perform(RunInjection.addressSizeFault(kernel(), vcpu.state(), instruction, ipa));
        } else {
            vcpu.perform(RunInjection.abortOutside(kernel(), vcpu.state(), instruction, ipa));
        }
    }

    /// A walk writes only to update a descriptor, which is a permission fault.
    private static boolean isWrite(long esr, boolean instruction) {
        if ((esr & ESR_S1PTW) != 0) {
            return (esr & ESR_FSC & ~3) == FSC_PERMISSION;
        }
        return !instruction && (esr & ESR_WNR) != 0;
    }

    private @Nullable RunResult io(long esr, long ipa) {
        if ((esr & ESR_ISV) == 0) {
            if (!vm.isEnabled(Capability.ARM_NISV_TO_USER)) {
                return failed(Errno.ENOSYS,
                        "the hardware does not describe the access (ISV 0) and KVM_CAP_ARM_NISV_TO_USER is off");
            }
            return exitWithIss(EXIT_ARM_NISV, esr & NISV_ISS, ipa);
        }
        if ((esr & ESR_LST) != 0 && (esr & ESR_FSC) != FSC_EXCL_ATOMIC && kernel().does(Kernel.Toggle.LDST64B)) {
            return exitWithIss(EXIT_ARM_LDST64B, esr & ~ESR_FSC, ipa);
        }
        return access(esr, ipa);
    }

    /// Emulate a load or store of one register, here or in user space.
    private @Nullable RunResult access(long esr, long ipa) {
        Vgic vgic = vm.vgicOrNull();
        if (vgic != null && vgic.decodes(ipa)) {
            inKernel(vgic, esr, ipa);
            return null;
        }
        int bytes = length(esr);
        if ((esr & ESR_WNR) == 0) {
            run.exitLoad(ipa, bytes);
        } else {
            int rt = register(esr);
            long value = rt == ZERO_REGISTER ? 0 : cpu.x[rt];
            run.exitStore(ipa, bytes, cpu.isBigEndian() ? swap(value, bytes) : value);
        }
        kept.mmioNeeded = true;
        return GuestRun.EXITED;
    }

    /// An access to the interrupt controller, which user space does not see.
    private void inKernel(Vgic vgic, long esr, long ipa) {
        int bytes = length(esr);
        int rt = register(esr);
        boolean swapped = cpu.isBigEndian();
        if ((esr & ESR_WNR) != 0) {
            long value = rt == ZERO_REGISTER ? 0 : cpu.x[rt];
            vgic.write(vcpu.index(), ipa, bytes, swapped ? swap(value, bytes) : value);
        } else {
            long value = vgic.read(vcpu.index(), ipa, bytes);
            if (rt != ZERO_REGISTER) {
                cpu.x[rt] = GuestRun.extended(vcpu, esr, swapped ? swap(value, bytes) : value);
            }
        }
        cpu.completeInstruction();
    }

    private RunResult exitWithIss(int reason, long iss, long ipa) {
        StructLayout payload = Structs.exit("arm_nisv");
        run.set(payload, "esr_iss", iss);
        run.set(payload, "fault_ipa", ipa);
        run.setReason(reason);
        return GuestRun.EXITED;
    }

    /// A memory error: the host's, the guest's to be told to the VMM, or an SError.
    private @Nullable RunResult external(Trap trap) {
        Host host = vm.host();
        if (host.apeiClaims() || trap.apei()) {
            return null;
        }
        long esr = trap.esrEl2();
        boolean toUser = kernel().does(Kernel.Toggle.SEA_TO_USER)
                && vm.isEnabled(Capability.ARM_SEA_TO_USER);
        if (!toUser || isHostOwned(esr, host)) {
            vcpu.perform(RunInjection.serror(kernel(), vcpu.state()));
            return null;
        }
        StructLayout payload = Structs.exit("arm_sea");
        run.clearExit(payload);
        run.set(payload, "esr", esr & (vm.features().contains(VmFeature.RAS) ? SEA_ESR | SEA_SET : SEA_ESR));
        if ((esr & ESR_FNV) == 0) {
            run.set(payload, "gva", trap.farEl2());
        }
        if (trap.hpfarValid()) {
            run.set(payload, "flags", KvmExit.ArmSea.GPA_VALID);
            run.set(payload, "gpa", trap.ipa());
        }
        run.setReason(EXIT_ARM_SEA);
        return GuestRun.EXITED;
    }

    /// An error in what belongs to the host and not to the guest: the stage 2 tables. The page behind `VNCR_EL2` counts
    /// too, but only for a guest with an EL2.
    private static boolean isHostOwned(long esr, Host host) {
        long fsc = esr & ESR_FSC;
        return !host.ras() || (fsc >= 0x13 && fsc <= 0x17 && (esr & ESR_S1PTW) != 0);
    }
}
