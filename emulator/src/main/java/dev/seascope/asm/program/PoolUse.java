package dev.seascope.asm.program;

/// An operand that stands for an entry of a pool.
///
/// @param from where in the statement the operand starts
/// @param to where it ends
public record PoolUse(LiteralPool.Entry entry, int from, int to, Kind kind) {
    /// What of the entry's address the instruction takes.
    public enum Kind {
        /// All of it: `=value`, or `:got:`, of which ADRP takes the page.
        ADDRESS,
        /// `:got_lo12:`
        LOW_12_BITS,
        /// `:gotpage_lo15:`: how far it is from the beginning of the page that the pool begins in.
        FROM_PAGE_OF_POOL
    }

    /// The number that stands in the operand's place, once sections have addresses.
    public long number() {
        long address = entry.address();
        return switch (kind) {
            case ADDRESS -> address;
            case LOW_12_BITS -> address & 0xfff;
            case FROM_PAGE_OF_POOL -> address - (entry.poolAddress() & -4096);
        };
    }
}
