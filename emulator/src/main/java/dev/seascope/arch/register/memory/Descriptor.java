package dev.seascope.arch.register.memory;

import static dev.seascope.arch.Condition.is;
import static dev.seascope.arch.Field.choice;
import static dev.seascope.arch.Field.flag;
import static dev.seascope.arch.Field.undescribed;
import static dev.seascope.arch.Field.value;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Condition;
import dev.seascope.arch.Field;
import dev.seascope.arch.Field.Form;
import dev.seascope.arch.FieldTable;
import dev.seascope.arch.FieldTable.Row;
import dev.seascope.arch.Layout;
import java.util.ArrayList;
import java.util.List;

/// Translation table descriptors of the VMSAv8-64 format with 48-bit output addresses, and 52-bit ones with the 64 KB
/// granule.
///
/// Source: Arm ARM, D8.3, translation table descriptor formats.
public final class Descriptor {
    private static final Field TYPE = choice("Type[1:0]", "Descriptor type", "Bit 0 says valid, bit 1 table or page.",
            Field.is(0, "Invalid"), Field.is(1, "Block"), Field.is(2, "Invalid"), Field.is(3, "Table"));
    private static final Field LAST_TYPE = choice("Type[1:0]", "Descriptor type", "Bit 0 says valid.",
            Field.is(0, "Invalid"), Field.is(1, "Reserved, invalid"), Field.is(2, "Invalid"), Field.is(3, "Page"));

    private Descriptor() {}

    /// Size of the smallest page, and so of a table.
    public enum Granule {
        /// 4 KB: 512 entries a table, levels 0 to 3.
        KB4(12, "4 KB"),
        /// 16 KB: 2048 entries a table, levels 0 to 3.
        KB16(14, "16 KB"),
        /// 64 KB: 8192 entries a table, levels 1 to 3.
        KB64(16, "64 KB");

        private final int pageBits;
        private final String text;

        Granule(int pageBits, String text) {
            this.pageBits = pageBits;
            this.text = text;
        }

        /// Address bits within a page.
        public int pageBits() {
            return pageBits;
        }

        /// Address bits that one entry of a table at `level` maps.
        public int entryBits(int level) {
            return pageBits + (3 - level) * (pageBits - 3);
        }

        /// Whether a table at `level` may hold block descriptors, with 48-bit output addresses.
        public boolean hasBlocks(int level) {
            return level == 2 || (level == 1 && this == KB4);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// A descriptor of stage 1 of the EL1 and EL0 regime.
    ///
    /// @param level 0 to 3 (1 to 3 with the 64 KB granule)
    /// @throws IllegalArgumentException if there is no such level
    public static Layout stage1(Granule granule, int level) {
        return layout("stage 1", granule, level, leafAttributes());
    }

    /// A descriptor of stage 2.
    ///
    /// @param level 0 to 3 (1 to 3 with the 64 KB granule)
    /// @throws IllegalArgumentException if there is no such level
    public static Layout stage2(Granule granule, int level) {
        return layout("stage 2", granule, level, stage2Attributes());
    }

    private static Layout layout(String stage, Granule granule, int level, List<Field> attributes) {
        if (level < (granule == Granule.KB64 ? 1 : 0) || level > 3) {
            throw new IllegalArgumentException("no level %d with the %s granule".formatted(level, granule));
        }
        Field type = level == 3 ? LAST_TYPE : TYPE;
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(type));
        Condition invalid = level == 3 ? is(type, 0, 1, 2)
                : granule.hasBlocks(level) ? is(type, 0, 2) : is(type, 0, 1, 2);
        rows.add(new Row(value("Ignored[63:2]", "Free for software", "The walk stops: a Translation fault."), invalid));
        if (level < 3) {
            table(rows, is(type, 3), granule, stage.equals("stage 1"));
        }
        if (level == 3) {
            leaf(rows, is(type, 3), granule, granule.pageBits, false, attributes);
        } else if (granule.hasBlocks(level)) {
            leaf(rows, is(type, 1), granule, granule.entryBits(level), true, attributes);
        }
        String name = "Descriptor, %s, %s granule, level %d".formatted(stage, granule, level);
        return Layout.of(name, new Field.Union(new Bits("", 63, 0), name, new FieldTable(name, new Bits("", 63, 0),
                rows)));
    }

