package dev.seascope.arch.a64.base;

/// Checksums: the CRC32 and CRC32C instructions. The first argument is the checksum so far.
final class Crc32 {
    /// Polynomials with the lowest power in the top bit: that of ISO 3309 and that of Castagnoli.
    private static final int[] IEEE = table(0xedb8_8320);
    private static final int[] CASTAGNOLI = table(0x82f6_3b78);

    private Crc32() {}

    private static int[] table(int polynomial) {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ polynomial;
            }
            table[i] = crc;
        }
        return table;
    }

    private static long crc(int[] table, long checksum, long data, int bytes) {
        int crc = (int) checksum;
        for (int i = 0; i < bytes; i++) {
            crc = crc >>> 8 ^ table[(crc ^ (int) (data >>> (8 * i))) & 0xff];
        }
        return crc;
    }

    static long crc32b(long checksum, long data) {
        return crc(IEEE, checksum, data, 1);
    }

    static long crc32h(long checksum, long data) {
        return crc(IEEE, checksum, data, 2);
    }

    static long crc32w(long checksum, long data) {
        return crc(IEEE, checksum, data, 4);
    }

    static long crc32x(long checksum, long data) {
        return crc(IEEE, checksum, data, 8);
    }

    static long crc32cb(long checksum, long data) {
        return crc(CASTAGNOLI, checksum, data, 1);
    }

    static long crc32ch(long checksum, long data) {
        return crc(CASTAGNOLI, checksum, data, 2);
    }

    static long crc32cw(long checksum, long data) {
        return crc(CASTAGNOLI, checksum, data, 4);
    }

    static long crc32cx(long checksum, long data) {
        return crc(CASTAGNOLI, checksum, data, 8);
    }
}
