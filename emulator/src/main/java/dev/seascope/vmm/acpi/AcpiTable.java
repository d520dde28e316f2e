package dev.seascope.vmm.acpi;

import dev.seascope.arch.Bytes;
import java.util.List;

/// A table of ACPI with the header that all have (ACPI 6.3, 5.2.6), and the pointer by which the first is found.
///
/// @param signature four characters
/// @param revision of the table's own format
/// @param body what follows the header
public record AcpiTable(String signature, int revision, Bytes body) {
    private static final int LENGTH = 4;
    private static final int CHECKSUM = 9;
    private static final String OEM_ID = "SEASCP";
    private static final String OEM_TABLE_ID = "SEASCOPE";
    private static final int OEM_REVISION = 1;
    private static final int ACPI_2 = 2;
    private static final int RSDP_1_BYTES = 20;
    private static final int RSDP_BYTES = 36;
    private static final int RSDP_CHECKSUM = 8;
    private static final int RSDP_EXTENDED_CHECKSUM = 32;

    /// The whole table, its checksum right.
    public Bytes bytes() {
        Bytes table = new Structure().text(signature, 4).u32(0).u8(revision).u8(0).text(OEM_ID, 6).text(OEM_TABLE_ID, 8)
                .u32(OEM_REVISION).text(OEM_ID, 4).u32(OEM_REVISION).bytes(body).bytes();
        table = table.with(LENGTH, Integer.BYTES, table.size());
        return summed(table, table.size(), CHECKSUM);
    }

    /// The Extended System Description Table: where the others are.
    public static AcpiTable xsdt(List<Long> addresses) {
        var body = new Structure();
        addresses.forEach(body::u64);
        return new AcpiTable("XSDT", 1, body.bytes());
    }

    /// The Root System Description Pointer (ACPI 6.3, 5.2.5.3): where the XSDT is.
    public static Bytes rsdp(long xsdt) {
        Bytes rsdp = new Structure().text("RSD PTR ", 8).u8(0).text(OEM_ID, 6).u8(ACPI_2).u32(0).u32(RSDP_BYTES)
                .u64(xsdt).u32(0).bytes();
        rsdp = summed(rsdp, RSDP_1_BYTES, RSDP_CHECKSUM);
        return summed(rsdp, RSDP_BYTES, RSDP_EXTENDED_CHECKSUM);
    }

    /// Let the first bytes add up to 0, with the byte at `checksum` that is 0 so far.
    private static Bytes summed(Bytes bytes, int length, int checksum) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += bytes.at(i);
        }
        return bytes.with(checksum, 1, -sum);
    }
}
