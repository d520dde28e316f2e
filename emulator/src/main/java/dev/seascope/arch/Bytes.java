package dev.seascope.arch;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// An immutable run of bytes, little-endian where it is read as a number: a struct of the kernel's user-space API, or
/// a piece of guest memory.
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// A copy of `content`.
    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    /// The bytes written as hexadecimal pairs, spaces allowed between them: `00 01 ff`.
    ///
    /// @throws IllegalArgumentException if `text` is not hexadecimal pairs
    public static Bytes parse(String text) {
        return new Bytes(HexFormat.of().parseHex(text.replaceAll("\\s+", "")));
    }

    /// How many bytes.
    public int size() {
        return content.length;
    }

    /// One byte as 0 to 255.
    ///
    /// @throws IndexOutOfBoundsException if there is no such byte
    public int at(int offset) {
        return content[offset] & 0xff;
    }

    /// A copy of some of the bytes.
    ///
    /// @throws IndexOutOfBoundsException if there are not so many
    public Bytes slice(int offset, int bytes) {
        Objects.checkFromIndexSize(offset, bytes, content.length);
        return new Bytes(Arrays.copyOfRange(content, offset, offset + bytes));
    }

    /// A little-endian number of 1 to 8 bytes, zero-extended.
    public long number(int offset, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << 8) | at(offset + i);
        }
        return value;
    }

    /// A copy with `bytes` bytes at `offset` replaced by the low bytes of `value`.
    public Bytes with(int offset, int bytes, long value) {
        byte[] changed = content.clone();
        for (int i = 0; i < bytes; i++) {
            changed[offset + i] = (byte) (value >>> (8 * i));
        }
        return new Bytes(changed);
    }

    /// A copy as an array.
    public byte[] toArray() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /// Hexadecimal pairs with a space between them.
    @Override
    public String toString() {
        return HexFormat.ofDelimiter(" ").formatHex(content);
    }
}
