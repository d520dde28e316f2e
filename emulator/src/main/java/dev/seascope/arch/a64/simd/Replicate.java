package dev.seascope.arch.a64.simd;

/// Repeats elements.
final class Replicate {
    private Replicate() {}

    /// An element repeated until it fills 64 bits.
    ///
    /// @param element zero-extended
    static long to64(long element, int bits) {
        return upTo(element, bits, 64);
    }

    /// An element repeated until it fills `total` bits.
    static long upTo(long element, int bits, int total) {
        long result = element;
        for (int filled = bits; filled < total; filled *= 2) {
            result |= result << filled;
        }
        return result;
    }
}
