package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Variants;

/// The ways instructions divide SIMD registers into elements, as variants of rows. In the syntax `.T>` stands for the
/// arrangement, or `.Ta>` for that of the longer and `.Tb>` for that of the shorter elements, and `<F` for a scalar
/// register.
final class Arrangements {
    static final Variants B = vectors(0);
    static final Variants BH = vectors(0, 1);
    static final Variants BHS = vectors(0, 1, 2);
    static final Variants BHSD = vectors(0, 1, 2, 3);
    static final Variants HS = vectors(1, 2);

    /// `sz`: vectors of single and double precision.
    static final Variants SD = new Variants("Q sz", ".T>")
            .is("0 0", ".2S>").is("1 0", ".4S>").is("1 1", ".2D>");
    /// Vectors of half precision.
    static final Variants FP16 = new Variants("Q", ".T>").is("0", ".4H>").is("1", ".8H>");
    /// Whole registers of bytes.
    static final Variants BYTES = new Variants("Q", ".T>").is("0", ".8B>").is("1", ".16B>");

    /// Scalars, by `size`.
    static final Variants SCALARS = scalars(0, 1, 2, 3);
    static final Variants SCALARS_HS = scalars(1, 2);
    /// Doubleword scalars.
    static final Variants DOUBLEWORD = scalars(3);
    /// Scalars, by `sz`.
    static final Variants SCALARS_SD = new Variants("sz", "<F").is("0", "<S").is("1", "<D");

    /// `size` of the shorter elements; `<2>` is the `2` of the name where the upper half is meant.
    static final Variants LONG = longs(0, 1, 2);
    static final Variants LONG_HS = longs(1, 2);

    /// Scalars, by `size` of the shorter: `<Fa` is the longer.
    static final Variants SCALAR_LONG = new Variants("size", "<Fa", "<Fb")
            .is("01", "<S", "<H").is("10", "<D", "<S");
    static final Variants SCALAR_NARROW = new Variants("size", "<Fa", "<Fb")
            .is("00", "<H", "<B").is("01", "<S", "<H").is("10", "<D", "<S");

    /// Elements and the half as many that pairs of them make.
    static final Variants PAIRS = new Variants("Q size", ".Ta>", ".Tb>")
            .is("0 00", ".4H>", ".8B>").is("1 00", ".8H>", ".16B>")
            .is("0 01", ".2S>", ".4H>").is("1 01", ".4S>", ".8H>")
            .is("0 10", ".1D>", ".2S>").is("1 10", ".2D>", ".4S>");

    /// A vector and the scalar that all its elements make, of twice its size in `<Fa`.
    static final Variants ACROSS = new Variants("Q size", ".T>", "<Fa", "<Fb")
            .is("0 00", ".8B>", "<H", "<B").is("1 00", ".16B>", "<H", "<B")
            .is("0 01", ".4H>", "<S", "<H").is("1 01", ".8H>", "<S", "<H")
            .is("1 10", ".4S>", "<D", "<S");

    private Arrangements() {}

    /// The letter of elements of `8 << size` bits.
    static char letter(int size) {
        return "BHSD".charAt(size);
    }

    /// The field `size`.
    static String bits(int size) {
        return "" + (size >> 1) + (size & 1);
    }

    /// Vectors of 64 and 128 bits; a single doubleword is no vector.
    private static Variants vectors(int... sizes) {
        var variants = new Variants("Q size", ".T>");
        for (int size : sizes) {
            int lanes = 8 >> size;
            if (lanes > 1) {
                variants.is("0 " + bits(size), ".%d%c>".formatted(lanes, letter(size)));
            }
            variants.is("1 " + bits(size), ".%d%c>".formatted(2 * lanes, letter(size)));
        }
        return variants;
    }

    private static Variants scalars(int... sizes) {
        var variants = new Variants("size", "<F");
        for (int size : sizes) {
            variants.is(bits(size), "<" + letter(size));
        }
        return variants;
    }

    /// @param sizes of the shorter elements
    static Variants longs(int... sizes) {
        var variants = new Variants("Q size", ".Ta>", ".Tb>", "<2>");
        for (int size : sizes) {
            int lanes = 8 >> size;
            String wide = ".%d%c>".formatted(lanes, letter(size + 1));
            variants.is("0 " + bits(size), wide, ".%d%c>".formatted(lanes, letter(size)), "");
            variants.is("1 " + bits(size), wide, ".%d%c>".formatted(2 * lanes, letter(size)), "2");
        }
        return variants;
    }
}
