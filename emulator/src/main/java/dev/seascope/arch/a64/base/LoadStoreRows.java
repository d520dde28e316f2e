package dev.seascope.arch.a64.base;

import dev.seascope.arch.a64.Effect;
import dev.seascope.arch.a64.InstructionSpec;
import dev.seascope.arch.a64.Processor;
import dev.seascope.arch.a64.Rows;
import dev.seascope.arch.a64.Variants;
import dev.seascope.arch.a64.base.MemoryShapes.Writeback;
import java.util.List;

/// Loads and stores of general-purpose registers (Arm ARM, C4.1.94). Those that are exclusive, ordered or atomic are in
/// [OrderedRows] and [AtomicRows].
public final class LoadStoreRows {
    /// Something that loads or stores one register.
    ///
    /// @param size and `opc`: the bits that say which
    record Single(String size, String opc, String name, String register, Access access) {
        /// The start of the syntax, with letters put into the name: `U` makes `LDUR <Xt>` of `LDR <Xt>`.
        String start(String letters) {
            return name.substring(0, 2) + letters + name.substring(2) + " " + register;
        }
    }

    static final List<Single> SINGLES = List.of(
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
        literals(rows);
        pairs(rows);
        SINGLES.forEach(single -> singles(rows, single));
        prefetch(rows);
        return rows.list();
    }

    /// The index register of a register offset, with its extension and whether it is scaled, by `option` and `S`. A
    /// scale of zero may also be written.
    ///
    /// @param scale the shift when `S` is set
    public static Variants index(int scale) {
        String shift = " #<=" + scale + ">";
        return new Variants("option S", "<index>", "<other>")
                .is("011 1", "<Xm>, LSL" + shift, "<Xm>, LSL" + shift)
                .is("011 0", "<Xm>", "<Xm>, LSL #<=0>")
                .is("010 1", "<Wm>, UXTW" + shift, "<Wm>, UXTW" + shift)
                .is("010 0", "<Wm>, UXTW", "<Wm>, UXTW #<=0>")
                .is("110 1", "<Wm>, SXTW" + shift, "<Wm>, SXTW" + shift)
                .is("110 0", "<Wm>, SXTW", "<Wm>, SXTW #<=0>")
                .is("111 1", "<Xm>, SXTX" + shift, "<Xm>, SXTX" + shift)
                .is("111 0", "<Xm>, SXTX", "<Xm>, SXTX #<=0>");
    }

    /// Load register (literal).
    private static void literals(Rows rows) {
        rows
                .row("00 011 0 00 imm19:19 Rt:5", "LDR <Wt>, <label:imm19>", Access.load(2).literal())
                .row("01 011 0 00 imm19:19 Rt:5", "LDR <Xt>, <label:imm19>", Access.load(3).literal())
                .row("10 011 0 00 imm19:19 Rt:5", "LDRSW <Xt>, <label:imm19>", Access.loadSigned(2, true).literal());
    }

    private static void singles(Rows rows, Single single) {
        Access access = single.access();
        int sizeLog2 = access.sizeLog2();
        String unscaled = single.size() + " 111 0 00 " + single.opc() + " 0 imm9:9 ";
        String offset = ", [<Xn|SP>{, #<signed:imm9>}]";
        rows
                // Load/store register (unsigned immediate)
                .row(single.size() + " 111 0 01 " + single.opc() + " imm12:12 Rn:5 Rt:5",
                        single.start("") + ", [<Xn|SP>{, #<dec:imm12*" + (1 << sizeLog2) + ">}]", access.offset())
                // Load/store register (unscaled immediate); `LDR` may be written where only this can reach
                .row(unscaled + "00 Rn:5 Rt:5", single.start("U") + offset, access.offset())
                .synonym("", single.start("") + offset)
                // Load/store register (immediate post-indexed)
                .row(unscaled + "01 Rn:5 Rt:5", single.start("") + ", [<Xn|SP>], #<signed:imm9>",
                        access.writeback(Writeback.AFTER))
                // Load/store register (unprivileged)
                .row(unscaled + "10 Rn:5 Rt:5", single.start("T") + offset,
                        access.as(Processor.UNPRIVILEGED).offset())
                // Load/store register (immediate pre-indexed)
                .row(unscaled + "11 Rn:5 Rt:5", single.start("") + ", [<Xn|SP>, #<signed:imm9>]!",
                        access.writeback(Writeback.BEFORE))
                // Load/store register (register offset)
                .each(index(sizeLog2), single.size() + " 111 0 00 " + single.opc() + " 1 Rm:5 option S 10 Rn:5 Rt:5",
                        single.start("") + ", [<Xn|SP>, <index>]", access.indexed())
                .synonym("", single.start("") + ", [<Xn|SP>, <other>]");
    }

