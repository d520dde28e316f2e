package dev.seascope.arch.a64;

/// The bit masks logical instructions can take as an immediate: `N:immr:imms` (`DecodeBitMasks` of the Arm ARM). An
/// element of 2 to 64 bits holds a run of ones, is rotated right, and is repeated to fill the register.
public final class BitmaskImmediate {
    private BitmaskImmediate() {}

    /// Whether `code`, `N:immr:imms`, stands for a mask of `width` bits.
    public static boolean isAllocated(int code, int width) {
        int element = elementBits(code);
        return element >= 2 && element <= width && (code & element - 1) != element - 1;
    }

    /// The mask, zero-extended; whatever [#isAllocated] refuses gives 0.
    public static long decode(int code, int width) {
        if (!isAllocated(code, width)) {
            return 0;
        }
        int element = elementBits(code);
        int ones = (code & element - 1) + 1;
        int rotation = code >> 6 & element - 1;
        long mask = -1L >>> (64 - ones);
        if (rotation > 0) {
            mask = mask >>> rotation | mask << (element - rotation);
        }
        mask &= -1L >>> (64 - element);
        for (int filled = element; filled < width; filled *= 2) {
            mask |= mask << filled;
        }
        return mask;
    }

    /// The code of a zero-extended mask, or -1 if it has none.
    public static int encode(long mask, int width) {
        long all = -1L >>> (64 - width);
        if ((mask & ~all) != 0 || mask == 0 || mask == all) {
            return -1;
        }
        int element = width;
        while (element > 2 && repeats(mask, element / 2)) {
            element /= 2;
        }
        long elementMask = -1L >>> (64 - element);
        long run = mask & elementMask;
        for (int rotation = 0; rotation < element; rotation++) {
            long rotated = rotation == 0 ? run : (run << rotation | run >>> (element - rotation)) & elementMask;
            if ((rotated & rotated + 1) == 0) {
                int imms = (~(2 * element - 1) & 0x3f) | Long.bitCount(rotated) - 1;
                return (element == 64 ? 1 << 12 : 0) | rotation << 6 | imms;
            }
        }
        return -1;
    }

    private static boolean repeats(long mask, int half) {
        long low = -1L >>> (64 - half);
        return (mask & low) == (mask >>> half & low);
    }

    /// The size of the repeated element, from the highest set bit of `N:NOT(imms)`; less than 2 if there is none.
    private static int elementBits(int code) {
        int selector = (code >> 6 & 0x40) | (~code & 0x3f);
        return Integer.highestOneBit(selector);
    }
}
