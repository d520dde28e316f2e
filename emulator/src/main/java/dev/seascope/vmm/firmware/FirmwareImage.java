package dev.seascope.vmm.firmware;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Tells firmware that starts at address 0, where the board has its flash, from other bytes.
public final class FirmwareImage {
    private static final int WORD = 4;
    private static final int LONG = 8;
    private static final int PAGE = 4096;
    /// The opcode of an unconditional branch, in bits 31:26.
    private static final int BRANCH = 0b000101;

    private static final byte[] VOLUME_SIGNATURE = "_FVH".getBytes(StandardCharsets.US_ASCII);
    private static final int VOLUME_SIGNATURE_OFFSET = 40;
    /// The first volume may stand behind a page with nothing but the branch into it.
    private static final int LAST_VOLUME = PAGE;

    private static final int U_BOOT_BASE = 8;
    private static final int U_BOOT_BYTES = 16;
    private static final int U_BOOT_HEADER = 40;

    private FirmwareImage() {}

    /// Whether a file is a flash image of UEFI firmware (PI specification, volume 3, "Firmware volume") or U-Boot linked
    /// for address 0 (arch/arm/cpu/armv8/start.S).
    public static boolean isOne(byte[] file) {
        return file.length >= PAGE && number(file, 0, WORD) >>> 26 == BRANCH && (isUefi(file) || isUBoot(file));
    }

    private static boolean isUefi(byte[] file) {
        for (int volume = 0; volume <= LAST_VOLUME; volume += PAGE) {
            int at = volume + VOLUME_SIGNATURE_OFFSET;
            if (at + WORD <= file.length && Arrays.equals(file, at, at + WORD, VOLUME_SIGNATURE, 0, WORD)) {
                return true;
            }
        }
        return false;
    }

    /// Its first words say where it is linked for and how long it is; a device tree may follow.
    private static boolean isUBoot(byte[] file) {
        long bytes = number(file, U_BOOT_BYTES, LONG);
        return number(file, U_BOOT_BASE, LONG) == 0 && bytes > U_BOOT_HEADER && bytes <= file.length
                && bytes > file.length / 2;
    }

    private static long number(byte[] file, int offset, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (file[offset + i] & 0xff);
        }
        return value;
    }
}
