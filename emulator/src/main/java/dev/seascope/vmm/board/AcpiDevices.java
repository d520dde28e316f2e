package dev.seascope.vmm.board;

import dev.seascope.arch.Bytes;
import dev.seascope.vmm.Pl011;
import dev.seascope.vmm.acpi.AcpiTable;
import dev.seascope.vmm.acpi.Aml;
import dev.seascope.vmm.virtio.VirtioMmio;
import java.util.ArrayList;
import java.util.List;

/// The devices of a board in the Differentiated System Description Table. What has no name there that Linux knows, the
/// PL031, is left out.
final class AcpiDevices {
    private static final int SIXTY_FOUR_BIT = 2;
    private static final long SERIAL_BYTES = 0x1000;

    private AcpiDevices() {}

    static AcpiTable table(BoardSpec board) {
        List<Bytes> devices = new ArrayList<>();
        // The operating system offers what it can do, its handling of errors among that, and gets all of it.
        devices.add(Aml.returnsArgument("_OSC", 4, 3));
        for (int i = 0; i < board.vcpus(); i++) {
            devices.add(device("C%03d", "ACPI0007", i));
        }
        devices.add(device("COM%d", "ARMH0011", 0,
                resources(Pl011.BASE, SERIAL_BYTES, MemoryMap.SERIAL_SPI)));
        for (int i = 0; i <= board.disks().size(); i++) {
            devices.add(device("VR%02d", "LNRO0005", i, Aml.name("_CCA", Aml.number(1)),
                    resources(Board.virtioBase(i), VirtioMmio.BYTES, MemoryMap.VIRTIO_SPI + i)));
        }
        return new AcpiTable("DSDT", SIXTY_FOUR_BIT, Aml.scope("_SB_", devices));
    }

    private static Bytes device(String name, String hardwareId, int uniqueId, Bytes... more) {
        List<Bytes> terms = new ArrayList<>(List.of(Aml.name("_HID", Aml.text(hardwareId)),
                Aml.name("_UID", Aml.number(uniqueId))));
        terms.addAll(List.of(more));
        return Aml.device(name.formatted(uniqueId), terms.toArray(Bytes[]::new));
    }

    private static Bytes resources(long base, long bytes, int spi) {
        return Aml.name("_CRS", Aml.resources(base, bytes, MemoryMap.FIRST_SPI + spi));
    }
}
