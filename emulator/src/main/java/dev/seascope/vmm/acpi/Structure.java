package dev.seascope.vmm.acpi;

import dev.seascope.arch.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// A structure of ACPI or UEFI as it is written down, field by field in the order of the specification: numbers are
/// little-endian and nothing lies between the fields.
public final class Structure {
    private static final int SYSTEM_MEMORY = 0;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A field of one byte.
    public Structure u8(int value) {
        return number(value, Byte.BYTES);
    }

    /// A field of two bytes.
    public Structure u16(int value) {
        return number(value, Short.BYTES);
    }

    /// A field of four bytes.
    public Structure u32(long value) {
        return number(value, Integer.BYTES);
    }

    /// A field of eight bytes.
    public Structure u64(long value) {
        return number(value, Long.BYTES);
    }

    private Structure number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    /// Fields that are zero.
    public Structure zeros(int bytes) {
        return bytes(new byte[bytes]);
    }

    /// ASCII characters in a field of so many bytes, zeros behind them.
    public Structure text(String text, int bytes) {
        return bytes(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), bytes));
    }

    /// A GUID, whose first three groups are numbers and so little-endian (UEFI, appendix A).
    public Structure guid(UUID guid) {
        long high = guid.getMostSignificantBits();
        u32(high >>> 32).u16((int) (high >>> 16)).u16((int) high);
        return number(Long.reverseBytes(guid.getLeastSignificantBits()), Long.BYTES);
    }

    /// A Generic Address Structure for a register in memory.
    ///
    /// @param bytes its width, 1, 2, 4 or 8; that is also how it is accessed
    /// @param address guest physical
    public Structure register(int bytes, long address) {
        return u8(SYSTEM_MEMORY).u8(8 * bytes).u8(0).u8(Integer.numberOfTrailingZeros(bytes) + 1).u64(address);
    }

    /// Another structure.
    public Structure bytes(Bytes content) {
        return bytes(content.toArray());
    }

    private Structure bytes(byte[] content) {
        out.writeBytes(content);
        return this;
    }

    /// How many bytes there are so far.
    public int size() {
        return out.size();
    }

    /// What was written.
    public Bytes bytes() {
        return Bytes.copyOf(out.toByteArray());
    }
}
