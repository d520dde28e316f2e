package dev.seascope.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seascope.inject.InjectionPlan.Abort;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.VcpuRegister;
import dev.seascope.kvm.VcpuState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exported text must be accepted by the compilers it is for, where they are installed.
class SourceTextTest {
    private static final List<InjectionPlan> PLANS = List.of(
            new InjectionPlan(Abort.DATA, false, 0, false, false, 0),
            new InjectionPlan(Abort.INSTRUCTION, true, 0x0100_0600, false, false, 0),
            new InjectionPlan(Abort.DATA, true, 0x01c0_c700, true, true, 0x0101_d1ed),
            new InjectionPlan(Abort.NONE, false, 0, true, true, 0x0101_d1ed),
            new InjectionPlan(Abort.BOTH, true, 1L << 32, false, false, 0),
            InjectionPlan.NOTHING);

    private static final String VMM = "#include <linux/types.h>\n";

    /// As much of QEMU as the text uses.
    private static final String QEMU = """
            #include <errno.h>
            #include <linux/kvm.h>
            #include <string.h>
            #include <sys/ioctl.h>
            typedef struct { int ext_dabt_raised; } CPUARMState;
            typedef struct { CPUARMState env; } ARMCPU;
            typedef struct { int dummy; } CPUState;
            #define CPU(cpu) ((CPUState *)(cpu))
            int kvm_vcpu_ioctl(CPUState *cpu, unsigned long type, ...);
            void error_report(const char *fmt, ...);
            """;

    /// As much of kvmtool as the text uses.
    private static final String KVMTOOL = """
            #include <errno.h>
            #include <linux/kvm.h>
            #include <stdbool.h>
            #include <string.h>
            #include <sys/ioctl.h>
            struct kvm_cpu { int vcpu_fd; };
            void pr_warning(const char *fmt, ...);
            """;

    /// As much of the kernel's selftest library as the text uses.
    private static final String KSELFTEST = """
            #include <errno.h>
            #include <linux/kvm.h>
            #include <stddef.h>
            #include <sys/ioctl.h>
            typedef unsigned long u64;
            struct kvm_vm; struct kvm_vcpu; struct ucall { int cmd; }; struct ex_regs { u64 pc; };
            enum { UCALL_DONE, UCALL_SYNC, VECTOR_SYNC_CURRENT, VECTOR_ERROR_CURRENT };
            #define ESR_ELx_EC(esr) ((esr) >> 26 & 0x3f)
            #define ESR_ELx_FSC 0x3f
            #define ESR_ELx_EC_IABT_CUR 0x21
            #define ESR_ELx_EC_DABT_CUR 0x25
            #define ESR_ELx_EC_SERROR 0x2f
            #define read_sysreg(r) ({ u64 v; asm volatile("mrs %0, " #r : "=r" (v)); v; })
            void fail(const char *fmt, ...);
            #define GUEST_FAIL(...) fail(__VA_ARGS__)
            #define GUEST_ASSERT_EQ(a, b) do { if ((a) != (b)) fail("guest"); } while (0)
            #define GUEST_DONE() fail("done")
            #define GUEST_SYNC(n) fail("sync")
            #define TEST_ASSERT(e, ...) do { if (!(e)) fail(__VA_ARGS__); } while (0)
            #define TEST_ASSERT_EQ(a, b) TEST_ASSERT((a) == (b), "eq")
            #define TEST_ASSERT_KVM_EXIT_REASON(v, r) TEST_ASSERT((v) && (r), "exit")
            struct kvm_vm *vm_create_with_one_vcpu(struct kvm_vcpu **vcpu, void (*code)(void));
            void vm_init_descriptor_tables(struct kvm_vm *vm);
            void vcpu_init_descriptor_tables(struct kvm_vcpu *vcpu);
            void vm_install_sync_handler(struct kvm_vm *vm, int vector, int ec, void (*h)(struct ex_regs *));
            void vm_install_exception_handler(struct kvm_vm *vm, int vector, void (*h)(struct ex_regs *));
            void virt_map(struct kvm_vm *vm, u64 vaddr, u64 paddr, unsigned int npages);
            void vcpu_run(struct kvm_vcpu *vcpu);
            int __vcpu_ioctl(struct kvm_vcpu *vcpu, unsigned long cmd, void *arg);
            void vcpu_ioctl(struct kvm_vcpu *vcpu, unsigned long cmd, void *arg);
            int get_ucall(struct kvm_vcpu *vcpu, struct ucall *uc);
            void kvm_vm_free(struct kvm_vm *vm);
            void local_serror_enable(void); void local_serror_disable(void); void isb(void);
            """;

