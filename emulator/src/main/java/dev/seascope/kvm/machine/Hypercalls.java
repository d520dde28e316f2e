package dev.seascope.kvm.machine;

import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import org.jspecify.annotations.Nullable;

/// The calls of a guest that KVM answers: SMC Calling Convention 1.1 and PSCI 1.3 (Arm DEN 0028 and DEN 0022,
/// `arch/arm64/kvm/hypercalls.c` and `psci.c`). Left out: paravirtual time, random numbers, KVM's own services; they are
/// answered as unknown, which a guest has to expect.
final class Hypercalls {
    private static final int EXIT_HYPERCALL = 3;
    private static final long HYPERCALL_FLAG_SMC = 1;
    private static final int EXIT_SYSTEM_EVENT = 24;
    private static final int SHUTDOWN = 1;
    private static final int RESET = 2;
    private static final int SUSPEND = 5;
    private static final long RESET_FLAG_PSCI_RESET2 = 1;
    private static final long SHUTDOWN_FLAG_PSCI_OFF2 = 1;

    private static final long SMCCC_VERSION = 0x8000_0000L;
    private static final long SMCCC_ARCH_FEATURES = 0x8000_0001L;
    private static final long SMCCC_1_1 = 0x1_0001;
    private static final long WORKAROUND_1 = 0x8000_8000L;
    private static final long WORKAROUND_2 = 0x8000_7fffL;
    private static final long WORKAROUND_3 = 0x8000_3fffL;
    private static final long UNAFFECTED = 1;

    /// The bit that tells the 64-bit form of a function from the 32-bit form.
    private static final long SMC64 = 0x4000_0000L;
    private static final long PSCI_VERSION = 0x8400_0000L;
    private static final long CPU_SUSPEND = 0x8400_0001L;
    private static final long CPU_OFF = 0x8400_0002L;
    private static final long CPU_ON = 0x8400_0003L;
    private static final long AFFINITY_INFO = 0x8400_0004L;
    private static final long MIGRATE_INFO_TYPE = 0x8400_0006L;
    private static final long SYSTEM_OFF = 0x8400_0008L;
    private static final long SYSTEM_RESET = 0x8400_0009L;
    private static final long PSCI_FEATURES = 0x8400_000aL;
    private static final long SYSTEM_SUSPEND = 0x8400_000eL;
    private static final long SYSTEM_RESET2 = 0x8400_0012L;
    private static final long SYSTEM_OFF2 = 0x8400_0015L;

    private static final long PSCI_1_3 = 0x1_0003;
    private static final long NO_TRUSTED_OS = 2;
    private static final long SUCCESS = 0;
    private static final long NOT_SUPPORTED = -1;
    private static final long INVALID_PARAMETERS = -2;
    private static final long ALREADY_ON = -4;
    private static final long INTERNAL_FAILURE = -6;
    private static final long AFFINITY_ON = 0;
    private static final long AFFINITY_OFF = 1;
    private static final long AFFINITY_LEVELS = 0xff_00ff_ffffL;

    private final Vcpu vcpu;

    Hypercalls(Vcpu vcpu) {
        this.vcpu = vcpu;
    }

    /// Answer the call in X0 to X3, or do with it what the filter says. PC is behind it already.
    ///
    /// @param smc it came by SMC, not HVC
    /// @return how `KVM_RUN` ends, or null when the guest goes on
    @Nullable RunResult call(boolean smc) {
        long function = vcpu.cpu().x[0] & 0xffff_ffffL;
        return switch (vcpu.vm().smcccFilter().of(function)) {
            case HANDLE -> handle(function);
            case DENY -> answer(NOT_SUPPORTED);
            case FORWARD -> forward(function, smc);
        };
    }

    /// `KVM_EXIT_HYPERCALL`. The arguments are in the registers, `args` stays 0.
    private RunResult forward(long function, boolean smc) {
        KvmRun run = vcpu.kvmRun();
        StructLayout payload = Structs.exit("hypercall");
        run.clearExit(payload);
        run.set(payload, "nr", function);
        run.set(payload, "flags", smc ? HYPERCALL_FLAG_SMC : 0);
        run.setReason(EXIT_HYPERCALL);
        return GuestRun.EXITED;
    }

