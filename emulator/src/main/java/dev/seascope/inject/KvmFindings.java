package dev.seascope.inject;

import static dev.seascope.arch.Severity.ERROR;
import static dev.seascope.arch.Severity.NOTE;
import static dev.seascope.arch.Severity.WARNING;
import static dev.seascope.kvm.Verdict.Certainty.INFERRED;

import dev.seascope.arch.Severity;
import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuEvents;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import dev.seascope.kvm.VmFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What KVM does with an injection that its user may not expect: one row a rule.
final class KvmFindings {
    private static final long FNV = 1 << 10;
    private static final long WNR = 1 << 6;
    private static final long S1PTW = 1 << 7;
    private static final long FSC = 0x3f;
    private static final long FSC_EXTABT = 0x10;
    private static final int SRT_SHIFT = 16;
    private static final int ZERO_REGISTER = 31;
    private static final int EC_SHIFT = 26;

    /// All that a rule may look at.
    private record Case(InjectionPlan plan, Kernel kernel, VcpuState state, KvmExit lastExit, boolean accepted,
            Effect effect) {
        boolean aborts() {
            return effect.kind() == Effect.Kind.DATA_ABORT || effect.kind() == Effect.Kind.INSTRUCTION_ABORT
                    || effect.kind() == Effect.Kind.ABORT_AND_SERROR;
        }

        boolean abortAsked() {
            return plan.abort() != Abort.NONE;
        }

        long get(VcpuRegister register) {
            return state.get(register);
        }
    }

    private record Rule(Severity severity, String register, Predicate<Case> when,
            Function<Case, String> text, String why) {
        Optional<KvmFinding> of(Case injection) {
            return when.test(injection)
                    ? Optional.of(new KvmFinding(severity, text.apply(injection), why, register))
                    : Optional.empty();
        }
    }

    private static final List<Rule> RULES = List.of(
            rule(ERROR, "PC", c -> !c.accepted && !c.effect.writes().isEmpty(),
                    "The ioctl fails after its abort has been injected",
                    "This kernel checks the SError's fields only after it has entered the abort, so the call is not "
                            + "atomic"),
            rule(WARNING, "", c -> c.effect.kind() == Effect.Kind.SERROR && !c.effect.entered() && !waits(c),
                    "The ioctl returns 0 but the SError is lost",
                    "KVM writes a 64-bit syndrome into DFSR and then knows no SError entry of a 32-bit EL1"),
            rule(WARNING, "", c -> c.accepted && c.abortAsked() && !c.aborts(),
                    "The ioctl returns 0 but nothing is injected",
                    "ESR_EL2 bit 7 says that a stage 1 walk faulted; KVM looks for the table at that address, finds "
                            + "none and lets the guest try again"),
            rule(WARNING, "ESR_EL1", c -> c.abortAsked() && c.kernel.does(Kernel.Toggle.S1PTW_LEVEL)
                            && (c.get(VcpuRegister.ESR_EL2) & S1PTW) != 0 && !abortClass(c.get(VcpuRegister.ESR_EL2)),
                    "ESR_EL2 bit 7 is taken for S1PTW, but the last trap was no abort",
                    "KVM tests the bit without looking at EC, so the immediate of an HVC can look like a walk"),
            new Rule(WARNING, "", c -> c.aborts() && !documented(c.kernel, c.lastExit),
                    c -> (c.lastExit instanceof KvmExit.Unknown ? "No exit came before" : "After " + c.lastExit
                            .kernelName()) + ": a programming error by the documentation, KVM does not check",
                    "The documentation lists the exits that may come before an injected abort; no kernel looks"),
            new Rule(WARNING, "FAR_EL1", c -> c.aborts() && !abortExit(c.lastExit)
                            && c.get(VcpuRegister.FAR_EL2) != 0,
                    c -> "FAR_EL1 gets 0x%x, the address of an older abort".formatted(c.get(VcpuRegister.FAR_EL2)),
                    "KVM copies FAR_EL2 as the last abort left it, even one that no exit told of"),
            rule(WARNING, "ESR_EL1", c -> c.aborts() && c.get(VcpuRegister.PENDING_EXCEPTION) != 0,
                    "The abort that is still pending is lost",
                    "There is room for one pending exception; ESR_EL1 and FAR_EL1 are overwritten"),
            rule(NOTE, "FAR_EL1", c -> c.aborts() && c.plan.hasEsr() && (c.plan.esr() & FNV) != 0,
                    "FAR_EL1 is written although FnV is 1",
                    "KVM copies FAR_EL2 for every abort it injects; FnV tells the guest not to believe it"),
            new Rule(NOTE, "PC", KvmFindings::dropsMmio, KvmFindings::dropped,
                    "An injected abort takes the place of the access: KVM_RUN does not complete it"),
            new Rule(NOTE, "ESR_EL1", c -> c.aborts() && c.plan.hasEsr() && (c.plan.esr() & FSC) != 0
                            && (c.plan.esr() & FSC_EXTABT) == 0,
                    c -> "FSC 0x%02x arrives as 0x%02x".formatted(c.plan.esr() & FSC,
                            (c.plan.esr() & FSC) | FSC_EXTABT),
                    "KVM ORs its own fault status into the supplied ISS, so bit 4 is always 1"),
            rule(NOTE, "ESR_EL1", c -> c.aborts() && !c.plan.hasEsr() && c.plan.esr() != 0,
                    "ext_abt_esr is ignored while ext_abt_has_esr is 0",
                    "Neither its bits nor their validity are looked at"),
            rule(NOTE, "ESR_EL1", c -> c.aborts() && c.plan.hasEsr() && c.state.has(VmFeature.AARCH32_EL1),
                    "A 32-bit EL1 never sees ext_abt_esr",
                    "KVM makes up DFSR or IFSR by itself and drops the supplied ISS without an error"),
            rule(NOTE, "ESR_EL1", c -> c.aborts() && c.kernel.ilPolicy() == Kernel.IlPolicy.STALE
                            && c.get(VcpuRegister.ESR_EL2) == 0 && !c.state.has(VmFeature.AARCH32_EL1),
                    "IL will read 0 and FAR_EL1 0: the guest has not trapped yet",
                    "KVM copies both from its record of the last trap, which is empty before the first"),
            rule(NOTE, "PC", c -> c.effect.entries().stream().anyMatch(e -> e.abort() && e.serrorVector()),
                    "SCTLR2_EL1.EASE sends the abort to the SError vector",
                    "Only the vector differs; ESR_EL1 and FAR_EL1 are those of the abort. "
                            + INFERRED.qualify("Linux panics there, for its SError entry does not know the class")),
            rule(NOTE, "", KvmFindings::probes, "The call is a probe: it changes nothing",
                    INFERRED.qualify("No capability tells whether a kernel takes an ISS for an abort; that this call "
                            + "returns 0 does, with a host that has FEAT_RAS")),
            rule(NOTE, "PC", c -> c.aborts() && !c.effect.entered(),
                    "PC and PSTATE change at the next KVM_RUN, ESR_EL1 and FAR_EL1 at once",
                    "This kernel only marks the exception as pending in the ioctl"),
            rule(NOTE, "PSTATE", c -> c.effect.kind() == Effect.Kind.ABORT_AND_SERROR && waits(c),
                    "The SError waits: entering the abort masks it",
                    "Exception entry sets PSTATE.A; the SError is taken when the guest clears it"),
            rule(NOTE, "ISR_EL1", c -> c.effect.kind() == Effect.Kind.SERROR && waits(c),
                    "The SError waits in ISR_EL1.A until PSTATE.A allows it",
                    "KVM sets HCR_EL2.VSE and leaves the delivery to the hardware"),
            rule(NOTE, "ISR_EL1", c -> c.accepted && !c.plan.serror() && c.get(VcpuRegister.VSE_PENDING) != 0,
                    "The pending SError stays: it cannot be cancelled",
                    "serror_pending 0 means nothing to add, not nothing pending"));

