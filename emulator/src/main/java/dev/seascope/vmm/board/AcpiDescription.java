package dev.seascope.vmm.board;

import dev.seascope.vmm.Pl011;
import dev.seascope.vmm.acpi.AcpiTable;
import dev.seascope.vmm.acpi.ErrorSource;
import dev.seascope.vmm.acpi.Structure;
import java.util.List;

/// The tables of a board besides its devices, each a list of the fields that ACPI 6.3 gives it.
final class AcpiDescription {
    private static final int HW_REDUCED_ACPI = 1 << 20;
    private static final int PSCI_COMPLIANT = 1;
    private static final int PSCI_USE_HVC = 2;

    private static final int GICC = 0xb;
    private static final int GICC_BYTES = 80;
    private static final int GICD = 0xc;
    private static final int GICD_BYTES = 24;
    private static final int GICR = 0xe;
    private static final int GICR_BYTES = 16;
    private static final int ENABLED = 1;

    private static final int ALWAYS_ON = 4;
    private static final long NO_ADDRESS = -1;

    private static final int ARM_PL011 = 3;
    private static final int ARM_GIC = 8;
    private static final int BAUD_115200 = 7;
    private static final int ONE_STOP_BIT = 1;
    private static final int ANSI = 3;
    private static final int NOT_PCI = 0xffff;

    private AcpiDescription() {}

    /// All of them, in the order in which they are told.
    ///
    /// @param devices where the DSDT is
    static List<AcpiTable> tables(BoardSpec board, long devices, ErrorSource errors) {
        return List.of(fadt(devices), madt(board), gtdt(), spcr(), hest(errors));
    }

    /// Fixed ACPI Description Table: no fixed hardware, processors are started by PSCI with HVC.
    private static AcpiTable fadt(long devices) {
        return new AcpiTable("FACP", 6, new Structure()
                // Up to the flags all is about fixed hardware, or 32 bits wide.
                .zeros(76).u32(HW_REDUCED_ACPI)
                // RESET_REG and RESET_VALUE.
                .zeros(12 + 1)
                .u16(PSCI_COMPLIANT | PSCI_USE_HVC).u8(3)
                .u64(0).u64(devices)
                // Eight registers of fixed hardware, sleep control and status, hypervisor.
                .zeros(8 * 12 + 2 * 12 + Long.BYTES).bytes());
    }

    /// Multiple APIC Description Table.
    private static AcpiTable madt(BoardSpec board) {
        boolean v3 = board.gic() == Gic.V3;
        // Local interrupt controller address and flags: of other architectures.
        var madt = new Structure().u32(0).u32(0);
        for (int i = 0; i < board.vcpus(); i++) {
            madt.u8(GICC).u8(GICC_BYTES).u16(0).u32(i).u32(i).u32(ENABLED)
                    // Parking protocol version, performance interrupt, parked address.
                    .u32(0).u32(0).u64(0)
                    .u64(v3 ? 0 : MemoryMap.GIC_V2_CPU_INTERFACE)
                    // GICV, GICH and the maintenance interrupt: for a hypervisor.
                    .u64(0).u64(0).u32(0)
                    // Its redistributor is found by its MPIDR.
                    .u64(0).u64(i)
                    // Efficiency class, statistical profiling.
                    .u8(0).u8(0).u16(0);
        }
        madt.u8(GICD).u8(GICD_BYTES).u16(0).u32(0).u64(MemoryMap.GIC_DISTRIBUTOR).u32(0).u8(v3 ? 3 : 2).zeros(3);
        if (v3) {
            madt.u8(GICR).u8(GICR_BYTES).u16(0).u64(MemoryMap.GIC_V3_REDISTRIBUTORS)
                    .u32(board.vcpus() * MemoryMap.GIC_V3_REDISTRIBUTOR_BYTES);
        }
        return new AcpiTable("APIC", 5, madt.bytes());
    }

    /// Generic Timer Description Table: interrupts are level-sensitive and active high.
    private static AcpiTable gtdt() {
        var gtdt = new Structure().u64(NO_ADDRESS).u32(0);
        for (int ppi : List.of(MemoryMap.SECURE_TIMER_PPI, MemoryMap.PHYSICAL_TIMER_PPI, MemoryMap.VIRTUAL_TIMER_PPI,
                MemoryMap.HYPERVISOR_TIMER_PPI)) {
            gtdt.u32(MemoryMap.FIRST_PPI + ppi).u32(ALWAYS_ON);
        }
        return new AcpiTable("GTDT", 3, gtdt.u64(NO_ADDRESS)
                // No memory-mapped timers, no virtual EL2 timer.
                .u32(0).u32(0).u32(0).u32(0).bytes());
    }

    /// Serial Port Console Redirection Table (revision 2).
    private static AcpiTable spcr() {
        return new AcpiTable("SPCR", 2, new Structure().u8(ARM_PL011).zeros(3).register(Integer.BYTES, Pl011.BASE)
                .u8(ARM_GIC).u8(0).u32(MemoryMap.FIRST_SPI + MemoryMap.SERIAL_SPI)
                .u8(BAUD_115200).u8(0).u8(ONE_STOP_BIT).u8(0).u8(ANSI).u8(0)
                .u16(NOT_PCI).u16(NOT_PCI).zeros(3).u32(0).u8(0).u32(0).bytes());
    }

    /// Hardware Error Source Table.
    private static AcpiTable hest(ErrorSource errors) {
        return new AcpiTable("HEST", 1, new Structure().u32(1).bytes(errors.structure()).bytes());
    }
}
