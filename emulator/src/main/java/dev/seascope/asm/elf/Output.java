package dev.seascope.asm.elf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Little-endian bytes being written.
final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    int size() {
        return bytes.size();
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }

    Output u8(int value) {
        bytes.write(value);
        return this;
    }

    Output u16(int value) {
        return number(value, 2);
    }

    Output u32(long value) {
        return number(value, 4);
    }

    Output u64(long value) {
        return number(value, 8);
    }

    private Output number(long value, int width) {
        for (int i = 0; i < width; i++) {
            bytes.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    Output raw(byte[] content) {
        bytes.writeBytes(content);
        return this;
    }

    /// Text and a zero byte.
    Output string(String text) {
        return raw(text.replace("\0", "").getBytes(StandardCharsets.UTF_8)).u8(0);
    }

    /// An unsigned number of a variable length (DWARF 5, section 7.6).
    Output uleb(long value) {
        long rest = value;
        while (Long.compareUnsigned(rest, 0x7f) > 0) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    /// A signed number of a variable length.
    Output sleb(long value) {
        long rest = value;
        while (rest < -64 || rest > 63) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>= 7;
        }
        bytes.write((int) (rest & 0x7f));
        return this;
    }

    /// Zeros up to a multiple of `alignment`.
    Output align(int alignment) {
        while (bytes.size() % alignment != 0) {
            bytes.write(0);
        }
        return this;
    }
}
