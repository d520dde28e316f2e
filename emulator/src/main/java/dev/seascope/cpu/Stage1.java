package dev.seascope.cpu;

/// Stage 1 translation of EL1 and EL0 (Arm ARM, "The AArch64 Virtual Memory System Architecture"): 4, 16 and 64 KiB
/// granules, virtual addresses of 16 to 48 bits, intermediate physical addresses of up to 48 bits.
///
/// A translation leaves its result in this object, to be asked for before the next one.
final class Stage1 {
    static final int READ = 1;
    static final int WRITE = 2;
    static final int EXECUTE = 4;

    /// What a translation returns when there is no fault; otherwise it is a fault status code.
    static final int NO_FAULT = -1;
    private static final int ADDRESS_BITS = 48;
    private static final int LEAST_SIZE_OFFSET = 16;

    private static final long TCR_EPD0 = 1 << 7;
    private static final long TCR_HA = 1L << 39;
    private static final long TCR_HD = 1L << 40;

    private static final long VALID = 1;
    private static final long TABLE_OR_PAGE = 1 << 1;
    private static final long AP_EL0 = 1 << 6;
    private static final long AP_READ_ONLY = 1 << 7;
    private static final long ACCESS_FLAG = 1 << 10;
    private static final long DBM = 1L << 51;
    private static final long PXN = 1L << 53;
    private static final long UXN = 1L << 54;
    private static final long PXN_TABLE = 1L << 59;
    private static final long UXN_TABLE = 1L << 60;
    private static final long AP_TABLE_NO_EL0 = 1L << 61;
    private static final long AP_TABLE_READ_ONLY = 1L << 62;

    private final Cpu cpu;
    private final DescriptorReader reader;

    private final boolean canManageFlags;
    private final boolean hasSmallTables;
    private long address;
    private int rights;
    private int attributes;
    private int shareability;
    private long blockBytes;
    /// Whether what `TCR_EL1` lets the hardware manage is written back; not while only looking.
    private boolean updatesDescriptors = true;

    /// Reads and updates descriptors in guest memory.
    interface DescriptorReader {
        /// The descriptor at an intermediate physical address, in the byte order of memory.
        ///
        /// @throws GuestException if stage 2 or poison prevents it
        long read(long pa, int level);

        /// Replace a descriptor.
        ///
        /// @throws GuestException if stage 2 prevents it
        void write(long pa, int level, long descriptor);
    }

    Stage1(Cpu cpu, DescriptorReader reader) {
        this.cpu = cpu;
        this.reader = reader;
        canManageFlags = cpu.model().has(Extension.HAFDBS);
        hasSmallTables = cpu.model().has(Extension.TTST);
    }

    /// Intermediate physical address of the last translation.
    long address() {
        return address;
    }

    /// Whether the last translation permits an access.
    boolean allows(int needed) {
        return (rights & needed) == needed;
    }

    /// Whether the last translation is to Device memory.
    boolean isDevice() {
        return (attributes & 0xf0) == 0;
    }

    /// The `MAIR_EL1` attribute of the last translation.
    int attributes() {
        return attributes;
    }

    /// The shareability that `PAR_EL1` reports for the last translation.
    int shareability() {
        boolean cacheable = !isDevice() && attributes != 0x44;
        return cacheable ? shareability : 0b10;
    }

    /// Bytes that the last descriptor maps, a power of two.
    long blockBytes() {
        return blockBytes;
    }

    private boolean isOn() {
        return (cpu.sctlr() & ControlRegisters.SCTLR_M) != 0;
    }

