package dev.seascope.vmm.firmware;

import dev.seascope.cpu.StateTransfer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Parallel NOR flash with Intel's command set, as the P30 family has it: a write is a command, and the last command decides
/// what a read finds. Programming and erasing take no time. (Intel StrataFlash P30 datasheet, "Bus operations" and "Command
/// definitions"; JEDEC JESD68.01 for what a query finds.)
///
/// It stands for two 16-bit chips beside each other on a 32-bit bus. They hear every command together, however wide the
/// access is and whichever half it is for: U-Boot takes them for one chip, and works on QEMU's `virt` because it may.
final class FlashCommands {
    /// Bytes in a block of both chips, the unit of erasing and locking.
    static final int BLOCK_BYTES = 256 << 10;
    private static final int CHIPS = 2;
    /// From one word of a chip to its next.
    private static final int WORD_STRIDE = 2 * CHIPS;
    /// Bytes that a buffered program may touch, in both chips.
    private static final int BUFFER_BYTES = 128;
    private static final int MOST_BUFFERED_WRITES = 32;

    private static final int READ_ARRAY = 0xff;
    private static final int READ_STATUS = 0x70;
    private static final int READ_ID = 0x90;
    private static final int READ_QUERY = 0x98;
    private static final int CLEAR_STATUS = 0x50;
    private static final int WORD_PROGRAM = 0x40;
    private static final int WORD_PROGRAM_OTHER = 0x10;
    private static final int BUFFERED_PROGRAM = 0xe8;
    private static final int BLOCK_ERASE = 0x20;
    private static final int LOCK_SETUP = 0x60;
    private static final int CONFIRM = 0xd0;
    private static final int LOCK = 0x01;

    private static final int STATUS_READY = 0x80;
    private static final int STATUS_ERASE_ERROR = 0x20;
    private static final int STATUS_PROGRAM_ERROR = 0x10;
    private static final int STATUS_LOCKED = 0x02;
    private static final int STATUS_SEQUENCE_ERROR = STATUS_ERASE_ERROR | STATUS_PROGRAM_ERROR;

    private static final int QUERY_START = 0x10;
    private static final int MANUFACTURER = 0x89;
    private static final int DEVICE = 0x18;

    /// What a read finds.
    private enum Mode { ARRAY, STATUS, ID, QUERY }

    /// What the next write is taken for.
    private enum Expected { COMMAND, WORD, ERASE_CONFIRM, LOCK_COMMAND, BUFFER_COUNT, BUFFER_WORD, BUFFER_CONFIRM }

    private static final List<Mode> MODES = List.of(Mode.values());
    private static final List<Expected> EXPECTATIONS = List.of(Expected.values());

    /// What is remembered without power.
    interface Cells {
        /// The byte at an offset, 0 to 255.
        int at(int offset);

        /// Clear those bits of a byte that `value` has clear.
        void program(int offset, int value);

        /// Set all bits of some bytes.
        void erase(int offset, int bytes);
    }

    private final Cells cells;
    private final int blocks;
    private final byte[] query;
    private final BitSet locked = new BitSet();
    private Mode mode = Mode.ARRAY;
    private Expected expected = Expected.COMMAND;
    private int status = STATUS_READY;
    /// What is going to be programmed; ones where nothing is.
    private final byte[] buffer = new byte[BUFFER_BYTES];
    /// The first byte that the buffer covers.
    private int bufferStart;
    /// Writes that the buffer still expects.
    private int bufferLeft;

    /// @param blocks how many blocks there are, a power of two
    FlashCommands(Cells cells, int blocks) {
        this.cells = cells;
        this.blocks = blocks;
        this.query = query(blocks);
    }

    /// Of each chip, from word 0x10 on, a byte a word: identification, voltages and times, geometry, Intel's extension.
    private static byte[] query(int blocks) {
        int sizeShift = Integer.numberOfTrailingZeros(blocks * (BLOCK_BYTES / CHIPS));
        int blockUnits = (BLOCK_BYTES / CHIPS) >> 8;
        int bufferShift = Integer.numberOfTrailingZeros(BUFFER_BYTES / CHIPS);
        int[] table = {
            'Q', 'R', 'Y', 0x01, 0x00, 0x31, 0x00, 0x00, 0x00, 0x00, 0x00,
            // 1.7 V to 2.0 V, no programming voltage; 2^n microseconds and milliseconds, and how often that at most.
            0x17, 0x20, 0x00, 0x00, 0x08, 0x09, 0x0a, 0x00, 0x01, 0x01, 0x02, 0x00,
            // Size, 16 bits wide, buffer, one region of equal blocks.
            sizeShift, 0x01, 0x00, bufferShift, 0x00, 0x01, (blocks - 1) & 0xff, (blocks - 1) >> 8, blockUnits & 0xff,
            blockUnits >> 8,
            // Version 1.1; blocks can be locked one by one, nothing can be suspended.
            'P', 'R', 'I', '1', '1', 0x20, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x18, 0x00, 0x00};
        byte[] bytes = new byte[table.length];
        for (int i = 0; i < table.length; i++) {
            bytes[i] = (byte) table[i];
        }
        return bytes;
    }

    /// Whether reads find what is stored, and the next write is a command.
    boolean isReadingArray() {
        return mode == Mode.ARRAY && expected == Expected.COMMAND;
    }

    long read(int offset, int size) {
        long value = 0;
        for (int done = 0; done < size; done++) {
            int at = offset + done;
            int octet = mode == Mode.ARRAY ? cells.at(at) : word(at / WORD_STRIDE) >> (8 * (at & 1)) & 0xff;
            value |= (long) octet << (8 * done);
        }
        return value;
    }

