package dev.seascope.arch.a64.simd;

import static dev.seascope.arch.a64.simd.Lanes.across;
import static dev.seascope.arch.a64.simd.Lanes.each;
import static dev.seascope.arch.a64.simd.Lanes.pairwiseLong;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.fp.FpEstimate;
import java.util.List;

/// Advanced SIMD two-register miscellaneous, across lanes and scalar pairwise, integer (Arm ARM, C4.1.96).
public final class TwoRegisterRows {
    private TwoRegisterRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.ADV_SIMD);
        reversals(rows);
        counts(rows);
        signs(rows);
        comparisonsWithZero(rows);
        pairs(rows);
        narrows(rows);
        acrossLanes(rows);
        estimates(rows);
        return rows.list();
    }

    private static void vector(Rows rows, Variants sizes, String u, String opcode, String name, Effect effect) {
        rows.each(sizes, "0 Q " + u + " 01110 size 10000 " + opcode + " 10 Rn:5 Rd:5", name, effect);
    }

    private static void plain(Rows rows, Variants sizes, String u, String opcode, String name, Effect effect) {
        vector(rows, sizes, u, opcode, name + " <Vd.T>, <Vn.T>", effect);
    }

    private static void scalar(Rows rows, Variants sizes, String u, String opcode, String text, Effect effect) {
        rows.each(sizes, "01 " + u + " 11110 size 10000 " + opcode + " 10 Rn:5 Rd:5", text, effect);
    }

    private static void reversals(Rows rows) {
        plain(rows, Arrangements.BHS, "0", "00000", "REV64", Permute.reverse(64));
        plain(rows, Arrangements.BH, "1", "00000", "REV32", Permute.reverse(32));
        plain(rows, Arrangements.B, "0", "00001", "REV16", Permute.reverse(16));
    }

    private static void counts(Rows rows) {
        plain(rows, Arrangements.BHS, "0", "00100", "CLS",
                each((bits, _, n, _, _) -> Integers.leadingSigns(bits, n)).ofSigned());
        plain(rows, Arrangements.BHS, "1", "00100", "CLZ", each((bits, _, n, _, _) -> Integers.leadingZeros(bits, n)));
        plain(rows, Arrangements.B, "0", "00101", "CNT", each(Lane.of((long n) -> Long.bitCount(n))));
        rows
                .each(Arrangements.BYTES, "0 Q 1 01110 00 10000 00101 10 Rn:5 Rd:5", "NOT <Vd.T>, <Vn.T>",
                        each(Lane.of((long n) -> ~n)).bitwise())
                .alias("", "MVN <Vd.T>, <Vn.T>")
                .each(Arrangements.BYTES, "0 Q 1 01110 01 10000 00101 10 Rn:5 Rd:5", "RBIT <Vd.T>, <Vn.T>",
                        each((bits, _, n, _, _) -> Integers.reverseBits(bits, n)));
    }

    private static void signs(Rows rows) {
        withScalars(rows, "0", "00011", "SUQADD", each((bits, d, n, _, p) ->
                Integers.signedAddUnsigned(bits, d, n, p)).reading());
        withScalars(rows, "1", "00011", "USQADD", each((bits, d, n, _, p) ->
                Integers.unsignedAddSigned(bits, d, n, p)).reading());
        withScalars(rows, "0", "00111", "SQABS", each((bits, _, n, _, p) ->
                Integers.signedAbsolute(bits, n, p)).ofSigned());
        withScalars(rows, "1", "00111", "SQNEG", each((bits, _, n, _, p) ->
                Integers.signedNegate(bits, n, p)).ofSigned());
        withDoubleword(rows, "0", "01011", "ABS", "", each(Lane.of((long n) -> Math.abs(n))).ofSigned());
        withDoubleword(rows, "1", "01011", "NEG", "", each(Lane.of((long n) -> -n)));
    }

    private static void withScalars(Rows rows, String u, String opcode, String name, Effect effect) {
        plain(rows, Arrangements.BHSD, u, opcode, name, effect);
        scalar(rows, Arrangements.SCALARS, u, opcode, name + " <Fd>, <Fn>", effect);
    }

    private static void withDoubleword(Rows rows, String u, String opcode, String name, String rest, Effect effect) {
        vector(rows, Arrangements.BHSD, u, opcode, name + " <Vd.T>, <Vn.T>" + rest, effect);
        scalar(rows, Arrangements.DOUBLEWORD, u, opcode, name + " <Fd>, <Fn>" + rest, effect);
    }

    private static void comparisonsWithZero(Rows rows) {
        withDoubleword(rows, "0", "01000", "CMGT", ", #<=0>", each(Lane.of(Integers::greater)).ofSigned());
        withDoubleword(rows, "1", "01000", "CMGE", ", #<=0>", each(Lane.of(Integers::greaterOrEqual)).ofSigned());
        withDoubleword(rows, "0", "01001", "CMEQ", ", #<=0>", each(Lane.of(Integers::equal)));
        withDoubleword(rows, "1", "01001", "CMLE", ", #<=0>", each(Lane.of(Integers::lessOrEqual)).ofSigned());
        withDoubleword(rows, "0", "01010", "CMLT", ", #<=0>", each(Lane.of(Integers::less)).ofSigned());
    }

    private static void pairs(Rows rows) {
        Lanes add = pairwiseLong(Lane.of(Long::sum));
        longPairs(rows, "0", "00010", "SADDLP", add.ofSigned());
        longPairs(rows, "1", "00010", "UADDLP", add);
        Lanes accumulate = pairwiseLong(Lane.accumulate(Long::sum));
        longPairs(rows, "0", "00110", "SADALP", accumulate.ofSigned());
        longPairs(rows, "1", "00110", "UADALP", accumulate);
        // Scalar pairwise
        rows.row("01 0 11110 11 11000 11011 10 Rn:5 Rd:5", "ADDP <Dd>, <Vn.2D>", across(Lane.of(Long::sum)));
    }

    private static void longPairs(Rows rows, String u, String opcode, String name, Effect effect) {
        vector(rows, Arrangements.PAIRS, u, opcode, name + " <Vd.Ta>, <Vn.Tb>", effect);
    }

    private static void narrows(Rows rows) {
        narrow(rows, "0", "10010", "XTN", each(Lane.of((long n) -> n)));
        Effect toUnsigned = each((bits, _, n, _, p) -> Integers.signedToUnsigned(bits, n, p)).ofSigned();
        narrow(rows, "1", "10010", "SQXTUN", toUnsigned);
        scalar(rows, Arrangements.SCALAR_NARROW, "1", "10010", "SQXTUN <Fbd>, <Fan>", toUnsigned);
        Effect signed = each((bits, _, n, _, p) -> Integers.saturateSigned(bits, n, p)).ofSigned();
        narrow(rows, "0", "10100", "SQXTN", signed);
        scalar(rows, Arrangements.SCALAR_NARROW, "0", "10100", "SQXTN <Fbd>, <Fan>", signed);
        Effect unsigned = each((bits, _, n, _, p) -> Integers.unsignedNarrow(bits, n, p));
        narrow(rows, "1", "10100", "UQXTN", unsigned);
        scalar(rows, Arrangements.SCALAR_NARROW, "1", "10100", "UQXTN <Fbd>, <Fan>", unsigned);
        for (int size = 0; size < 3; size++) {
            rows.each(Arrangements.longs(size), "0 Q 1 01110 size 10000 10011 10 Rn:5 Rd:5",
                    "SHLL<2> <Vd.Ta>, <Vn.Tb>, #<=" + (8 << size) + ">", each(Lane.of(Shifts::left)));
        }
    }

    private static void narrow(Rows rows, String u, String opcode, String name, Effect effect) {
        vector(rows, Arrangements.LONG, u, opcode, name + "<2> <Vd.Tb>, <Vn.Ta>", effect);
    }

    private static void acrossLanes(Rows rows) {
        Lanes sum = across(Lane.of(Long::sum));
        reduction(rows, "0", "00011", "SADDLV <Fad>, <Vn.T>", sum.ofSigned());
        reduction(rows, "1", "00011", "UADDLV <Fad>, <Vn.T>", sum);
        reduction(rows, "0", "01010", "SMAXV <Fbd>, <Vn.T>", across(Lane.of(Math::max)).ofSigned());
        reduction(rows, "1", "01010", "UMAXV <Fbd>, <Vn.T>", across(Lane.of(Math::max)));
        reduction(rows, "0", "11010", "SMINV <Fbd>, <Vn.T>", across(Lane.of(Math::min)).ofSigned());
        reduction(rows, "1", "11010", "UMINV <Fbd>, <Vn.T>", across(Lane.of(Math::min)));
        reduction(rows, "0", "11011", "ADDV <Fbd>, <Vn.T>", sum);
    }

    private static void reduction(Rows rows, String u, String opcode, String text, Effect effect) {
        rows.each(Arrangements.ACROSS, "0 Q " + u + " 01110 size 11000 " + opcode + " 10 Rn:5 Rd:5", text, effect);
    }

    private static void estimates(Rows rows) {
        var words = new Variants("Q", ".T>").is("0", ".2S>").is("1", ".4S>");
        rows
                .each(words, "0 Q 0 01110 1 0 10000 11100 10 Rn:5 Rd:5", "URECPE <Vd.T>, <Vn.T>",
                        each(Lane.of((long n) -> FpEstimate.unsignedReciprocal((int) n))))
                .each(words, "0 Q 1 01110 1 0 10000 11100 10 Rn:5 Rd:5", "URSQRTE <Vd.T>, <Vn.T>",
                        each(Lane.of((long n) -> FpEstimate.unsignedReciprocalSquareRoot((int) n))));
    }
}
