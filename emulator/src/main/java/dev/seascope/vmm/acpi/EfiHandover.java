package dev.seascope.vmm.acpi;

import dev.seascope.arch.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/// What UEFI firmware leaves behind when it has handed the machine over: its system table, without any services, and
/// the map of memory. (UEFI 2.8, chapters 4 and 7.2.)
public final class EfiHandover {
    /// `EFI_ACPI_20_TABLE_GUID`: the table it stands for is the RSDP.
    public static final UUID ACPI_20 = UUID.fromString("8868e871-e4f1-11d3-bc22-0080c73c8881");
    /// `EFI_RT_PROPERTIES_TABLE_GUID`.
    public static final UUID RT_PROPERTIES = UUID.fromString("eb66918a-7eef-402a-842e-931d21c38ae9");

    /// Bytes of one [Memory] in the map.
    public static final int DESCRIPTOR_BYTES = 40;
    /// `EFI_MEMORY_DESCRIPTOR_VERSION`.
    public static final int DESCRIPTOR_VERSION = 1;
    private static final int PAGE = 4096;

    /// `IBI SYST`.
    private static final long SIGNATURE = 0x5453_5953_2049_4249L;
    private static final int REVISION = 2 << 16 | 80;
    private static final int SYSTEM_TABLE_BYTES = 120;
    private static final int CRC = 16;

    private EfiHandover() {}

    /// What a range of memory is, `EFI_MEMORY_TYPE`.
    public enum MemoryType {
        /// Free.
        CONVENTIONAL(7),
        /// Free once the tables in it have been read.
        ACPI_RECLAIM(9),
        /// Firmware goes on using it.
        ACPI_NVS(10);

        private final int number;

        MemoryType(int number) {
            this.number = number;
        }
    }

    /// A range of memory, which may be cached write-back.
    ///
    /// @param start a multiple of 4 KiB
    /// @param bytes a multiple of 4 KiB
    public record Memory(MemoryType type, long start, long bytes) {
        private static final long WRITE_BACK = 8;

        private void write(Structure map) {
            map.u32(type.number).u32(0).u64(start).u64(0).u64(bytes / PAGE).u64(WRITE_BACK);
        }
    }

    /// An entry of the system table's configuration table.
    public record Configuration(UUID guid, long address) {}

    /// The map of memory.
    public static Bytes memoryMap(List<Memory> ranges) {
        var map = new Structure();
        ranges.forEach(range -> range.write(map));
        return map.bytes();
    }

    /// `EFI_RT_PROPERTIES_TABLE` which says that no runtime service can be called.
    public static Bytes noRuntimeServices() {
        return new Structure().u16(1).u16(8).u32(0).bytes();
    }

    /// The name of the firmware as the system table points to it.
    public static Bytes vendor(String name) {
        return Bytes.copyOf((name + '\0').getBytes(StandardCharsets.UTF_16LE));
    }

    /// The configuration table.
    public static Bytes configuration(List<Configuration> entries) {
        var table = new Structure();
        entries.forEach(entry -> table.guid(entry.guid).u64(entry.address));
        return table.bytes();
    }

    /// `EFI_SYSTEM_TABLE`, after `ExitBootServices`: no consoles, no boot services.
    ///
    /// @param vendor where the name is
    /// @param configuration where the configuration table is
    /// @param entries how many entries that has
    public static Bytes systemTable(long vendor, long configuration, int entries) {
        Bytes table = new Structure().u64(SIGNATURE).u32(REVISION).u32(SYSTEM_TABLE_BYTES).u32(0).u32(0)
                .u64(vendor).u32(1).u32(0)
                // Handles and protocols of three consoles, then the services.
                .zeros(6 * Long.BYTES).u64(0).u64(0).u64(entries).u64(configuration).bytes();
        var crc = new CRC32();
        crc.update(table.toArray());
        return table.with(CRC, Integer.BYTES, crc.getValue());
    }
}
