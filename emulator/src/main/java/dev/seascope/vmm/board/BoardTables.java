package dev.seascope.vmm.board;

import dev.seascope.arch.Bytes;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.acpi.AcpiTable;
import dev.seascope.vmm.acpi.EfiHandover;
import dev.seascope.vmm.acpi.EfiHandover.Configuration;
import dev.seascope.vmm.acpi.EfiHandover.Memory;
import dev.seascope.vmm.acpi.EfiHandover.MemoryType;
import dev.seascope.vmm.acpi.ErrorSource;
import java.util.ArrayList;
import java.util.List;

/// What firmware would have left in the memory of a board with ACPI, with everything at its place: the tables, and the UEFI
/// system table that leads to them.
///
/// @param segments what goes to memory
/// @param systemTable guest physical address
/// @param memoryMap guest physical address
/// @param memoryMapBytes how many bytes that has
record BoardTables(List<GuestImage.Segment> segments, long systemTable, long memoryMap, int memoryMapBytes) {
    private static final int ALIGNMENT = 64;

    /// Puts one thing behind the other.
    private static final class Layout {
        private final List<GuestImage.Segment> segments = new ArrayList<>();
        private long next = MemoryMap.TABLES;

        long put(Bytes content) {
            long at = next;
            segments.add(new GuestImage.Segment(at, content, content.size()));
            next = at + content.size() + ALIGNMENT - 1 & -ALIGNMENT;
            if (next > MemoryMap.ERRORS) {
                throw new IllegalStateException("the tables need more than %d bytes".formatted(MemoryMap.TABLES_BYTES));
            }
            return at;
        }

        long put(AcpiTable table) {
            return put(table.bytes());
        }
    }

    static BoardTables of(BoardSpec board) {
        var layout = new Layout();
        var errors = new ErrorSource(MemoryMap.ERRORS);
        long devices = layout.put(AcpiDevices.table(board));
        List<Long> tables = AcpiDescription.tables(board, devices, errors).stream().map(layout::put).toList();
        long rsdp = layout.put(AcpiTable.rsdp(layout.put(AcpiTable.xsdt(tables))));
        var configuration = List.of(new Configuration(EfiHandover.ACPI_20, rsdp),
                new Configuration(EfiHandover.RT_PROPERTIES, layout.put(EfiHandover.noRuntimeServices())));
        long system = layout.put(EfiHandover.systemTable(layout.put(EfiHandover.vendor("Seascope")),
                layout.put(EfiHandover.configuration(configuration)), configuration.size()));
        Bytes map = EfiHandover.memoryMap(memory(board));
        long mapAt = layout.put(map);
        Bytes initial = errors.initial();
        layout.segments.add(new GuestImage.Segment(errors.memory(), initial, ErrorSource.BYTES));
        return new BoardTables(List.copyOf(layout.segments), system, mapAt, map.size());
    }

    private static List<Memory> memory(BoardSpec board) {
        long behind = MemoryMap.ERRORS + ErrorSource.BYTES;
        return List.of(
                new Memory(MemoryType.CONVENTIONAL, MemoryMap.RAM, MemoryMap.TABLES - MemoryMap.RAM),
                new Memory(MemoryType.ACPI_RECLAIM, MemoryMap.TABLES, MemoryMap.TABLES_BYTES),
                new Memory(MemoryType.ACPI_NVS, MemoryMap.ERRORS, ErrorSource.BYTES),
                new Memory(MemoryType.CONVENTIONAL, behind, board.ramEnd() - behind));
    }
}