    /// What either chip answers at one of its words.
    private int word(int address) {
        return switch (mode) {
            case ARRAY -> throw new IllegalStateException("the chips do not answer the same there");
            case STATUS -> status;
            case ID -> switch (address * WORD_STRIDE % BLOCK_BYTES / WORD_STRIDE) {
                case 0 -> MANUFACTURER;
                case 1 -> DEVICE;
                case 2 -> locked.get(address * WORD_STRIDE / BLOCK_BYTES) ? 1 : 0;
                default -> 0;
            };
            case QUERY -> {
                int at = address - QUERY_START;
                yield at >= 0 && at < query.length ? query[at] & 0xff : 0;
            }
        };
    }

    void write(int offset, int size, long value) {
        int block = offset / BLOCK_BYTES;
        int command = (int) value & 0xff;
        Expected was = expected;
        expected = Expected.COMMAND;
        switch (was) {
            case COMMAND -> command(command);
            case WORD -> programWord(offset, size, value);
            case ERASE_CONFIRM -> eraseIfConfirmed(block, command);
            case LOCK_COMMAND -> lock(block, command);
            case BUFFER_COUNT -> beginBuffer(offset, (int) value & 0xffff);
            case BUFFER_WORD -> fillBuffer(offset, size, value);
            case BUFFER_CONFIRM -> programBufferIfConfirmed(command);
        }
    }

    private void command(int command) {
        switch (command) {
            case READ_ARRAY -> mode = Mode.ARRAY;
            case READ_STATUS -> mode = Mode.STATUS;
            case READ_ID -> mode = Mode.ID;
            case READ_QUERY -> mode = Mode.QUERY;
            case CLEAR_STATUS -> status = STATUS_READY;
            case WORD_PROGRAM, WORD_PROGRAM_OTHER -> expect(Expected.WORD);
            case BUFFERED_PROGRAM -> expect(Expected.BUFFER_COUNT);
            case BLOCK_ERASE -> expect(Expected.ERASE_CONFIRM);
            case LOCK_SETUP -> expect(Expected.LOCK_COMMAND);
            // Nothing is ever suspended that could be resumed, and the rest is no command.
            default -> { }
        }
    }

    private void expect(Expected next) {
        expected = next;
        mode = Mode.STATUS;
    }

    private boolean isLocked(int block) {
        if (locked.get(block)) {
            status |= STATUS_LOCKED;
            return true;
        }
        return false;
    }

    private void programWord(int offset, int size, long value) {
        if (isLocked(offset / BLOCK_BYTES)) {
            status |= STATUS_PROGRAM_ERROR;
            return;
        }
        for (int i = 0; i < size; i++) {
            cells.program(offset + i, (int) (value >>> (8 * i)) & 0xff);
        }
    }

    private void eraseIfConfirmed(int block, int command) {
        if (command != CONFIRM) {
            status |= STATUS_SEQUENCE_ERROR;
        } else if (isLocked(block)) {
            status |= STATUS_ERASE_ERROR;
        } else {
            cells.erase(block * BLOCK_BYTES, BLOCK_BYTES);
        }
    }

    private void lock(int block, int command) {
        switch (command) {
            case LOCK -> locked.set(block);
            case CONFIRM -> locked.clear(block);
            // Locking down, until the next reset, is not modelled.
            default -> status |= STATUS_SEQUENCE_ERROR;
        }
    }

    /// @param count how many writes follow, less one
    private void beginBuffer(int offset, int count) {
        if (count >= MOST_BUFFERED_WRITES) {
            status |= STATUS_SEQUENCE_ERROR;
            return;
        }
        bufferStart = offset & -BUFFER_BYTES;
        bufferLeft = count + 1;
        Arrays.fill(buffer, (byte) -1);
        expected = Expected.BUFFER_WORD;
    }

    private void fillBuffer(int offset, int size, long value) {
        int at = offset - bufferStart;
        if (at < 0 || at + size > BUFFER_BYTES) {
            status |= STATUS_SEQUENCE_ERROR;
            return;
        }
        for (int i = 0; i < size; i++) {
            buffer[at + i] = (byte) (value >>> (8 * i));
        }
        bufferLeft--;
        expected = bufferLeft > 0 ? Expected.BUFFER_WORD : Expected.BUFFER_CONFIRM;
    }

    private void programBufferIfConfirmed(int command) {
        if (command != CONFIRM) {
            status |= STATUS_SEQUENCE_ERROR;
        } else if (isLocked(bufferStart / BLOCK_BYTES)) {
            status |= STATUS_PROGRAM_ERROR;
        } else {
            for (int i = 0; i < BUFFER_BYTES; i++) {
                cells.program(bufferStart + i, buffer[i] & 0xff);
            }
        }
    }

    void transfer(StateTransfer state) {
        mode = element(MODES, state.next(MODES.indexOf(mode)));
        expected = element(EXPECTATIONS, state.next(EXPECTATIONS.indexOf(expected)));
        status = state.next(status);
        bufferStart = state.next(bufferStart);
        bufferLeft = state.next(bufferLeft);
        state.next(buffer);
        long[] words = Arrays.copyOf(locked.toLongArray(), (blocks + Long.SIZE - 1) / Long.SIZE);
        state.next(words);
        if (state.isLoading()) {
            locked.clear();
            locked.or(BitSet.valueOf(words));
        }
    }

    private static <T> T element(List<T> values, int index) {
        if (index < 0 || index >= values.size()) {
            throw new IllegalArgumentException("flash has no state %d".formatted(index));
        }
        return values.get(index);
    }
}
