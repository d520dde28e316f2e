package dev.seascope.arch.a64.simd;

import static dev.seascope.arch.a64.simd.Lanes.each;
import static dev.seascope.arch.a64.simd.Lanes.pairwise;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import java.util.List;

/// Advanced SIMD three same and scalar three same, integer (Arm ARM, C4.1.96).
public final class ThreeSameRows {
    private ThreeSameRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.ADV_SIMD);
        halving(rows);
        saturating(rows);
        logical(rows);
        comparisons(rows);
        shifts(rows);
        maximaAndDifferences(rows);
        sumsAndProducts(rows);
        extra(rows);
        return rows.list();
    }

    private static void vector(Rows rows, Variants sizes, String u, String opcode, String name, Effect effect) {
        rows.each(sizes, "0 Q " + u + " 01110 size 1 Rm:5 " + opcode + " 1 Rn:5 Rd:5",
                name + " <Vd.T>, <Vn.T>, <Vm.T>", effect);
    }

    private static void scalar(Rows rows, Variants sizes, String u, String opcode, String name, Effect effect) {
        rows.each(sizes, "01 " + u + " 11110 size 1 Rm:5 " + opcode + " 1 Rn:5 Rd:5", name + " <Fd>, <Fn>, <Fm>",
                effect);
    }

    /// Vectors, and scalars of 64 bits.
    private static void withDoubleword(Rows rows, String u, String opcode, String name, Effect effect) {
        vector(rows, Arrangements.BHSD, u, opcode, name, effect);
        scalar(rows, Arrangements.DOUBLEWORD, u, opcode, name, effect);
    }

    /// Vectors and scalars of all sizes.
    private static void withScalars(Rows rows, String u, String opcode, String name, Effect effect) {
        vector(rows, Arrangements.BHSD, u, opcode, name, effect);
        scalar(rows, Arrangements.SCALARS, u, opcode, name, effect);
    }

    private static void halving(Rows rows) {
        vector(rows, Arrangements.BHS, "0", "00000", "SHADD", each(Lane.of(Integers::halvingAdd)).ofSigned());
        vector(rows, Arrangements.BHS, "1", "00000", "UHADD", each(Lane.of(Integers::halvingAdd)));
        vector(rows, Arrangements.BHS, "0", "00010", "SRHADD", each(Lane.of(Integers::roundingHalvingAdd)).ofSigned());
        vector(rows, Arrangements.BHS, "1", "00010", "URHADD", each(Lane.of(Integers::roundingHalvingAdd)));
        vector(rows, Arrangements.BHS, "0", "00100", "SHSUB", each(Lane.of(Integers::halvingSubtract)).ofSigned());
        vector(rows, Arrangements.BHS, "1", "00100", "UHSUB", each(Lane.of(Integers::halvingSubtract)));
    }

    private static void saturating(Rows rows) {
        withScalars(rows, "0", "00001", "SQADD", each(Lane.saturating(Integers::signedAdd)).ofSigned());
        withScalars(rows, "1", "00001", "UQADD", each(Lane.saturating(Integers::unsignedAdd)));
        withScalars(rows, "0", "00101", "SQSUB", each(Lane.saturating(Integers::signedSubtract)).ofSigned());
        withScalars(rows, "1", "00101", "UQSUB", each(Lane.saturating(Integers::unsignedSubtract)));
    }

    private static void logical(Rows rows) {
        bitwise(rows, "0", "00", "AND", each(Lane.of((n, m) -> n & m)));
        bitwise(rows, "0", "01", "BIC", each(Lane.of((n, m) -> n & ~m)));
        bitwise(rows, "0", "10", "ORR", each(Lane.of((n, m) -> n | m)));
        rows.alias("", "MOV <Vd.T>, <Vn=m.T>");
        bitwise(rows, "0", "11", "ORN", each(Lane.of((n, m) -> n | ~m)));
        bitwise(rows, "1", "00", "EOR", each(Lane.of((n, m) -> n ^ m)));
        bitwise(rows, "1", "01", "BSL", each((_, d, n, m, _) -> (d & n) | (~d & m)).reading());
        bitwise(rows, "1", "10", "BIT", each((_, d, n, m, _) -> (d & ~m) | (n & m)).reading());
        bitwise(rows, "1", "11", "BIF", each((_, d, n, m, _) -> (d & m) | (n & ~m)).reading());
    }

    private static void bitwise(Rows rows, String u, String size, String name, Lanes effect) {
        rows.each(Arrangements.BYTES, "0 Q " + u + " 01110 " + size + " 1 Rm:5 00011 1 Rn:5 Rd:5",
                name + " <Vd.T>, <Vn.T>, <Vm.T>", effect.bitwise());
    }

    private static void comparisons(Rows rows) {
        withDoubleword(rows, "0", "00110", "CMGT", each(Lane.of(Integers::greater)).ofSigned());
        withDoubleword(rows, "1", "00110", "CMHI", each(Lane.of(Integers::higher)));
        withDoubleword(rows, "0", "00111", "CMGE", each(Lane.of(Integers::greaterOrEqual)).ofSigned());
        withDoubleword(rows, "1", "00111", "CMHS", each(Lane.of(Integers::higherOrSame)));
        withDoubleword(rows, "0", "10001", "CMTST", each(Lane.of(Integers::test)));
        withDoubleword(rows, "1", "10001", "CMEQ", each(Lane.of(Integers::equal)));
    }

    private static void shifts(Rows rows) {
        withDoubleword(rows, "0", "01000", "SSHL", each(Lane.of(Shifts::by)).ofSigned());
        withDoubleword(rows, "1", "01000", "USHL", each(Lane.of(Shifts::byUnsigned)));
        withScalars(rows, "0", "01001", "SQSHL", each(Lane.saturating(Shifts::saturatingBy)).ofSigned());
        withScalars(rows, "1", "01001", "UQSHL", each(Lane.saturating(Shifts::saturatingByUnsigned)));
        withDoubleword(rows, "0", "01010", "SRSHL", each(Lane.of(Shifts::roundingBy)).ofSigned());
        withDoubleword(rows, "1", "01010", "URSHL", each(Lane.of(Shifts::roundingByUnsigned)));
        withScalars(rows, "0", "01011", "SQRSHL", each(Lane.saturating(Shifts::saturatingRoundingBy)).ofSigned());
        withScalars(rows, "1", "01011", "UQRSHL", each(Lane.saturating(Shifts::saturatingRoundingByUnsigned)));
    }

    private static void maximaAndDifferences(Rows rows) {
        vector(rows, Arrangements.BHS, "0", "01100", "SMAX", each(Lane.of(Math::max)).ofSigned());
        vector(rows, Arrangements.BHS, "1", "01100", "UMAX", each(Lane.of(Math::max)));
        vector(rows, Arrangements.BHS, "0", "01101", "SMIN", each(Lane.of(Math::min)).ofSigned());
        vector(rows, Arrangements.BHS, "1", "01101", "UMIN", each(Lane.of(Math::min)));
        vector(rows, Arrangements.BHS, "0", "01110", "SABD", each(Lane.of(Integers::absoluteDifference)).ofSigned());
        vector(rows, Arrangements.BHS, "1", "01110", "UABD", each(Lane.of(Integers::absoluteDifference)));
        vector(rows, Arrangements.BHS, "0", "01111", "SABA",
                each(Lane.accumulate(Integers::absoluteDifference)).ofSigned().reading());
        vector(rows, Arrangements.BHS, "1", "01111", "UABA",
                each(Lane.accumulate(Integers::absoluteDifference)).reading());
        vector(rows, Arrangements.BHS, "0", "10100", "SMAXP", pairwise(Lane.of(Math::max)).ofSigned());
        vector(rows, Arrangements.BHS, "1", "10100", "UMAXP", pairwise(Lane.of(Math::max)));
        vector(rows, Arrangements.BHS, "0", "10101", "SMINP", pairwise(Lane.of(Math::min)).ofSigned());
        vector(rows, Arrangements.BHS, "1", "10101", "UMINP", pairwise(Lane.of(Math::min)));
    }

    private static void sumsAndProducts(Rows rows) {
        withDoubleword(rows, "0", "10000", "ADD", each(Lane.of(Long::sum)));
        withDoubleword(rows, "1", "10000", "SUB", each(Lane.of((n, m) -> n - m)));
        vector(rows, Arrangements.BHSD, "0", "10111", "ADDP", pairwise(Lane.of(Long::sum)));
        vector(rows, Arrangements.BHS, "0", "10010", "MLA", each(Lane.accumulate((n, m) -> n * m)).reading());
        vector(rows, Arrangements.BHS, "1", "10010", "MLS", each(Lane.accumulate((n, m) -> -n * m)).reading());
        vector(rows, Arrangements.BHS, "0", "10011", "MUL", each(Lane.of((n, m) -> n * m)));
        vector(rows, Arrangements.B, "1", "10011", "PMUL", each(Lane.of(Integers::polynomial)));
        Effect high = each(Lane.saturating(Integers::doublingHigh)).ofSigned();
        vector(rows, Arrangements.HS, "0", "10110", "SQDMULH", high);
        scalar(rows, Arrangements.SCALARS_HS, "0", "10110", "SQDMULH", high);
        Effect roundingHigh = each(Lane.saturating(Integers::roundingDoublingHigh)).ofSigned();
        vector(rows, Arrangements.HS, "1", "10110", "SQRDMULH", roundingHigh);
        scalar(rows, Arrangements.SCALARS_HS, "1", "10110", "SQRDMULH", roundingHigh);
    }

    /// Advanced SIMD three same extra, and scalar three same extra; complex numbers are in [ComplexRows].
    private static void extra(Rows rows) {
        rows.with(Feature.ADV_SIMD, Feature.RDM);
        roundingAccumulate(rows, "0", "SQRDMLAH", each(Integers::roundingDoublingHighAdd).ofSigned().reading());
        roundingAccumulate(rows, "1", "SQRDMLSH", each(Integers::roundingDoublingHighSubtract).ofSigned().reading());
        rows.with(Feature.ADV_SIMD, Feature.DOT_PROD);
        var words = new Variants("Q", ".Ta>", ".Tb>").is("0", ".2S>", ".8B>").is("1", ".4S>", ".16B>");
        rows
                .each(words, "0 Q 0 01110 10 0 Rm:5 1 0010 1 Rn:5 Rd:5", "SDOT <Vd.Ta>, <Vn.Tb>, <Vm.Tb>",
                        DotProduct.signed())
                .each(words, "0 Q 1 01110 10 0 Rm:5 1 0010 1 Rn:5 Rd:5", "UDOT <Vd.Ta>, <Vn.Tb>, <Vm.Tb>",
                        DotProduct.unsigned());
        rows.with();
    }

    private static void roundingAccumulate(Rows rows, String opcode, String name, Effect effect) {
        rows
                .each(Arrangements.HS, "0 Q 1 01110 size 0 Rm:5 1 000" + opcode + " 1 Rn:5 Rd:5",
                        name + " <Vd.T>, <Vn.T>, <Vm.T>", effect)
                .each(Arrangements.SCALARS_HS, "01 1 11110 size 0 Rm:5 1 000" + opcode + " 1 Rn:5 Rd:5",
                        name + " <Fd>, <Fn>, <Fm>", effect);
    }
}
