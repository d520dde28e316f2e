package dev.seascope.arch.a64;

/// Condition codes as sets of flag values: bit `nzcv` of a mask says whether the condition holds for these flags.
public final class Conditions {
    private static final int[] MASKS = masks();

    private Conditions() {}

    /// The flag values a condition holds for (`ConditionHolds` of the Arm ARM).
    ///
    /// @param cond 0 to 15, EQ to NV
    public static int mask(int cond) {
        return MASKS[cond];
    }

    /// Whether the condition of a [#mask] holds for these flags.
    public static boolean hold(int mask, int nzcv) {
        return (mask >>> nzcv & 1) != 0;
    }

    private static int[] masks() {
        int[] masks = new int[16];
        for (int cond = 0; cond < 16; cond++) {
            for (int nzcv = 0; nzcv < 16; nzcv++) {
                masks[cond] |= holds(cond, nzcv) ? 1 << nzcv : 0;
            }
        }
        return masks;
    }

    private static boolean holds(int cond, int nzcv) {
        boolean n = (nzcv & 8) != 0;
        boolean z = (nzcv & 4) != 0;
        boolean c = (nzcv & 2) != 0;
        boolean v = (nzcv & 1) != 0;
        boolean result = switch (cond >> 1) {
            case 0 -> z;
            case 1 -> c;
            case 2 -> n;
            case 3 -> v;
            case 4 -> c && !z;
            case 5 -> n == v;
            case 6 -> n == v && !z;
            default -> true;
        };
        return result != ((cond & 1) != 0 && cond != 15);
    }
}