    private static void prefetch(Rows rows) {
        Effect nothing = Hint.NOTHING;
        rows
                .row("11 011 0 00 imm19:19 Rt:5", "PRFM <prefetch:Rt>, <label:imm19>", nothing)
                .row("11 111 0 01 10 imm12:12 Rn:5 Rt:5", "PRFM <prefetch:Rt>, [<Xn|SP>{, #<dec:imm12*8>}]", nothing)
                .row("11 111 0 00 10 0 imm9:9 00 Rn:5 Rt:5", "PRFUM <prefetch:Rt>, [<Xn|SP>{, #<signed:imm9>}]",
                        nothing)
                .synonym("", "PRFM <prefetch:Rt>, [<Xn|SP>{, #<signed:imm9>}]")
                .each(index(3), "11 111 0 00 10 1 Rm:5 option S 10 Rn:5 Rt:5",
                        "PRFM <prefetch:Rt>, [<Xn|SP>, <index>]", nothing)
                .synonym("", "PRFM <prefetch:Rt>, [<Xn|SP>, <other>]");
    }

    /// Load/store register pair.
    private static void pairs(Rows rows) {
        pair(rows, "00", "STP", "W", Access.store(2));
        pair(rows, "10", "STP", "X", Access.store(3));
        pair(rows, "00", "LDP", "W", Access.load(2));
        pair(rows, "10", "LDP", "X", Access.load(3));
        pair(rows, "01", "LDPSW", "X", Access.loadSigned(2, true));
        noAllocatePair(rows, "00", "STNP", "W", Access.store(2));
        noAllocatePair(rows, "10", "STNP", "X", Access.store(3));
        noAllocatePair(rows, "00", "LDNP", "W", Access.load(2));
        noAllocatePair(rows, "10", "LDNP", "X", Access.load(3));
    }

    private static void pair(Rows rows, String opc, String name, String width, Access access) {
        String code = opc + " 101 0 0";
        String rest = (access.store() ? " 0" : " 1") + " imm7:7 Rt2:5 Rn:5 Rt:5";
        String start = "%s <%st>, <%st2>, [<Xn|SP>".formatted(name, width, width);
        String offset = ", #<signed:imm7*" + (1 << access.sizeLog2()) + ">";
        rows
                .row(code + "01" + rest, start + "]" + offset, access.pair(Writeback.AFTER))
                .row(code + "10" + rest, start + "{" + offset + "}]", access.pair(Writeback.NONE))
                .row(code + "11" + rest, start + offset + "]!", access.pair(Writeback.BEFORE));
    }

    private static void noAllocatePair(Rows rows, String opc, String name, String width, Access access) {
        rows.row(opc + " 101 0 000" + (access.store() ? " 0" : " 1") + " imm7:7 Rt2:5 Rn:5 Rt:5",
                "%s <%st>, <%st2>, [<Xn|SP>{, #<signed:imm7*%d>}]"
                        .formatted(name, width, width, 1 << access.sizeLog2()),
                access.pair(Writeback.NONE));
    }
}
