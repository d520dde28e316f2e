package dev.seascope.vmm.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.arch.Bytes;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.ImageFormatException;
import dev.seascope.vmm.linux.LinuxImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootPlanTest {
    private static final long MIB = 1 << 20;
    private static final LinuxImage KERNEL =
            new LinuxImage("Image", Bytes.copyOf(new byte[4096]), 0, 0x0201_0000);

    private static BootPlan.NamedFile file(String name, long bytes) {
        return new BootPlan.NamedFile(name, Bytes.copyOf(new byte[(int) bytes]));
    }

    private static BootPlan.Request request(long memory, Optional<BootPlan.NamedFile> initrd) {
        return new BootPlan.Request(BoardSpec.of(memory, Gic.V2), "console=ttyAMA0", initrd, Optional.empty());
    }

    private static String text(BootPlan plan) {
        return plan.segments().stream().filter(segment -> segment.address() == plan.deviceTree()).findFirst()
                .map(segment -> new String(segment.content().toArray(), StandardCharsets.ISO_8859_1)).orElse("");
    }

    @Test
    void aKernelLiesAtItsOffsetFromTwoMebibytesTheInitialFileSystemBehindAllItNeedsTheTreeInFront()
            throws ImageFormatException {
        BootPlan plan = BootPlan.of(KERNEL, request(128 * MIB, Optional.of(file("initrd", 3000))));

        assertThat(plan.entry()).isEqualTo(0x4020_0000L);
        assertThat(plan.deviceTree()).isEqualTo(0x4000_0000L);
        assertThat(plan.segments()).extracting(GuestImage.Segment::address)
                .containsExactly(0x4020_0000L, 0x4240_0000L, 0x4000_0000L);
        assertThat(text(plan)).contains("console=ttyAMA0", "linux,initrd-start", "arm,cortex-a15-gic");
    }

    @Test
    void withoutAnInitialFileSystemTheTreeDoesNotClaimOne() throws ImageFormatException {
        assertThat(text(BootPlan.of(KERNEL, request(128 * MIB, Optional.empty())))).doesNotContain("initrd");
    }

    @Test
    void theTreeGivesWayToAProgramAtTheBeginningOfMemory() throws ImageFormatException {
        GuestImage program = GuestImage.ofRaw("raw.bin", new byte[5000], MemoryMap.RAM);

        BootPlan plan = BootPlan.of(program, request(64 * MIB, Optional.empty()));

        assertThat(plan.entry()).isEqualTo(MemoryMap.RAM);
        assertThat(plan.deviceTree()).isEqualTo(MemoryMap.RAM + 2 * MIB);
    }

    @Test
    void aProgramOutsideOfMemoryLeavesTheFirstByteOfItToTheTree() throws ImageFormatException {
        GuestImage program = GuestImage.ofRaw("u-boot.bin", new byte[5000], 0);

        assertThat(BootPlan.of(program, request(64 * MIB, Optional.empty())).deviceTree()).isEqualTo(MemoryMap.RAM);
    }

    @Test
    void whatDoesNotFitIsNamedWithItsSizeAndTheEndOfMemory() {
        assertThatThrownBy(() -> BootPlan.of(KERNEL, request(32 * MIB, Optional.empty())))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("Image: 33619968 bytes from 0x40200000 on do not fit: the machine has 32MiB of memory,"
                        + " which end at 0x42000000");
        assertThatThrownBy(() -> BootPlan.of(KERNEL, request(64 * MIB, Optional.of(file("initrd.gz", 40 * MIB)))))
                .isInstanceOf(ImageFormatException.class).hasMessageStartingWith("initrd.gz: 41943040 bytes");
        assertThatThrownBy(() -> BootPlan.of(KERNEL, request(64 * MIB, Optional.of(file("initrd.gz", 0)))))
                .isInstanceOf(ImageFormatException.class).hasMessage("initrd.gz: the file is empty");
    }

    @Test
    void aDeviceTreeThatIsTooLargeOrNoneIsNamed() {
        var large = new BootPlan.Request(BoardSpec.of(64 * MIB, Gic.V2), "", Optional.empty(),
                Optional.of(file("big.dtb", 3 * MIB)));
        assertThatThrownBy(() -> BootPlan.of(KERNEL, large)).isInstanceOf(ImageFormatException.class)
                .hasMessage("big.dtb has 3145728 bytes; a device tree has at most 2097152");
        var wrong = new BootPlan.Request(BoardSpec.of(64 * MIB, Gic.V2), "", Optional.empty(),
                Optional.of(file("wrong.dtb", 100)));
        assertThatThrownBy(() -> BootPlan.of(KERNEL, wrong)).isInstanceOf(ImageFormatException.class)
                .hasMessage("wrong.dtb: not a flattened device tree");
        var endless = new BootPlan.Request(BoardSpec.of(64 * MIB, Gic.V2), "x".repeat(3 << 20), Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> BootPlan.of(KERNEL, endless)).isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith("the device tree has ");
    }

    @Test
    void aMachineThatCannotBeIsRefusedInWords() {
        assertThatThrownBy(() -> BoardSpec.of(3 * MIB, Gic.V2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in steps of 2MiB");
        assertThatThrownBy(() -> new BoardSpec(64 * MIB, 9, Gic.V2, List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("a machine has 1 to 8 vCPUs, not 9");
    }
}
