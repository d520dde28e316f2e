package dev.seascope.arch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in arrays of bytes, quickly: the memory of a guest, the page that KVM shares with user space.
public final class LittleEndian {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /// `1 << sizeLog2` bytes, zero-extended.
    public static long get(byte[] bytes, int offset, int sizeLog2) {
        return switch (sizeLog2) {
            case 0 -> bytes[offset] & 0xffL;
            case 1 -> (short) SHORT.get(bytes, offset) & 0xffffL;
            case 2 -> (int) INT.get(bytes, offset) & 0xffff_ffffL;
            default -> (long) LONG.get(bytes, offset);
        };
    }

    /// The low `1 << sizeLog2` bytes of `value`.
    public static void set(byte[] bytes, int offset, int sizeLog2, long value) {
        switch (sizeLog2) {
            case 0 -> bytes[offset] = (byte) value;
            case 1 -> SHORT.set(bytes, offset, (short) value);
            case 2 -> INT.set(bytes, offset, (int) value);
            default -> LONG.set(bytes, offset, value);
        }
    }

    /// The low `1 << sizeLog2` bytes of `value` in reverse order.
    public static long swap(long value, int sizeLog2) {
        return Long.reverseBytes(value) >>> (64 - (8 << sizeLog2));
    }
}
