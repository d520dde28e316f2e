package dev.seascope.vmm.firmware;

import dev.seascope.arch.Bytes;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.ImageFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

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

    /// What the first bank of flash holds if a program lies there.
    ///
    /// @param name of the program, for messages
    /// @throws ImageFormatException if a part of it lies elsewhere
    public static Bytes inFlash(String name, List<GuestImage.Segment> program) throws ImageFormatException {
        long end = 0;
        for (GuestImage.Segment segment : program) {
            if (segment.address() + segment.size() > FlashBank.BYTES) {
                throw new ImageFormatException("%s: %d bytes at 0x%x do not fit: a bank of flash ends at 0x%x"
                        .formatted(name, segment.size(), segment.address(), FlashBank.BYTES));
            }
            end = Math.max(end, segment.address() + segment.size());
        }
        byte[] content = new byte[(int) end];
        for (GuestImage.Segment segment : program) {
            System.arraycopy(segment.content().toArray(), 0, content, (int) segment.address(), segment.content().size());
        }
        return Bytes.copyOf(content);
    }

    private static long number(byte[] file, int offset, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (file[offset + i] & 0xff);
        }
        return value;
    }
}
