package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seascope.arch.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestMemoryTest {
    private static final long BASE = 0x4000_0000L;
    private final GuestMemory memory = new GuestMemory(1 << 20);

    @Test
    void holesReadAsNothingAndCannotBeWritten() {
        memory.setSlot(MemorySlot.of(0, BASE, 4096));

        assertThat(memory.byteAt(BASE - 1)).isEqualTo(-1);
        assertThat(memory.byteAt(BASE + 4096)).isEqualTo(-1);
        assertThat(memory.read(BASE + 4090, 8)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> memory.write(BASE + 4090, new byte[8]))
                .withMessage("no memory slot at 0x40001000");
        assertThat(memory.byteAt(BASE + 4095)).as("nothing is written").isZero();
    }

    @Test
    void writesCrossPages() {
        memory.setSlot(MemorySlot.of(0, BASE, 3 * 4096));
        byte[] content = new byte[4200];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 7);
        }

        memory.write(BASE + 4000, content);

        assertThat(memory.read(BASE + 4000, 4200)).contains(Bytes.copyOf(content));
    }

    @Test
    void overlapAndExcessAreRefused() {
        memory.setSlot(MemorySlot.of(0, BASE, 8192));

        assertThatIllegalArgumentException().isThrownBy(() -> memory.setSlot(MemorySlot.of(1, BASE + 4096, 8192)))
                .withMessageContaining("overlaps slot 0");
        assertThatIllegalArgumentException().isThrownBy(() -> memory.setSlot(MemorySlot.of(1, 0, 1 << 20)))
                .withMessageContaining("exceed the limit");
        assertThatIllegalArgumentException().isThrownBy(() -> MemorySlot.of(1, 1, 4096))
                .withMessageContaining("multiples of 4096");
        assertThat(memory.slots()).hasSize(1);
    }

    @Test
    void replacingASlotKeepsItsContent() {
        memory.setSlot(MemorySlot.of(0, BASE, 8192));
        memory.write(BASE + 5000, new byte[] {42});

        memory.setSlot(new MemorySlot(0, 0, 8192, true, true));

        assertThat(memory.byteAt(5000)).isEqualTo(42);
        assertThat(memory.byteAt(BASE + 5000)).isEqualTo(-1);
    }

    @Test
    void snapshotIsNotChangedByLaterWritesAndCanBeRestored() {
        memory.setSlot(MemorySlot.of(0, BASE, 8192));
        memory.write(BASE, new byte[] {1, 2, 3});
        MemorySnapshot first = memory.snapshot();
        memory.write(BASE + 1, new byte[] {9});
        MemorySnapshot second = memory.snapshot();
        memory.write(BASE + 4096, new byte[] {7});
        memory.setPoison(List.of(Poison.of(BASE, 1)));

        assertThat(first.byteAt(BASE + 1)).isEqualTo(2);
        assertThat(second.byteAt(BASE + 1)).isEqualTo(9);
        assertThat(second.byteAt(BASE + 4096)).isZero();

        memory.restore(first);
        assertThat(memory.byteAt(BASE + 1)).isEqualTo(2);
        assertThat(memory.byteAt(BASE + 4096)).isZero();
        assertThat(memory.poison()).isEmpty();

        memory.write(BASE, new byte[] {5});
        assertThat(first.byteAt(BASE)).as("restored pages are copied again").isEqualTo(1);
        memory.restore(second);
        assertThat(memory.byteAt(BASE + 1)).isEqualTo(9);
    }

    @Test
    void snapshotTakenWhileTheGuestRunsIsNotChangedByIt() {
        Guest guest = Guest.of("loop: add x0, x0, #1; str x0, [x1]; ldr x2, [x1]; b loop").with("X1", Guest.DATA);
        guest.cpu.run(4 * 100);
        MemorySnapshot snapshot = guest.memory.snapshot();

        guest.cpu.run(4 * 100);

        assertThat(snapshot.byteAt(Guest.DATA)).isEqualTo(100);
        assertThat(guest.read64(Guest.DATA)).isEqualTo(200);
        assertThat(guest.cpu.x[2]).isEqualTo(200);
    }

    @Test
    void dirtyLogHoldsThePagesTheGuestWrote() {
        Guest guest = Guest.of("str x0, [x1]; ldr x0, [x2]; str x0, [x1, #8]; hvc #0")
                .with("X1", Guest.DATA).with("X2", Guest.DATA + 4096);
        guest.memory.setSlot(new MemorySlot(0, Guest.RAM, Guest.RAM_BYTES, false, true));
        guest.put(Guest.CODE, "str x0, [x1]; ldr x0, [x2]; str x0, [x1, #8]; b .-12");

        guest.cpu.run(3);
        assertThat(guest.memory.takeDirtyLog(0).stream().boxed()).containsExactly(0x100);
        assertThat(guest.memory.takeDirtyLog(0).isEmpty()).isTrue();
        guest.cpu.run(2);
        assertThat(guest.memory.takeDirtyLog(0).stream().boxed()).containsExactly(0x100);
    }
}
