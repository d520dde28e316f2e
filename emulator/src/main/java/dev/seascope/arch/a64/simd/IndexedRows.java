package dev.seascope.arch.a64.simd;

import static dev.seascope.arch.a64.simd.Lanes.each;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.fp.FpArithmetic;
import java.util.List;

/// Advanced SIMD vector by indexed element and scalar by indexed element (Arm ARM, C4.1.96). The longer the elements,
/// the fewer bits the index needs, and the more registers can be named.
public final class IndexedRows {
    private static final Variants VECTORS = new Variants("Q size LMRm", ".T>", ".Ts>")
            .is("0 | 01 | L:1 M:1 Rm:4", ".4H>", ".H[H:L:M]>").is("1 | 01 | L:1 M:1 Rm:4", ".8H>", ".H[H:L:M]>")
            .is("0 | 10 | L:1 Rm:5", ".2S>", ".S[H:L]>").is("1 | 10 | L:1 Rm:5", ".4S>", ".S[H:L]>");
    private static final Variants SCALARS = new Variants("size LMRm", "<F", ".Ts>")
            .is("01 | L:1 M:1 Rm:4", "<H", ".H[H:L:M]>").is("10 | L:1 Rm:5", "<S", ".S[H:L]>");
    private static final Variants LONG = new Variants("Q size LMRm", ".Ta>", ".Tb>", ".Ts>", "<2>")
            .is("0 | 01 | L:1 M:1 Rm:4", ".4S>", ".4H>", ".H[H:L:M]>", "")
            .is("1 | 01 | L:1 M:1 Rm:4", ".4S>", ".8H>", ".H[H:L:M]>", "2")
            .is("0 | 10 | L:1 Rm:5", ".2D>", ".2S>", ".S[H:L]>", "")
            .is("1 | 10 | L:1 Rm:5", ".2D>", ".4S>", ".S[H:L]>", "2");
    private static final Variants SCALAR_LONG = new Variants("size LMRm", "<Fa", "<Fb", ".Ts>")
            .is("01 | L:1 M:1 Rm:4", "<S", "<H", ".H[H:L:M]>").is("10 | L:1 Rm:5", "<D", "<S", ".S[H:L]>");
    private static final Variants FP_VECTORS = new Variants("Q size LMRm", ".T>", ".Ts>")
            .is("0 | 10 | L:1 Rm:5", ".2S>", ".S[H:L]>").is("1 | 10 | L:1 Rm:5", ".4S>", ".S[H:L]>")
            .is("1 | 11 | 0 Rm:5", ".2D>", ".D[H]>");
    private static final Variants FP_SCALARS = new Variants("size LMRm", "<F", ".Ts>")
            .is("10 | L:1 Rm:5", "<S", ".S[H:L]>").is("11 | 0 Rm:5", "<D", ".D[H]>");
    private static final Variants HALF_VECTORS = new Variants("Q size LMRm", ".T>", ".Ts>")
            .is("0 | 00 | L:1 M:1 Rm:4", ".4H>", ".H[H:L:M]>").is("1 | 00 | L:1 M:1 Rm:4", ".8H>", ".H[H:L:M]>");
    private static final Variants HALF_SCALARS = new Variants("size LMRm", "<F", ".Ts>")
            .is("00 | L:1 M:1 Rm:4", "<H", ".H[H:L:M]>");

