package dev.seascope.arch.a64.simd;

import static dev.seascope.arch.a64.simd.Lanes.each;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.fp.FpConvert;
import dev.seascope.arch.a64.fp.RoundingMode;
import java.util.List;

/// Advanced SIMD shift by immediate and scalar shift by immediate (Arm ARM, C4.1.96). The highest one bit of `immh`
/// says how long an element is; the bits below it are the amount of a left shift, or what a right shift lacks of the
/// element's length.
public final class ShiftImmediateRows {
    private static final Variants VECTORS = vectors(0, 1, 2, 3);
    private static final Variants SCALARS = scalars(0, 1, 2, 3);
    private static final Variants DOUBLEWORD = scalars(3);
    private static final Variants LONG = longs();
    private static final Variants SCALAR_NARROW = new Variants("immh", "<Fa", "<Fb", "<right>")
            .is(immh(0), "<H", "<B", right(0)).is(immh(1), "<S", "<H", right(1)).is(immh(2), "<D", "<S", right(2));

    private ShiftImmediateRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.ADV_SIMD);
        rightShifts(rows);
        leftShifts(rows);
        narrows(rows);
        longs(rows);
        conversions(rows, 2, 3);
        conversions(rows.with(Feature.ADV_SIMD, Feature.FP16), 1);
        return rows.list();
    }

    private static String immh(int size) {
        return "0".repeat(3 - size) + "1 immb:" + (3 + size);
    }

    private static String right(int size) {
        return "<dec:immb*-1+" + (8 << size) + ">";
    }

    private static Variants vectors(int... sizes) {
        var variants = new Variants("Q immh", ".T>", "<right>", "<left>");
        for (int size : sizes) {
            int lanes = 8 >> size;
            char letter = Arrangements.letter(size);
            if (lanes > 1) {
                variants.is("0 | " + immh(size), ".%d%c>".formatted(lanes, letter), right(size), "<dec:immb>");
            }
            variants.is("1 | " + immh(size), ".%d%c>".formatted(2 * lanes, letter), right(size), "<dec:immb>");
        }
        return variants;
    }

    private static Variants scalars(int... sizes) {
        var variants = new Variants("immh", "<F", "<right>", "<left>");
        for (int size : sizes) {
            variants.is(immh(size), "<" + Arrangements.letter(size), right(size), "<dec:immb>");
        }
        return variants;
    }

    private static Variants longs() {
        var variants = new Variants("Q immh", ".Ta>", ".Tb>", "<right>", "<left>", "<2>");
        for (int size = 0; size < 3; size++) {
            int lanes = 8 >> size;
            String wide = ".%d%c>".formatted(lanes, Arrangements.letter(size + 1));
            String narrow = Arrangements.letter(size) + ">";
            variants.is("0 | " + immh(size), wide, "." + lanes + narrow, right(size), "<dec:immb>", "");
            variants.is("1 | " + immh(size), wide, "." + 2 * lanes + narrow, right(size), "<dec:immb>", "2");
        }
        return variants;
    }

    /// Vectors and some scalars.
    ///
    /// @param direction `right` or `left`
    private static void add(
            Rows rows, Variants scalars, String u, String opcode, String name, String direction, Effect effect) {
        rows
                .each(VECTORS, "0 Q " + u + " 011110 immh " + opcode + " 1 Rn:5 Rd:5",
                        name + " <Vd.T>, <Vn.T>, #<" + direction + ">", effect)
                .each(scalars, "01 " + u + " 111110 immh " + opcode + " 1 Rn:5 Rd:5",
                        name + " <Fd>, <Fn>, #<" + direction + ">", effect);
    }

    private static void right(Rows rows, String u, String opcode, String name, Effect effect) {
        add(rows, DOUBLEWORD, u, opcode, name, "right", effect);
    }

    private static void rightShifts(Rows rows) {
        right(rows, "0", "00000", "SSHR", each(Lane.of(Shifts::right)).ofSigned());
        right(rows, "1", "00000", "USHR", each(Lane.of(Shifts::rightUnsigned)));
        right(rows, "0", "00010", "SSRA", each(Lane.accumulate(Shifts::right)).ofSigned().reading());
        right(rows, "1", "00010", "USRA", each(Lane.accumulate(Shifts::rightUnsigned)).reading());
        right(rows, "0", "00100", "SRSHR", each(Lane.of(Shifts::roundingRight)).ofSigned());
        right(rows, "1", "00100", "URSHR", each(Lane.of(Shifts::roundingRightUnsigned)));
        right(rows, "0", "00110", "SRSRA", each(Lane.accumulate(Shifts::roundingRight)).ofSigned().reading());
        right(rows, "1", "00110", "URSRA", each(Lane.accumulate(Shifts::roundingRightUnsigned)).reading());
        right(rows, "1", "01000", "SRI",
                each((bits, d, n, m, _) -> Shifts.insertRight(bits, d, n, m)).reading());
    }

    private static void leftShifts(Rows rows) {
        add(rows, DOUBLEWORD, "0", "01010", "SHL", "left", each(Lane.of(Shifts::left)));
        add(rows, DOUBLEWORD, "1", "01010", "SLI", "left",
                each((_, d, n, m, _) -> Shifts.insertLeft(d, n, m)).reading());
        add(rows, SCALARS, "1", "01100", "SQSHLU", "left",
                each(Lane.saturating(Shifts::saturatingLeftToUnsigned)).ofSigned());
        add(rows, SCALARS, "0", "01110", "SQSHL", "left", each(Lane.saturating(Shifts::saturatingLeft)).ofSigned());
        add(rows, SCALARS, "1", "01110", "UQSHL", "left", each(Lane.saturating(Shifts::saturatingLeftUnsigned)));
    }

    private static void narrow(Rows rows, String u, String opcode, String name, Effect effect) {
        rows.each(LONG, "0 Q " + u + " 011110 immh " + opcode + " 1 Rn:5 Rd:5",
                name + "<2> <Vd.Tb>, <Vn.Ta>, #<right>", effect);
    }

    private static void narrowWithScalars(Rows rows, String u, String opcode, String name, Effect effect) {
        narrow(rows, u, opcode, name, effect);
        rows.each(SCALAR_NARROW, "01 " + u + " 111110 immh " + opcode + " 1 Rn:5 Rd:5",
                name + " <Fbd>, <Fan>, #<right>", effect);
    }

    private static void narrows(Rows rows) {
        narrow(rows, "0", "10000", "SHRN", each(Lane.of(Shifts::rightUnsigned)));
        narrow(rows, "0", "10001", "RSHRN", each(Lane.of(Shifts::roundingRightUnsigned)));
        narrowWithScalars(rows, "1", "10000", "SQSHRUN", each((bits, _, n, m, p) ->
                Integers.saturateUnsigned(bits, Shifts.right(n, m), p)).ofSigned());
        narrowWithScalars(rows, "1", "10001", "SQRSHRUN", each((bits, _, n, m, p) ->
                Integers.saturateUnsigned(bits, Shifts.roundingRight(n, m), p)).ofSigned());
        narrowWithScalars(rows, "0", "10010", "SQSHRN", each((bits, _, n, m, p) ->
                Integers.saturateSigned(bits, Shifts.right(n, m), p)).ofSigned());
        narrowWithScalars(rows, "1", "10010", "UQSHRN", each((bits, _, n, m, p) ->
                Integers.unsignedNarrow(bits, Shifts.rightUnsigned(n, m), p)));
        narrowWithScalars(rows, "0", "10011", "SQRSHRN", each((bits, _, n, m, p) ->
                Integers.saturateSigned(bits, Shifts.roundingRight(n, m), p)).ofSigned());
        narrowWithScalars(rows, "1", "10011", "UQRSHRN", each((bits, _, n, m, p) ->
                Integers.unsignedNarrow(bits, Shifts.roundingRightUnsigned(n, m), p)));
    }

    private static void longs(Rows rows) {
        rows
                .each(LONG, "0 Q 0 011110 immh 10100 1 Rn:5 Rd:5", "SSHLL<2> <Vd.Ta>, <Vn.Tb>, #<left>",
                        each(Lane.of(Shifts::left)).ofSigned())
                .alias("immb=0", "SXTL<2> <Vd.Ta>, <Vn.Tb>")
                .each(LONG, "0 Q 1 011110 immh 10100 1 Rn:5 Rd:5", "USHLL<2> <Vd.Ta>, <Vn.Tb>, #<left>",
                        each(Lane.of(Shifts::left)))
                .alias("immb=0", "UXTL<2> <Vd.Ta>, <Vn.Tb>");
    }

    /// Between floating and fixed point; the "shift" is the number of bits below the point.
    private static void conversions(Rows rows, int... sizes) {
        conversion(rows, sizes, "0", "11100", "SCVTF", each((bits, _, n, m, p) ->
                FpConvert.fromFixed(Lane.format(bits), n, bits, (int) m, false, RoundingMode.of(p.fpcr), p)));
        conversion(rows, sizes, "1", "11100", "UCVTF", each((bits, _, n, m, p) ->
                FpConvert.fromFixed(Lane.format(bits), n, bits, (int) m, true, RoundingMode.of(p.fpcr), p)));
        conversion(rows, sizes, "0", "11111", "FCVTZS", each((bits, _, n, m, p) ->
                FpConvert.toFixed(Lane.format(bits), n, bits, (int) m, false, RoundingMode.ZERO, p)));
        conversion(rows, sizes, "1", "11111", "FCVTZU", each((bits, _, n, m, p) ->
                FpConvert.toFixed(Lane.format(bits), n, bits, (int) m, true, RoundingMode.ZERO, p)));
    }

    private static void conversion(Rows rows, int[] sizes, String u, String opcode, String name, Effect effect) {
        rows
                .each(vectors(sizes), "0 Q " + u + " 011110 immh " + opcode + " 1 Rn:5 Rd:5",
                        name + " <Vd.T>, <Vn.T>, #<right>", effect)
                .each(scalars(sizes), "01 " + u + " 111110 immh " + opcode + " 1 Rn:5 Rd:5",
                        name + " <Fd>, <Fn>, #<right>", effect);
    }
}
