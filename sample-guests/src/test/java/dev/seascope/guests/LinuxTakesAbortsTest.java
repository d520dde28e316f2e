package dev.seascope.guests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.cpu.Poison;
import dev.seascope.inject.InjectionPlan;
import dev.seascope.inject.Injector;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.KvmExit;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.session.Machine;
import dev.seascope.session.MachineCheckpoint;
import dev.seascope.vmm.board.Gic;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Debian's kernel makes of injected aborts, read from its console.
@Tag("guests")
class LinuxTakesAbortsTest {
    private static final long BOOT = 1_200_000_000L;
    private static final long CASE = 60_000_000L;
    private static final int FNV = 1 << 10;
    private static final String PANIC = "Kernel panic - not syncing: Asynchronous SError Interrupt";
    private static final Kernel KERNEL = Kernel.DEFAULT;

    private static DebianGuest guest;
    /// A process loads from the hole: the exit waits for its data.
    private static MachineCheckpoint atUserLoad;
    /// The kernel loads from the hole on behalf of a process.
    private static MachineCheckpoint atKernelLoad;

    @BeforeAll
    static void boot() {
        guest = DebianGuest.linux(LinuxPrograms.ABORTS, "console=ttyAMA0 quiet panic=-1", 1, Gic.V2);
        atUserLoad = guest.untilLoad(LinuxPrograms.HOLE, BOOT).machine().checkpoint();
        atKernelLoad = guest.untilLoad(LinuxPrograms.HOLE + 2 * 16, CASE).machine().checkpoint();
    }

    private static void inject(InjectionPlan plan) {
        Injector.Encoded encoded = Injector.encode(plan, KERNEL.events());
        var result = guest.machine().setVcpuEvents(encoded.ioctl(), encoded.struct(), plan.label());
        assertThat(result.value()).as(result.verdict().explanation()).isZero();
    }

    private static InjectionPlan data(long iss) {
        return new InjectionPlan(InjectionPlan.Abort.DATA, true, iss, false, false, 0);
    }

    private static InjectionPlan serror(long iss) {
        return new InjectionPlan(InjectionPlan.Abort.NONE, false, 0, true, true, iss);
    }

    /// The console since the checkpoint, once it shows `end`.
    private static String until(String end) {
        int before = guest.console().length();
        guest.until(end, CASE);
        return guest.console().substring(before);
    }

