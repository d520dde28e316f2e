package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Operand;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.VectorOperand;
import dev.seascope.arch.a64.fp.FloatFormat;
import dev.seascope.arch.a64.fp.FpConvert;
import dev.seascope.arch.a64.fp.RoundingMode;
import java.util.List;

/// Conversion between floating-point and integer, and between floating-point and fixed-point (Arm ARM, C4.1.96).
public final class FpConversionRows {
    /// `scale` is what the number of bits below the point lacks of 64.
    private static final Variants FIXED = new Variants("sf scale", "<R", "<fbits>")
            .is("1 | scale:6", "<X", "<dec:scale*-1+64>").is("0 | 1 scale:5", "<W", "<dec:scale*-1+32>");

    private FpConversionRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.FP);
        inFormat(rows, FpRows.SINGLE_DOUBLE);
        rows.with(Feature.FP, Feature.FP16);
        inFormat(rows, FpRows.HALF);
        moves(rows);
        rows.with(Feature.FP, Feature.JSCVT)
                .row("0 0 0 11110 01 1 11 110 000000 Rn:5 Rd:5", "FJCVTZS <Wd>, <Dn>", (row, word) ->
                        new FpShapes.ToGeneral(Moves.destination(row, word), FpRows.register(row, 1, word), 64,
                                (value, p) -> {
                                    long result = FpConvert.toJavaScriptInteger(value, p);
                                    p.nzcv = (int) (result >>> 32 & 1) << 2;
                                    return result & 0xffff_ffffL;
                                }));
        return rows.list();
    }

    private static void inFormat(Rows rows, Variants formats) {
        Variants integers = Rows.WIDTHS.and(formats);
        Variants fixed = FIXED.and(formats);
        toIntegers(rows, integers, "00 00", "N", RoundingMode.TIE_EVEN);
        toIntegers(rows, integers, "01 00", "P", RoundingMode.PLUS_INFINITY);
        toIntegers(rows, integers, "10 00", "M", RoundingMode.MINUS_INFINITY);
        toIntegers(rows, integers, "11 00", "Z", RoundingMode.ZERO);
        toIntegers(rows, integers, "00 10", "A", RoundingMode.TIE_AWAY);
        rows
                .each(integers, "sf 0 0 11110 ftype 1 00 010 000000 Rn:5 Rd:5", "SCVTF <Fd>, <Rn>", fromGeneral(false))
                .each(integers, "sf 0 0 11110 ftype 1 00 011 000000 Rn:5 Rd:5", "UCVTF <Fd>, <Rn>", fromGeneral(true))
                .each(fixed, "sf 0 0 11110 ftype 0 00 010 scale Rn:5 Rd:5", "SCVTF <Fd>, <Rn>, #<fbits>",
                        fromGeneral(false))
                .each(fixed, "sf 0 0 11110 ftype 0 00 011 scale Rn:5 Rd:5", "UCVTF <Fd>, <Rn>, #<fbits>",
                        fromGeneral(true))
                .each(fixed, "sf 0 0 11110 ftype 0 11 000 scale Rn:5 Rd:5", "FCVTZS <Rd>, <Fn>, #<fbits>",
                        toGeneral(false, RoundingMode.ZERO))
                .each(fixed, "sf 0 0 11110 ftype 0 11 001 scale Rn:5 Rd:5", "FCVTZU <Rd>, <Fn>, #<fbits>",
                        toGeneral(true, RoundingMode.ZERO));
    }

    /// FCVTxS and FCVTxU.
    ///
    /// @param code `rmode` and the upper bits of `opcode`
    private static void toIntegers(Rows rows, Variants variants, String code, String letter, RoundingMode mode) {
        rows
                .each(variants, "sf 0 0 11110 ftype 1 " + code + "0 000000 Rn:5 Rd:5",
                        "FCVT" + letter + "S <Rd>, <Fn>", toGeneral(false, mode))
                .each(variants, "sf 0 0 11110 ftype 1 " + code + "1 000000 Rn:5 Rd:5",
                        "FCVT" + letter + "U <Rd>, <Fn>", toGeneral(true, mode));
    }

    /// The bits below the point: the third operand, if there is one.
    private static int fractionBits(InstructionSpec row, int word) {
        return row.operands().size() > 2 ? (int) row.operands().get(2).decode(word) : 0;
    }

    private static Effect toGeneral(boolean unsigned, RoundingMode mode) {
        return (row, word) -> {
            int bits = ((Operand.Register) row.operands().getFirst()).wide() ? 64 : 32;
            int fractionBits = fractionBits(row, word);
            VectorOperand source = (VectorOperand) row.operands().get(1);
            FloatFormat format = Lane.format(source.elementBits());
            boolean simple = !unsigned && fractionBits == 0 && mode == RoundingMode.ZERO;
            FpShapes.Conversion f = simple
                    ? (value, p) -> HostFp.toSigned(format, value, bits, p)
                    : (value, p) -> FpConvert.toFixed(format, value, bits, fractionBits, unsigned, mode, p);
            return new FpShapes.ToGeneral(
                    Moves.destination(row, word), 2 * (int) source.decode(word), format.bits(), f);
        };
    }

    private static Effect fromGeneral(boolean unsigned) {
        return (row, word) -> {
            Operand.Register source = (Operand.Register) row.operands().get(1);
            int bits = source.wide() ? 64 : 32;
            int fractionBits = fractionBits(row, word);
            FloatFormat format = FpRows.format(row);
            FpShapes.Conversion f = !unsigned && fractionBits == 0
                    ? (value, p) -> HostFp.fromSigned(format, value, bits, p)
                    : (value, p) -> FpConvert.fromFixed(
                            format, value, bits, fractionBits, unsigned, RoundingMode.of(p.fpcr), p);
            return new FpShapes.FromGeneral(FpRows.register(row, 0, word), (int) source.decode(word), f);
        };
    }

    /// FMOV between registers of the two kinds.
    private static void moves(Rows rows) {
        rows
                .row("0 0 0 11110 11 1 00 110 000000 Rn:5 Rd:5", "FMOV <Wd>, <Hn>", Moves.bitsToGeneral())
                .row("1 0 0 11110 11 1 00 110 000000 Rn:5 Rd:5", "FMOV <Xd>, <Hn>", Moves.bitsToGeneral())
                .row("0 0 0 11110 11 1 00 111 000000 Rn:5 Rd:5", "FMOV <Hd>, <Wn>", Moves.bitsFromGeneral())
                .row("1 0 0 11110 11 1 00 111 000000 Rn:5 Rd:5", "FMOV <Hd>, <Xn>", Moves.bitsFromGeneral())
                .with(Feature.FP)
                .row("0 0 0 11110 00 1 00 110 000000 Rn:5 Rd:5", "FMOV <Wd>, <Sn>", Moves.bitsToGeneral())
                .row("0 0 0 11110 00 1 00 111 000000 Rn:5 Rd:5", "FMOV <Sd>, <Wn>", Moves.bitsFromGeneral())
                .row("1 0 0 11110 01 1 00 110 000000 Rn:5 Rd:5", "FMOV <Xd>, <Dn>", Moves.bitsToGeneral())
                .row("1 0 0 11110 01 1 00 111 000000 Rn:5 Rd:5", "FMOV <Dd>, <Xn>", Moves.bitsFromGeneral())
                .row("1 0 0 11110 10 1 01 110 000000 Rn:5 Rd:5", "FMOV <Xd>, <Vn.D[=1]>", Moves.bitsToGeneral())
                .row("1 0 0 11110 10 1 01 111 000000 Rn:5 Rd:5", "FMOV <Vd.D[=1]>, <Xn>", Moves.insertGeneral());
    }
}
