package dev.seascope.vmm.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemorySlot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorSourceTest {
    private static final long BASE = 0x4011_0000L;
    private static final ErrorSource SOURCE = new ErrorSource(BASE);

    private final GuestMemory memory = new GuestMemory(1 << 20);

    @BeforeEach
    void start() {
        memory.setSlot(MemorySlot.of(0, BASE, ErrorSource.BYTES));
        memory.write(BASE, SOURCE.initial());
    }

    private Bytes block() {
        long at = memory.read(BASE, 8).orElseThrow().number(0, 8);
        return memory.read(at, 0x400).orElseThrow();
    }

    @Test
    void aMemoryErrorIsOneSectionWithThePhysicalAddress() {
        assertThat(SOURCE.report(memory, ErrorSource.Severity.RECOVERABLE, 0x4800_1000L)).isTrue();

        Bytes block = block();
        assertThat(block.number(0, 4)).as("one uncorrectable error").isEqualTo(0x11);
        assertThat(block.number(12, 4)).as("bytes of the entries").isEqualTo(72 + 80);
        assertThat(block.number(16, 4)).as("severity").isZero();
        assertThat(block.slice(20, 16)).as("Platform Memory").isEqualTo(Bytes.parse("14 11 bc a5 64 6f de 4e b8 63 3e 83 ed 7c 83 b1"));
        assertThat(block.number(20 + 24, 4)).as("bytes of the section").isEqualTo(80);
        assertThat(block.number(20 + 72, 8) & 2).as("physical address valid").isNotZero();
        assertThat(block.number(20 + 72 + 16, 8)).isEqualTo(0x4800_1000L);
        assertThat(block.slice(20 + 72 + 80, 100).toArray()).containsOnly(0);
    }

    @Test
    void theSeverityIsSaidForTheBlockAndForItsSection() {
        SOURCE.report(memory, ErrorSource.Severity.CORRECTED, 0x4800_1000L);

        assertThat(block().number(0, 4)).as("one correctable error").isEqualTo(0x12);
        assertThat(block().number(16, 4)).isEqualTo(2);
        assertThat(block().number(20 + 16, 4)).isEqualTo(2);
    }

    @Test
    void theNextErrorWaitsUntilTheGuestHasAcknowledgedTheLast() {
        SOURCE.report(memory, ErrorSource.Severity.RECOVERABLE, 0x4800_1000L);

        assertThat(SOURCE.report(memory, ErrorSource.Severity.FATAL, 0x4800_2000L)).isFalse();
        assertThat(block().number(20 + 72 + 16, 8)).isEqualTo(0x4800_1000L);

        memory.write(BASE + 8, Bytes.parse("01 00 00 00 00 00 00 00"));
        assertThat(SOURCE.report(memory, ErrorSource.Severity.FATAL, 0x4800_2000L)).isTrue();
        assertThat(block().number(20 + 72 + 16, 8)).isEqualTo(0x4800_2000L);
    }
}
