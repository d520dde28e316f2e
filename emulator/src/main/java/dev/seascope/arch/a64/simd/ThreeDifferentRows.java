package dev.seascope.arch.a64.simd;

import static dev.seascope.arch.a64.simd.Lanes.each;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import java.util.List;

/// Advanced SIMD three different and scalar three different (Arm ARM, C4.1.96): long, wide and narrow operations.
public final class ThreeDifferentRows {
    private ThreeDifferentRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.ADV_SIMD);
        both(rows, "0000", "ADDL", each(Lane.of(Long::sum)), ThreeDifferentRows::longs);
        both(rows, "0001", "ADDW", each(Lane.of(Long::sum)), ThreeDifferentRows::wides);
        both(rows, "0010", "SUBL", each(Lane.of((n, m) -> n - m)), ThreeDifferentRows::longs);
        both(rows, "0011", "SUBW", each(Lane.of((n, m) -> n - m)), ThreeDifferentRows::wides);
        narrows(rows, "0", "0100", "ADDHN", each(Lane.sized(Integers::addHigh)));
        narrows(rows, "1", "0100", "RADDHN", each(Lane.sized(Integers::roundingAddHigh)));
        narrows(rows, "0", "0110", "SUBHN", each(Lane.sized(Integers::subtractHigh)));
        narrows(rows, "1", "0110", "RSUBHN", each(Lane.sized(Integers::roundingSubtractHigh)));
        both(rows, "0101", "ABAL", each(Lane.accumulate(Integers::absoluteDifference)).reading(),
                ThreeDifferentRows::longs);
        both(rows, "0111", "ABDL", each(Lane.of(Integers::absoluteDifference)), ThreeDifferentRows::longs);
        both(rows, "1000", "MLAL", each(Lane.accumulate((n, m) -> n * m)).reading(), ThreeDifferentRows::longs);
        both(rows, "1010", "MLSL", each(Lane.accumulate((n, m) -> -n * m)).reading(), ThreeDifferentRows::longs);
        both(rows, "1100", "MULL", each(Lane.of((n, m) -> n * m)), ThreeDifferentRows::longs);
        doubling(rows, "1001", "SQDMLAL", each(Integers::doublingLongAdd).ofSigned().reading());
        doubling(rows, "1011", "SQDMLSL", each(Integers::doublingLongSubtract).ofSigned().reading());
        doubling(rows, "1101", "SQDMULL", each(Lane.saturating(Integers::doublingLong)).ofSigned());
        polynomials(rows);
        return rows.list();
    }

    @FunctionalInterface
    private interface Form {
        void add(Rows rows, String u, String opcode, String name, Effect effect);
    }

    /// The signed and the unsigned instruction.
    private static void both(Rows rows, String opcode, String name, Lanes effect, Form form) {
        form.add(rows, "0", opcode, "S" + name, effect.ofSigned());
        form.add(rows, "1", opcode, "U" + name, effect);
    }

    private static String code(String u, String opcode) {
        return "0 Q " + u + " 01110 size 1 Rm:5 " + opcode + " 00 Rn:5 Rd:5";
    }

    private static void longs(Rows rows, String u, String opcode, String name, Effect effect) {
        rows.each(Arrangements.LONG, code(u, opcode), name + "<2> <Vd.Ta>, <Vn.Tb>, <Vm.Tb>", effect);
    }

    private static void wides(Rows rows, String u, String opcode, String name, Effect effect) {
        rows.each(Arrangements.LONG, code(u, opcode), name + "<2> <Vd.Ta>, <Vn.Ta>, <Vm.Tb>", effect);
    }

    private static void narrows(Rows rows, String u, String opcode, String name, Effect effect) {
        rows.each(Arrangements.LONG, code(u, opcode), name + "<2> <Vd.Tb>, <Vn.Ta>, <Vm.Ta>", effect);
    }

    private static void doubling(Rows rows, String opcode, String name, Effect effect) {
        rows
                .each(Arrangements.LONG_HS, code("0", opcode), name + "<2> <Vd.Ta>, <Vn.Tb>, <Vm.Tb>", effect)
                .each(Arrangements.SCALAR_LONG, "01 0 11110 size 1 Rm:5 " + opcode + " 00 Rn:5 Rd:5",
                        name + " <Fad>, <Fbn>, <Fbm>", effect);
    }

    private static void polynomials(Rows rows) {
        rows
                .each(new Variants("Q", ".Tb>", "<2>").is("0", ".8B>", "").is("1", ".16B>", "2"),
                        "0 Q 0 01110 00 1 Rm:5 1110 00 Rn:5 Rd:5", "PMULL<2> <Vd.8H>, <Vn.Tb>, <Vm.Tb>",
                        each(Lane.of(Integers::polynomial)))
                .with(Feature.ADV_SIMD, Feature.PMULL)
                .row("0 0 0 01110 11 1 Rm:5 1110 00 Rn:5 Rd:5", "PMULL <Vd.1Q>, <Vn.1D>, <Vm.1D>",
                        Crypto.polynomial(0))
                .row("0 1 0 01110 11 1 Rm:5 1110 00 Rn:5 Rd:5", "PMULL2 <Vd.1Q>, <Vn.2D>, <Vm.2D>",
                        Crypto.polynomial(1));
    }
}
