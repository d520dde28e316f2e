package dev.seascope.vmm.board;

import dev.seascope.arch.Bytes;
import dev.seascope.vmm.acpi.ErrorSource;
import dev.seascope.vmm.firmware.FlashBank;
import dev.seascope.vmm.virtio.Disk;
import java.util.List;
import java.util.Optional;

/// A board as it is built.
///
/// @param memoryBytes RAM from [MemoryMap#RAM] on, a multiple of 2 MiB
/// @param vcpus how many vCPUs, at least 1
/// @param gic the interrupt controller
/// @param disks images of virtio disks, in the order of the guest's names for them
/// @param firmware what the first bank of flash holds from its first byte on; a board without it has no flash
/// @param acpi the guest finds the devices in ACPI tables and its device tree says only where those are; the board also
///     has an [ErrorSource]
public record BoardSpec(long memoryBytes, int vcpus, Gic gic, List<Disk.Image> disks, Optional<Bytes> firmware,
        boolean acpi) {
    /// The most RAM: all that lies below the limit of a machine's memory.
    public static final long MOST_MEMORY = 3L << 30;
    /// The most vCPUs, which is what a GICv2 serves.
    public static final int MOST_VCPUS = 8;
    private static final long UNIT = 2 << 20;

    /// @throws IllegalArgumentException with a message for the user if there can be no such board
    public BoardSpec {
        disks = List.copyOf(disks);
        if (memoryBytes < UNIT || memoryBytes > MOST_MEMORY || memoryBytes % UNIT != 0) {
            throw new IllegalArgumentException("memory must be 2MiB to %dMiB in steps of 2MiB, not %d bytes"
                    .formatted(MOST_MEMORY >> 20, memoryBytes));
        }
        if (vcpus < 1 || vcpus > MOST_VCPUS) {
            throw new IllegalArgumentException("a machine has 1 to %d vCPUs, not %d".formatted(MOST_VCPUS, vcpus));
        }
        if (disks.size() > MemoryMap.DISKS) {
            throw new IllegalArgumentException("a machine has at most %d disks, not %d"
                    .formatted(MemoryMap.DISKS, disks.size()));
        }
        if (firmware.isPresent() && firmware.get().size() > FlashBank.BYTES) {
            throw new IllegalArgumentException("a bank of flash has %d bytes; the firmware has %d"
                    .formatted(FlashBank.BYTES, firmware.get().size()));
        }
        if (acpi && firmware.isPresent()) {
            throw new IllegalArgumentException("firmware makes its own ACPI tables, from the device tree");
        }
        if (acpi && gic == Gic.NONE) {
            throw new IllegalArgumentException("a board with ACPI has an interrupt controller");
        }
    }

    /// A board without flash, described by a device tree.
    public BoardSpec(long memoryBytes, int vcpus, Gic gic, List<Disk.Image> disks) {
        this(memoryBytes, vcpus, gic, disks, Optional.empty(), false);
    }

    /// One vCPU with this much memory, and no disk.
    public static BoardSpec of(long memoryBytes, Gic gic) {
        return new BoardSpec(memoryBytes, 1, gic, List.of());
    }

    /// The same with flash that holds this program.
    public BoardSpec with(Bytes program) {
        return new BoardSpec(memoryBytes, vcpus, gic, disks, Optional.of(program), acpi);
    }

    /// The same, described by ACPI tables or by a device tree.
    public BoardSpec withAcpi(boolean wanted) {
        return new BoardSpec(memoryBytes, vcpus, gic, disks, firmware, wanted);
    }

    /// By what the guest learns of errors that its firmware would find; only a board with ACPI has it.
    public Optional<ErrorSource> errorSource() {
        return acpi ? Optional.of(new ErrorSource(MemoryMap.ERRORS)) : Optional.empty();
    }

    /// The first address behind the RAM.
    public long ramEnd() {
        return MemoryMap.RAM + memoryBytes;
    }
}
