package dev.seascope.vmm.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class FirmwareImageTest {
    private static final int BRANCH = 0x1400_0400;
    private static final int VOLUME = 0x4856_465f;

    private static ByteBuffer file(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, BRANCH);
    }

    @Test
    void aVolumeOfUefiIsKnownByItsSignatureInTheFirstOrSecondPage() {
        assertThat(FirmwareImage.isOne(file(8192).putInt(40, VOLUME).array())).isTrue();
        assertThat(FirmwareImage.isOne(file(8192).putInt(4096 + 40, VOLUME).array())).isTrue();
        assertThat(FirmwareImage.isOne(file(8192).putInt(44, VOLUME).array())).as("elsewhere").isFalse();
        assertThat(FirmwareImage.isOne(file(8192).putInt(40, VOLUME).putInt(0, 0).array())).as("no code").isFalse();
        assertThat(FirmwareImage.isOne(file(4100).array())).isFalse();
    }

    @Test
    void uBootIsKnownByItsBaseAndSize() {
        assertThat(FirmwareImage.isOne(file(9000).putLong(16, 8000).array())).isTrue();
        assertThat(FirmwareImage.isOne(file(9000).putLong(8, 0x4000_0000L).putLong(16, 8000).array()))
                .as("linked for RAM").isFalse();
        assertThat(FirmwareImage.isOne(file(9000).putLong(16, 9001).array())).as("cut off").isFalse();
        assertThat(FirmwareImage.isOne(file(9000).putLong(16, -1).array())).isFalse();
    }

    @Test
    void aShortFileIsNone() {
        assertThat(FirmwareImage.isOne(new byte[0])).isFalse();
        assertThat(FirmwareImage.isOne(new byte[3])).isFalse();
    }
}