    private static long register(String name) {
        return guest.machine().vcpu().register(name).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, 7, 3", // 0x10 synchronous External abort
        "0x08, 7, 3", // 0x18 parity or ECC error
        "0x25, 7, 3", // 0x35 unsupported exclusive
    })
    void anAbortOfAnAccessAtEl0IsABusErrorWithTheAddress(String fsc, int signal, int code) {
        guest.machine().restore(atUserLoad);
        inject(data(Long.decode(fsc)));
        long far = register("FAR_EL1");

        assertThat(register("ESR_EL1")).isEqualTo(0x9200_0010L | Long.decode(fsc));
        assertThat(until("\ncase 1:")).contains(
                "case 0: signal %d, code %d, address 0x%016x".formatted(signal, code, far));
        assertThat(far & 0xfff).isZero();
    }

    @Test
    void withFnvTheAddressIsZero() {
        guest.machine().restore(atUserLoad);
        inject(data(FNV));

        assertThat(register("ESR_EL1")).isEqualTo(0x9200_0410L);
        assertThat(until("\ncase 1:")).contains("case 0: signal 7, code 3, address 0x0000000000000000");
    }

    @Test
    void aTagCheckFaultIsASegmentationFaultOfItsOwnKind() {
        guest.machine().restore(atUserLoad);
        inject(data(0x11));

        assertThat(register("ESR_EL1")).isEqualTo(0x9200_0011L);
        assertThat(until("\ncase 1:")).contains("case 0: signal 11, code 9, address 0x");
    }

    @ParameterizedTest
    @CsvSource({"0x02", "0x03", "0x04", "0x05", "0x06", "0x07", "0x09", "0x0a", "0x0b", "0x0c", "0x0d", "0x0e", "0x0f",
        "0x20", "0x21", "0x24", "0x2d", "0x2e"})
    void anyOtherStatusKillsTheProcess(String fsc) {
        guest.machine().restore(atUserLoad);
        inject(data(Long.decode(fsc)));

        assertThat(until("\ncase 1:")).contains("case 0: ended by signal 9").doesNotContain("case 0: signal");
    }

    @Test
    void anInstructionAbortAtEl0IsABusErrorAsWell() {
        guest.machine().restore(atUserLoad);
        inject(new InjectionPlan(InjectionPlan.Abort.INSTRUCTION, false, 0, false, false, 0));

        assertThat(register("ESR_EL1")).isEqualTo(0x8200_0010L);
        assertThat(until("\ncase 1:")).contains("case 0: signal 7, code 3, address 0x");
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, synchronous external abort",
        "0x04, level 0 (translation table walk)",
        "0x05, level 1 (translation table walk)",
        "0x06, level 2 (translation table walk)",
        "0x07, level 3 (translation table walk)",
        "0x08, synchronous parity or ECC error",
        "0x0c, level 0 synchronous parity error (translation table walk)",
        "0x0f, level 3 synchronous parity error (translation table walk)",
    })
    void anAbortOfTheKernelsOwnLoadIsAnOopsThatNamesTheSyndrome(String fsc, String name) {
        Oops oops = oops(fsc);

        assertThat(oops.text).contains("Internal error: %s: %016x [#1] SMP".formatted(name, oops.esr));
    }

    /// Status codes that this kernel does not take for external aborts: the name comes first, the syndrome later.
    @ParameterizedTest
    @CsvSource({
        "0x02, unknown 18",
        "0x03, unknown 19",
        "0x20, TLB conflict abort",
        "0x21, Unsupported atomic hardware update fault",
        "0x24, implementation fault (lockdown abort)",
        "0x25, implementation fault (unsupported exclusive)",
        "0x2d, section domain fault",
        "0x2e, page domain fault",
    })
    void anyOtherStatusOfTheKernelsOwnLoadIsAnOopsAsWell(String fsc, String name) {
        Oops oops = oops(fsc);

        assertThat(oops.text).contains("Unable to handle kernel %s at virtual address %016x".formatted(name, oops.far),
                "Internal error: Oops: %016x [#1] SMP".formatted(oops.esr));
    }

    private record Oops(String text, long esr, long far) {}

    /// What the console shows after an abort in the kernel, which goes on: only the process ends.
    private static Oops oops(String fsc) {
        guest.machine().restore(atKernelLoad);
        inject(data(Long.decode(fsc)));
        long esr = register("ESR_EL1");
        long far = register("FAR_EL1");
        assertThat(esr).isEqualTo(0x9600_0010L | Long.decode(fsc));
        String text = until("all cases are through");
        assertThat(text).contains("strncpy_from_user", "---[ end trace", "case 2: ended by signal 11");
        return new Oops(text, esr, far);
    }

    @Test
    void aPoisonedPageBecomesABusErrorWhenTheVmmPassesTheErrorOn() {
        Machine machine = guest.machine();
        machine.restore(atUserLoad);
        poisonMemory(machine);
        machine.enableCapability("ARM_SEA_TO_USER");
        machine.answer(0);

        assertThat(guest.untilExit(CASE)).isInstanceOfSatisfying(KvmExit.ArmSea.class, sea -> {
            assertThat(sea.gpa()).isEqualTo(LinuxPrograms.MEMORY);
            assertThat(sea.gpaValid()).isTrue();
        });
        inject(data(0));
        long far = register("FAR_EL1");
        assertThat(until("case 2:")).contains("case 1: signal 7, code 3, address 0x%016x".formatted(far));
    }

    @Test
    void aPoisonedPageIsAPanicWhenTheVmmDoesNotAskForTheError() {
        Machine machine = guest.machine();
        machine.restore(atUserLoad);
        poisonMemory(machine);
        machine.answer(0);

        assertThat(until(PANIC)).contains("SError Interrupt on CPU0, code 0x00000000bd000000 -- SError");
    }

    private static void poisonMemory(Machine machine) {
        var result = machine.vmIoctl("KVM_SET_USER_MEMORY_REGION", Ioctl.KVM_SET_USER_MEMORY_REGION.number(),
                Machine.region(7, LinuxPrograms.MEMORY, 4096, false));
        assertThat(result.value()).as(result.verdict().explanation()).isZero();
        machine.vm().memory().setPoison(List.of(new Poison(LinuxPrograms.MEMORY, 4096, 0, 0, 0, Poison.DEFAULT, 0,
                Poison.DEFAULT, false)));
    }

    @Test
    void anSErrorThatAllowsToGoOnDoesNotStopTheKernel() {
        guest.machine().restore(atUserLoad);
        inject(serror(0x811));
        guest.machine().answer(0);

        assertThat(until("all cases are through")).contains("case 0: done").doesNotContain("panic");
    }

    @ParameterizedTest
    @CsvSource({
        "0x1000000, 0x1000000", // no architected format
        "0x011, 0x11", // uncontainable
        "0x411, 0x411", // unrecoverable
        "0xc11, 0xc11", // recoverable
        "0x812, 0x812", // corrected, but of another kind
    })
    void anyOtherSErrorIsAPanic(String iss, String shown) {
        guest.machine().restore(atUserLoad);
        inject(serror(Long.decode(iss)));

        assertThat(until(PANIC)).contains("SError Interrupt on CPU0, code 0x%016x -- SError"
                .formatted(register("ESR_EL1")));
        assertThat(register("ESR_EL1") & 0x1ff_ffff).isEqualTo(Long.decode(shown));
    }
}
