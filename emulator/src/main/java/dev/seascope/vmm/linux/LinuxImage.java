package dev.seascope.vmm.linux;

import dev.seascope.arch.Bytes;
import dev.seascope.vmm.ImageFormatException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// An arm64 kernel `Image`, unpacked: the header says where it wants to be. (Linux, Documentation/arch/arm64/booting.rst.)
///
/// @param name the file's name
/// @param content the image as it goes to memory
/// @param textOffset how far from a 2 MiB boundary its first byte lies
/// @param imageBytes how much memory it takes from its first byte on, the part that is not in the file included
public record LinuxImage(String name, Bytes content, long textOffset, long imageBytes) {
    private static final int HEADER_BYTES = 64;
    private static final int TEXT_OFFSET = 8;
    private static final int IMAGE_SIZE = 16;
    private static final int FLAGS = 24;
    private static final int MAGIC_OFFSET = 56;
    /// `ARM\x64`.
    private static final long MAGIC = 0x644d_5241L;
    private static final long FLAG_BIG_ENDIAN = 1;
    private static final long OLD_TEXT_OFFSET = 0x8_0000;
    private static final long BOUNDARY = 2 << 20;
    private static final int MOST_BYTES = 256 << 20;

    /// Whether a file begins as gzip does.
    public static boolean isCompressed(byte[] file) {
        return file.length > 2 && (file[0] & 0xff) == 0x1f && (file[1] & 0xff) == 0x8b;
    }

    /// Whether a file is an `Image`, not compressed.
    public static boolean isImage(byte[] file) {
        return file.length >= HEADER_BYTES && number(file, MAGIC_OFFSET, Integer.BYTES) == MAGIC;
    }

    /// Read an `Image` or `Image.gz`.
    ///
    /// @throws ImageFormatException if it is neither, is for big-endian processors, or contradicts itself
    public static LinuxImage read(String name, byte[] file) throws ImageFormatException {
        byte[] image = isCompressed(file) ? unpack(name, file) : file;
        if (!isImage(image)) {
            throw new ImageFormatException(image.length < HEADER_BYTES
                    ? "%s: not a Linux Image: %d bytes are less than its header of %d"
                            .formatted(name, image.length, HEADER_BYTES)
                    : "%s: not a Linux Image: no magic number 'ARM\\x64' at offset %d".formatted(name, MAGIC_OFFSET));
        }
        if ((number(image, FLAGS, Long.BYTES) & FLAG_BIG_ENDIAN) != 0) {
            throw new ImageFormatException(name + ": a big-endian kernel; this machine starts little-endian");
        }
        long size = number(image, IMAGE_SIZE, Long.BYTES);
        // A header without a size is of a kernel before 3.17, which also gave no reliable offset.
        long offset = size == 0 ? OLD_TEXT_OFFSET : number(image, TEXT_OFFSET, Long.BYTES);
        if (size < 0 || offset < 0 || offset >= BOUNDARY || (offset & 4095) != 0) {
            throw new ImageFormatException("%s: not a usable Linux Image: it claims 0x%x bytes at offset 0x%x"
                    .formatted(name, size, offset));
        }
        return new LinuxImage(name, Bytes.copyOf(image), offset, Math.max(size, image.length));
    }

    private static byte[] unpack(String name, byte[] file) throws ImageFormatException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            byte[] image = in.readNBytes(MOST_BYTES + 1);
            if (image.length > MOST_BYTES) {
                throw new ImageFormatException("%s: unpacks to more than %d MiB".formatted(name, MOST_BYTES >> 20));
            }
            return image;
        } catch (ZipException | EOFException e) {
            throw new ImageFormatException("%s: not a complete gzip file: %s".formatted(name,
                    e instanceof EOFException ? "it ends too early" : e.getMessage()));
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new ImageFormatException("%s: %s".formatted(name, e.getMessage()));
        }
    }

    private static long number(byte[] file, int offset, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << 8) | (file[offset + i] & 0xff);
        }
        return value;
    }
}
