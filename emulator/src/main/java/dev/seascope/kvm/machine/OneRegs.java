package dev.seascope.kvm.machine;

import static dev.seascope.kvm.Verdict.Certainty.READ;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.Cpu;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.kvm.VmFeature;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.OneReg;
import dev.seascope.kvm.uapi.Structs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// `KVM_GET_ONE_REG`, `KVM_SET_ONE_REG` and `KVM_GET_REG_LIST` (`arch/arm64/kvm/guest.c` and `sys_regs.c`).
final class OneRegs {
    private static final String GET = "KVM_GET_ONE_REG";
    private static final String SET = "KVM_SET_ONE_REG";
    private static final int STRUCT_BYTES = Structs.ONE_REG.size();

    /// Registers that the guest has but KVM keeps no value of, or another one.
    private static final Set<String> HIDDEN = Set.of("ISR_EL1", "SPSR_EL1", "ELR_EL1", "SP_EL0", "SPSel", "CurrentEL",
            "PAN", "UAO", "NZCV", "DAIF", "DIT", "SSBS", "TCO", "FPCR", "FPSR", "CCSIDR_EL1", "DCZID_EL0", "ERRIDR_EL1",
            "ERRSELR_EL1", "ERXFR_EL1", "ERXCTLR_EL1", "ERXSTATUS_EL1", "ERXADDR_EL1", "ERXMISC0_EL1", "ERXMISC1_EL1",
            "CNTFRQ_EL0", "CNTP_TVAL_EL0", "CNTV_TVAL_EL0", "PMSWINC_EL0", "PMXEVTYPER_EL0", "PMXEVCNTR_EL0",
            "PMCEID0_EL0", "PMCEID1_EL0", "PMMIR_EL1");
    /// What says which processor it is. KVM lets a VMM change some of it before the first run; here the processor is as
    /// it is.
    private static final Set<String> IDENTITY = Set.of("MIDR_EL1", "REVIDR_EL1", "AIDR_EL1", "CTR_EL0", "CLIDR_EL1");

    private static final List<String> BANKED = List.of("SPSR_UND", "SPSR_IRQ", "SPSR_FIQ");
    /// Where the guest sets bits of a register, and where it clears them. User space writes the register itself through
    /// either, so that what it read can be put back (Linux 6.14 on).
    private static final Map<String, String> SET_AND_CLEAR = Map.of("PMCNTENSET_EL0", "PMCNTENCLR_EL0",
            "PMINTENSET_EL1", "PMINTENCLR_EL1", "PMOVSSET_EL0", "PMOVSCLR_EL0");
    private static final long MODE = 0x1f;
    private static final long MODE_USR32 = 0x10;
    private static final long MODE_SYS32 = 0x1f;

    private final Vcpu vcpu;
    private final TreeMap<String, Long> banked = new TreeMap<>();

    OneRegs(Vcpu vcpu) {
        this.vcpu = vcpu;
    }

    void transfer(StateTransfer state) {
        for (String name : BANKED) {
            banked.put(name, state.next(banked.getOrDefault(name, 0L)));
        }
    }

    IoctlResult get(Bytes argument) {
        return access(GET, argument, false);
    }

    IoctlResult set(Bytes argument) {
        return access(SET, argument, true);
    }

    private IoctlResult access(String call, Bytes argument, boolean write) {
        if (!vcpu.isInitialised()) {
            return Vm.recalled(Errno.ENOEXEC, call, "KVM_ARM_VCPU_INIT has not been called");
        }
        if (argument.size() < STRUCT_BYTES) {
            return IoctlResult.failure(Errno.EFAULT, call, "struct kvm_one_reg cannot be read", READ);
        }
        OneReg register = new OneReg(Structs.ONE_REG.get(argument, "id"));
        if (!register.isArm64()) {
            return Vm.recalled(Errno.EINVAL, call, "0x%x is not the id of an arm64 register".formatted(register.id()));
        }
        Optional<IoctlResult> unknown = register.isCore() ? unknownCore(call, register)
                : unknownSystem(call, register);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        if (argument.size() < STRUCT_BYTES + register.bytes()) {
            return IoctlResult.failure(Errno.EFAULT, call, "the value is not accessible", READ);
        }
        return write ? store(register, argument) : IoctlResult.of(0, load(register, argument));
    }

