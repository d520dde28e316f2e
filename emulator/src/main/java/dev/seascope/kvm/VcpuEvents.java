package dev.seascope.kvm;

import static dev.seascope.kvm.Kernel.Toggle.NON_ATOMIC_SET;
import static dev.seascope.kvm.Kernel.Toggle.SEA_BEFORE_SERROR;

import dev.seascope.arch.Bytes;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.kvm.uapi.Errno;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/// `KVM_SET_VCPU_EVENTS` and `KVM_GET_VCPU_EVENTS` as functions of kernel, vCPU and bytes. Nothing is changed here:
/// the answer says what would be written, and making the call is writing it.
public final class VcpuEvents {
    /// The answer to a call.
    ///
    /// @param verdict what the ioctl returns and why
    /// @param effect what it writes; not always nothing when it fails, see [Kernel.Toggle#NON_ATOMIC_SET]
    public record Outcome(Verdict verdict, Effect effect) {}

    private static final String SERROR_ESR = "serror_esr";
    private static final String SERROR_HAS_ESR = "serror_has_esr";
    private static final String EXT_ABT_ESR = "ext_abt_esr";
    private static final String EXT_ABT_HAS_ESR = "ext_abt_has_esr";

    private final Kernel kernel;
    private final StructLayout layout;
    private final VcpuState state;
    private final Steps steps;
    private final Bytes struct;

    private VcpuEvents(Kernel kernel, VcpuState state, Bytes struct) {
        this.kernel = kernel;
        this.layout = kernel.events();
        this.state = state;
        this.struct = struct;
        this.steps = !kernel.does(NON_ATOMIC_SET) ? Steps.HOISTED
                : kernel.does(SEA_BEFORE_SERROR) ? Steps.SEA_FIRST : Steps.SERROR_FIRST;
    }

    /// Where the specification of a kernel's order puts each rule.
    private record Steps(int hostRas, int mask, int both, int abort, int serror, int done) {
        static final Steps SERROR_FIRST = new Steps(5, 5, 6, 6, 5, 7);
        static final Steps SEA_FIRST = new Steps(7, 8, 5, 5, 9, 11);
        static final Steps HOISTED = new Steps(5, 6, 7, 8, 10, 10);
    }

    /// What `KVM_SET_VCPU_EVENTS` does with the bytes that the pointer leads to.
    ///
    /// @param struct the caller's memory from the pointer on; bytes beyond the kernel's struct are not read, and too
    ///     few are a fault (EFAULT)
    public static Outcome set(Kernel kernel, VcpuState state, Bytes struct) {
        return new VcpuEvents(kernel, state, struct).set();
    }

    /// What either ioctl answers to a number that it does not know.
    public static Outcome unknownIoctl(Kernel kernel, long number) {
        return new Outcome(new Verdict(Errno.EINVAL.name(), kernel.id() + ", ioctl number", "",
                "the kernel knows no ioctl 0x" + Long.toHexString(number), Verdict.Certainty.READ), Effect.NONE);
    }

    /// What `KVM_GET_VCPU_EVENTS` writes. An abort is never reported.
    public static Bytes get(Kernel kernel, VcpuState state) {
        StructLayout layout = kernel.events();
        Bytes struct = layout.zeros();
        if (state.host().ras()) {
            struct = layout.with(struct, SERROR_HAS_ESR, 1);
        }
        if (state.get(VcpuRegister.VSE_PENDING) != 0) {
            struct = layout.with(struct, "serror_pending", 1);
            if (state.host().ras()) {
                struct = layout.with(struct, SERROR_ESR, state.get(VcpuRegister.VSESR_EL2));
            }
        }
        return struct;
    }

    private Outcome set() {
        Verdict refused = frontEnd();
        if (refused == null && !kernel.does(NON_ATOMIC_SET)) {
            refused = hoisted();
        }
        if (refused != null) {
            return new Outcome(refused, Effect.NONE);
        }
        Injection injection = new Injection(kernel, state);
        boolean abortFirst = kernel.does(SEA_BEFORE_SERROR);
        refused = abortFirst ? abort(injection) : serror(injection);
        if (refused == null) {
            refused = abortFirst ? serror(injection) : abort(injection);
        }
        Effect effect = injection.effect();
        return new Outcome(refused != null ? refused : accepted(effect), effect);
    }

