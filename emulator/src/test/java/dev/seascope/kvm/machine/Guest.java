package dev.seascope.kvm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.Poison;
import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.kvm.uapi.OneReg;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Baseline B of the conformance cases as a machine: one vCPU at `PC` with one instruction, vectors of `b .`, a hole at
/// `HOLE`.
final class Guest {
    static final long PC = 0x40_0100;
    static final long VBAR = 0x1_0000;
    static final long HOLE = 0x0800_0000L;
    static final long POISON = 0x4800_1000L;

    static final int LDR_X0_X1 = 0xf940_0020;
    static final int LDR_X0_X1_POST = 0xf840_8420;
    static final int STR_X0_X1_POST = 0xf800_8420;
    static final int LDR_WZR_X1 = 0xb940_003f;
    static final int STR_W2_X1 = 0xb900_0022;
    static final int LDRSB_X0_X1 = 0x3980_0020;
    static final int LDRSH_W0_X1 = 0x79c0_0020;
    static final int LDRSW_X0_X1 = 0xb980_0020;
    static final int DC_CIVAC_X1 = 0xd50b_7e21;
    static final int BR_X1 = 0xd61f_0020;
    static final int HVC_0 = 0xd400_0002;
    static final int SMC_0 = 0xd400_0003;
    static final int SMC_1 = 0xd400_0023;
    static final int WFI = 0xd503_207f;
    static final int NOP = 0xd503_201f;
    static final int MSR_DAIFCLR_4 = 0xd503_44ff;
    static final int MRS_X0_ISR = 0xd538_c100;
    static final int ESB = 0xd503_221f;
    static final int MRS_X0_DISR = 0xd538_c120;
    private static final int B_SELF = 0x1400_0000;

    final Vm vm;
    final Vcpu vcpu;

    private Guest(Kernel kernel, Host host, Set<VmFeature> features, int... code) throws KvmException {
        vm = new Kvm(kernel, host).createVm(40, features, 1 << 28);
        vcpu = vm.createVcpu(0);
        assertThat(vcpu.init().errno()).isEmpty();
        slot(0, 0, 1 << 20, 0);
        slot(1, 0x40_0000, 1 << 20, 0);
        slot(2, 0x4800_0000L, 1 << 16, 0);
        for (int vector = 0; vector < 16; vector++) {
            words(VBAR + 0x80L * vector, B_SELF);
        }
        words(PC, code);
        set(VcpuRegister.PC, PC);
        set(VcpuRegister.PSTATE, 0x6000_0005L);
        set(VcpuRegister.VBAR_EL1, VBAR);
        set(VcpuRegister.SCTLR_EL1, 1 << 23);
        set(VcpuRegister.X0, 0x2a);
        set(VcpuRegister.X1, HOLE);
    }

    static Guest of(String kernel, int... code) throws KvmException {
        return new Guest(Kernel.of(kernel), Host.DEFAULT, EnumSet.of(VmFeature.RAS), code);
    }

    static Guest of(Kernel kernel, Host host, Set<VmFeature> features, int... code) throws KvmException {
        return new Guest(kernel, host, features, code);
    }

    IoctlResult slot(int id, long gpa, long bytes, int flags) {
        StructLayout layout = Structs.USERSPACE_MEMORY_REGION;
        Bytes struct = layout.with(layout.with(layout.with(layout.with(layout.with(layout.zeros(), "slot", id),
                "flags", flags), "guest_phys_addr", gpa), "memory_size", bytes), "userspace_addr",
                0x7f00_0000_0000L + gpa);
        return vm.ioctl(Ioctl.KVM_SET_USER_MEMORY_REGION.number(), struct);
    }

    void words(long gpa, int... words) {
        Bytes bytes = Bytes.copyOf(new byte[4 * words.length]);
        for (int i = 0; i < words.length; i++) {
            bytes = bytes.with(4 * i, 4, words[i]);
        }
        vm.memory().write(gpa, bytes);
    }

    void poison(Poison poison) {
        vm.memory().setPoison(List.of(poison));
        set(VcpuRegister.X1, POISON);
    }

    long get(VcpuRegister register) {
        return vcpu.get(register);
    }

    void set(VcpuRegister register, long value) {
        vcpu.set(register, value);
    }

    RunResult run() {
        return vcpu.run(100);
    }

    KvmExit exit() {
        return ((RunResult.Exited) run()).exit();
    }

    IoctlResult events(Map<String, Long> fields) {
        StructLayout layout = vm.kernel().header();
        Bytes struct = layout.zeros();
        for (Map.Entry<String, Long> field : fields.entrySet()) {
            struct = layout.with(struct, field.getKey(), field.getValue());
        }
        return vcpu.ioctl(Ioctl.KVM_SET_VCPU_EVENTS.number(layout.size()), struct);
    }

    IoctlResult setOneReg(String name, long value) {
        return oneReg(Ioctl.KVM_SET_ONE_REG, OneReg.named(name).orElseThrow().id(), value);
    }

    long getOneReg(String name) {
        return oneReg(Ioctl.KVM_GET_ONE_REG, OneReg.named(name).orElseThrow().id(), 0).argument().number(16, 8);
    }

    IoctlResult oneReg(Ioctl ioctl, long id, long value) {
        return vcpu.ioctl(ioctl.number(), Bytes.copyOf(new byte[32]).with(0, 8, id).with(16, 8, value));
    }

    void answer(long data) {
        vcpu.kvmRun().write(40, Bytes.copyOf(new byte[8]).with(0, 8, data));
    }

    /// What the listener hears of exceptions from now on.
    List<Integer> vectors() {
        List<Integer> vectors = new ArrayList<>();
        vcpu.cpu().setExceptionListener(new dev.seascope.cpu.ExceptionListener() {
            @Override
            public void exceptionTaken(Taken taken) {
                vectors.add(taken.vectorOffset());
            }

            @Override
            public void exceptionReturned(long retired, int toEl, long pc) {
                // Not asked for.
            }
        });
        return vectors;
    }
}
