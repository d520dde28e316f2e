package dev.seascope.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemorySlot;
import org.junit.jupiter.api.Test;

class MemoryLookTest {
    private static final int BYTES = 8 << 20;

    private final GuestMemory memory = new GuestMemory(BYTES);
    private final MemoryLook look = new MemoryLook(memory);
    private int value;

    MemoryLookTest() {
        memory.setSlot(MemorySlot.of(0, 0, BYTES));
        look.atStop();
    }

    private void write(int step) {
        value++;
        for (int at = 0; at < BYTES; at += step) {
            memory.write(at, new byte[] {(byte) value});
        }
    }

    @Test
    void aGuestThatWritesLittleIsSeenAsItIs() {
        for (int i = 0; i < 50; i++) {
            write(1 << 20);
            assertThat(look.whileRunning().byteAt(0)).isEqualTo(value);
        }
    }

    @Test
    void aGuestThatWritesMuchIsSeenAsItWasAndCostsOnlySoMuch() {
        for (int i = 0; i < 100; i++) {
            write(4096);
            look.whileRunning();
        }

        assertThat(look.whileRunning().byteAt(0)).isLessThan(value);
        assertThat(memory.copiedBytes()).isBetween(MemoryLook.MOST_COPIED, MemoryLook.MOST_COPIED + 2 * BYTES);
    }

    @Test
    void aStopShowsWhatMemoryHoldsAndLetsTheNextRunBeSeenAgain() {
        for (int i = 0; i < 100; i++) {
            write(4096);
            look.whileRunning();
        }

        assertThat(look.atStop().byteAt(BYTES - 4096)).isEqualTo(value);
        write(4096);
        assertThat(look.whileRunning().byteAt(0)).isEqualTo(value);
    }
}