    private IndexedRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.ADV_SIMD);
        products(rows);
        longProducts(rows);
        highProducts(rows);
        floatingPoint(rows, FP_VECTORS, FP_SCALARS);
        floatingPoint(rows.with(Feature.ADV_SIMD, Feature.FP16), HALF_VECTORS, HALF_SCALARS);
        dotProducts(rows.with(Feature.ADV_SIMD, Feature.DOT_PROD));
        return rows.list();
    }

    private static void vector(Rows rows, Variants variants, String u, String opcode, String name, Effect effect) {
        rows.each(variants, "0 Q " + u + " 01111 size LMRm " + opcode + " H:1 0 Rn:5 Rd:5",
                name + " <Vd.T>, <Vn.T>, <Vm.Ts>", effect);
    }

    private static void scalar(Rows rows, Variants variants, String u, String opcode, String name, Effect effect) {
        rows.each(variants, "01 " + u + " 11111 size LMRm " + opcode + " H:1 0 Rn:5 Rd:5",
                name + " <Fd>, <Fn>, <Vm.Ts>", effect);
    }

    private static void products(Rows rows) {
        vector(rows, VECTORS, "1", "0000", "MLA", each(Lane.accumulate((n, m) -> n * m)).reading());
        vector(rows, VECTORS, "1", "0100", "MLS", each(Lane.accumulate((n, m) -> -n * m)).reading());
        vector(rows, VECTORS, "0", "1000", "MUL", each(Lane.of((n, m) -> n * m)));
    }

    private static void longProducts(Rows rows) {
        Lanes add = each(Lane.accumulate((n, m) -> n * m)).reading();
        Lanes subtract = each(Lane.accumulate((n, m) -> -n * m)).reading();
        Lanes multiply = each(Lane.of((n, m) -> n * m));
        longVector(rows, "0", "0010", "SMLAL", add.ofSigned());
        longVector(rows, "1", "0010", "UMLAL", add);
        longVector(rows, "0", "0110", "SMLSL", subtract.ofSigned());
        longVector(rows, "1", "0110", "UMLSL", subtract);
        longVector(rows, "0", "1010", "SMULL", multiply.ofSigned());
        longVector(rows, "1", "1010", "UMULL", multiply);
        doubling(rows, "0011", "SQDMLAL", each(Integers::doublingLongAdd).ofSigned().reading());
        doubling(rows, "0111", "SQDMLSL", each(Integers::doublingLongSubtract).ofSigned().reading());
        doubling(rows, "1011", "SQDMULL", each(Lane.saturating(Integers::doublingLong)).ofSigned());
    }

    private static void longVector(Rows rows, String u, String opcode, String name, Effect effect) {
        rows.each(LONG, "0 Q " + u + " 01111 size LMRm " + opcode + " H:1 0 Rn:5 Rd:5",
                name + "<2> <Vd.Ta>, <Vn.Tb>, <Vm.Ts>", effect);
    }

    private static void doubling(Rows rows, String opcode, String name, Effect effect) {
        longVector(rows, "0", opcode, name, effect);
        rows.each(SCALAR_LONG, "01 0 11111 size LMRm " + opcode + " H:1 0 Rn:5 Rd:5",
                name + " <Fad>, <Fbn>, <Vm.Ts>", effect);
    }

    private static void highProducts(Rows rows) {
        both(rows, "0", "1100", "SQDMULH", each(Lane.saturating(Integers::doublingHigh)).ofSigned());
        both(rows, "0", "1101", "SQRDMULH", each(Lane.saturating(Integers::roundingDoublingHigh)).ofSigned());
        rows.with(Feature.ADV_SIMD, Feature.RDM);
        both(rows, "1", "1101", "SQRDMLAH", each(Integers::roundingDoublingHighAdd).ofSigned().reading());
        both(rows, "1", "1111", "SQRDMLSH", each(Integers::roundingDoublingHighSubtract).ofSigned().reading());
        rows.with(Feature.ADV_SIMD);
    }

    private static void both(Rows rows, String u, String opcode, String name, Effect effect) {
        vector(rows, VECTORS, u, opcode, name, effect);
        scalar(rows, SCALARS, u, opcode, name, effect);
    }

    private static void floatingPoint(Rows rows, Variants vectors, Variants scalars) {
        fp(rows, vectors, scalars, "0", "0001", "FMLA", each(Lane.fused(HostFp::multiplyAdd)).reading());
        fp(rows, vectors, scalars, "0", "0101", "FMLS", each(Lane.fused(FpOperations::multiplySubtract)).reading());
        fp(rows, vectors, scalars, "0", "1001", "FMUL", each(Lane.fp(HostFp::multiply)));
        fp(rows, vectors, scalars, "1", "1001", "FMULX", each(Lane.fp(FpArithmetic::multiplyExtended)));
    }

    private static void fp(Rows rows, Variants vectors, Variants scalars, String u, String opcode, String name,
            Effect effect) {
        vector(rows, vectors, u, opcode, name, effect);
        scalar(rows, scalars, u, opcode, name, effect);
    }

    private static void dotProducts(Rows rows) {
        var words = new Variants("Q", ".Ta>", ".Tb>").is("0", ".2S>", ".8B>").is("1", ".4S>", ".16B>");
        rows
                .each(words, "0 Q 0 01111 10 L:1 Rm:5 1110 H:1 0 Rn:5 Rd:5", "SDOT <Vd.Ta>, <Vn.Tb>, <Vm.4B[H:L]>",
                        DotProduct.signed())
                .each(words, "0 Q 1 01111 10 L:1 Rm:5 1110 H:1 0 Rn:5 Rd:5", "UDOT <Vd.Ta>, <Vn.Tb>, <Vm.4B[H:L]>",
                        DotProduct.unsigned());
    }
}
