package dev.seascope.inject;

import dev.seascope.arch.Bits;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Contribution;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VcpuRegister;
import java.util.ArrayList;
import java.util.List;

/// Finds the bits of `ESR_EL1` that are out of the reach of a plan.
final class Locks {
    private static final Bits UPPER = Bits.of("ISS2[63:32]");
    private static final Bits EC = Bits.of("EC[31:26]");
    private static final Bits IL = Bits.of("IL[25]");
    private static final Bits ISS = Bits.of("ISS[24:0]");
    private static final long FSC = 0x3f;
    private static final int EXAMPLE = 0x21;

    private Locks() {}

    static List<Lock> of(InjectionPlan plan, Kernel kernel, Effect effect) {
        Effect.Write write = effect.result(VcpuRegister.ESR_EL1).orElse(null);
        if (write == null || plan.abort() == Abort.NONE) {
            return List.of();
        }
        List<Lock> locks = new ArrayList<>();
        locks.add(new Lock(UPPER, 0, Source.KVM, "only ISS[24:0] can be supplied"));
        locks.add(new Lock(EC, EC.get(write.after()), Source.KVM,
                "KVM chooses EC: the kind of abort, and whether PSTATE says the same EL"));
        locks.add(new Lock(IL, IL.get(write.after()), decider(write, 1L << IL.lsb()), il(kernel, write)));
        if (!kernel.events().has("ext_abt_esr")) {
            locks.add(new Lock(ISS, ISS.get(write.after()), Source.KVM,
                    kernel.id() + " takes no ISS for an abort: its struct has no ext_abt_esr"));
            return locks;
        }
        long forced = 0;
        for (Contribution source : write.sources()) {
            forced |= source.source() == Source.YOU ? 0 : source.bits() & FSC;
        }
        for (int bit = 5; bit >= 0; bit--) {
            if ((forced & 1L << bit) != 0) {
                locks.add(new Lock(new Bits("FSC", bit, bit), 1, Source.KVM, fsc(plan, forced)));
            }
        }
        return locks;
    }

    private static Source decider(Effect.Write write, long bit) {
        for (Contribution source : write.sources()) {
            if (source.source() != Source.YOU && (source.bits() & bit) != 0) {
                return source.source();
            }
        }
        return Source.LAST_TRAP;
    }

    private static String il(Kernel kernel, Effect.Write write) {
        return kernel.ilPolicy() == Kernel.IlPolicy.ALWAYS1 ? "KVM always sets IL"
                : "KVM copies IL from ESR_EL2 bit 25 of the last trap, which is " + IL.get(write.after());
    }

    private static String fsc(InjectionPlan plan, long forced) {
        long typed = plan.esr() & FSC;
        long example = plan.hasEsr() && typed != 0 && (typed & forced) != forced ? typed : EXAMPLE;
        return "KVM ORs 0x%x in: a %s of 0x%02x would arrive as 0x%02x".formatted(forced,
                plan.abort() == Abort.INSTRUCTION ? "IFSC" : "DFSC", example, example | forced);
    }
}
