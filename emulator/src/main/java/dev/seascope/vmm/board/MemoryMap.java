package dev.seascope.vmm.board;

import java.util.List;

/// Where things are on the board, and which interrupt each has. The places are those of QEMU's `virt`, because firmware
/// built for that machine has some of them compiled in.
public final class MemoryMap {
    /// RAM begins at 1 GiB.
    public static final long RAM = 0x4000_0000L;

    /// The banks of flash, in the order of their addresses.
    static final List<Bank> FLASH = List.of(new Bank(0x0000_0000L, 1000), new Bank(0x0400_0000L, 1001));

    static final long GIC_DISTRIBUTOR = 0x0800_0000L;
    static final long GIC_DISTRIBUTOR_BYTES = 0x1_0000;
    static final long GIC_V2_CPU_INTERFACE = 0x0801_0000L;
    static final long GIC_V2_CPU_INTERFACE_BYTES = 0x1_0000;
    static final long GIC_V3_REDISTRIBUTORS = 0x080a_0000L;
    static final long GIC_V3_REDISTRIBUTOR_BYTES = 0x2_0000;
    static final long VIRTIO = 0x0a00_0000L;

    /// On a board with ACPI, what firmware would have left: tables here, and the memory of the error source behind them.
    static final long TABLES = RAM + (1 << 20);
    static final long TABLES_BYTES = 0x1_0000;
    static final long ERRORS = TABLES + TABLES_BYTES;

    /// How many disks there is room for.
    static final int DISKS = 7;

    // Shared peripheral interrupts, numbered from 0 as in a device tree.
    static final int SERIAL_SPI = 1;
    static final int CLOCK_SPI = 2;
    static final int VIRTIO_SPI = 16;

    /// Interrupts as the controller numbers them: private ones, then shared ones.
    static final int FIRST_PPI = 16;
    static final int FIRST_SPI = 32;

    // Private peripheral interrupts, numbered from 0 as in a device tree.
    static final int SECURE_TIMER_PPI = 13;
    static final int PHYSICAL_TIMER_PPI = 14;
    static final int VIRTUAL_TIMER_PPI = 11;
    static final int HYPERVISOR_TIMER_PPI = 10;

    /// A bank of flash.
    ///
    /// @param gpa guest physical address of its first byte
    /// @param slot number of its memory slot; those of a program's own memory are far below
    record Bank(long gpa, int slot) {}

    private MemoryMap() {}
}
