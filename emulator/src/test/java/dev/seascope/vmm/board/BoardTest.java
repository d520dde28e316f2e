package dev.seascope.vmm.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.StateTransfer;
import dev.seascope.vmm.Pl011;
import dev.seascope.vmm.Pl031;
import dev.seascope.vmm.firmware.FlashBank;
import dev.seascope.vmm.virtio.Disk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final long RAM = MemoryMap.RAM;
    private static final long CONSOLE = MemoryMap.VIRTIO;
    private static final long DISK = MemoryMap.VIRTIO + 0x200;
    private static final int QUEUE_NUM_MAX = 0x34;
    private static final int ENTRIES = 8;
    private static final long DESCRIPTORS = RAM + 0x1000;
    private static final long AVAILABLE = RAM + 0x2000;
    private static final long USED = RAM + 0x3000;
    private static final long BUFFERS = RAM + 0x4000;

    private static final FlashBank.Slots NO_FLASH = new FlashBank.Slots() {
        @Override
        public void map(int slot, long gpa, long bytes) {
            throw new AssertionError("a board without firmware has no flash");
        }

        @Override
        public void unmap(int slot) {
            throw new AssertionError("a board without firmware has no flash");
        }
    };

    private final GuestMemory memory = new GuestMemory(1 << 30);
    private final List<String> lines = new ArrayList<>();
    private final long[] ticks = new long[1];
    private final Board board;
    private int offered;

    BoardTest() {
        memory.setSlot(MemorySlot.of(0, RAM, 1 << 20));
        byte[] image = new byte[4 * 512];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (i / 512 + 1);
        }
        board = new Board(new BoardSpec(2 << 20, 1, Gic.V2, List.of(Disk.Image.of(Bytes.copyOf(image)))), memory, () -> ticks[0],
                (spi, asserted) -> lines.add(spi + (asserted ? " up" : " down")), NO_FLASH);
    }

    private long read(long address) {
        return board.access(address, 4, false, 0).orElseThrow();
    }

    private void write(long address, long value) {
        board.access(address, 4, true, value);
    }

    private void number(long address, int bytes, long value) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) (value >>> (8 * i));
        }
        memory.write(address, content);
    }

    private long number(long address, int bytes) {
        return memory.read(address, bytes).orElseThrow().number(0, bytes);
    }

    /// What a driver does before a device works (section 3.1.1).
    private void initialise(long device, int queue) {
        write(device + 0x70, 0);
        write(device + 0x70, 1 | 2);
        write(device + 0x24, 1);
        write(device + 0x20, 1);
        write(device + 0x70, 1 | 2 | 8);
        assertThat(read(device + 0x70) & 8).as("FEATURES_OK").isEqualTo(8);
        write(device + 0x30, queue);
        assertThat(read(device + QUEUE_NUM_MAX)).isGreaterThanOrEqualTo(ENTRIES);
        write(device + 0x38, ENTRIES);
        write(device + 0x80, DESCRIPTORS);
        write(device + 0x90, AVAILABLE);
        write(device + 0xa0, USED);
        write(device + 0x44, 1);
        assertThat(read(device + 0x44)).as("QueueReady").isEqualTo(1);
        write(device + 0x70, 1 | 2 | 4 | 8);
    }

    private void descriptor(int index, long address, int bytes, int flags, int next) {
        number(DESCRIPTORS + 16L * index, 8, address);
        number(DESCRIPTORS + 16L * index + 8, 4, bytes);
        number(DESCRIPTORS + 16L * index + 12, 2, flags);
        number(DESCRIPTORS + 16L * index + 14, 2, next);
    }

    private void offer(long device, int queue, int head) {
        number(AVAILABLE + 4 + 2L * (offered % ENTRIES), 2, head);
        offered++;
        number(AVAILABLE + 2, 2, offered);
        write(device + 0x50, queue);
    }

    private int blockRequest(int type, long sector, int bytes) {
        memory.write(BUFFERS, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(type).putInt(0)
                .putLong(sector).array());
        number(BUFFERS + 0x7000, 1, 0xff);
        descriptor(0, BUFFERS, 16, 1, 1);
        descriptor(1, BUFFERS + 0x1000, bytes, type == 0 ? 1 | 2 : 1, 2);
        descriptor(2, BUFFERS + 0x7000, 1, 2, 0);
        offer(DISK, 0, 0);
        return (int) number(BUFFERS + 0x7000, 1);
    }

    @Test
    void anAddressWithoutADeviceIsNobodys() {
        assertThat(board.access(0x0800_0000L, 4, false, 0)).isEmpty();
        assertThat(board.access(Pl011.BASE + 0xffe, 4, false, 0)).as("half outside").isEmpty();
    }

    @Test
    void theSerialPortInterruptsForWhatItReceivesUntilItIsRead() {
        write(Pl011.BASE + 0x38, 1 << 4);
        board.type("ab".getBytes(StandardCharsets.US_ASCII));

        assertThat(lines).containsExactly("1 up");
        assertThat(read(Pl011.BASE)).isEqualTo('a');
        assertThat(lines).containsExactly("1 up");
        assertThat(read(Pl011.BASE)).isEqualTo('b');
        assertThat(lines).containsExactly("1 up", "1 down");
        assertThat(read(Pl011.BASE + 0x18) & 0x10).as("FR.RXFE").isEqualTo(0x10);
    }

    @Test
    void theSerialPortInterruptsForWhatItSentUntilItIsToldSo() {
        write(Pl011.BASE + 0x38, 1 << 5);
        write(Pl011.BASE, 'x');
        write(Pl011.BASE + 0x44, 1 << 5);

        assertThat(board.serial().output()).isEqualTo("x");
        assertThat(lines).containsExactly("1 up", "1 down");
    }

    @Test
    void theClockCountsSecondsOfTheGuestFromAFixedDate() {
        assertThat(read(Pl031.BASE)).isEqualTo(Pl031.START);
        ticks[0] = 5_999_999_999L;
        assertThat(read(Pl031.BASE)).isEqualTo(Pl031.START + 5);

        write(Pl031.BASE + 0x08, 100);
        ticks[0] += 2_000_000_000L;
        assertThat(read(Pl031.BASE)).isEqualTo(102);

        write(Pl031.BASE + 0x10, 1);
        write(Pl031.BASE + 0x04, 103);
        assertThat(lines).isEmpty();
        ticks[0] += 1_000_000_000L;
        assertThat(read(Pl031.BASE + 0x18)).as("MIS").isEqualTo(1);
        assertThat(lines).containsExactly("2 up");
        write(Pl031.BASE + 0x1c, 1);
        assertThat(lines).containsExactly("2 up", "2 down");
    }

    @Test
    void aDiskReadsTheImageAndRemembersWhatIsWrittenOverIt() {
        initialise(DISK, 0);
        assertThat(read(DISK + 0x08)).as("device type").isEqualTo(2);
        assertThat(read(DISK + 0x100)).as("sectors").isEqualTo(4);

        assertThat(blockRequest(0, 1, 1024)).isZero();
        assertThat(number(BUFFERS + 0x1000, 1)).isEqualTo(2);
        assertThat(number(BUFFERS + 0x1000 + 1023, 1)).isEqualTo(3);
        assertThat(number(USED + 2, 2)).isEqualTo(1);
        assertThat(number(USED + 8, 4)).as("bytes written").isEqualTo(1025);
        assertThat(lines).containsExactly("17 up");
        write(DISK + 0x64, 1);
        assertThat(lines).containsExactly("17 up", "17 down");

        number(BUFFERS + 0x1000, 8, 0x55);
        assertThat(blockRequest(1, 2, 512)).isZero();
        number(BUFFERS + 0x1000, 8, 0);
        assertThat(blockRequest(0, 2, 512)).isZero();
        assertThat(number(BUFFERS + 0x1000, 8)).isEqualTo(0x55);
    }

    @Test
    void aRequestBeyondTheDiskOrOfAnotherKindFailsAlone() {
        initialise(DISK, 0);

        assertThat(blockRequest(0, 3, 1024)).as("beyond the end").isEqualTo(1);
        assertThat(blockRequest(0, 0, 100)).as("part of a sector").isEqualTo(1);
        assertThat(blockRequest(0, -1, 512)).as("a negative sector").isEqualTo(1);
        assertThat(blockRequest(77, 0, 512)).as("unknown").isEqualTo(2);
        assertThat(blockRequest(0, 0, 512)).as("works after all").isZero();
    }

    @Test
    void aConsoleHearsTheGuestAndTheGuestHearsWhatIsTyped() {
        initialise(CONSOLE, 1);
        memory.write(BUFFERS, "hello".getBytes(StandardCharsets.US_ASCII));
        descriptor(0, BUFFERS, 5, 0, 0);
        offer(CONSOLE, 1, 0);
        assertThat(board.serial().output()).isEqualTo("hello");

        offered = 0;
        number(AVAILABLE + 2, 2, 0);
        initialise(CONSOLE, 0);
        descriptor(0, BUFFERS, 16, 2, 0);
        offer(CONSOLE, 0, 0);
        lines.clear();
        board.type("yes".getBytes(StandardCharsets.US_ASCII));
        assertThat(memory.read(BUFFERS, 3).orElseThrow().toString()).isEqualTo("79 65 73");
        assertThat(lines).containsExactly("16 up");
    }

    @Test
    void whatIsTypedBeforeTheDriverBeginsIsHeardWhenItDoes() {
        board.type("early".getBytes(StandardCharsets.US_ASCII));

        initialise(CONSOLE, 0);
        descriptor(0, BUFFERS, 16, 2, 0);
        offer(CONSOLE, 0, 0);

        assertThat(memory.read(BUFFERS, 5).orElseThrow().toString()).isEqualTo("65 61 72 6c 79");
    }

    @Test
    void aDeviceDoesSoMuchAtOnceAndTheRestWhenItsInterruptIsAcknowledged() {
        initialise(CONSOLE, 1);
        for (int i = 0; i < 3; i++) {
            descriptor(i, BUFFERS, 200 << 10, 0, 0);
            number(AVAILABLE + 4 + 2L * i, 2, i);
        }
        number(AVAILABLE + 2, 2, 3);
        write(CONSOLE + 0x50, 1);
        assertThat(number(USED + 2, 2)).as("lines printed").isEqualTo(2);
        assertThat(board.serial().written()).isEqualTo(400 << 10);

        write(CONSOLE + 0x64, 1);
        assertThat(number(USED + 2, 2)).isEqualTo(3);
        assertThat(read(CONSOLE + 0x60)).as("interrupt for the rest").isEqualTo(1);
        write(CONSOLE + 0x64, 1);
        assertThat(read(CONSOLE + 0x60)).isZero();
    }

    @Test
    void aDiskMovesSoMuchAtOnceAndTheRestWhenItsInterruptIsAcknowledged() {
        int bytes = (8 << 20) - 512;
        var ram = new GuestMemory(1 << 30);
        ram.setSlot(MemorySlot.of(0, RAM, 16 << 20));
        var image = new Disk.Image() {
            @Override
            public long bytes() {
                return 8 << 20;
            }

            @Override
            public boolean read(long offset, byte[] content) {
                return true;
            }
        };
        var many = new Board(new BoardSpec(16 << 20, 1, Gic.V2, List.of(image)), ram, () -> 0, (_, _) -> { }, NO_FLASH);
        for (int i = 0; i < 4; i++) {
            ByteBuffer pair = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
            pair.putLong(BUFFERS).putInt(16).putShort((short) 1).putShort((short) (2 * i + 1));
            pair.putLong(RAM + 0x10_0000).putInt(bytes + 1).putShort((short) 2).putShort((short) 0);
            ram.write(DESCRIPTORS + 32L * i, pair.array());
            ram.write(AVAILABLE + 4 + 2L * i, new byte[] {(byte) (2 * i), 0});
        }
        ram.write(AVAILABLE + 2, new byte[] {4, 0});
        long[][] setup = {{0x70, 3}, {0x24, 1}, {0x20, 1}, {0x70, 11}, {0x30, 0}, {0x38, ENTRIES}, {0x80, DESCRIPTORS},
            {0x90, AVAILABLE}, {0xa0, USED}, {0x44, 1}, {0x70, 15}, {0x50, 0}};
        for (long[] write : setup) {
            many.access(DISK + write[0], 4, true, write[1]);
        }
        assertThat(ram.read(USED + 2, 2).orElseThrow().number(0, 2)).as("requests served").isEqualTo(3);

        many.access(DISK + 0x64, 4, true, 1);
        assertThat(ram.read(USED + 2, 2).orElseThrow().number(0, 2)).isEqualTo(4);
    }

    @Test
    void aQueueThatMakesNoSenseStopsTheDeviceUntilItIsReset() {
        List<Runnable> mischief = List.of(
                () -> descriptor(0, BUFFERS, 16, 1, 0),
                () -> descriptor(0, 0x10, 16, 0, 0),
                () -> descriptor(0, BUFFERS, -1, 0, 0),
                () -> descriptor(0, BUFFERS, 16, 1, 500),
                () -> descriptor(0, BUFFERS, 4, 0, 0));
        for (Runnable prank : mischief) {
            offered = 0;
            number(AVAILABLE + 2, 2, 0);
            initialise(DISK, 0);
            prank.run();
            offer(DISK, 0, 0);
            assertThat(read(DISK + 0x70) & 0x40).as("DEVICE_NEEDS_RESET").isEqualTo(0x40);
        }
        offered = 0;
        number(AVAILABLE + 2, 2, 0);
        initialise(DISK, 0);
        assertThat(blockRequest(0, 0, 512)).isZero();
    }

    @Test
    void aBoardThatIsPutBackGoesOnAsTheFirstOneDid() {
        write(Pl011.BASE + 0x38, 1 << 4);
        write(Pl011.BASE, 'x');
        initialise(DISK, 0);
        number(BUFFERS + 0x1000, 8, 0x55);
        blockRequest(1, 2, 512);
        board.type("ab".getBytes(StandardCharsets.US_ASCII));
        var taken = new StateTransfer();
        board.transfer(taken);

        read(Pl011.BASE);
        write(Pl011.BASE, 'y');
        number(BUFFERS + 0x1000, 8, 0x66);
        blockRequest(1, 2, 512);
        write(DISK + 0x70, 0);
        var back = new StateTransfer(taken.values());
        board.transfer(back);

        assertThat(back.isAtEnd()).isTrue();
        assertThat(board.serial().output()).isEqualTo("x");
        assertThat(read(Pl011.BASE)).isEqualTo('a');
        offered = 1;
        assertThat(blockRequest(0, 2, 512)).isZero();
        assertThat(number(BUFFERS + 0x1000, 8)).isEqualTo(0x55);
        var again = new StateTransfer();
        board.transfer(new StateTransfer(taken.values()));
        board.transfer(again);
        assertThat(again.values()).isEqualTo(taken.values());
    }

    @Test
    void featuresThatWereNotOfferedAreNotAccepted() {
        write(DISK + 0x24, 0);
        write(DISK + 0x20, 1L << 31);
        write(DISK + 0x24, 1);
        write(DISK + 0x20, 1);
        write(DISK + 0x70, 1 | 2 | 8);

        assertThat(read(DISK + 0x70) & 8).as("FEATURES_OK").isZero();
    }
}
