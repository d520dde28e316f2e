package dev.seascope.vmm.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.vmm.ImageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LinuxImageTest {
    /// A header as the kernel's documentation describes it, with some content behind it.
    static byte[] image(long textOffset, long imageSize, long flags, int bytes) {
        ByteBuffer image = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(0, 0x1400_0010);
        image.putLong(8, textOffset).putLong(16, imageSize).putLong(24, flags).putInt(56, 0x644d_5241);
        return image.array();
    }

    private static byte[] compressed(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void theHeaderSaysWhereTheKernelLiesAndHowMuchItNeeds() throws ImageFormatException {
        LinuxImage image = LinuxImage.read("Image", image(0x1000, 0x20_0000, 0xa, 4096));

        assertThat(image.textOffset()).isEqualTo(0x1000);
        assertThat(image.imageBytes()).isEqualTo(0x20_0000);
        assertThat(image.content().size()).isEqualTo(4096);
    }

    @Test
    void aCompressedImageIsUnpacked() throws IOException {
        byte[] plain = image(0, 0x20_0000, 0xa, 70_000);

        assertThat(LinuxImage.read("Image.gz", compressed(plain)).content().toArray()).isEqualTo(plain);
    }

    @Test
    void aHeaderWithoutASizeMeansTheOffsetOfOldKernels() throws ImageFormatException {
        LinuxImage image = LinuxImage.read("Image", image(0x1000, 0, 0, 4096));

        assertThat(image.textOffset()).isEqualTo(0x8_0000);
        assertThat(image.imageBytes()).isEqualTo(4096);
    }

    @Test
    void whatIsNoKernelIsNamedWithTheReason() throws IOException {
        rejected(new byte[10], "10 bytes are less than its header");
        rejected(new byte[4096], "no magic number 'ARM\\x64' at offset 56");
        rejected(image(0, 0x1000, 1, 4096), "big-endian");
        rejected(image(0x40_0000, 0x1000, 0, 4096), "0x1000 bytes at offset 0x400000");
        rejected(image(0, -1, 0, 4096), "claims 0xffffffffffffffff bytes");
        byte[] packed = compressed(image(0, 0x1000, 0, 70_000));
        rejected(Arrays.copyOf(packed, packed.length - 20), "not a complete gzip file");
    }

    private static void rejected(byte[] file, String why) {
        assertThatThrownBy(() -> LinuxImage.read("kernel", file)).isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith("kernel: ").hasMessageContaining(why);
    }

    @Property(tries = 300)
    void anyHeaderIsReadOrRejected(@ForAll @Size(64) byte[] header, @ForAll boolean packed) throws IOException {
        header[56] = 'A';
        header[57] = 'R';
        header[58] = 'M';
        header[59] = 0x64;
        if (packed) {
            header[0] = 0x1f;
            header[1] = (byte) 0x8b;
        }
        try {
            assertThat(LinuxImage.read("kernel", header).imageBytes()).isGreaterThanOrEqualTo(64);
        } catch (ImageFormatException e) {
            assertThat(e).hasMessageStartingWith("kernel: ");
        }
    }
}
