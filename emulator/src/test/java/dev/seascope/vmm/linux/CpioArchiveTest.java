package dev.seascope.vmm.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CpioArchiveTest {
    @Test
    void anItemIsAHeaderOfHexadecimalNumbersThenItsNameThenItsContentEachPaddedToFourBytes() {
        byte[] archive = new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1)
                .program("init", "abcde".getBytes(StandardCharsets.US_ASCII)).bytes();

        String text = new String(archive, StandardCharsets.ISO_8859_1);
        assertThat(text).isEqualTo(
                item(1, "000041ed", 2, 0, 0, 0, "dev") + "\0\0"
                + item(2, "00002180", 1, 0, 5, 1, "dev/console") + "\0\0"
                + item(3, "000081ed", 1, 5, 0, 0, "init") + "\0" + "abcde\0\0\0"
                + item(0, "00000000", 1, 0, 0, 0, "TRAILER!!!") + "\0\0\0");
    }

    /// The header of 110 characters, the name and its zero byte.
    private static String item(int inode, String mode, int links, int size, int major, int minor, String name) {
        return "070701" + "%08x%s%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x".formatted(inode, mode, 0, 0, links, 0,
                size, 0, 0, major, minor, name.length() + 1, 0) + name + "\0";
    }
}