    private static Optional<IoctlResult> unknownCore(String call, OneReg register) {
        if (register.coreOffset() >= OneReg.CORE_BYTES) {
            return Optional.of(Vm.recalled(Errno.ENOENT, call, "the offset lies beyond struct kvm_regs"));
        }
        return register.core().isPresent() ? Optional.empty() : Optional.of(Vm.recalled(Errno.EINVAL, call,
                "no register of this size begins at offset %d of struct kvm_regs".formatted(register.coreOffset())));
    }

    private Optional<IoctlResult> unknownSystem(String call, OneReg register) {
        boolean known = register.isSystem() && register.bytes() == Long.BYTES
                && !isHidden(register.systemName()) && vcpu.register(register.systemName()).isPresent()
                && !isHiddenFeature(register.systemName());
        return known ? Optional.empty()
                : Optional.of(Vm.recalled(Errno.ENOENT, call, "KVM keeps no register " + register));
    }

    /// The CPU interface of an interrupt controller is saved through its own file descriptor.
    private static boolean isHidden(String name) {
        return HIDDEN.contains(name) || name.startsWith("ICC_");
    }

    private boolean isHiddenFeature(String name) {
        return name.equals("SCTLR2_EL1") && !vcpu.vm().features().contains(VmFeature.SCTLRX);
    }

    private Bytes load(OneReg register, Bytes argument) {
        if (register.isCore()) {
            OneReg.Core core = register.core().orElseThrow();
            if (core.bytes() == 16) {
                int v = vector(core);
                return argument.with(STRUCT_BYTES, 8, vcpu.cpu().v[2 * v])
                        .with(STRUCT_BYTES + 8, 8, vcpu.cpu().v[2 * v + 1]);
            }
            return argument.with(STRUCT_BYTES, core.bytes(), loadCore(core));
        }
        return argument.with(STRUCT_BYTES, 8, vcpu.register(register.systemName()).orElseThrow());
    }

    private static int vector(OneReg.Core core) {
        return Integer.parseInt(core.name().substring(1));
    }

    private long loadCore(OneReg.Core core) {
        Cpu cpu = vcpu.cpu();
        return switch (core.name()) {
            case "FPSR" -> cpu.fpsr;
            case "FPCR" -> cpu.fpcr;
            default -> BANKED.contains(core.name()) ? banked.getOrDefault(core.name(), 0L)
                    : vcpu.register(core.name()).orElseThrow();
        };
    }

    private IoctlResult store(OneReg register, Bytes argument) {
        if (register.isCore()) {
            return storeCore(register.core().orElseThrow(), argument);
        }
        String name = register.systemName();
        long value = argument.number(STRUCT_BYTES, 8);
        if (isIdentification(name)) {
            return value == vcpu.register(name).orElse(0) ? IoctlResult.of(0) : identification(name);
        }
        String target = name;
        for (Map.Entry<String, String> pair : SET_AND_CLEAR.entrySet()) {
            if (name.equals(pair.getKey()) || name.equals(pair.getValue())) {
                vcpu.setRegister(pair.getValue(), -1);
                target = pair.getKey();
            }
        }
        vcpu.setRegister(target, value);
        return IoctlResult.of(0);
    }

    private static boolean isIdentification(String name) {
        return name.startsWith("ID_") || IDENTITY.contains(name);
    }

    private IoctlResult identification(String name) {
        return vcpu.cpu().attempted() != 0
                ? Vm.recalled(Errno.EBUSY, SET, name + " cannot change once the vCPU has run")
                : Vm.recalled(Errno.EINVAL, SET, name + " says what the processor is");
    }

