package dev.seascope.cpu;

/// Builds stage 1 translation tables for tests, in a slot of memory of its own.
final class Tables {
    static final long BASE = 0x5000_0000L;
    static final long BYTES = 8 << 20;

    static final long VALID = 1;
    static final long TABLE = 3;
    static final long AF = 1 << 10;
    static final long INNER = 3 << 8;
    static final long EL0 = 1 << 6;
    static final long READ_ONLY = 1 << 7;
    static final long DEVICE = 1 << 2;
    static final long DBM = 1L << 51;
    static final long CONTIGUOUS = 1L << 52;
    static final long PXN = 1L << 53;
    static final long UXN = 1L << 54;
    static final long MEMORY = AF | INNER;

    private final GuestMemory memory;
    private final int granuleBits;
    private final int inputBits;
    private final boolean bigEndian;
    private long free;
    final long root;

    /// @param granuleBits 12, 14 or 16
    /// @param inputBits bits of virtual address, 16 to 48
    Tables(GuestMemory memory, int granuleBits, int inputBits, boolean bigEndian) {
        this(memory, BASE, granuleBits, inputBits, bigEndian);
    }

    private Tables(GuestMemory memory, long base, int granuleBits, int inputBits, boolean bigEndian) {
        this.memory = memory;
        this.granuleBits = granuleBits;
        this.inputBits = inputBits;
        this.bigEndian = bigEndian;
        if (memory.slotAt(BASE).isEmpty()) {
            memory.setSlot(MemorySlot.of(9, BASE, BYTES));
        }
        free = base;
        root = allocate();
    }

    /// Tables for the lower half of a guest that is about to switch its MMU on: 4 KiB granule, 39 bits, attribute 0
    /// Normal and attribute 1 Device, the guest's memory mapped where it is for EL1 alone.
    static Tables identity(Guest guest) {
        return identity(guest, BASE);
    }

    /// The same, with the tables from an address on.
    static Tables identity(Guest guest, long base) {
        var tables = new Tables(guest.memory, base, 12, 39, false);
        for (long at = Guest.RAM; at < Guest.RAM + Guest.RAM_BYTES; at += 2 << 20) {
            tables.map(at, at, 2, MEMORY | UXN);
        }
        tables.use(guest, 0);
        return tables;
    }

    /// Point the guest's registers at these tables and switch the MMU on.
    void use(Guest guest, long tcr) {
        long tg0 = granuleBits == 12 ? 0 : granuleBits == 14 ? 2 : 1;
        guest.with("TTBR0_EL1", root).with("MAIR_EL1", 0x00ff)
                .with("TCR_EL1", tcr | 64 - inputBits | tg0 << 14 | 1 << 23 | 5L << 32)
                .with("SCTLR_EL1", guest.get("SCTLR_EL1") | 1);
    }

    private long allocate() {
        long bytes = 1L << granuleBits;
        long at = (free + bytes - 1) & -bytes;
        free = at + bytes;
        return at;
    }

    private int shift(int level) {
        return granuleBits + (3 - level) * (granuleBits - 3);
    }

    int startLevel() {
        return 3 - (inputBits - 1 - granuleBits) / (granuleBits - 3);
    }

    /// The address of the descriptor for `va` at a level, tables on the way made as needed.
    long entry(long va, int level) {
        long table = root;
        for (int at = startLevel();; at++) {
            int top = at == startLevel() ? inputBits : shift(at - 1);
            long index = va >>> shift(at) & (1L << (top - shift(at))) - 1;
            long entry = table + 8 * index;
            if (at == level) {
                return entry;
            }
            long descriptor = get(entry);
            if ((descriptor & VALID) == 0) {
                descriptor = allocate() | TABLE;
                set(entry, descriptor);
            }
            table = descriptor & 0xffff_ffff_f000L;
        }
    }

    /// Map a block or, at level 3, a page.
    ///
    /// @return the descriptor's address
    long map(long va, long pa, int level, long attributes) {
        long entry = entry(va, level);
        set(entry, (pa & -(1L << shift(level))) | attributes | (level == 3 ? TABLE : VALID));
        return entry;
    }

    long get(long entry) {
        long bytes = memory.read(entry, 8).orElseThrow().number(0, 8);
        return bigEndian ? Long.reverseBytes(bytes) : bytes;
    }

    void set(long entry, long descriptor) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[bigEndian ? 7 - i : i] = (byte) (descriptor >>> (8 * i));
        }
        memory.write(entry, bytes);
    }
}
