package dev.seascope.vmm.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.StateTransfer;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FirmwareConfigurationTest {
    private static final long RAM = 0x4000_0000L;
    private static final long READ_ONLY = 0x1_0000_0000L;
    private static final int READ = 2;
    private static final int SKIP = 4;
    private static final int SELECT = 8;
    private static final int WRITE = 16;

    private final GuestMemory memory = new GuestMemory(64 << 20);
    private final FirmwareConfiguration device = new FirmwareConfiguration(memory);

    FirmwareConfigurationTest() {
        memory.setSlot(MemorySlot.of(0, RAM, 8 << 20));
        memory.setSlot(new MemorySlot(1, READ_ONLY, 4096, true, false));
    }

    private void select(int item) {
        device.write(8, 2, Short.reverseBytes((short) item) & 0xffff);
    }

    /// Ask for a copy by the structure at the start of RAM, and return what its control field says afterwards.
    private int dma(int control, int length, long address) {
        memory.write(RAM, ByteBuffer.allocate(16).putInt(control).putInt(length).putLong(address).array());
        device.write(16, 8, Long.reverseBytes(RAM));
        return Integer.reverseBytes((int) memory.read(RAM, 4).orElseThrow().number(0, 4));
    }

    private String text(long address, int bytes) {
        return memory.read(address, bytes).orElseThrow().toString();
    }

    @Test
    void anItemIsReadInItsOrderWhateverTheSizeOfTheAccess() {
        select(0);
        assertThat(device.read(0, 4)).isEqualTo('Q' | 'E' << 8 | 'M' << 16 | 'U' << 24);
        assertThat(device.read(0, 8)).as("behind its end").isZero();

        select(0);
        assertThat(device.read(0, 1)).isEqualTo('Q');
        assertThat(device.read(0, 2)).isEqualTo('E' | 'M' << 8);
    }

    @Test
    void itSaysThatItHasDmaAndNoFiles() {
        select(1);
        assertThat(device.read(0, 4)).isEqualTo(3);
        select(0x19);
        assertThat(device.read(0, 4)).isZero();
        assertThat(Long.reverseBytes(device.read(16, 8))).isEqualTo(0x5145_4d55_2043_4647L);
        assertThat(device.read(20, 4)).isEqualTo(device.read(16, 8) >>> 32);
        select(0x7777);
        assertThat(device.read(0, 8)).as("an item that is not there").isZero();
    }

    @Test
    void aCopyGoesOnWhereTheLastReadEnded() {
        assertThat(dma(SELECT | READ, 2, RAM + 0x100)).isZero();
        assertThat(text(RAM + 0x100, 2)).isEqualTo("51 45");
        assertThat(dma(SKIP, 1, 0)).isZero();
        assertThat(dma(READ, 3, RAM + 0x100)).isZero();
        assertThat(text(RAM + 0x100, 3)).isEqualTo("55 00 00");
        assertThat(dma(1 << 16 | SELECT | READ, 1, RAM + 0x100)).isZero();
        assertThat(text(RAM + 0x100, 1)).isEqualTo("03");
    }

    @Test
    void theAddressMayBeWrittenInTwoHalves() {
        memory.write(RAM, ByteBuffer.allocate(16).putInt(SELECT | READ).putInt(4).putLong(RAM + 0x200).array());

        device.write(16, 4, 0);
        assertThat(text(RAM + 0x200, 4)).as("not yet").isEqualTo("00 00 00 00");
        device.write(20, 4, Integer.reverseBytes((int) RAM) & 0xffff_ffffL);

        assertThat(text(RAM + 0x200, 4)).isEqualTo("51 45 4d 55");
    }

    @Test
    void whatCannotBeCopiedIsAnErrorAndChangesNothing() {
        assertThat(dma(SELECT | READ, 4, READ_ONLY)).as("into a read-only slot").isEqualTo(1);
        assertThat(text(READ_ONLY, 1)).isEqualTo("00");
        assertThat(dma(SELECT | READ, 4, 0x7000_0000L)).as("into a hole").isEqualTo(1);
        assertThat(dma(SELECT | READ, 4, RAM + (8 << 20) - 2)).as("over the end").isEqualTo(1);
        assertThat(dma(SELECT | READ, -1, RAM)).as("4 GiB").isEqualTo(1);
        assertThat(dma(SELECT | READ, 4, -1)).as("at the end of the address space").isEqualTo(1);
        assertThat(dma(SELECT | WRITE, 4, RAM)).as("into an item").isEqualTo(1);
        device.write(16, 8, Long.reverseBytes(0x7000_0000L));
        device.write(16, 8, Long.reverseBytes(READ_ONLY));
        assertThat(text(READ_ONLY, 4)).as("a request that cannot be answered").isEqualTo("00 00 00 00");
    }

    @Test
    void itGoesOnFromItsState() {
        select(0);
        device.read(0, 1);
        var out = new StateTransfer();
        device.transfer(out);
        var other = new FirmwareConfiguration(memory);
        other.transfer(new StateTransfer(out.values()));

        assertThat(other.read(0, 1)).isEqualTo('E');
    }
}
