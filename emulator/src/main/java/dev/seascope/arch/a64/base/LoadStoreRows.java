package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.base.MemoryShapes.Writeback;
import java.util.List;

/// Loads and stores of general-purpose registers (Arm ARM, C4.1.94).
public final class LoadStoreRows {
    private record Single(String size, String opc, String name, String register, Access access) {}

    /// `size` and `opc`, name, register and transfer of everything that loads or stores one register.
    private static final List<Single> SINGLES = List.of(
            new Single("00", "00", "STRB", "<Wt>", Access.store(0)),
            new Single("00", "01", "LDRB", "<Wt>", Access.load(0)),
            new Single("00", "10", "LDRSB", "<Xt>", Access.loadSigned(0, true)),
            new Single("00", "11", "LDRSB", "<Wt>", Access.loadSigned(0, false)),
            new Single("01", "00", "STRH", "<Wt>", Access.store(1)),
            new Single("01", "01", "LDRH", "<Wt>", Access.load(1)),
            new Single("01", "10", "LDRSH", "<Xt>", Access.loadSigned(1, true)),
            new Single("01", "11", "LDRSH", "<Wt>", Access.loadSigned(1, false)),
            new Single("10", "00", "STR", "<Wt>", Access.store(2)),
            new Single("10", "01", "LDR", "<Wt>", Access.load(2)),
            new Single("10", "10", "LDRSW", "<Xt>", Access.loadSigned(2, true)),
            new Single("11", "00", "STR", "<Xt>", Access.store(3)),
            new Single("11", "01", "LDR", "<Xt>", Access.load(3)));

    private LoadStoreRows() {}

    public static List<InstructionSpec> rows() {
        var rows = new Rows();
        pairs(rows);
        for (Single single : SINGLES) {
            singles(rows, single);
        }
        return rows.list();
    }

    private static void singles(Rows rows, Single single) {
        String code = single.size() + " 111 0 01 " + single.opc() + " imm12:12 Rn:5 Rt:5";
        String unscaled = single.size() + " 111 0 00 " + single.opc() + " 0 imm9:9 ";
        String start = single.name() + " " + single.register();
        int scale = 1 << single.access().sizeLog2();
        rows
                // Load/store register (unsigned immediate)
                .row(code, start + ", [<Xn|SP>{, #<dec:imm12*" + scale + ">}]", single.access().offset())
                // Load/store register (immediate post-indexed)
                .row(unscaled + "01 Rn:5 Rt:5", start + ", [<Xn|SP>], #<signed:imm9>",
                        single.access().writeback(Writeback.AFTER))
                // Load/store register (immediate pre-indexed)
                .row(unscaled + "11 Rn:5 Rt:5", start + ", [<Xn|SP>, #<signed:imm9>]!",
                        single.access().writeback(Writeback.BEFORE));
    }

    /// Load/store register pair.
    private static void pairs(Rows rows) {
        pair(rows, "00", "STP", "W", 4, Access.store(2));
        pair(rows, "10", "STP", "X", 8, Access.store(3));
        pair(rows, "00", "LDP", "W", 4, Access.load(2));
        pair(rows, "10", "LDP", "X", 8, Access.load(3));
        pair(rows, "01", "LDPSW", "X", 4, Access.loadSigned(2, true));
    }

    private static void pair(Rows rows, String opc, String name, String width, int scale, Access access) {
        String code = opc + " 101 0 0";
        String rest = (access.store() ? " 0" : " 1") + " imm7:7 Rt2:5 Rn:5 Rt:5";
        String start = "%s <%st>, <%st2>, [<Xn|SP>".formatted(name, width, width);
        String offset = ", #<signed:imm7*" + scale + ">";
        rows
                .row(code + "01" + rest, start + "]" + offset, access.pair(Writeback.AFTER))
                .row(code + "10" + rest, start + "{" + offset + "}]", access.pair(Writeback.NONE))
                .row(code + "11" + rest, start + offset + "]!", access.pair(Writeback.BEFORE));
    }
}
