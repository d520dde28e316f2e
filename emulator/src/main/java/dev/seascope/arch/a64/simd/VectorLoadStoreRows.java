package dev.seascope.arch.a64.simd;

import dev.seascope.arch.a64.Feature;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.base.LoadStoreRows;
import java.util.List;

/// Loads and stores of SIMD and floating-point registers (Arm ARM, C4.1.94); those of structures are in
/// [StructureRows].
public final class VectorLoadStoreRows {
    /// A register that is loaded or stored.
    ///
    /// @param size and the upper bit of `opc`: the bits that say how long it is
    private record Single(String size, String opc1, char letter, int sizeLog2) {}

    private static final List<Single> SINGLES = List.of(
            new Single("00", "0", 'B', 0),
            new Single("01", "0", 'H', 1),
            new Single("10", "0", 'S', 2),
            new Single("11", "0", 'D', 3),
            new Single("00", "1", 'Q', 4));

    private VectorLoadStoreRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows().with(Feature.FP);
        for (boolean load : new boolean[] {false, true}) {
            SINGLES.forEach(single -> singles(rows, single, load));
            pairs(rows, "00", 'S', 2, load);
            pairs(rows, "01", 'D', 3, load);
            pairs(rows, "10", 'Q', 4, load);
        }
        rows
                .row("00 011 1 00 imm19:19 Rt:5", "LDR <St>, <label:imm19>", VectorAccess.literal(2))
                .row("01 011 1 00 imm19:19 Rt:5", "LDR <Dt>, <label:imm19>", VectorAccess.literal(3))
                .row("10 011 1 00 imm19:19 Rt:5", "LDR <Qt>, <label:imm19>", VectorAccess.literal(4));
        return rows.list();
    }

    private static void singles(Rows rows, Single single, boolean load) {
        String name = load ? "LD" : "ST";
        String register = "R <" + single.letter() + "t>, ";
        String opc = single.opc1() + (load ? "1" : "0");
        String unscaled = single.size() + " 111 1 00 " + opc + " 0 imm9:9 ";
        int sizeLog2 = single.sizeLog2();
        var access = new VectorAccess(load, sizeLog2);
        rows
                .row(single.size() + " 111 1 01 " + opc + " imm12:12 Rn:5 Rt:5",
                        name + register + "[<Xn|SP>{, #<dec:imm12*" + (1 << sizeLog2) + ">}]", access.offset())
                .row(unscaled + "00 Rn:5 Rt:5", name + "U" + register + "[<Xn|SP>{, #<signed:imm9>}]",
                        access.offset())
                .synonym("", name + register + "[<Xn|SP>{, #<signed:imm9>}]")
                .row(unscaled + "01 Rn:5 Rt:5", name + register + "[<Xn|SP>], #<signed:imm9>", access.after())
                .row(unscaled + "11 Rn:5 Rt:5", name + register + "[<Xn|SP>, #<signed:imm9>]!", access.before())
                .each(LoadStoreRows.index(sizeLog2),
                        single.size() + " 111 1 00 " + opc + " 1 Rm:5 option S 10 Rn:5 Rt:5",
                        name + register + "[<Xn|SP>, <index>]", access.indexed())
                .synonym("", name + register + "[<Xn|SP>, <other>]");
    }

    private static void pairs(Rows rows, String opc, char letter, int sizeLog2, boolean load) {
        var access = new VectorAccess(load, sizeLog2);
        String rest = (load ? " 1" : " 0") + " imm7:7 Rt2:5 Rn:5 Rt:5";
        String registers = " <%ct>, <%ct2>, [<Xn|SP>".formatted(letter, letter);
        String offset = ", #<signed:imm7*" + (1 << sizeLog2) + ">";
        String name = load ? "LD" : "ST";
        rows
                .row(opc + " 101 1 000" + rest, name + "NP" + registers + "{" + offset + "}]", access.pair())
                .row(opc + " 101 1 001" + rest, name + "P" + registers + "]" + offset, access.pairAfter())
                .row(opc + " 101 1 010" + rest, name + "P" + registers + "{" + offset + "}]", access.pair())
                .row(opc + " 101 1 011" + rest, name + "P" + registers + offset + "]!", access.pairBefore());
    }
}
