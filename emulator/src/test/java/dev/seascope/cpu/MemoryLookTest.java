package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryLookTest {
    private static final int BYTES = 64 << 20;

    private final GuestMemory memory = new GuestMemory(BYTES);
    private int value;

    MemoryLookTest() {
        memory.setSlot(MemorySlot.of(0, 0, BYTES));
        writeAll();
    }

    private void writeAll() {
        write(BYTES);
    }

    private void write(long end) {
        value++;
        for (long at = 0; at < end; at += GuestMemory.PAGE_BYTES) {
            memory.write(at, new byte[] {(byte) value});
        }
    }

    @Test
    void whatIsWrittenAfterALookIsNotSeen() {
        int then = value;
        MemoryLook look = memory.look();

        write(8 << 20);

        assertThat(look.byteAt(0)).isEqualTo(then);
        assertThat(look.byteAt(BYTES)).isEqualTo(-1);
    }

    @Test
    void aGuestThatWritesMuchIsSeenAsItIsAndCostsOnlySoMuch() {
        MemoryLook first = memory.look();
        MemoryLook second = memory.look();

        for (int i = 0; i < 10; i++) {
            writeAll();
        }

        assertThat(first.byteAt(0)).isEqualTo(value);
        assertThat(second.byteAt(BYTES - GuestMemory.PAGE_BYTES)).isEqualTo(value);
        assertThat(memory.copiedBytes()).isEqualTo(GuestMemory.MOST_FOR_LOOKS);
        assertThat(memory.bytes()).isEqualTo(BYTES);
    }

    @Test
    void whatManyLooksKeepIsBoundedTogether() {
        MemoryLook first = memory.look();
        for (int i = 0; i < 100; i++) {
            assertThat(memory.look().byteAt(0)).isEqualTo(value);
            write(1 << 20);
        }

        assertThat(first.byteAt(0)).isGreaterThan(1);
    }

    @Test
    void aSnapshotKeepsEverythingAtAnyPrice() {
        MemorySnapshot snapshot = memory.snapshot();
        int then = value;
        MemoryLook look = memory.look();

        writeAll();
        writeAll();

        assertThat(snapshot.byteAt(BYTES - 4096)).isEqualTo(then);
        assertThat(look.byteAt(0)).isEqualTo(value);
        assertThat(memory.copiedBytes()).isEqualTo(BYTES);
        memory.restore(snapshot);
        assertThat(memory.byteAt(BYTES - 4096)).isEqualTo(then);
        writeAll();
        assertThat(snapshot.byteAt(0)).isEqualTo(then);
    }

    @Test
    void liveMemoryIsSeenAsItIsWhenItIsRead() {
        MemoryLook live = memory.live();

        write(4096);

        assertThat(live.byteAt(0)).isEqualTo(value);
        assertThat(memory.copiedBytes()).isZero();
    }

    @Test
    void nothingIsSeenOfMemoryThatIsGone() {
        MemoryLook look = memory.look();

        memory.clear();

        assertThat(look.byteAt(0)).isEqualTo(-1);
        assertThat(memory.byteAt(0)).isEqualTo(-1);
        assertThat(memory.bytes()).isZero();
    }
}
