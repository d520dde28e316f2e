package dev.seascope.kvm;

import java.util.OptionalInt;
import java.util.function.LongToIntFunction;

/// Walks the guest's stage 1 tables as KVM does to find the level of an abort on a walk (`arch/arm64/kvm/at.c`): a
/// look at addresses only, without access flags or permissions.
public final class Stage1Walk implements Stage1Tables {
    private static final long SCTLR_M = 1;
    private static final long SCTLR_EE = 1 << 25;
    private static final int LOWER_GRANULE_SHIFT = 14;
    private static final int UPPER_GRANULE_SHIFT = 30;
    private static final int UPPER_SIZE_SHIFT = 16;
    private static final long TABLE_ADDRESS = 0x0000_ffff_ffff_f000L;
    private static final int TABLE = 0b11;
    private static final int LAST_LEVEL = 3;

    private final LongToIntFunction memory;

    /// A walk of tables in this memory.
    ///
    /// @param memory the byte at a guest physical address, or a negative number where there is none
    public Stage1Walk(LongToIntFunction memory) {
        this.memory = memory;
    }

    @Override
    public OptionalInt levelOf(VcpuState state, long va, long ipa) {
        long sctlr = state.get(VcpuRegister.SCTLR_EL1);
        if ((sctlr & SCTLR_M) == 0) {
            // Not expected by KVM, which warns in its log and says level 0.
            return OptionalInt.of(0);
        }
        long tcr = state.get(VcpuRegister.TCR_EL1);
        boolean upper = (va >>> 55 & 1) != 0;
        int granule = upper ? upperGranule(tcr >>> UPPER_GRANULE_SHIFT) : lowerGranule(tcr >>> LOWER_GRANULE_SHIFT);
        int addressBits = 64 - (int) (tcr >>> (upper ? UPPER_SIZE_SHIFT : 0) & 0x3f);
        if (granule == 0 || addressBits > 48 || addressBits <= granule) {
            return OptionalInt.empty();
        }
        int stride = granule - 3;
        int level = LAST_LEVEL + 1 - (addressBits - granule + stride - 1) / stride;
        long base = state.get(upper ? VcpuRegister.TTBR1_EL1 : VcpuRegister.TTBR0_EL1) & 0x0000_ffff_ffff_fffeL;
        int indexBits = addressBits - granule - stride * (LAST_LEVEL - level);
        long wanted = ipa >>> granule;
        while (true) {
            if (base >>> granule == wanted) {
                return OptionalInt.of(level);
            }
            int shift = granule + stride * (LAST_LEVEL - level);
            long index = va >>> shift & (1L << indexBits) - 1;
            long descriptor = descriptor(base + 8 * index, (sctlr & SCTLR_EE) != 0);
            if (level == LAST_LEVEL || (descriptor & TABLE) != TABLE) {
                return OptionalInt.empty();
            }
            base = descriptor & TABLE_ADDRESS & -1L << granule;
            indexBits = stride;
            level++;
        }
    }

    /// The descriptor, or 0, which is no table, where there is no memory.
    private long descriptor(long address, boolean bigEndian) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            int octet = memory.applyAsInt(address + (bigEndian ? i : Long.BYTES - 1 - i));
            if (octet < 0) {
                return 0;
            }
            value = value << 8 | octet;
        }
        return value;
    }

    /// `TCR_EL1.TG0`: bits of the granule, 0 when reserved.
    private static int lowerGranule(long field) {
        return switch ((int) field & 3) {
            case 0 -> 12;
            case 1 -> 16;
            case 2 -> 14;
            default -> 0;
        };
    }

    /// `TCR_EL1.TG1`.
    private static int upperGranule(long field) {
        return switch ((int) field & 3) {
            case 1 -> 14;
            case 2 -> 12;
            case 3 -> 16;
            default -> 0;
        };
    }
}