    private @Nullable Verdict frontEnd() {
        if (!state.initialised()) {
            return refuse(Errno.ENOEXEC, 1, "", "KVM_ARM_VCPU_INIT has not been called");
        }
        if (struct.size() < layout.size()) {
            return refuse(Errno.EFAULT, 2, "", "the struct cannot be read from the caller's memory");
        }
        for (Member member : layout.members()) {
            if (member.isReserved()) {
                Verdict verdict = mustBeZero(member, 3);
                if (verdict != null) {
                    return verdict;
                }
            }
        }
        for (Member member : layout.members()) {
            if (member.isPad()) {
                Verdict verdict = mustBeZero(member, 4);
                if (verdict != null) {
                    return verdict;
                }
            }
        }
        return null;
    }

    private @Nullable Verdict mustBeZero(Member member, int step) {
        for (int i = 0; i < member.count(); i++) {
            if (StructLayout.element(struct, member, i) != 0) {
                return refuse(Errno.EINVAL, step, member.element(i), member.element(i) + " must be 0");
            }
        }
        return null;
    }

    /// The series checks everything before it changes anything, whether or not it is pending.
    private @Nullable Verdict hoisted() {
        Verdict verdict = null;
        if (!state.host().ras()) {
            verdict = isSet(SERROR_HAS_ESR) ? noRas(SERROR_HAS_ESR)
                    : isSet(EXT_ABT_HAS_ESR) ? noRas(EXT_ABT_HAS_ESR) : null;
        }
        if (verdict == null && isSet(SERROR_HAS_ESR)) {
            verdict = issOnly(SERROR_ESR);
        }
        if (verdict == null && isSet(EXT_ABT_HAS_ESR)) {
            verdict = issOnly(EXT_ABT_ESR);
        }
        return verdict != null ? verdict : notBoth();
    }

    private @Nullable Verdict abort(Injection injection) {
        boolean instruction = isSet("ext_iabt_pending");
        if (!instruction && !isSet("ext_dabt_pending")) {
            return null;
        }
        Verdict both = notBoth();
        if (both != null) {
            return both;
        }
        Contribution seed = isSet(EXT_ABT_HAS_ESR)
                ? new Contribution(Source.YOU, value(EXT_ABT_ESR), "ext_abt_esr, ISS only") : null;
        injection.abort(instruction, seed);
        injection.commitInIoctl();
        return null;
    }

    private @Nullable Verdict serror(Injection injection) {
        if (!isSet("serror_pending")) {
            return null;
        }
        boolean hasEsr = isSet(SERROR_HAS_ESR);
        if (hasEsr && !state.host().ras()) {
            return noRas(SERROR_HAS_ESR);
        }
        if (hasEsr) {
            Verdict verdict = issOnly(SERROR_ESR);
            if (verdict != null) {
                return verdict;
            }
        }
        injection.serror(hasEsr ? new Contribution(Source.YOU, value(SERROR_ESR), "serror_esr, ISS only")
                : new Contribution(Source.KVM, Injection.ISS_IDS, "IDS, no syndrome was supplied"));
        injection.commitInIoctl();
        return null;
    }

    private boolean isSet(String flag) {
        return value(flag) != 0;
    }

    private long value(String name) {
        return layout.get(struct, name);
    }

    private Verdict noRas(String field) {
        return refuse(Errno.EINVAL, steps.hostRas, field, field + " needs a host with FEAT_RAS");
    }

    private @Nullable Verdict issOnly(String field) {
        return (value(field) & ~Injection.ISS_MASK) == 0 ? null
                : refuse(Errno.EINVAL, steps.mask, field, field + " has bits outside ISS[24:0]");
    }

    private @Nullable Verdict notBoth() {
        return isSet("ext_dabt_pending") && isSet("ext_iabt_pending")
                ? refuse(Errno.EINVAL, steps.both, "ext_iabt_pending",
                        "a data abort and an instruction abort cannot both be pending")
                : null;
    }

    private Verdict refuse(Errno errno, int step, String field, String text) {
        return new Verdict(errno.name(), rule(step), field, text, Verdict.Certainty.READ);
    }

    private Verdict accepted(Effect effect) {
        String text = "ioctl returns 0";
        boolean abortAsked = isSet("ext_dabt_pending") || isSet("ext_iabt_pending");
        if (abortAsked && (effect.kind() == Effect.Kind.NONE || effect.kind() == Effect.Kind.SERROR)) {
            text = "ioctl returns 0, but KVM injects no abort: it finds no descriptor of the walk that failed";
        }
        int step = effect.kind() == Effect.Kind.NONE || effect.kind() == Effect.Kind.SERROR ? steps.done : steps.abort;
        return new Verdict("", rule(step), "", text, Verdict.Certainty.READ);
    }

    private String rule(int step) {
        return kernel.id() + ", step " + step;
    }
}
