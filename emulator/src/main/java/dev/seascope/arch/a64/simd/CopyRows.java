package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import java.util.List;

/// Advanced SIMD copy, permute, extract and table lookup, and scalar copy (Arm ARM, C4.1.96).
public final class CopyRows {
    /// The lowest one bit of `imm5` says how long an element is, the bits above which one.
    private static final Variants SCALARS = new Variants("imm5", "<F", ".Ts>")
            .is("index:4 1", "<B", ".B[index]>").is("index:3 10", "<H", ".H[index]>")
            .is("index:2 100", "<S", ".S[index]>").is("index:1 1000", "<D", ".D[index]>");

    private static final Variants VECTORS = new Variants("Q imm5", ".T>", ".Ts>")
            .is("0 | index:4 1", ".8B>", ".B[index]>").is("1 | index:4 1", ".16B>", ".B[index]>")
            .is("0 | index:3 10", ".4H>", ".H[index]>").is("1 | index:3 10", ".8H>", ".H[index]>")
            .is("0 | index:2 100", ".2S>", ".S[index]>").is("1 | index:2 100", ".4S>", ".S[index]>")
            .is("1 | index:1 1000", ".2D>", ".D[index]>");

    /// From a general-purpose register; bits of `imm5` above the lowest one are not looked at.
    private static final Variants FROM_GENERAL = new Variants("Q imm5", ".T>", "<R")
            .is("0 | x:4 1", ".8B>", "<W").is("1 | x:4 1", ".16B>", "<W")
            .is("0 | x:3 10", ".4H>", "<W").is("1 | x:3 10", ".8H>", "<W")
            .is("0 | x:2 100", ".2S>", "<W").is("1 | x:2 100", ".4S>", "<W")
            .is("1 | x:1 1000", ".2D>", "<X");