    private KvmFindings() {}

    static List<KvmFinding> of(InjectionPlan plan, Kernel kernel, VcpuState state, KvmExit lastExit,
            VcpuEvents.Outcome outcome) {
        Case injection = new Case(plan, kernel, state, lastExit, outcome.verdict().accepted(), outcome.effect());
        List<KvmFinding> findings = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.of(injection).ifPresent(findings::add);
        }
        return findings;
    }

    private static Rule rule(Severity severity, String register, Predicate<Case> when, String text,
            String why) {
        return new Rule(severity, register, when, _ -> text, why);
    }

    private static boolean probes(Case injection) {
        InjectionPlan plan = injection.plan;
        return injection.accepted && plan.hasEsr() && plan.abort() == Abort.NONE && !plan.serror();
    }

    private static boolean waits(Case injection) {
        return injection.effect.result(VcpuRegister.VSE_PENDING).isPresent();
    }

    /// Whether a kernel's documentation allows an abort to be injected after this exit.
    private static boolean documented(Kernel kernel, KvmExit exit) {
        return switch (exit) {
            case KvmExit.Mmio _, KvmExit.ArmNisv _ -> true;
            case KvmExit.ArmLdst64b _ -> kernel.does(Kernel.Toggle.LDST64B);
            case KvmExit.ArmSea _ -> kernel.header().has("ext_iabt_pending");
            case KvmExit.Unknown _, KvmExit.Hypercall _, KvmExit.Debug _, KvmExit.FailEntry _, KvmExit.Intr _,
                    KvmExit.Internal _, KvmExit.SystemEvent _, KvmExit.Unlisted _ -> false;
        };
    }

    private static boolean abortExit(KvmExit exit) {
        return exit instanceof KvmExit.Mmio || exit instanceof KvmExit.ArmNisv || exit instanceof KvmExit.ArmLdst64b
                || exit instanceof KvmExit.ArmSea;
    }

    private static boolean abortClass(long esr) {
        long ec = esr >>> EC_SHIFT & 0x3f;
        return ec == 0x20 || ec == 0x24;
    }

    private static boolean dropsMmio(Case injection) {
        return injection.get(VcpuRegister.MMIO_NEEDED) != 0
                && (injection.effect.entered() || injection.effect.result(VcpuRegister.PENDING_EXCEPTION).isPresent());
    }

    private static String dropped(Case injection) {
        long esr = injection.get(VcpuRegister.ESR_EL2);
        if ((esr & WNR) != 0) {
            return "MMIO write not retired: the VMM has its data, no PC+4";
        }
        int rt = (int) (esr >>> SRT_SHIFT) & 0x1f;
        return rt == ZERO_REGISTER ? "MMIO read dropped: no PC+4"
                : "MMIO read dropped: X%d keeps 0x%x, no PC+4".formatted(rt, injection.get(VcpuRegister.x(rt)));
    }
}
