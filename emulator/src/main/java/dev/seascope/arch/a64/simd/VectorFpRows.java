package dev.seascope.arch.a64.simd;

import static dev.seascope.arch.a64.simd.Lanes.across;
import static dev.seascope.arch.a64.simd.Lanes.each;
import static dev.seascope.arch.a64.simd.Lanes.pairwise;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.fp.FpArithmetic;
import dev.seascope.arch.a64.fp.FpCompare;
import dev.seascope.arch.a64.fp.FpConvert;
import dev.seascope.arch.a64.fp.FpEstimate;
import dev.seascope.arch.a64.fp.RoundingMode;
import java.util.List;

/// The floating-point part of Advanced SIMD three same, two-register miscellaneous, across lanes and pairwise, and of
/// their scalar forms (Arm ARM, C4.1.96). Single and double precision are encoded in one way, half precision in
/// another.
public final class VectorFpRows {
    /// Narrow and wide elements by `sz`.
    private static final Variants LENGTHENING = new Variants("Q sz", ".Ta>", ".Tb>", "<2>")
            .is("0 0", ".4S>", ".4H>", "").is("1 0", ".4S>", ".8H>", "2")
            .is("0 1", ".2D>", ".2S>", "").is("1 1", ".2D>", ".4S>", "2");

    private VectorFpRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows();
        threeSame(rows);
        comparisons(rows);
        pairs(rows);
        twoRegister(rows);
        conversions(rows);
        estimates(rows);
        acrossLanes(rows);
        return rows.list();
    }

    // Three same: `U`, the top bit of `size`, and the low three bits of the opcode say which

    private static void vector(Rows rows, String u, String a, String opcode, String name, Effect effect) {
        rows
                .with(Feature.ADV_SIMD)
                .each(Arrangements.SD, "0 Q " + u + " 01110 " + a + " sz 1 Rm:5 11" + opcode + " 1 Rn:5 Rd:5",
                        name + " <Vd.T>, <Vn.T>, <Vm.T>", effect)
                .with(Feature.ADV_SIMD, Feature.FP16)
                .each(Arrangements.FP16, "0 Q " + u + " 01110 " + a + " 1 0 Rm:5 00 " + opcode + " 1 Rn:5 Rd:5",
                        name + " <Vd.T>, <Vn.T>, <Vm.T>", effect);
    }

    private static void withScalars(Rows rows, String u, String a, String opcode, String name, Effect effect) {
        vector(rows, u, a, opcode, name, effect);
        rows
                .with(Feature.ADV_SIMD)
                .each(Arrangements.SCALARS_SD, "01 " + u + " 11110 " + a + " sz 1 Rm:5 11" + opcode + " 1 Rn:5 Rd:5",
                        name + " <Fd>, <Fn>, <Fm>", effect)
                .with(Feature.ADV_SIMD, Feature.FP16)
                .row("01 " + u + " 11110 " + a + " 1 0 Rm:5 00 " + opcode + " 1 Rn:5 Rd:5",
                        name + " <Hd>, <Hn>, <Hm>", effect);
    }

    private static void threeSame(Rows rows) {
        vector(rows, "0", "0", "000", "FMAXNM", each(Lane.fp(FpCompare::maximumNumber)));
        vector(rows, "0", "0", "001", "FMLA", each(Lane.fused(HostFp::multiplyAdd)).reading());
        vector(rows, "0", "0", "010", "FADD", each(Lane.fp(HostFp::add)));
        withScalars(rows, "0", "0", "011", "FMULX", each(Lane.fp(FpArithmetic::multiplyExtended)));
        vector(rows, "0", "0", "110", "FMAX", each(Lane.fp(FpCompare::maximum)));
        withScalars(rows, "0", "0", "111", "FRECPS", each(Lane.fp(FpArithmetic::reciprocalStep)));
        vector(rows, "0", "1", "000", "FMINNM", each(Lane.fp(FpCompare::minimumNumber)));
        vector(rows, "0", "1", "001", "FMLS", each(Lane.fused(FpOperations::multiplySubtract)).reading());
        vector(rows, "0", "1", "010", "FSUB", each(Lane.fp(HostFp::subtract)));
        vector(rows, "0", "1", "110", "FMIN", each(Lane.fp(FpCompare::minimum)));
        withScalars(rows, "0", "1", "111", "FRSQRTS", each(Lane.fp(FpArithmetic::reciprocalSquareRootStep)));
        vector(rows, "1", "0", "011", "FMUL", each(Lane.fp(HostFp::multiply)));
        vector(rows, "1", "0", "111", "FDIV", each(Lane.fp(HostFp::divide)));
        withScalars(rows, "1", "1", "010", "FABD", each(Lane.fp(FpOperations::absoluteDifference)));
    }

    private static void comparisons(Rows rows) {
        withScalars(rows, "0", "0", "100", "FCMEQ", each(Lane.relation(FpCompare::equal)));
        withScalars(rows, "1", "0", "100", "FCMGE", each(Lane.relation(FpCompare::greaterOrEqual)));
        withScalars(rows, "1", "0", "101", "FACGE", each(Lane.relation(FpOperations::absoluteGreaterOrEqual)));
        withScalars(rows, "1", "1", "100", "FCMGT", each(Lane.relation(FpCompare::greater)));
        withScalars(rows, "1", "1", "101", "FACGT", each(Lane.relation(FpOperations::absoluteGreater)));
        misc(rows, "0", "1", "01100", "FCMGT", ", #0.0", each(Lane.relation(FpCompare::greater)));
        misc(rows, "0", "1", "01101", "FCMEQ", ", #0.0", each(Lane.relation(FpCompare::equal)));
        misc(rows, "0", "1", "01110", "FCMLT", ", #0.0", each(Lane.relation(FpOperations::less)));
        misc(rows, "1", "1", "01100", "FCMGE", ", #0.0", each(Lane.relation(FpCompare::greaterOrEqual)));
        misc(rows, "1", "1", "01101", "FCMLE", ", #0.0", each(Lane.relation(FpOperations::lessOrEqual)));
    }

    private static void pairs(Rows rows) {
        pair(rows, "0", "000", "01100", "FMAXNMP", Lane.fp(FpCompare::maximumNumber));
        pair(rows, "0", "010", "01101", "FADDP", Lane.fp(HostFp::add));
        pair(rows, "0", "110", "01111", "FMAXP", Lane.fp(FpCompare::maximum));
        pair(rows, "1", "000", "01100", "FMINNMP", Lane.fp(FpCompare::minimumNumber));
        pair(rows, "1", "110", "01111", "FMINP", Lane.fp(FpCompare::minimum));
    }

    /// The vector form is a three same, the scalar form (scalar pairwise) has another opcode.
    private static void pair(Rows rows, String a, String opcode, String scalarOpcode, String name, Lane f) {
        vector(rows, "1", a, opcode, name, pairwise(f));
        rows
                .with(Feature.ADV_SIMD)
                .row("01 1 11110 " + a + " 0 11000 " + scalarOpcode + " 10 Rn:5 Rd:5", name + " <Sd>, <Vn.2S>",
                        across(f))
                .row("01 1 11110 " + a + " 1 11000 " + scalarOpcode + " 10 Rn:5 Rd:5", name + " <Dd>, <Vn.2D>",
                        across(f))
                .with(Feature.ADV_SIMD, Feature.FP16)
                .row("01 0 11110 " + a + " 0 11000 " + scalarOpcode + " 10 Rn:5 Rd:5", name + " <Hd>, <Vn.2H>",
                        across(f));
    }

    // Two-register miscellaneous

    private static void miscVector(Rows rows, String u, String a, String opcode, String name, String rest,
            Effect effect) {
        rows
                .with(Feature.ADV_SIMD)
                .each(Arrangements.SD, "0 Q " + u + " 01110 " + a + " sz 10000 " + opcode + " 10 Rn:5 Rd:5",
                        name + " <Vd.T>, <Vn.T>" + rest, effect)
                .with(Feature.ADV_SIMD, Feature.FP16)
                .each(Arrangements.FP16, "0 Q " + u + " 01110 " + a + " 111100 " + opcode + " 10 Rn:5 Rd:5",
                        name + " <Vd.T>, <Vn.T>" + rest, effect);
    }

    private static void miscScalar(Rows rows, String u, String a, String opcode, String name, String rest,
            Effect effect) {
        rows
                .with(Feature.ADV_SIMD)
                .each(Arrangements.SCALARS_SD, "01 " + u + " 11110 " + a + " sz 10000 " + opcode + " 10 Rn:5 Rd:5",
                        name + " <Fd>, <Fn>" + rest, effect)
                .with(Feature.ADV_SIMD, Feature.FP16)
                .row("01 " + u + " 11110 " + a + " 111100 " + opcode + " 10 Rn:5 Rd:5", name + " <Hd>, <Hn>" + rest,
                        effect);
    }

    private static void misc(Rows rows, String u, String a, String opcode, String name, String rest, Effect effect) {
        miscVector(rows, u, a, opcode, name, rest, effect);
        miscScalar(rows, u, a, opcode, name, rest, effect);
    }

    private static void twoRegister(Rows rows) {
        miscVector(rows, "0", "1", "01111", "FABS", "", each(Lane.fp(FpOperations::absolute)));
        miscVector(rows, "1", "1", "01111", "FNEG", "", each(Lane.fp(FpOperations::negate)));
        miscVector(rows, "1", "1", "11111", "FSQRT", "", each(Lane.fp(HostFp::squareRoot)));
        miscVector(rows, "0", "0", "11000", "FRINTN", "", each(FpOperations.toIntegral(RoundingMode.TIE_EVEN)));
        miscVector(rows, "0", "0", "11001", "FRINTM", "", each(FpOperations.toIntegral(RoundingMode.MINUS_INFINITY)));
        miscVector(rows, "0", "1", "11000", "FRINTP", "", each(FpOperations.toIntegral(RoundingMode.PLUS_INFINITY)));
        miscVector(rows, "0", "1", "11001", "FRINTZ", "", each(FpOperations.toIntegral(RoundingMode.ZERO)));
        miscVector(rows, "1", "0", "11000", "FRINTA", "", each(FpOperations.toIntegral(RoundingMode.TIE_AWAY)));
        miscVector(rows, "1", "0", "11001", "FRINTX", "", each(FpOperations.toIntegral(true)));
        miscVector(rows, "1", "1", "11001", "FRINTI", "", each(FpOperations.toIntegral(false)));
        rows.with(Feature.ADV_SIMD, Feature.FRINTTS);
        within(rows, "0", "11110", "FRINT32Z", FpOperations.toIntegralWithin(32));
        within(rows, "1", "11110", "FRINT32X", FpOperations.toIntegralWithinExact(32));
        within(rows, "0", "11111", "FRINT64Z", FpOperations.toIntegralWithin(64));
        within(rows, "1", "11111", "FRINT64X", FpOperations.toIntegralWithinExact(64));
    }

    private static void within(Rows rows, String u, String opcode, String name, Lane f) {
        rows.each(Arrangements.SD, "0 Q " + u + " 01110 0 sz 10000 " + opcode + " 10 Rn:5 Rd:5",
                name + " <Vd.T>, <Vn.T>", each(f));
    }

    private static void conversions(Rows rows) {
        toIntegers(rows, "0", "11010", "N", RoundingMode.TIE_EVEN);
        toIntegers(rows, "0", "11011", "M", RoundingMode.MINUS_INFINITY);
        toIntegers(rows, "0", "11100", "A", RoundingMode.TIE_AWAY);
        toIntegers(rows, "1", "11010", "P", RoundingMode.PLUS_INFINITY);
        toIntegers(rows, "1", "11011", "Z", RoundingMode.ZERO);
        misc(rows, "0", "0", "11101", "SCVTF", "", each(FpOperations.fromInteger(false)));
        misc(rows, "1", "0", "11101", "UCVTF", "", each(FpOperations.fromInteger(true)));
        Effect toOdd = each((bits, _, n, _, p) ->
                FpConvert.convert(Lane.format(2 * bits), Lane.format(bits), n, RoundingMode.ODD, p));
        rows
                .with(Feature.ADV_SIMD)
                .each(LENGTHENING, "0 Q 0 01110 0 sz 10000 10110 10 Rn:5 Rd:5", "FCVTN<2> <Vd.Tb>, <Vn.Ta>",
                        each((bits, _, n, _, p) ->
                                FpConvert.convert(Lane.format(2 * bits), Lane.format(bits), n, p)))
                .each(LENGTHENING, "0 Q 0 01110 0 sz 10000 10111 10 Rn:5 Rd:5", "FCVTL<2> <Vd.Ta>, <Vn.Tb>",
                        each((bits, _, n, _, p) ->
                                FpConvert.convert(Lane.format(bits / 2), Lane.format(bits), n, p)))
                .each(new Variants("Q", ".Tb>", "<2>").is("0", ".2S>", "").is("1", ".4S>", "2"),
                        "0 Q 1 01110 0 1 10000 10110 10 Rn:5 Rd:5", "FCVTXN<2> <Vd.Tb>, <Vn.2D>", toOdd)
                .row("01 1 11110 0 1 10000 10110 10 Rn:5 Rd:5", "FCVTXN <Sd>, <Dn>", toOdd);
    }

    /// FCVTxS and FCVTxU.
    private static void toIntegers(Rows rows, String a, String opcode, String letter, RoundingMode mode) {
        misc(rows, "0", a, opcode, "FCVT" + letter + "S", "", each(FpOperations.toInteger(false, mode)));
        misc(rows, "1", a, opcode, "FCVT" + letter + "U", "", each(FpOperations.toInteger(true, mode)));
    }

    private static void estimates(Rows rows) {
        misc(rows, "0", "1", "11101", "FRECPE", "", each(Lane.fp(FpEstimate::reciprocal)));
        misc(rows, "1", "1", "11101", "FRSQRTE", "", each(Lane.fp(FpEstimate::reciprocalSquareRoot)));
        miscScalar(rows, "0", "1", "11111", "FRECPX", "", each(Lane.fp(FpEstimate::reciprocalExponent)));
    }

    private static void acrossLanes(Rows rows) {
        reduction(rows, "0", "01100", "FMAXNMV", Lane.fp(FpCompare::maximumNumber));
        reduction(rows, "0", "01111", "FMAXV", Lane.fp(FpCompare::maximum));
        reduction(rows, "1", "01100", "FMINNMV", Lane.fp(FpCompare::minimumNumber));
        reduction(rows, "1", "01111", "FMINV", Lane.fp(FpCompare::minimum));
    }

    private static void reduction(Rows rows, String a, String opcode, String name, Lane f) {
        rows
                .with(Feature.ADV_SIMD)
                .row("0 1 1 01110 " + a + " 0 11000 " + opcode + " 10 Rn:5 Rd:5", name + " <Sd>, <Vn.4S>", across(f))
                .with(Feature.ADV_SIMD, Feature.FP16)
                .each(Arrangements.FP16, "0 Q 0 01110 " + a + " 0 11000 " + opcode + " 10 Rn:5 Rd:5",
                        name + " <Hd>, <Vn.T>", across(f));
    }
}