    /// As much of the two crates as the text uses.
    private static final String CRATES = """

            mod kvm_bindings {
                #[repr(C)] #[derive(Default)]
                pub struct kvm_vcpu_events__bindgen_ty_1 {
                    pub serror_pending: u8, pub serror_has_esr: u8, pub ext_dabt_pending: u8, pub pad: [u8; 5],
                    pub serror_esr: u64,
                }
                #[repr(C)] #[derive(Default)]
                pub struct kvm_vcpu_events {
                    pub exception: kvm_vcpu_events__bindgen_ty_1, pub reserved: [u32; 12],
                }
            }
            mod kvm_ioctls {
                pub struct Error;
                pub struct VcpuFd;
                impl VcpuFd {
                    pub fn set_vcpu_events(&self, _: &super::kvm_bindings::kvm_vcpu_events) -> Result<(), Error> {
                        Ok(())
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    private static String text(SourceText form, InjectionPlan plan, Kernel kernel) {
        VcpuState state = VcpuState.RESET.with(VcpuRegister.ESR_EL2, 0x93c0_8007L)
                .with(VcpuRegister.PSTATE, 0x5).with(VcpuRegister.MMIO_NEEDED, 1);
        KvmExit exit = new KvmExit.Mmio(0x0800_0000L, 0, 8, false);
        return form.of(plan, kernel, Injector.preview(plan, kernel, state, exit));
    }

    private void assertCompiles(String name, String text, String... command) throws Exception {
        Path file = directory.resolve(name);
        Files.writeString(file, text);
        List<String> words = new ArrayList<>(List.of(command));
        words.add(file.toString());
        Path messages = directory.resolve("messages");
        Process process;
        try {
            process = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectOutput(messages.toFile()).start();
        } catch (IOException e) {
            assumeTrue(false, words.getFirst() + " is not installed");
            return;
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(text + "\n" + Files.readString(messages, StandardCharsets.UTF_8)).isZero();
    }

    private void assertCompilesAsC(SourceText form, String prelude, String id) throws Exception {
        for (InjectionPlan plan : PLANS) {
            assertCompiles("text.c", prelude + text(form, plan, Kernel.of(id)), "aarch64-linux-gnu-gcc",
                    "-fsyntax-only", "-std=gnu11", "-Wall", "-Wno-unused-function", "-Wno-unused-variable", "-Werror");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v6.19", "series-v1", "series-v1-doc"})
    void everyTextInCCompiles(String id) throws Exception {
        assertCompilesAsC(SourceText.C, VMM, id);
        assertCompilesAsC(SourceText.QEMU, QEMU, id);
        assertCompilesAsC(SourceText.KVMTOOL, KVMTOOL, id);
        assertCompilesAsC(SourceText.KSELFTEST, KSELFTEST, id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v6.19", "series-v1"})
    void everyTextInRustCompiles(String id) throws Exception {
        for (InjectionPlan plan : PLANS) {
            String stubs = Kernel.of(id).header().has("ext_abt_esr") ? "" : CRATES;
            assertCompiles("text.rs", "#![allow(dead_code)]\n" + text(SourceText.RUST, plan, Kernel.of(id)) + stubs,
                    "rustc", "--edition", "2021", "--crate-type", "lib", "--emit", "metadata", "-A", "warnings");
        }
    }

    @Test
    void theSelftestExpectsWhatThePreviewSays() {
        String text = text(SourceText.KSELFTEST, PLANS.get(1), Kernel.of("series-v1"));

        assertThat(text).contains("ESR_ELx_EC_IABT_CUR").contains("ev.exception.ext_iabt_pending = 1;")
                .contains("ev.exception.ext_abt_esr = 0x1000600;").contains("0x1000600ul");
    }

    @Test
    void aRefusedInjectionBecomesATestOfTheRefusal() {
        assertThat(text(SourceText.KSELFTEST, PLANS.get(4), Kernel.of("series-v1"))).contains("errno == EINVAL")
                .contains("_refused(void)");
    }
}
