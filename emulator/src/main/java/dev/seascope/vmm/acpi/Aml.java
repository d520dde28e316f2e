package dev.seascope.vmm.acpi;

import dev.seascope.arch.Bytes;
import java.util.List;

/// ACPI Machine Language (ACPI 6.3, chapter 20): the few objects by which a table describes devices.
public final class Aml {
    private static final int NAME_OP = 0x08;
    private static final int STRING_PREFIX = 0x0d;
    private static final int SCOPE_OP = 0x10;
    private static final int BUFFER_OP = 0x11;
    private static final int METHOD_OP = 0x14;
    private static final int EXT_OP = 0x5b;
    private static final int DEVICE_OP = 0x82;
    private static final int ARG_0_OP = 0x68;
    private static final int RETURN_OP = 0xa4;
    private static final int BYTE_PREFIX = 0x0a;
    private static final int WORD_PREFIX = 0x0b;
    private static final int DWORD_PREFIX = 0x0c;
    private static final int QWORD_PREFIX = 0x0e;
    private static final int NAME_CHARACTERS = 4;

    /// A package length is one byte up to here, and has more behind its first byte from there on.
    private static final int SHORT_PACKAGE = 63;
    private static final int FIRST_BITS = 4;

    // Small resource data type, tag 0xf with a checksum byte that is not looked at; the large ones.
    private static final int END_TAG = 0x79;
    private static final int MEMORY_32_FIXED = 0x86;
    private static final int EXTENDED_INTERRUPT = 0x89;
    private static final int READ_WRITE = 1;
    private static final int CONSUMER = 1;

    private Aml() {}

    /// A scope such as `_SB_`, with what it holds.
    public static Bytes scope(String name, List<Bytes> terms) {
        return packaged(SCOPE_OP, new Structure().text(name, NAME_CHARACTERS).bytes(), terms);
    }

    /// A device.
    ///
    /// @param name four characters
    public static Bytes device(String name, Bytes... terms) {
        return new Structure().u8(EXT_OP)
                .bytes(packaged(DEVICE_OP, new Structure().text(name, NAME_CHARACTERS).bytes(), List.of(terms))).bytes();
    }

    /// An object by its name of four characters.
    public static Bytes name(String name, Bytes value) {
        return new Structure().u8(NAME_OP).text(name, NAME_CHARACTERS).bytes(value).bytes();
    }

    /// A method that returns one of its arguments.
    public static Bytes returnsArgument(String name, int arguments, int returned) {
        return packaged(METHOD_OP, new Structure().text(name, NAME_CHARACTERS).u8(arguments).bytes(),
                List.of(new Structure().u8(RETURN_OP).u8(ARG_0_OP + returned).bytes()));
    }

    /// A string of ASCII characters.
    public static Bytes text(String text) {
        return new Structure().u8(STRING_PREFIX).text(text, text.length() + 1).bytes();
    }

    /// A number in the shortest form.
    public static Bytes number(long value) {
        var out = new Structure();
        if (value == 0 || value == 1) {
            return out.u8((int) value).bytes();
        }
        if (value >>> 8 == 0) {
            return out.u8(BYTE_PREFIX).u8((int) value).bytes();
        }
        if (value >>> 16 == 0) {
            return out.u8(WORD_PREFIX).u16((int) value).bytes();
        }
        return value >>> 32 == 0 ? out.u8(DWORD_PREFIX).u32(value).bytes() : out.u8(QWORD_PREFIX).u64(value).bytes();
    }

    /// A resource template: what a device decodes, and its interrupt, which is level-sensitive and active high
    /// (ACPI 6.3, 6.4).
    ///
    /// @param base below 4 GiB
    /// @param interrupt as the interrupt controller numbers it
    public static Bytes resources(long base, long bytes, int interrupt) {
        Bytes descriptors = new Structure().u8(MEMORY_32_FIXED).u16(9).u8(READ_WRITE).u32(base).u32(bytes)
                .u8(EXTENDED_INTERRUPT).u16(6).u8(CONSUMER).u8(1).u32(interrupt).u8(END_TAG).u8(0).bytes();
        return packaged(BUFFER_OP, number(descriptors.size()), List.of(descriptors));
    }

    private static Bytes packaged(int opcode, Bytes head, List<Bytes> terms) {
        var content = new Structure().bytes(head);
        terms.forEach(content::bytes);
        var out = new Structure().u8(opcode);
        int length = content.size() + 1;
        if (length <= SHORT_PACKAGE) {
            return out.u8(length).bytes(content.bytes()).bytes();
        }
        // The length counts its own bytes: how many follow the first is in bits 7:6 of that.
        int following = 1;
        while (content.size() + 1 + following >= 1 << (FIRST_BITS + 8 * following)) {
            following++;
        }
        length = content.size() + 1 + following;
        out.u8(following << 6 | (length & 0xf));
        for (int i = 0; i < following; i++) {
            out.u8(length >> (FIRST_BITS + 8 * i));
        }
        return out.bytes(content.bytes()).bytes();
    }
}
