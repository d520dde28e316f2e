package dev.seascope.inject;

import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.Structs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A composed injection as source code for the programs that make it for real.
public enum SourceText {
    /// A function of a VMM in C.
    C("C (VMM)") {
        @Override
        public String of(InjectionPlan plan, Kernel kernel, Preview preview) {
            return CText.vmm(plan, kernel, preview);
        }
    },
    /// A function for the crates kvm-bindings and kvm-ioctls.
    RUST("Rust") {
        @Override
        public String of(InjectionPlan plan, Kernel kernel, Preview preview) {
            return RustText.of(plan, kernel, preview);
        }
    },
    /// A test function for the kernel's selftest of external aborts.
    KSELFTEST("kselftest") {
        @Override
        public String of(InjectionPlan plan, Kernel kernel, Preview preview) {
            return SelftestText.of(plan, kernel, preview);
        }
    },
    /// A function of QEMU's `target/arm/kvm.c`.
    QEMU("QEMU") {
        @Override
        public String of(InjectionPlan plan, Kernel kernel, Preview preview) {
            return CText.qemu(plan, kernel, preview);
        }
    },
    /// The body of kvmtool's hook for an MMIO access that no device claims.
    KVMTOOL("kvmtool") {
        @Override
        public String of(InjectionPlan plan, Kernel kernel, Preview preview) {
            return CText.kvmtool(plan, kernel, preview);
        }
    };

    /// The form of the struct that released headers have.
    private static final String RELEASED = "v6.16";

    private final String title;

    SourceText(String title) {
        this.title = title;
    }

    /// For menus.
    public String title() {
        return title;
    }

    /// The text.
    ///
    /// @param preview of `plan` on `kernel`; its values go into comments and assertions
    public abstract String of(InjectionPlan plan, Kernel kernel, Preview preview);

    /// One member that the plan sets.
    record Assignment(String field, long value) {
        String hex() {
            return value > 9 || value < 0 ? "0x" + Long.toHexString(value) : Long.toString(value);
        }
    }

    /// The members that the plan sets and the kernel's struct has.
    static List<Assignment> assignments(InjectionPlan plan, Kernel kernel) {
        StructLayout layout = kernel.header();
        var struct = Injector.encode(plan, layout).struct();
        List<Assignment> assignments = new ArrayList<>();
        for (StructLayout.Member member : layout.members()) {
            long value = StructLayout.element(struct, member, 0);
            if (value != 0 && !member.isPad() && !member.isReserved()) {
                assignments.add(new Assignment(member.name(), value));
            }
        }
        return assignments;
    }

    /// Whether the headers of released kernels lack the struct, so that the text must bring it along.
    static boolean needsOwnStruct(Kernel kernel) {
        return !kernel.header().members().equals(Structs.vcpuEvents(RELEASED).members());
    }

    /// The kernel's id as an identifier: `series_v1`.
    static String identifier(Kernel kernel) {
        return kernel.header().id().replaceAll("[^A-Za-z0-9]", "_").toLowerCase(Locale.ROOT);
    }

    /// What the guest will read, one line.
    static String outcome(Preview preview) {
        if (!preview.verdict().accepted()) {
            return "This call fails with %s: %s".formatted(preview.verdict().errno(), preview.verdict().text());
        }
        return preview.effect().result("ESR_EL1").map(esr -> {
            String entry = preview.effect().entered() ? ", vector +0x%03x".formatted(preview.effect().vectorOffset())
                    : ", entered by the next KVM_RUN";
            return "The guest reads ESR_EL1 0x%08x%s".formatted(esr.after(), entry);
        }).orElse("Nothing is entered now");
    }

    /// What to call the kind of injection.
    static String kind(InjectionPlan plan) {
        return switch (plan.abort()) {
            case DATA -> "dabt";
            case INSTRUCTION -> "iabt";
            case BOTH -> "both";
            case NONE -> plan.serror() ? "serror" : "nothing";
        };
    }

    /// Whether an abort is asked for.
    static boolean aborts(InjectionPlan plan) {
        return plan.abort() != Abort.NONE;
    }
}
