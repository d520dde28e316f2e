package dev.seascope.vmm.fdt;

import dev.seascope.arch.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A property of a node: a name and bytes, whose meaning the binding of the device knows.
///
/// @param name at most 31 characters by the specification; longer ones are used all the same and accepted
/// @param value big-endian where it holds numbers
public record Property(String name, Bytes value) implements Entry {
    /// A property that is there or not, without a value.
    public static Property flag(String name) {
        return new Property(name, Bytes.copyOf(new byte[0]));
    }

    /// 32-bit cells.
    public static Property cells(String name, int... cells) {
        var out = new ByteArrayOutputStream();
        for (int cell : cells) {
            number(out, cell, Integer.BYTES);
        }
        return new Property(name, Bytes.copyOf(out.toByteArray()));
    }

    /// Numbers of two cells each, such as addresses and sizes below a node with `#address-cells` and `#size-cells` 2.
    public static Property wide(String name, long... numbers) {
        var out = new ByteArrayOutputStream();
        for (long number : numbers) {
            number(out, number, Long.BYTES);
        }
        return new Property(name, Bytes.copyOf(out.toByteArray()));
    }

    /// Strings, each ended by a zero byte.
    public static Property text(String name, String... strings) {
        var out = new ByteArrayOutputStream();
        for (String string : strings) {
            out.writeBytes(string.getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }
        return new Property(name, Bytes.copyOf(out.toByteArray()));
    }

    /// Bytes as they are.
    public static Property bytes(String name, byte[] value) {
        return new Property(name, Bytes.copyOf(value));
    }

    private static void number(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (value >>> (8 * i)));
        }
    }
}
