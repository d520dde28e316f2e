package dev.seascope.inject;

import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Effect;
import dev.seascope.kvm.Kernel;
import java.util.Locale;

/// Injections as test functions for `tools/testing/selftests/kvm/arm64/external_aborts.c`, where the reviewers want new
/// cases.
final class SelftestText {
    private SelftestText() {}

    static String of(InjectionPlan plan, Kernel kernel, Preview preview) {
        String name = "%s_%s".formatted(SourceText.kind(plan), plan.hasEsr() && SourceText.aborts(plan)
                ? "iss_%x".formatted(plan.esr()) : "plain");
        if (!preview.verdict().accepted()) {
            return CText.struct(kernel) + refused(plan, kernel, preview, name);
        }
        if (!SourceText.aborts(plan)) {
            return CText.struct(kernel) + serror(plan, kernel, preview, name);
        }
        return CText.struct(kernel) + abort(plan, kernel, preview, name);
    }

    private static String refused(InjectionPlan plan, Kernel kernel, Preview preview, String name) {
        return """
                /* %s must refuse this: %s. */
                static void test_%s_refused(void)
                {
                	struct kvm_vcpu *vcpu;
                	struct kvm_vm *vm = vm_create_with_one_vcpu(&vcpu, NULL);
                	%s ev = {};
                	int ret;

                %s
                	ret = __vcpu_ioctl(vcpu, %s, &ev);
                	TEST_ASSERT(ret == -1 && errno == %s, "ret %%d errno %%d", ret, errno);
                	kvm_vm_free(vm);
                }
                """.formatted(kernel.id(), preview.verdict().text(), name, CText.type(kernel),
                CText.assignments(plan, kernel, "\t"), CText.request(kernel), preview.verdict().errno());
    }

    private static String abort(InjectionPlan plan, Kernel kernel, Preview preview, String name) {
        Effect effect = preview.effect();
        long esr = effect.result("ESR_EL1").map(Effect.Write::after).orElse(0L);
        boolean serrorVector = effect.entries().stream().anyMatch(Effect.Entry::serrorVector);
        String ec = plan.abort() == Abort.INSTRUCTION ? "ESR_ELx_EC_IABT_CUR" : "ESR_ELx_EC_DABT_CUR";
        return """
                #define %1$s_ADDR	0x8000000ul

                extern char %2$s_access[];

                static void %2$s_guest(void)
                {
                	asm volatile(".global %2$s_access\\n"
                		     "%2$s_access: ldr xzr, [%%0]"
                		     :: "r" (%1$s_ADDR));
                	GUEST_FAIL("The access completed");
                }

                static void %2$s_handler(struct ex_regs *regs)
                {
                	u64 esr = read_sysreg(esr_el1);

                	GUEST_ASSERT_EQ(regs->pc, (u64)%2$s_access);
                	GUEST_ASSERT_EQ(ESR_ELx_EC(esr), %3$s);
                	GUEST_ASSERT_EQ(esr & 0x%4$xul, 0x%5$xul);
                	GUEST_ASSERT_EQ(esr & ESR_ELx_FSC, 0x%6$02x);
                	GUEST_ASSERT_EQ(read_sysreg(far_el1), %1$s_ADDR);
                	GUEST_DONE();
                }

                /* For %7$s. %8$s. */
                static void test_%2$s(void)
                {
                	struct kvm_vcpu *vcpu;
                	struct kvm_vm *vm = vm_create_with_one_vcpu(&vcpu, %2$s_guest);
                	%9$s ev = {};
                	struct ucall uc;

                	vm_init_descriptor_tables(vm);
                	vcpu_init_descriptor_tables(vcpu);
                	%10$s
                	virt_map(vm, %1$s_ADDR, %1$s_ADDR, 1);

                	vcpu_run(vcpu);
                	TEST_ASSERT_KVM_EXIT_REASON(vcpu, KVM_EXIT_MMIO);
                %11$s
                	vcpu_ioctl(vcpu, %12$s, &ev);
                	vcpu_run(vcpu);
                	TEST_ASSERT_EQ(get_ucall(vcpu, &uc), UCALL_DONE);
                	kvm_vm_free(vm);
                }
                """.formatted(name.toUpperCase(Locale.ROOT), name, ec, issMask(plan), esr & issMask(plan),
                esr & 0x3f, kernel.id(), SourceText.outcome(preview), CText.type(kernel),
                serrorVector ? "vm_install_exception_handler(vm, VECTOR_ERROR_CURRENT, %s_handler);".formatted(name)
                        : "vm_install_sync_handler(vm, VECTOR_SYNC_CURRENT, %s, %s_handler);".formatted(ec, name),
                CText.assignments(plan, kernel, "\t"), CText.request(kernel));
    }

    /// The ISS bits that must come through. EC and IL depend on where the guest is and on the kernel.
    private static long issMask(InjectionPlan plan) {
        return plan.hasEsr() ? 0x1ff_ffff & ~0x10L : 0x1ff_ffc0;
    }

    private static String serror(InjectionPlan plan, Kernel kernel, Preview preview, String name) {
        long iss = plan.serrorHasEsr() ? plan.serrorEsr() : 1 << 24;
        return """
                static void %1$s_guest(void)
                {
                	GUEST_SYNC(0);
                	local_serror_enable();
                	isb();
                	local_serror_disable();
                	GUEST_FAIL("No SError was taken");
                }

                static void %1$s_handler(struct ex_regs *regs)
                {
                	u64 esr = read_sysreg(esr_el1);

                	GUEST_ASSERT_EQ(ESR_ELx_EC(esr), ESR_ELx_EC_SERROR);
                	GUEST_ASSERT_EQ(esr & 0x1fffffful, 0x%2$xul);
                	GUEST_DONE();
                }

                /* For %3$s. %4$s. */
                static void test_%1$s(void)
                {
                	struct kvm_vcpu *vcpu;
                	struct kvm_vm *vm = vm_create_with_one_vcpu(&vcpu, %1$s_guest);
                	%5$s ev = {};
                	struct ucall uc;

                	vm_init_descriptor_tables(vm);
                	vcpu_init_descriptor_tables(vcpu);
                	vm_install_exception_handler(vm, VECTOR_ERROR_CURRENT, %1$s_handler);

                	vcpu_run(vcpu);
                	TEST_ASSERT_EQ(get_ucall(vcpu, &uc), UCALL_SYNC);
                %6$s
                	vcpu_ioctl(vcpu, %7$s, &ev);
                	vcpu_run(vcpu);
                	TEST_ASSERT_EQ(get_ucall(vcpu, &uc), UCALL_DONE);
                	kvm_vm_free(vm);
                }
                """.formatted(name, iss, kernel.id(), SourceText.outcome(preview), CText.type(kernel),
                CText.assignments(plan, kernel, "\t"), CText.request(kernel));
    }
}
