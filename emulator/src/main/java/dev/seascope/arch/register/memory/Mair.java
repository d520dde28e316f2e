package dev.seascope.arch.register.memory;

import static dev.seascope.arch.Field.is;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;
import dev.seascope.arch.Meaning;
import java.util.ArrayList;
import java.util.List;

/// Memory Attribute Indirection Register, `MAIR_EL1`: eight attributes, chosen by AttrIndx of a descriptor.
///
/// Source: Arm ARM, MAIR_EL1.
public final class Mair {
    private static final Meaning[] ATTRIBUTES = {
        is(0x00, "Device-nGnRnE"), is(0x01, "Device-nGnRnE, XS 0"), is(0x04, "Device-nGnRE"),
        is(0x05, "Device-nGnRE, XS 0"), is(0x08, "Device-nGRE"), is(0x09, "Device-nGRE, XS 0"), is(0x0c, "Device-GRE"),
        is(0x0d, "Device-GRE, XS 0"), is(0x40, "Normal, Non-cacheable, XS 0"), is(0x44, "Normal, Non-cacheable"),
        is(0xa0, "Normal, Write-Through, XS 0"), is(0xaa, "Normal, Write-Through, Read-Allocate"),
        is(0xbb, "Normal, Write-Through, Read- and Write-Allocate"), is(0xee, "Normal, Write-Back, Read-Allocate"),
        is(0xf0, "Normal, Write-Back, tagged"), is(0xff, "Normal, Write-Back, Read- and Write-Allocate")};

    /// `MAIR_EL1`.
    public static final Layout LAYOUT = new Layout("MAIR_EL1", fields());

    private Mair() {}

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (int n = 7; n >= 0; n--) {
            fields.add(Field.names("Attr%d[%d:%d]".formatted(n, 8 * n + 7, 8 * n), "Attribute " + n,
                    "Memory type and cacheability, outer in the upper half and inner in the lower.", ATTRIBUTES));
        }
        return fields;
    }
}
