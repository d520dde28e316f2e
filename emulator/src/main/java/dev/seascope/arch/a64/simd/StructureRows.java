package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import java.util.List;

/// Advanced SIMD load/store multiple structures and single structure (Arm ARM, C4.1.94). The base register may be
/// advanced afterwards, by what was transferred or by another register.
public final class StructureRows {
    private StructureRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.ADV_SIMD);
        multiple(rows, "0111", 1, 1);
        multiple(rows, "1010", 1, 2);
        multiple(rows, "0110", 1, 3);
        multiple(rows, "0010", 1, 4);
        multiple(rows, "1000", 2, 2);
        multiple(rows, "0100", 3, 3);
        multiple(rows, "0000", 4, 4);
        for (int elements = 1; elements <= 4; elements++) {
            single(rows, elements);
            replicated(rows, elements);
        }
        return rows.list();
    }

    /// How registers are divided, and in `<bytes>` how much is transferred.
    ///
    /// @param registers that are transferred, or 0 if one element of each is
    /// @param elements of a structure
    /// @param doubleword whether a register may be a single doubleword
    private static Variants arrangements(int registers, int elements, boolean doubleword) {
        var variants = new Variants("Q size", ".T>", "<bytes>");
        for (int size = 0; size < 4; size++) {
            for (int q = 0; q < 2; q++) {
                if (size < 3 || q == 1 || doubleword) {
                    int lanes = (8 << q) >> size;
                    int bytes = registers > 0 ? registers * (8 << q) : elements << size;
                    variants.is(q + " " + Arrangements.bits(size),
                            ".%d%c>".formatted(lanes, Arrangements.letter(size)), "<=" + bytes + ">");
                }
            }
        }
        return variants;
    }

    /// The three addressing modes of a load and a store.
    ///
    /// @param code with `W` for writeback, `L` for load, `m` for `Rm`
    /// @param text after LD or ST, with `<bytes>` among the variants' pieces
    private static void modes(Rows rows, Variants variants, String code, String text, Effect load, Effect store) {
        for (boolean isLoad : new boolean[] {false, true}) {
            String withL = code.replace("L", isLoad ? "1" : "0");
            String name = (isLoad ? "LD" : "ST") + text;
            Effect effect = isLoad ? load : store;
            rows
                    .each(variants, withL.replace("W", "0").replace("m", "00000"), name + ", [<Xn|SP>]", effect)
                    .each(variants, withL.replace("W", "1").replace("m", "11111"), name + ", [<Xn|SP>], #<bytes>",
                            effect)
                    .each(variants, withL.replace("W", "1").replace("m", "Rm:5"), name + ", [<Xn|SP>], <Xm>", effect);
        }
    }

    /// LD1 to LD4 and ST1 to ST4 of whole registers.
    private static void multiple(Rows rows, String opcode, int elements, int registers) {
        modes(rows, arrangements(registers, elements, elements == 1),
                "0 Q 001100 W L 0 m " + opcode + " size Rn:5 Rt:5",
                elements + " <Vt*" + registers + ".T>",
                Structures.multiple(true, elements), Structures.multiple(false, elements));
    }

    /// One element of each register.
    private static void single(Rows rows, int elements) {
        String r = elements % 2 == 0 ? "1" : "0";
        String o = elements > 2 ? "1" : "0";
        var variants = new Variants("Q opcode", ".Ts>", "<index>", "<bytes>")
                .is("Q:1 | 00" + o + " S:1 size:2", ".B>", "<dec:Q:S:size>", "<=" + elements + ">")
                .is("Q:1 | 01" + o + " S:1 size:1 0", ".H>", "<dec:Q:S:size>", "<=" + 2 * elements + ">")
                .is("Q:1 | 10" + o + " S:1 00", ".S>", "<dec:Q:S>", "<=" + 4 * elements + ">")
                .is("Q:1 | 10" + o + " 0 01", ".D>", "<dec:Q>", "<=" + 8 * elements + ">");
        modes(rows, variants, "0 Q 001101 W L " + r + " m opcode Rn:5 Rt:5",
                elements + " <Vt*" + elements + ".Ts>[<index>]", Structures.single(true), Structures.single(false));
    }

    /// LD1R to LD4R: one structure into all elements. There is no store.
    private static void replicated(Rows rows, int elements) {
        String r = elements % 2 == 0 ? "1" : "0";
        String o = elements > 2 ? "1" : "0";
        Variants variants = arrangements(0, elements, true);
        String code = " 11" + o + " 0 size Rn:5 Rt:5";
        String name = "LD" + elements + "R <Vt*" + elements + ".T>, [<Xn|SP>]";
        rows
                .each(variants, "0 Q 001101 0 1 " + r + " 00000" + code, name, Structures.replicated())
                .each(variants, "0 Q 001101 1 1 " + r + " 11111" + code, name + ", #<bytes>", Structures.replicated())
                .each(variants, "0 Q 001101 1 1 " + r + " Rm:5" + code, name + ", <Xm>", Structures.replicated());
    }
}