    private CopyRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.ADV_SIMD);
        duplicates(rows);
        moves(rows);
        inserts(rows);
        permutations(rows);
        tables(rows);
        return rows.list();
    }

    private static void duplicates(Rows rows) {
        rows
                .each(SCALARS, "01 0 11110000 imm5 0 0000 1 Rn:5 Rd:5", "DUP <Fd>, <Vn.Ts>", Permute.duplicate())
                .alias("", "MOV <Fd>, <Vn.Ts>")
                .each(VECTORS, "0 Q 0 01110000 imm5 0 0000 1 Rn:5 Rd:5", "DUP <Vd.T>, <Vn.Ts>", Permute.duplicate())
                .each(FROM_GENERAL, "0 Q 0 01110000 imm5 0 0001 1 Rn:5 Rd:5", "DUP <Vd.T>, <Rn>",
                        Moves.duplicate());
    }

    /// To general-purpose registers.
    private static void moves(Rows rows) {
        var bytesAndHalfwords = new Variants("imm5", ".Ts>")
                .is("index:4 1", ".B[index]>").is("index:3 10", ".H[index]>");
        rows
                .each(bytesAndHalfwords, "0 0 0 01110000 imm5 0 0101 1 Rn:5 Rd:5", "SMOV <Wd>, <Vn.Ts>",
                        Moves.toGeneral(true))
                .each(bytesAndHalfwords, "0 1 0 01110000 imm5 0 0101 1 Rn:5 Rd:5", "SMOV <Xd>, <Vn.Ts>",
                        Moves.toGeneral(true))
                .row("0 1 0 01110000 index:2 100 0 0101 1 Rn:5 Rd:5", "SMOV <Xd>, <Vn.S[index]>",
                        Moves.toGeneral(true))
                .each(bytesAndHalfwords, "0 0 0 01110000 imm5 0 0111 1 Rn:5 Rd:5", "UMOV <Wd>, <Vn.Ts>",
                        Moves.toGeneral(false))
                .row("0 0 0 01110000 index:2 100 0 0111 1 Rn:5 Rd:5", "UMOV <Wd>, <Vn.S[index]>",
                        Moves.toGeneral(false))
                .alias("", "MOV <Wd>, <Vn.S[index]>")
                .row("0 1 0 01110000 index:1 1000 0 0111 1 Rn:5 Rd:5", "UMOV <Xd>, <Vn.D[index]>",
                        Moves.toGeneral(false))
                .alias("", "MOV <Xd>, <Vn.D[index]>");
    }

    private static void inserts(Rows rows) {
        var general = new Variants("imm5", ".Ts>", "<R")
                .is("index:4 1", ".B[index]>", "<W").is("index:3 10", ".H[index]>", "<W")
                .is("index:2 100", ".S[index]>", "<W").is("index:1 1000", ".D[index]>", "<X");
        // The lower bits of imm4 do not count when elements are longer than a byte
        var elements = new Variants("imm5 imm4", ".Ts>", ".Tn>")
                .is("index:4 1 | from:4", ".B[index]>", ".B[from]>")
                .is("index:3 10 | from:3 x:1", ".H[index]>", ".H[from]>")
                .is("index:2 100 | from:2 x:2", ".S[index]>", ".S[from]>")
                .is("index:1 1000 | from:1 x:3", ".D[index]>", ".D[from]>");
        rows
                .each(general, "0 1 0 01110000 imm5 0 0011 1 Rn:5 Rd:5", "INS <Vd.Ts>, <Rn>", Moves.insertGeneral())
                .alias("", "MOV <Vd.Ts>, <Rn>")
                .each(elements, "0 1 1 01110000 imm5 0 imm4 1 Rn:5 Rd:5", "INS <Vd.Ts>, <Vn.Tn>",
                        Moves.insertElement())
                .alias("", "MOV <Vd.Ts>, <Vn.Tn>");
    }

    private static void permutations(Rows rows) {
        permutation(rows, "001", "UZP1", (_, lane) -> 2 * lane);
        permutation(rows, "101", "UZP2", (_, lane) -> 2 * lane + 1);
        permutation(rows, "010", "TRN1", (lanes, lane) -> (lane & ~1) + (lane & 1) * lanes);
        permutation(rows, "110", "TRN2", (lanes, lane) -> (lane | 1) + (lane & 1) * lanes);
        permutation(rows, "011", "ZIP1", (lanes, lane) -> lane / 2 + (lane & 1) * lanes);
        permutation(rows, "111", "ZIP2", (lanes, lane) -> (lanes + lane) / 2 + (lane & 1) * lanes);
        rows
                .row("0 0 101110 00 0 Rm:5 0 0 imm4:3 0 Rn:5 Rd:5", "EXT <Vd.8B>, <Vn.8B>, <Vm.8B>, #<dec:imm4>",
                        Permute.extract())
                .row("0 1 101110 00 0 Rm:5 0 imm4:4 0 Rn:5 Rd:5", "EXT <Vd.16B>, <Vn.16B>, <Vm.16B>, #<dec:imm4>",
                        Permute.extract());
    }

    private static void permutation(Rows rows, String opcode, String name, Permute.Source source) {
        rows.each(Arrangements.BHSD, "0 Q 001110 size 0 Rm:5 0 " + opcode + " 10 Rn:5 Rd:5",
                name + " <Vd.T>, <Vn.T>, <Vm.T>", Permute.of(source));
    }

    private static void tables(Rows rows) {
        var lengths = new Variants("len", "*N")
                .is("00", "*1").is("01", "*2").is("10", "*3").is("11", "*4");
        rows
                .each(Arrangements.BYTES.and(lengths), "0 Q 001110 00 0 Rm:5 0 len 0 00 Rn:5 Rd:5",
                        "TBL <Vd.T>, <Vn*N.16B>, <Vm.T>", TableLookup.effect(false))
                .each(Arrangements.BYTES.and(lengths), "0 Q 001110 00 0 Rm:5 0 len 1 00 Rn:5 Rd:5",
                        "TBX <Vd.T>, <Vn*N.16B>, <Vm.T>", TableLookup.effect(true));
    }
}
