package dev.seascope.vmm.acpi;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.GuestMemory;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongToIntFunction;

/// A generic hardware error source that the operating system asks when it takes a synchronous External abort: GHESv2 with
/// notification type SEA (ACPI 6.3, 18.3.2.8). What it tells lies in memory that firmware shares with the operating
/// system, here in the order
///
/// | Offset | What |
/// |---|---|
/// | 0 | Error Status Address: where the block is |
/// | 8 | Read Ack Register: bit 0 is set by the operating system when it has read the block |
/// | 0x1000 | the Generic Error Status Block |
///
/// @param memory guest physical address of the first of [#BYTES]
public record ErrorSource(long memory) {
    /// Memory that it needs.
    public static final int BYTES = 0x1_0000;

    private static final int ADDRESS = 0;
    private static final int ACK = 8;
    private static final int BLOCK = 0x1000;
    private static final int BLOCK_BYTES = 0x400;
    private static final int GHES_V2 = 10;
    private static final int NOTIFY_SEA = 8;
    private static final int NOTIFICATION_BYTES = 28;
    private static final int NOT_RELATED = 0xffff;
    private static final int ACKNOWLEDGED = 1;

    private static final UUID PLATFORM_MEMORY = UUID.fromString("a5bc1114-6f64-4ede-b863-3e83ed7c83b1");
    private static final int SECTION_REVISION = 0x300;
    private static final int SECTION_HEADER_BYTES = 72;
    private static final int MEMORY_SECTION_BYTES = 80;
    private static final long PHYSICAL_ADDRESS_VALID = 1 << 1;
    private static final long PHYSICAL_ADDRESS_MASK_VALID = 1 << 2;
    private static final long TYPE_VALID = 1 << 14;
    private static final long PAGE_MASK = -4096L;
    private static final int MULTI_BIT_ECC = 3;
    private static final int ONE_ENTRY = 1 << 4;

    /// How bad an error is, numbered as CPER does (UEFI 2.8, appendix N).
    public enum Severity {
        /// Not corrected; whoever uses the data must not go on.
        RECOVERABLE(0, 1),
        /// Not corrected, and nothing can go on.
        FATAL(1, 1),
        /// Corrected by the hardware.
        CORRECTED(2, 2),
        /// No error.
        INFORMATIONAL(3, 0);

        private final int number;
        /// Uncorrectable Error Valid, Correctable Error Valid.
        private final int blockStatus;

        Severity(int number, int blockStatus) {
            this.number = number;
            this.blockStatus = blockStatus;
        }

        /// As Linux prints it.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What firmware has put into the memory when the operating system starts.
    public Bytes initial() {
        return new Structure().u64(memory + BLOCK).u64(ACKNOWLEDGED).bytes();
    }

    /// The source as an entry of the Hardware Error Source Table.
    public Bytes structure() {
        return new Structure().u16(GHES_V2).u16(0).u16(NOT_RELATED).u8(0).u8(1)
                .u32(1).u32(1).u32(BLOCK_BYTES)
                .register(Long.BYTES, memory + ADDRESS)
                .u8(NOTIFY_SEA).u8(NOTIFICATION_BYTES).zeros(NOTIFICATION_BYTES - 2)
                .u32(BLOCK_BYTES)
                .register(Long.BYTES, memory + ACK).u64(~ACKNOWLEDGED).u64(ACKNOWLEDGED).bytes();
    }

    /// A block with one section, an error of memory.
    static Bytes block(Severity severity, long address) {
        Bytes section = new Structure().u64(TYPE_VALID | PHYSICAL_ADDRESS_MASK_VALID | PHYSICAL_ADDRESS_VALID).u64(0)
                .u64(address).u64(PAGE_MASK)
                // Node, card, module, bank, device, row, column, bit position; requestor, responder, target.
                .zeros(8 * Short.BYTES + 3 * Long.BYTES).u8(MULTI_BIT_ECC).zeros(7).bytes();
        return new Structure().u32(severity.blockStatus | ONE_ENTRY).u32(0).u32(0)
                .u32(SECTION_HEADER_BYTES + MEMORY_SECTION_BYTES).u32(severity.number)
                .guid(PLATFORM_MEMORY).u32(severity.number).u16(SECTION_REVISION).u8(0).u8(0)
                // No field replaceable unit and no time.
                .u32(MEMORY_SECTION_BYTES).zeros(16 + 20 + Long.BYTES)
                .bytes(section).bytes();
    }

    /// Whether the operating system has acknowledged the last error, if there was one.
    ///
    /// @param guest the byte at a guest physical address, or -1 where there is no memory
    public boolean isFree(LongToIntFunction guest) {
        int ack = guest.applyAsInt(memory + ACK);
        return ack >= 0 && (ack & ACKNOWLEDGED) != 0;
    }

    /// Tell of a memory error as firmware does, without interrupting anybody: the operating system finds it when it takes
    /// the abort.
    ///
    /// @param address guest physical
    /// @return whether it could: the block is free only when the operating system has acknowledged the error before
    public boolean report(GuestMemory guest, Severity severity, long address) {
        boolean free = isFree(guest::byteAt);
        if (free) {
            guest.write(memory + ACK, new byte[Long.BYTES]);
            guest.write(memory + BLOCK, block(severity, address));
        }
        return free;
    }
}