    private static void table(List<Row> rows, Condition when, Granule granule, boolean stage1) {
        if (stage1) {
            for (Field field : List.of(
                    flag("NSTable[63]", "Non-secure below", "As the walk", "Non-secure",
                            "Ignored in Non-secure state."),
                    choice("APTable[62:61]", "Access limit below", "Limits what the tables below can allow.",
                            Field.is(0, "No limit"), Field.is(1, "No EL0 access"), Field.is(2, "No writes"),
                            Field.is(3, "No EL0 access, no writes")),
                    flag("UXNTable[60]", "EL0 execute limit below", "No limit", "Never", ""),
                    flag("PXNTable[59]", "EL1 execute limit below", "No limit", "Never", ""))) {
                rows.add(new Row(field, when));
            }
        } else {
            rows.add(new Row(value("Ignored[63:59]", "Ignored", ""), when));
        }
        rows.add(new Row(value("Ignored[58:51]", "Free for software", ""), when));
        rows.add(new Row(value("NextTable[47:%d]".formatted(granule.pageBits), "Next-level table address", ""), when));
        if (granule == Granule.KB64) {
            rows.add(new Row(value("NextTable[15:12]", "Next-level table address, bits [51:48]", "FEAT_LPA."), when));
        }
        rows.add(new Row(value("Ignored[11:2]", "Ignored",
                "With FEAT_HAFT bit 10 is the Access flag of the table."), when));
    }

    private static void leaf(List<Row> rows, Condition when, Granule granule, int addressLow, boolean block,
            List<Field> attributes) {
        for (Field field : attributes) {
            rows.add(new Row(field, when));
        }
        rows.add(new Row(value("OutputAddress[47:%d]".formatted(addressLow), "Output address",
                "Where the %s is.".formatted(block ? "block" : "page")), when));
        if (granule == Granule.KB64) {
            rows.add(new Row(value("OutputAddress[15:12]", "Output address, bits [51:48]", "FEAT_LPA."), when));
        }
        if (block && addressLow > 17) {
            rows.add(new Row(flag("nT[16]", "Block translation entry", "May be cached whole", "May not be cached whole",
                    "For changing block size without break before make (FEAT_BBM)."), when));
        }
    }

    private static List<Field> leafAttributes() {
        return List.of(
                undescribed("[63]"),
                value("PBHA[62:59]", "Hardware attributes or index",
                        "Page-based hardware attributes, or part of PIIndex."),
                value("Software[58:55]", "Free for software", ""),
                flag("UXN[54]", "EL0 execute never", "May execute", "Never", ""),
                flag("PXN[53]", "EL1 execute never", "May execute", "Never", ""),
                flag("Contiguous[52]", "Contiguous hint", "No", "One of a contiguous set", ""),
                flag("DBM[51]", "Dirty bit modifier", "AP is final", "Hardware may make it writable", "FEAT_HAFDBS."),
                flag("GP[50]", "Guarded page", "No", "Branch targets are checked", "FEAT_BTI."),
                flag("nG[11]", "Not global", "Global", "Tagged with the ASID", ""),
                flag("AF[10]", "Access flag", "First access faults or is recorded", "Accessed", ""),
                choice("SH[9:8]", "Shareability", Tcr.shareabilities()),
                choice("AP[7:6]", "Access permissions", "Who may read and write.", Field.is(0, "EL1 read/write"),
                        Field.is(1, "EL1 and EL0 read/write"), Field.is(2, "EL1 read-only"),
                        Field.is(3, "EL1 and EL0 read-only")),
                flag("NS[5]", "Non-secure", "Secure", "Non-secure", "Ignored in Non-secure state."),
                value("AttrIndx[4:2]", "Memory attribute", "Index into MAIR_EL1.", Form.DECIMAL));
    }

    private static List<Field> stage2Attributes() {
        return List.of(
                undescribed("[63]"),
                value("PBHA[62:59]", "Hardware attributes", "Page-based hardware attributes."),
                value("Software[58:55]", "Free for software", ""),
                choice("XN[54:53]", "Execute never", "Who may execute (FEAT_XNX; bit 53 is RES0 without it).",
                        Field.is(0, "EL1 and EL0 may execute"), Field.is(1, "Only EL0 may execute"),
                        Field.is(2, "Nobody may execute"), Field.is(3, "Only EL1 may execute")),
                flag("Contiguous[52]", "Contiguous hint", "No", "One of a contiguous set", ""),
                flag("DBM[51]", "Dirty bit modifier", "S2AP is final", "Hardware may make it writable", "FEAT_HAFDBS."),
                undescribed("[11]"),
                flag("AF[10]", "Access flag", "First access faults or is recorded", "Accessed", ""),
                choice("SH[9:8]", "Shareability", Tcr.shareabilities()),
                choice("S2AP[7:6]", "Access permissions", "What EL1 and EL0 may do.", Field.is(0, "None"),
                        Field.is(1, "Read-only"), Field.is(2, "Write-only"), Field.is(3, "Read/write")),
                Field.names("MemAttr[5:2]", "Memory attribute",
                        "Memory type, combined with that of stage 1. Other encodings apply with FEAT_S2FWB.",
                        Field.is(0b0000, "Device-nGnRnE"), Field.is(0b0001, "Device-nGnRE"), Field.is(0b0010,
                                "Device-nGRE"),
                        Field.is(0b0011, "Device-GRE"), Field.is(0b0101, "Normal, Non-cacheable"),
                        Field.is(0b1010, "Normal, Write-Through"), Field.is(0b1111, "Normal, Write-Back")));
    }
}
