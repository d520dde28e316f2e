package dev.seascope.inject;

import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.uapi.StructLayout;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Injections as C: a VMM of one's own, QEMU, kvmtool.
final class CText {
    private CText() {}

    static String vmm(InjectionPlan plan, Kernel kernel, Preview preview) {
        return """
                #include <errno.h>
                #include <linux/kvm.h>
                #include <stdio.h>
                #include <string.h>
                #include <sys/ioctl.h>

                %s/* For %s. %s. */
                int inject_%s(int vm_fd, int vcpu_fd)
                {
                %s%s
                %s

                	if (ioctl(vcpu_fd, %s, &ev) < 0) {
                		fprintf(stderr, "KVM_SET_VCPU_EVENTS: %%s\\n", strerror(errno));
                		return -1;
                	}
                	return 0;
                }
                """.formatted(struct(kernel), kernel.id(), SourceText.outcome(preview), SourceText.kind(plan),
                "\t%s ev = {0};\n\n".formatted(type(kernel)), guard(plan, kernel), assignments(plan, kernel, "\t"),
                request(kernel));
    }

    static String qemu(InjectionPlan plan, Kernel kernel, Preview preview) {
        return """
                %s/*
                 * For target/arm/kvm.c and %s.
                 * %s.
                 */
                static int kvm_inject_%s(ARMCPU *cpu)
                {
                    CPUARMState *env = &cpu->env;
                    %s events = {};

                %s

                    if (kvm_vcpu_ioctl(CPU(cpu), %s, &events)) {
                        error_report("failed to inject: %%s", strerror(errno));
                        return -errno;
                    }
                    /* Lets kvm_arm_verify_ext_dabt_pending() look at what arrived. */
                    env->ext_dabt_raised = %d;
                    return 0;
                }
                """.formatted(struct(kernel), kernel.id(), SourceText.outcome(preview), SourceText.kind(plan),
                type(kernel), assignments(plan, kernel, "    ").replace("ev.", "events."), request(kernel),
                plan.abort() == Abort.DATA ? 1 : 0)
                + byHand(plan, preview);
    }

    /// The same syndrome built by QEMU itself, without KVM's help.
    private static String byHand(InjectionPlan plan, Preview preview) {
        if (plan.abort() != Abort.DATA || preview.effect().result("ESR_EL1").isEmpty()) {
            return "";
        }
        long esr = preview.effect().result("ESR_EL1").orElseThrow().after();
        return """

                /*
                 * Or without KVM_SET_VCPU_EVENTS, as the machine-check path does:
                 *   env->exception.syndrome = syn_data_abort_no_iss(%d, %d, %d, %d, %d, %d, 0x%02x);
                 *   env->exception.vaddress = address;
                 *   env->exception.target_el = 1;
                 *   CPU(cpu)->exception_index = EXCP_DATA_ABORT;
                 *   arm_cpu_do_interrupt(CPU(cpu));
                 */
                """.formatted(esr >>> 26 & 1, esr >>> 10 & 1, esr >>> 9 & 1, esr >>> 8 & 1, esr >>> 7 & 1,
                esr >>> 6 & 1, esr & 0x3f);
    }

    static String kvmtool(InjectionPlan plan, Kernel kernel, Preview preview) {
        return """
                %s/*
                 * Called for an MMIO access that no device claims; for %s.
                 * %s.
                 */
                static bool inject_%s(struct kvm_cpu *vcpu)
                {
                	%s ev = {};

                %s

                	if (ioctl(vcpu->vcpu_fd, %s, &ev) < 0) {
                		pr_warning("KVM_SET_VCPU_EVENTS: %%s", strerror(errno));
                		return false;
                	}
                	return true;
                }
                """.formatted(struct(kernel), kernel.id(), SourceText.outcome(preview), SourceText.kind(plan),
                type(kernel), assignments(plan, kernel, "\t"), request(kernel));
    }

    static String assignments(InjectionPlan plan, Kernel kernel, String indent) {
        List<SourceText.Assignment> assignments = SourceText.assignments(plan, kernel);
        return assignments.isEmpty() ? indent + "/* nothing pending */"
                : assignments.stream()
                        .map(each -> "%sev.exception.%s = %s;".formatted(indent, each.field(), each.hex()))
                        .collect(Collectors.joining("\n"));
    }

    static String type(Kernel kernel) {
        return SourceText.needsOwnStruct(kernel) ? "struct %s_vcpu_events".formatted(SourceText.identifier(kernel))
                : "struct kvm_vcpu_events";
    }

    static String request(Kernel kernel) {
        return SourceText.needsOwnStruct(kernel) ? SourceText.identifier(kernel).toUpperCase(Locale.ROOT)
                + "_SET_VCPU_EVENTS" : "KVM_SET_VCPU_EVENTS";
    }

    /// The struct of a kernel whose header is not installed anywhere, its size checked by the compiler.
    static String struct(Kernel kernel) {
        if (!SourceText.needsOwnStruct(kernel)) {
            return "";
        }
        StructLayout layout = kernel.header();
        StringBuilder inner = new StringBuilder();
        StringBuilder outer = new StringBuilder();
        for (StructLayout.Member member : layout.members()) {
            boolean inside = outer.isEmpty() && !member.isReserved();
            (inside ? inner : outer).append(inside ? "\t\t__" : "\t__").append(member.declaration()).append(";\n");
        }
        return """
                /* struct kvm_vcpu_events of %s, which no released header has. */
                %s {
                	struct {
                %s	} exception;
                %s};
                _Static_assert(sizeof(%s) == %d, "layout");
                #define %s _IOW(KVMIO, 0xa0, %s)

                """.formatted(layout.id(), type(kernel), inner, outer, type(kernel), layout.size(), request(kernel),
                type(kernel));
    }

    private static String guard(InjectionPlan plan, Kernel kernel) {
        StringBuilder guard = new StringBuilder();
        if (plan.abort() == Abort.DATA || plan.abort() == Abort.BOTH) {
            guard.append(check("KVM_CAP_ARM_INJECT_EXT_DABT"));
        }
        if (plan.serrorHasEsr()) {
            guard.append(check("KVM_CAP_ARM_INJECT_SERROR_ESR"));
        }
        if (kernel.header().has("ext_abt_has_esr") && SourceText.aborts(plan)) {
            guard.append("""
                    	/*
                    	 * Capability 245 means KVM_CAP_ARM_SEA_TO_USER on released kernels, so ask without it: this
                    	 * call changes nothing, and fails where the fields are unknown.
                    	 */
                    	ev.exception.ext_abt_has_esr = 1;
                    	if (ioctl(vcpu_fd, %s, &ev) < 0)
                    		return -1;
                    	ev.exception.ext_abt_has_esr = 0;
                    """.formatted(request(kernel)));
        }
        if (guard.isEmpty()) {
            return "\t(void)vm_fd;\n";
        }
        return guard.indexOf("vm_fd") < 0 ? "\t(void)vm_fd;\n" + guard : guard.toString();
    }

    private static String check(String capability) {
        return """
                	if (ioctl(vm_fd, KVM_CHECK_EXTENSION, %s) <= 0) {
                		fprintf(stderr, "%s is missing\\n");
                		return -1;
                	}
                """.formatted(capability, capability);
    }
}