    /// Translate.
    ///
    /// @param needed what the access does, an OR of [#READ], [#WRITE] and [#EXECUTE]; 0 for cache maintenance
    /// @param el the level whose permissions count
    /// @param pan privileged data accesses to what EL0 can access are forbidden
    /// @param aligned false for an unaligned data access, which Device memory does not support
    /// @return [#NO_FAULT] or a fault status code
    int translate(long va, int needed, int el, boolean pan, boolean aligned) {
        boolean fetch = needed == EXECUTE;
        if (!isOn()) {
            return identity(va, fetch, aligned);
        }
        long tcr = cpu.system[Cpu.TCR_EL1];
        boolean upper = (va >>> 55 & 1) != 0;
        int half = upper ? 16 : 0;
        int sizeOffset = (int) (tcr >>> half) & 0x3f;
        int granuleBits = upper ? upperGranule((int) (tcr >>> 30) & 3) : lowerGranule((int) (tcr >>> 14) & 3);
        int inputBits = 64 - sizeOffset;
        int checkedBits = ignoresTopByte(upper) ? 56 : 64;
        int unchecked = 64 - checkedBits;
        long beyond = (va << unchecked) >> (unchecked + inputBits);
        if (sizeOffset < LEAST_SIZE_OFFSET || sizeOffset > mostSizeOffset(granuleBits)
                || beyond != (upper ? -1 : 0) || (tcr & TCR_EPD0 << half) != 0) {
            return Syndrome.FSC_TRANSLATION;
        }
        return walk(va, tcr, inputBits, granuleBits, upper ? Cpu.TTBR1_EL1 : Cpu.TTBR0_EL1, needed, el, pan, aligned);
    }

    /// Where a branch to an address leads: without its tag, if the top byte is ignored (`AArch64.BranchAddr`).
    long branchTarget(long target) {
        boolean upper = (target >>> 55 & 1) != 0;
        return ignoresTopByte(upper) ? target << 8 >> 8 : target;
    }

    private boolean ignoresTopByte(boolean upper) {
        return (cpu.system[Cpu.TCR_EL1] >>> (upper ? 38 : 37) & 1) != 0;
    }

    private int identity(long va, boolean fetch, boolean aligned) {
        long untagged = ignoresTopByte((va >>> 55 & 1) != 0) ? va << 8 >>> 8 : va;
        if (untagged >>> ADDRESS_BITS != 0) {
            return Syndrome.FSC_ADDRESS_SIZE;
        }
        address = untagged;
        rights = READ | WRITE | EXECUTE;
        attributes = fetch ? 0xaa : 0;
        shareability = 0b10;
        blockBytes = GuestMemory.PAGE_BYTES;
        return fetch || aligned ? NO_FAULT : Syndrome.FSC_ALIGNMENT;
    }

    private static int lowerGranule(int tg0) {
        return switch (tg0) {
            case 1 -> 16;
            case 2 -> 14;
            default -> 12;
        };
    }

    private static int upperGranule(int tg1) {
        return switch (tg1) {
            case 1 -> 14;
            case 3 -> 16;
            default -> 12;
        };
    }

    private int mostSizeOffset(int granuleBits) {
        if (!hasSmallTables) {
            return 39;
        }
        return granuleBits == 16 ? 47 : 48;
    }

