package dev.seascope.kvm;

import java.util.ArrayList;
import java.util.List;
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

    /// What a walk finds at one level.
    ///
    /// @param level 0 to 3; with 52-bit addresses not looked at
    /// @param table address of the table
    /// @param index of the descriptor in it
    /// @param descriptor what is there; 0 where there is no memory
    /// @param kind what that leads to
    /// @param size of the range that one descriptor maps, as a power of two
    public record Step(int level, long table, long index, long descriptor, Kind kind, int size) {
        /// Address of the descriptor.
        public long at() {
            return table + Long.BYTES * index;
        }

        /// Where the walk goes on, or what the address is translated to; meaningless after [Kind#INVALID].
        ///
        /// @param va the address that is translated
        public long output(long va) {
            return kind == Kind.TABLE ? descriptor & TABLE_ADDRESS
                    : (descriptor & TABLE_ADDRESS & (-1L << size)) | (va & ~(-1L << size));
        }
    }

    /// What a descriptor leads to.
    public enum Kind {
        /// The table of the next level.
        TABLE,
        /// A range of memory, above the last level.
        BLOCK,
        /// A range of memory, at the last level.
        PAGE,
        /// A translation fault.
        INVALID
    }

    /// All that a walk finds for an address, from the first level on. Empty if the MMU is off or the address is outside
    /// both ranges, or the granule is reserved.
    public List<Step> steps(VcpuState state, long va) {
        long sctlr = state.get(VcpuRegister.SCTLR_EL1);
        long tcr = state.get(VcpuRegister.TCR_EL1);
        boolean upper = (va >>> 55 & 1) != 0;
        int granule = granule(state, va);
        int addressBits = 64 - (int) (tcr >>> (upper ? UPPER_SIZE_SHIFT : 0) & 0x3f);
        if ((sctlr & SCTLR_M) == 0 || granule == 0 || addressBits > 48 || addressBits <= granule) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        int stride = granule - 3;
        int level = LAST_LEVEL + 1 - (addressBits - granule + stride - 1) / stride;
        long table = state.get(upper ? VcpuRegister.TTBR1_EL1 : VcpuRegister.TTBR0_EL1) & 0x0000_ffff_ffff_fffeL;
        int indexBits = addressBits - granule - stride * (LAST_LEVEL - level);
        while (level <= LAST_LEVEL) {
            int size = granule + stride * (LAST_LEVEL - level);
            long index = (va >>> size) & ((1L << indexBits) - 1);
            long descriptor = descriptor(table + Long.BYTES * index, (sctlr & SCTLR_EE) != 0);
            Kind kind = kind(descriptor, level);
            steps.add(new Step(level, table, index, descriptor, kind, size));
            if (kind != Kind.TABLE) {
                break;
            }
            table = descriptor & TABLE_ADDRESS & (-1L << granule);
            indexBits = stride;
            level++;
        }
        return steps;
    }

    private static Kind kind(long descriptor, int level) {
        boolean two = (descriptor & TABLE) == TABLE;
        boolean one = (descriptor & 1) != 0;
        return level == LAST_LEVEL ? two ? Kind.PAGE : Kind.INVALID : two ? Kind.TABLE : one ? Kind.BLOCK : Kind.INVALID;
    }

    @Override
    public OptionalInt levelOf(VcpuState state, long va, long ipa) {
        if ((state.get(VcpuRegister.SCTLR_EL1) & SCTLR_M) == 0) {
            // Not expected by KVM, which warns in its log and says level 0.
            return OptionalInt.of(0);
        }
        List<Step> steps = steps(state, va);
        int granule = steps.isEmpty() ? 0 : granule(state, va);
        return steps.stream().filter(step -> step.table() >>> granule == ipa >>> granule).mapToInt(Step::level).findFirst();
    }

    private static int granule(VcpuState state, long va) {
        long tcr = state.get(VcpuRegister.TCR_EL1);
        return (va >>> 55 & 1) != 0 ? upperGranule(tcr >>> UPPER_GRANULE_SHIFT) : lowerGranule(tcr >>> LOWER_GRANULE_SHIFT);
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
