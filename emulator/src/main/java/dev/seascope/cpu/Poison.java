package dev.seascope.cpu;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Memory with an uncorrectable error: a load, an atomic, an instruction fetch or a page-table read that touches it
/// raises a synchronous External abort that the hypervisor sees. Plain stores do not.
///
/// @param gpa first byte
/// @param bytes how many, at least 1
/// @param fnv `FnV` of the syndrome, 0 or 1
/// @param set `SET` of the syndrome, 0 to 3
/// @param ea `EA` of the syndrome, 0 or 1
/// @param fsc fault status code, or [#DEFAULT] for 0x10, and 0x14 + level for a page-table read
/// @param s1ptw `S1PTW` of the syndrome, 0 or 1
/// @param hpfarValid 1 or 0 whether `HPFAR_EL2` holds the page, or [#DEFAULT]: it does unless `FnV` is 1 or the status
///         code says that a table walk failed
/// @param apei the host's firmware-first error handling claims the error
public record Poison(long gpa, long bytes, int fnv, int set, int ea, int fsc, int s1ptw, int hpfarValid,
        boolean apei) {
    /// The value that leaves [#fsc] or [#hpfarValid] to the access.
    public static final int DEFAULT = -1;

    private static final int FSC_EXTABT = 0x10;
    private static final int FSC_EXTABT_WALK_LEVEL_0 = 0x14;

    public Poison {
        if (bytes <= 0 || gpa < 0 || gpa + bytes < 0) {
            throw new IllegalArgumentException("poison: no range %#x + %#x".formatted(gpa, bytes));
        }
        requireFits("fnv", fnv, 0, 1);
        requireFits("set", set, 0, 3);
        requireFits("ea", ea, 0, 1);
        requireFits("fsc", fsc, DEFAULT, 0x3f);
        requireFits("s1ptw", s1ptw, 0, 1);
        requireFits("hpfar_valid", hpfarValid, DEFAULT, 1);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(gpa);
        out.writeLong(bytes);
        for (int field : new int[] {fnv, set, ea, fsc, s1ptw, hpfarValid, apei ? 1 : 0}) {
            out.writeByte(field);
        }
    }

    static Poison read(DataInput in) throws IOException {
        try {
            return new Poison(in.readLong(), in.readLong(), in.readByte(), in.readByte(), in.readByte(), in.readByte(),
                    in.readByte(), in.readByte(), in.readByte() != 0);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void requireFits(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("poison: %s = %d is not %d to %d".formatted(name, value, least, most));
        }
    }

    /// A plain uncorrectable error: status code 0x10, everything else by default.
    public static Poison of(long gpa, long bytes) {
        return new Poison(gpa, bytes, 0, 0, 0, DEFAULT, 0, DEFAULT, false);
    }

    /// Whether an access of `length` bytes at `address` touches the error.
    public boolean touches(long address, long length) {
        return address < gpa + bytes && gpa < address + length;
    }

    /// The fault status code for an access.
    ///
    /// @param walkLevel level of the stage 1 table read, or -2 when the access is not a table read
    int statusCode(int walkLevel) {
        if (fsc != DEFAULT) {
            return fsc;
        }
        return walkLevel < -1 ? FSC_EXTABT : FSC_EXTABT_WALK_LEVEL_0 + walkLevel;
    }

    /// Whether `HPFAR_EL2` is valid for a fault with this status code.
    boolean hpfarIsValid(int statusCode) {
        if (hpfarValid != DEFAULT) {
            return hpfarValid == 1;
        }
        boolean walk = (statusCode >= 0x13 && statusCode <= 0x17) || (statusCode >= 0x1b && statusCode <= 0x1f);
        return fnv == 0 && !walk;
    }
}