    private IoctlResult storeCore(OneReg.Core core, Bytes argument) {
        Cpu cpu = vcpu.cpu();
        if (core.bytes() == 16) {
            int v = vector(core);
            cpu.v[2 * v] = argument.number(STRUCT_BYTES, 8);
            cpu.v[2 * v + 1] = argument.number(STRUCT_BYTES + 8, 8);
            return IoctlResult.of(0);
        }
        long value = argument.number(STRUCT_BYTES, core.bytes());
        switch (core.name()) {
            case "FPSR" -> cpu.fpsr = (int) value;
            case "FPCR" -> cpu.fpcr = (int) value;
            case "PSTATE" -> {
                if (!isLegalMode(value)) {
                    return Vm.recalled(Errno.EINVAL, SET, "PSTATE.M 0x%02x is no mode of this guest".formatted(
                            value & MODE));
                }
                cpu.setPstate(value);
            }
            default -> {
                if (BANKED.contains(core.name())) {
                    banked.put(core.name(), value);
                } else {
                    vcpu.setRegister(core.name(), value);
                }
            }
        }
        return IoctlResult.of(0);
    }

    /// Modes of the guest's EL1 and EL0. A 64-bit guest may be in AArch32 User mode.
    private boolean isLegalMode(long pstate) {
        boolean aarch32El1 = vcpu.vm().features().contains(VmFeature.AARCH32_EL1);
        long mode = pstate & MODE;
        if (mode == MODE_USR32) {
            return true;
        }
        boolean privileged32 = (mode >= 0x11 && mode <= 0x13) || mode == 0x17 || mode == 0x1b || mode == MODE_SYS32;
        boolean mode64 = mode == 0 || mode == 4 || mode == 5;
        return aarch32El1 ? privileged32 : mode64;
    }

    /// The ids that KVM answers. The caller says how many it has room for in the first eight bytes.
    IoctlResult list(Bytes argument) {
        if (!vcpu.isInitialised()) {
            return Vm.recalled(Errno.ENOEXEC, "KVM_GET_REG_LIST", "KVM_ARM_VCPU_INIT has not been called");
        }
        if (argument.size() < Long.BYTES) {
            return IoctlResult.failure(Errno.EFAULT, "KVM_GET_REG_LIST", "the struct cannot be read", READ);
        }
        List<OneReg> ids = ids();
        Bytes counted = argument.with(0, 8, ids.size());
        if (Long.compareUnsigned(argument.number(0, 8), ids.size()) < 0) {
            IoctlResult failure = Vm.recalled(Errno.E2BIG, "KVM_GET_REG_LIST", "there are %d".formatted(ids.size()));
            return new IoctlResult(-1, counted, failure.verdict(), failure.effect());
        }
        int needed = Long.BYTES * (1 + ids.size());
        if (argument.size() < needed) {
            return IoctlResult.failure(Errno.EFAULT, "KVM_GET_REG_LIST", "the list cannot be written", READ);
        }
        byte[] filled = Arrays.copyOf(counted.toArray(), argument.size());
        for (int i = 0; i < ids.size(); i++) {
            for (int b = 0; b < Long.BYTES; b++) {
                filled[Long.BYTES * (1 + i) + b] = (byte) (ids.get(i).id() >>> (8 * b));
            }
        }
        return IoctlResult.of(0, Bytes.copyOf(filled));
    }

    private List<OneReg> ids() {
        List<OneReg> ids = new ArrayList<>();
        for (OneReg.Core core : OneReg.cores()) {
            OneReg.named(core.name()).ifPresent(ids::add);
        }
        for (String name : vcpu.cpu().systemRegisters().keySet()) {
            if (!isHidden(name)) {
                OneReg.named(name).ifPresent(ids::add);
            }
        }
        OneReg.named("IFSR32_EL2").ifPresent(ids::add);
        return ids;
    }
}
