package dev.seascope.arch.a64.simd;

import static dev.seascope.arch.a64.simd.Lanes.each;

import dev.seascope.arch.a64.Conditions;
import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Shape;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.VectorOperand;
import dev.seascope.arch.a64.fp.FloatFormat;
import dev.seascope.arch.a64.fp.FpCompare;
import dev.seascope.arch.a64.fp.RoundingMode;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Scalar floating point: data processing, compare, select, immediate (Arm ARM, C4.1.96). Everything exists for single
/// and double precision, and with FEAT_FP16 for half precision.
public final class FpRows {
    static final Variants SINGLE_DOUBLE = new Variants("ftype", "<F").is("00", "<S").is("01", "<D");
    static final Variants HALF = new Variants("ftype", "<F").is("11", "<H");

    private FpRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.FP);
        inFormat(rows, SINGLE_DOUBLE);
        rows.with(Feature.FP, Feature.FP16);
        inFormat(rows, HALF);
        rows.with(Feature.FP);
        betweenFormats(rows);
        rows.with(Feature.FP, Feature.FRINTTS);
        one(rows, SINGLE_DOUBLE, "010000", "FRINT32Z", each(FpOperations.toIntegralWithin(32)));
        one(rows, SINGLE_DOUBLE, "010001", "FRINT32X", each(FpOperations.toIntegralWithinExact(32)));
        one(rows, SINGLE_DOUBLE, "010010", "FRINT64Z", each(FpOperations.toIntegralWithin(64)));
        one(rows, SINGLE_DOUBLE, "010011", "FRINT64X", each(FpOperations.toIntegralWithinExact(64)));
        return rows.list();
    }

    private static void inFormat(Rows rows, Variants formats) {
        oneSource(rows, formats);
        compare(rows, formats);
        rows.each(formats, "0 0 0 11110 ftype 1 imm8:8 100 00000 Rd:5", "FMOV <Fd>, #<float:imm8>",
                (row, word) -> new FpShapes.Constant(2 * (word & 31), ModifiedImmediateRows.number(
                        (int) row.operands().get(1).decode(word), format(row).bits())));
        conditionalCompare(rows, formats);
        twoSources(rows, formats);
        rows.each(formats, "0 0 0 11110 ftype 1 Rm:5 cond:4 11 Rn:5 Rd:5", "FCSEL <Fd>, <Fn>, <Fm>, <cond:cond>",
                (row, word) -> new FpShapes.Select(register(row, 0, word), register(row, 1, word),
                        register(row, 2, word), Conditions.mask((int) row.operands().get(3).decode(word)),
                        format(row).bits()));
        threeSources(rows, formats);
    }

    private static void one(Rows rows, Variants formats, String opcode, String name, Effect effect) {
        rows.each(formats, "0 0 0 11110 ftype 1 " + opcode + " 10000 Rn:5 Rd:5", name + " <Fd>, <Fn>", effect);
    }

    private static void oneSource(Rows rows, Variants formats) {
        one(rows, formats, "000000", "FMOV", each(Lane.of((long n) -> n)));
        one(rows, formats, "000001", "FABS", each(Lane.fp(FpOperations::absolute)));
        one(rows, formats, "000010", "FNEG", each(Lane.fp(FpOperations::negate)));
        one(rows, formats, "000011", "FSQRT", each(Lane.fp(HostFp::squareRoot)));
        one(rows, formats, "001000", "FRINTN", each(FpOperations.toIntegral(RoundingMode.TIE_EVEN)));
        one(rows, formats, "001001", "FRINTP", each(FpOperations.toIntegral(RoundingMode.PLUS_INFINITY)));
        one(rows, formats, "001010", "FRINTM", each(FpOperations.toIntegral(RoundingMode.MINUS_INFINITY)));
        one(rows, formats, "001011", "FRINTZ", each(FpOperations.toIntegral(RoundingMode.ZERO)));
        one(rows, formats, "001100", "FRINTA", each(FpOperations.toIntegral(RoundingMode.TIE_AWAY)));
        one(rows, formats, "001110", "FRINTX", each(FpOperations.toIntegral(true)));
        one(rows, formats, "001111", "FRINTI", each(FpOperations.toIntegral(false)));
    }

    private static void betweenFormats(Rows rows) {
        convert(rows, "00", "01", "FCVT <Dd>, <Sn>", FloatFormat.SINGLE, FloatFormat.DOUBLE);
        convert(rows, "00", "11", "FCVT <Hd>, <Sn>", FloatFormat.SINGLE, FloatFormat.HALF);
        convert(rows, "01", "00", "FCVT <Sd>, <Dn>", FloatFormat.DOUBLE, FloatFormat.SINGLE);
        convert(rows, "01", "11", "FCVT <Hd>, <Dn>", FloatFormat.DOUBLE, FloatFormat.HALF);
        convert(rows, "11", "00", "FCVT <Sd>, <Hn>", FloatFormat.HALF, FloatFormat.SINGLE);
        convert(rows, "11", "01", "FCVT <Dd>, <Hn>", FloatFormat.HALF, FloatFormat.DOUBLE);
    }

    private static void convert(Rows rows, String ftype, String opc, String text, FloatFormat from, FloatFormat to) {
        rows.row("0 0 0 11110 " + ftype + " 1 0001 " + opc + " 10000 Rn:5 Rd:5", text,
                each((_, _, n, _, p) -> HostFp.convert(from, to, n, p)));
    }

    private static void compare(Rows rows, Variants formats) {
        String code = "0 0 0 11110 ftype 1 Rm:5 00 1000 Rn:5 ";
        String zero = "0 0 0 11110 ftype 1 00000 00 1000 Rn:5 ";
        rows
                .each(formats, code + "00 000", "FCMP <Fn>, <Fm>", (row, word) -> compare(row, word, false))
                .each(formats, zero + "01 000", "FCMP <Fn>, #0.0", (row, word) -> compare(row, word, false))
                .each(formats, code + "10 000", "FCMPE <Fn>, <Fm>", (row, word) -> compare(row, word, true))
                .each(formats, zero + "11 000", "FCMPE <Fn>, #0.0", (row, word) -> compare(row, word, true));
    }

    private static Instruction compare(InstructionSpec row, int word, boolean signalQuiet) {
        boolean withRegister = row.operands().size() > 1;
        return new FpShapes.Compare(
                format(row), register(row, 0, word), withRegister ? register(row, 1, word) : -1, signalQuiet);
    }

    private static void conditionalCompare(Rows rows, Variants formats) {
        String code = "0 0 0 11110 ftype 1 Rm:5 cond:4 01 Rn:5 ";
        String operands = " <Fn>, <Fm>, #<nzcv>, <cond:cond>";
        rows
                .each(formats, code + "0 nzcv:4", "FCCMP" + operands,
                        (row, word) -> conditional(word, compare(row, word, false)))
                .each(formats, code + "1 nzcv:4", "FCCMPE" + operands,
                        (row, word) -> conditional(word, compare(row, word, true)));
    }

    private static Instruction conditional(int word, Instruction compare) {
        return new FpShapes.ConditionalCompare(compare, Conditions.mask(word >>> 12 & 15), word & 15);
    }

    private static void two(Rows rows, Variants formats, String opcode, String name, Lane.FpBinary f) {
        rows.each(formats, "0 0 0 11110 ftype 1 Rm:5 " + opcode + " 10 Rn:5 Rd:5", name + " <Fd>, <Fn>, <Fm>",
                each(Lane.fp(f)));
    }

    private static void twoSources(Rows rows, Variants formats) {
        two(rows, formats, "0000", "FMUL", HostFp::multiply);
        two(rows, formats, "0001", "FDIV", HostFp::divide);
        two(rows, formats, "0010", "FADD", HostFp::add);
        two(rows, formats, "0011", "FSUB", HostFp::subtract);
        two(rows, formats, "0100", "FMAX", FpCompare::maximum);
        two(rows, formats, "0101", "FMIN", FpCompare::minimum);
        two(rows, formats, "0110", "FMAXNM", FpCompare::maximumNumber);
        two(rows, formats, "0111", "FMINNM", FpCompare::minimumNumber);
        two(rows, formats, "1000", "FNMUL", FpOperations::negatedMultiply);
    }

    private static void threeSources(Rows rows, Variants formats) {
        three(rows, formats, "0", "0", "FMADD", HostFp::multiplyAdd);
        three(rows, formats, "0", "1", "FMSUB", FpOperations::multiplySubtract);
        three(rows, formats, "1", "0", "FNMADD", FpOperations::negatedMultiplyAdd);
        three(rows, formats, "1", "1", "FNMSUB", FpOperations::negatedMultiplySubtract);
    }

    private static void three(Rows rows, Variants formats, String o1, String o0, String name, Lane.FpTernary f) {
        Map<FloatFormat, Shape> forms = new ConcurrentHashMap<>();
        rows.each(formats, "0 0 0 11111 ftype " + o1 + " Rm:5 " + o0 + " Ra:5 Rn:5 Rd:5",
                name + " <Fd>, <Fn>, <Fm>, <Fa>",
                (row, word) -> forms.computeIfAbsent(format(row), format -> Shape.define(
                                MethodHandles.lookup(), FpShapes.Fused.class, new FpShapes.FusedParts(f, format)))
                        .of(register(row, 0, word), register(row, 1, word), register(row, 2, word),
                                register(row, 3, word)));
    }

    /// The format of the first operand.
    static FloatFormat format(InstructionSpec row) {
        return Lane.format(((VectorOperand) row.operands().getFirst()).elementBits());
    }

    /// Twice the number of a register.
    static int register(InstructionSpec row, int operand, int word) {
        return 2 * (int) row.operands().get(operand).decode(word);
    }
}