    private @Nullable RunResult handle(long function) {
        long[] x = vcpu.cpu().x;
        boolean wide = (function & SMC64) != 0;
        long mask = wide ? -1 : 0xffff_ffffL;
        long first = x[1] & mask;
        long second = x[2] & mask;
        long third = x[3] & mask;
        return switch ((int) (function & ~SMC64)) {
            case (int) SYSTEM_OFF -> wide ? answer(NOT_SUPPORTED) : systemEvent(SHUTDOWN, 0, INTERNAL_FAILURE);
            case (int) SYSTEM_RESET -> wide ? answer(NOT_SUPPORTED) : systemEvent(RESET, 0, INTERNAL_FAILURE);
            case (int) SYSTEM_RESET2 -> systemEvent(RESET, RESET_FLAG_PSCI_RESET2, INTERNAL_FAILURE);
            case (int) SYSTEM_OFF2 -> systemEvent(SHUTDOWN, SHUTDOWN_FLAG_PSCI_OFF2, INTERNAL_FAILURE);
            case (int) SYSTEM_SUSPEND -> vcpu.vm().isEnabled("ARM_SYSTEM_SUSPEND") ? suspend()
                    : answer(NOT_SUPPORTED);
            case (int) CPU_OFF -> {
                vcpu.stop();
                yield null;
            }
            case (int) CPU_ON -> answer(cpuOn(first, second, third));
            case (int) AFFINITY_INFO -> answer(affinityInfo(first, second));
            case (int) PSCI_FEATURES -> answer(features(first));
            case (int) SMCCC_ARCH_FEATURES -> answer(workaround(first));
            case (int) SMCCC_VERSION -> answer(SMCCC_1_1);
            case (int) PSCI_VERSION -> answer(PSCI_1_3);
            case (int) MIGRATE_INFO_TYPE -> answer(NO_TRUSTED_OS);
            // A suspend is a wait for interrupt: at worst a short one.
            case (int) CPU_SUSPEND -> answer(SUCCESS);
            default -> answer(NOT_SUPPORTED);
        };
    }

    private @Nullable RunResult answer(long value) {
        long[] x = vcpu.cpu().x;
        x[0] = value;
        x[1] = 0;
        x[2] = 0;
        x[3] = 0;
        return null;
    }

    /// Tell the VMM. A guest that comes back after all finds its call has failed, and its vCPUs stopped.
    private RunResult systemEvent(int type, long flags, long answer) {
        answer(answer);
        vcpu.vm().stopAll();
        return exit(type, flags);
    }

    private RunResult suspend() {
        return exit(SUSPEND, 0);
    }

    private RunResult exit(int type, long flags) {
        KvmRun run = vcpu.kvmRun();
        StructLayout payload = Structs.exit("system_event");
        run.clearExit(payload);
        run.set(payload, "type", type);
        run.set(payload, "ndata", 1);
        run.set(payload, "data", flags);
        run.setReason(EXIT_SYSTEM_EVENT);
        return GuestRun.EXITED;
    }

    private long cpuOn(long affinity, long entry, long context) {
        Vcpu target = null;
        for (Vcpu other : vcpu.vm().vcpus()) {
            if (affinity(other) == (affinity & AFFINITY_LEVELS)) {
                target = other;
            }
        }
        if (target == null || !target.isInitialised()) {
            return INVALID_PARAMETERS;
        }
        if (target.mpState() != Vcpu.STOPPED) {
            return ALREADY_ON;
        }
        target.powerOn(entry, context);
        return SUCCESS;
    }

    private long affinityInfo(long affinity, long level) {
        if (level > 3) {
            return INVALID_PARAMETERS;
        }
        long mask = AFFINITY_LEVELS & (-1L << (8 * level));
        boolean found = false;
        for (Vcpu other : vcpu.vm().vcpus()) {
            if ((affinity(other) & mask) == (affinity & mask)) {
                found = true;
                if (other.mpState() != Vcpu.STOPPED) {
                    return AFFINITY_ON;
                }
            }
        }
        return found ? AFFINITY_OFF : INVALID_PARAMETERS;
    }

    private static long affinity(Vcpu vcpu) {
        return vcpu.cpu().register("MPIDR_EL1").orElse(0) & AFFINITY_LEVELS;
    }

    private long features(long function) {
        return switch ((int) (function & ~SMC64)) {
            case (int) PSCI_VERSION, (int) CPU_SUSPEND, (int) CPU_OFF, (int) CPU_ON, (int) AFFINITY_INFO,
                    (int) MIGRATE_INFO_TYPE, (int) SYSTEM_OFF, (int) SYSTEM_RESET, (int) PSCI_FEATURES,
                    (int) SYSTEM_RESET2, (int) SMCCC_VERSION -> SUCCESS;
            case (int) SYSTEM_OFF2 -> 1;
            case (int) SYSTEM_SUSPEND -> vcpu.vm().isEnabled("ARM_SYSTEM_SUSPEND") ? SUCCESS : NOT_SUPPORTED;
            default -> NOT_SUPPORTED;
        };
    }

    private static long workaround(long function) {
        return function == WORKAROUND_1 || function == WORKAROUND_2 || function == WORKAROUND_3 ? UNAFFECTED
                : NOT_SUPPORTED;
    }
}