    private int walk(long va, long tcr, int inputBits, int granuleBits, int ttbr, int needed, int el, boolean pan,
            boolean aligned) {
        int stride = granuleBits - 3;
        int outputBits = IdRegisters.physicalBits((int) (tcr >>> 32) & 7);
        int level = 3 - (inputBits - 1 - granuleBits) / stride;
        int indexBits = inputBits - granuleBits - (3 - level) * stride;
        long table = cpu.system[ttbr] & mask(ADDRESS_BITS) & -(8L << indexBits);
        if (table >>> outputBits != 0) {
            return Syndrome.FSC_ADDRESS_SIZE;
        }
        long tableAttributes = 0;
        while (true) {
            int shift = granuleBits + (3 - level) * stride;
            long entry = table + ((va >>> shift & mask(indexBits)) << 3);
            long descriptor = readDescriptor(entry, level);
            boolean leaf = level == 3 || (descriptor & TABLE_OR_PAGE) == 0;
            if ((descriptor & VALID) == 0 || (leaf && !isLeafAllowed(descriptor, level, granuleBits))) {
                return Syndrome.FSC_TRANSLATION + level;
            }
            long output = descriptor & mask(ADDRESS_BITS) & -1L << (leaf ? shift : granuleBits);
            if (output >>> outputBits != 0) {
                return Syndrome.FSC_ADDRESS_SIZE + level;
            }
            if (leaf) {
                address = output | (va & mask(shift));
                blockBytes = 1L << shift;
                return leaf(entry, descriptor, tableAttributes, level, needed, el, pan, aligned);
            }
            tableAttributes |= descriptor;
            table = output;
            indexBits = stride;
            level++;
        }
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    private static boolean isLeafAllowed(long descriptor, int level, int granuleBits) {
        return level == 3 ? (descriptor & TABLE_OR_PAGE) != 0 : level == 2 || (level == 1 && granuleBits == 12);
    }

    private long readDescriptor(long entry, int level) {
        long bytes = reader.read(entry, level);
        return tablesAreBigEndian() ? Long.reverseBytes(bytes) : bytes;
    }

    private boolean tablesAreBigEndian() {
        return (cpu.sctlr() & ControlRegisters.SCTLR_EE) != 0;
    }

    /// Attributes and permissions of a block or page.
    private int leaf(long entry, long found, long table, int level, int needed, int el, boolean pan,
            boolean aligned) {
        long tcr = cpu.system[Cpu.TCR_EL1];
        boolean setsAccessFlag = canManageFlags && (tcr & TCR_HA) != 0;
        if ((found & ACCESS_FLAG) == 0 && !setsAccessFlag) {
            return Syndrome.FSC_ACCESS_FLAG + level;
        }
        attributes = (int) (cpu.system[Cpu.MAIR_EL1] >>> (8 * (found >>> 2 & 7))) & 0xff;
        shareability = (int) (found >>> 8) & 3;
        if (isDevice() && !aligned) {
            return Syndrome.FSC_ALIGNMENT;
        }
        boolean managesDirty = setsAccessFlag && (tcr & TCR_HD) != 0 && (found & DBM) != 0;
        rights = permissions(managesDirty ? found & ~AP_READ_ONLY : found, table, el, pan);
        if (!allows(needed)) {
            return Syndrome.FSC_PERMISSION + level;
        }
        long updated = found | ACCESS_FLAG;
        if (managesDirty) {
            if ((needed & WRITE) != 0) {
                updated &= ~AP_READ_ONLY;
            } else if ((found & AP_READ_ONLY) != 0) {
                // Until a write makes it dirty, writes must come here.
                rights &= ~WRITE;
            }
        }
        if (updated != found && setsAccessFlag && updatesDescriptors) {
            reader.write(entry, level, tablesAreBigEndian() ? Long.reverseBytes(updated) : updated);
        }
        return NO_FAULT;
    }

    private int permissions(long descriptor, long table, int el, boolean pan) {
        boolean el0 = (descriptor & AP_EL0) != 0 && (table & AP_TABLE_NO_EL0) == 0;
        boolean writable = (descriptor & AP_READ_ONLY) == 0 && (table & AP_TABLE_READ_ONLY) == 0;
        boolean writeNever = (cpu.sctlr() & ControlRegisters.SCTLR_WXN) != 0;
        boolean readable;
        boolean executable;
        if (el == 0) {
            readable = el0;
            writable &= el0;
            executable = (descriptor & UXN) == 0 && (table & UXN_TABLE) == 0 && !(writable && writeNever);
        } else {
            executable = (descriptor & PXN) == 0 && (table & PXN_TABLE) == 0 && !(writable && (el0 || writeNever));
            readable = !(pan && el0);
            writable &= readable;
        }
        return (readable ? READ : 0) | (writable ? WRITE : 0) | (executable ? EXECUTE : 0);
    }

    /// Translate for AT and for debuggers: nothing is changed.
    ///
    /// @return [#NO_FAULT] or a fault status code
    int probe(long va, int needed, int el, boolean pan) {
        updatesDescriptors = false;
        try {
            return translate(va, needed, el, pan, true);
        } finally {
            updatesDescriptors = true;
        }
    }
}
