package dev.seascope.kvm.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.kvm.Host;
import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.VmFeature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class VmSnapshotTest {
    /// Two vCPUs; the first counts timer interrupts, the second counts by itself, both in memory.
    private static final String PROGRAM = """
            mov x9, #0x08000000
            mov x10, #0x08010000
            mov w0, #1
            str w0, [x9]
            str w0, [x10]
            mov w0, #0xf0
            str w0, [x10, #4]
            mov w0, #(1 << 27)
            str w0, [x9, #0x100]
            adr x0, vectors
            msr vbar_el1, x0
            mov x0, #3
            movk x0, #0xc400, lsl #16
            mov x1, #1
            adr x2, second
            mov x3, #0
            hvc #0
            adr x5, ticks
            mov x1, #777
            msr cntv_tval_el0, x1
            mov x0, #1
            msr cntv_ctl_el0, x0
            msr daifclr, #2
            sleep: wfi
            b sleep
            second: adr x5, shared
            mov x7, #0
            again: ldxr x1, [x5]
            add x1, x1, #1
            stxr w2, x1, [x5]
            cbnz w2, again
            str x1, [x5, x7]
            add x7, x7, #8
            and x7, x7, #0xffff
            b again
            .balign 0x800
            vectors: .space 0x280
            ldr w4, [x10, #0xc]
            ldr x1, [x5]
            add x1, x1, #1
            str x1, [x5]
            mov x1, #777
            msr cntv_tval_el0, x1
            str w4, [x10, #0x10]
            eret
            .balign 8
            ticks: .quad 0
            .balign 4096
            shared: .quad 0
            """;

    private static Vm machine() throws KvmException {
        return IrqchipTest.running(2, PROGRAM);
    }

    private static void assertSame(Vm machine, VmSnapshot expected) {
        VmSnapshot now = machine.snapshot();
        assertThat(now.isSameStateAs(expected)).isTrue();
        assertThat(now.memory().checksum()).isEqualTo(expected.memory().checksum());
    }

    @Test
    void machineGoesOnFromASnapshotExactlyAsTheFirstTime() throws KvmException {
        Vm vm = machine();
        vm.run(123_457);
        VmSnapshot early = vm.snapshot();
        vm.run(200_000);
        VmSnapshot late = vm.snapshot();
        assertThat(late.isSameStateAs(early)).isFalse();
        assertThat(late.memory().checksum()).isNotEqualTo(early.memory().checksum());

        vm.restore(early);
        assertSame(vm, early);
        for (int i = 0; i < 200; i++) {
            vm.run(1000);
        }

        assertSame(vm, late);
    }

    @Test
    void twoRunsAreTheSameInEveryRegisterAndByte() throws KvmException {
        Vm first = machine();
        first.run(1_000_000);
        Vm second = machine();
        for (int i = 0; i < 1000; i++) {
            second.run(i % 2 == 0 ? 1 : 1999);
        }

        assertSame(second, first.snapshot());
    }

    @Test
    void anotherMachineGoesOnFromAFile() throws KvmException, IOException {
        Vm vm = machine();
        vm.run(123_457);
        var file = new ByteArrayOutputStream();
        vm.write(vm.snapshot(), file);
        vm.run(200_000);

        Vm other = machine();
        other.restore(other.readSnapshot(new ByteArrayInputStream(file.toByteArray())));
        other.run(200_000);

        assertSame(other, vm.snapshot());
        assertThat(file.size()).isLessThan(100_000);
    }

    @Test
    void aFileOfAnotherFormatIsRefusedByItsNumber() throws KvmException, IOException {
        Vm vm = machine();
        var older = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(older))) {
            out.writeLong(0x5365_6156_4d53_0001L);
        }
        var newer = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(newer))) {
            out.writeLong(0x5365_6156_4d53_0000L | VmSnapshot.VERSION + 1);
        }

        assertThatThrownBy(() -> vm.readSnapshot(new ByteArrayInputStream(older.toByteArray()))).hasMessage(
                "a snapshot of format 1, from an older version of Seascope; this one reads format " + VmSnapshot.VERSION);
        assertThatThrownBy(() -> vm.readSnapshot(new ByteArrayInputStream(newer.toByteArray())))
                .hasMessageContaining("from a newer version of Seascope");
    }

    @Test
    void fileThatIsNoSnapshotOfSuchAMachineIsRefused() throws KvmException, IOException {
        Vm vm = machine();
        vm.run(1000);
        var file = new ByteArrayOutputStream();
        VmSnapshot snapshot = vm.snapshot();
        vm.write(snapshot, file);
        byte[] whole = file.toByteArray();

        assertThatThrownBy(() -> vm.readSnapshot(new ByteArrayInputStream(new byte[100])))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> IrqchipTest.running(1, "nop").readSnapshot(new ByteArrayInputStream(whole)))
                .isInstanceOf(IOException.class).hasMessageContaining("another kind of machine");
        Vm plain = new Kvm(Kernel.DEFAULT, Host.DEFAULT).createVm(0, EnumSet.noneOf(VmFeature.class), 1 << 24);
        assertThatThrownBy(() -> plain.readSnapshot(new ByteArrayInputStream(whole))).isInstanceOf(IOException.class);
        for (int length = 0; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> vm.readSnapshot(new ByteArrayInputStream(cut))).isInstanceOf(IOException.class);
        }
        for (int i = 0; i < whole.length; i += 13) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            try {
                // A compressed stream has more than one way to say the same.
                VmSnapshot read = vm.readSnapshot(new ByteArrayInputStream(changed));
                assertThat(read.isSameStateAs(snapshot)).as("byte " + i).isTrue();
                assertThat(read.memory().checksum()).isEqualTo(snapshot.memory().checksum());
            } catch (IOException refused) {
                assertThat(refused).as("byte " + i).hasMessageNotContaining("null");
            }
        }
    }
}
