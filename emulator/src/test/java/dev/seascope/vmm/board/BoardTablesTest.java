package dev.seascope.vmm.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.arch.Bytes;
import dev.seascope.vmm.GuestImage;
import dev.seascope.vmm.ImageFormatException;
import dev.seascope.vmm.virtio.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Finds the tables as a kernel does: from the address in the device tree on.
class BoardTablesTest {
    private static final long MIB = 1 << 20;
    private static final BoardSpec BOARD = new BoardSpec(256 * MIB, 2, Gic.V3,
            List.of(Disk.Image.of(Bytes.copyOf(new byte[512])))).withAcpi(true);

    /// Guest memory with what a boot plan put there.
    private record Memory(BootPlan plan) {
        static Memory of(BoardSpec board) throws ImageFormatException {
            GuestImage program = GuestImage.ofRaw("raw.bin", new byte[64], 0x4020_0000L);
            return new Memory(BootPlan.of(program, new BootPlan.Request(board, "quiet", Optional.empty(),
                    Optional.empty())));
        }

        Bytes read(long address, int bytes) {
            return plan.segments().stream()
                    .filter(segment -> segment.address() <= address && address < segment.address() + segment.size())
                    .map(segment -> segment.content().slice((int) (address - segment.address()), bytes))
                    .findFirst().orElseThrow();
        }

        long u32(long address) {
            return read(address, 4).number(0, 4);
        }

        long u64(long address) {
            return read(address, 8).number(0, 8);
        }

        /// A property of the device tree by its name: what follows the length and the offset of the name.
        Bytes property(String name) {
            long tree = plan.deviceTree();
            long structure = tree + bigEndian(tree + 8);
            long strings = tree + bigEndian(tree + 12);
            for (long at = structure; at < structure + bigEndian(tree + 36); at += 4) {
                if (bigEndian(at) == 3 && name.equals(string(strings + bigEndian(at + 8)))) {
                    return read(at + 12, (int) bigEndian(at + 4));
                }
            }
            throw new AssertionError("no property " + name);
        }

        private String string(long address) {
            var text = new StringBuilder();
            for (long at = address; read(at, 1).at(0) != 0; at++) {
                text.append((char) read(at, 1).at(0));
            }
            return text.toString();
        }

        private long bigEndian(long address) {
            return Integer.toUnsignedLong(Integer.reverseBytes((int) u32(address)));
        }

        long number(String property) {
            Bytes value = property(property);
            long number = 0;
            for (int i = 0; i < value.size(); i++) {
                number = number << 8 | value.at(i);
            }
            return number;
        }

        /// The tables by their signatures, the DSDT among them.
        Map<String, Bytes> tables() {
            long system = number("linux,uefi-system-table");
            assertThat(string(system)).isEqualTo("IBI SYSTP");
            long configuration = u64(system + 112);
            assertThat(u64(system + 104)).isEqualTo(2);
            assertThat(read(configuration, 16)).as("ACPI 2.0")
                    .isEqualTo(Bytes.parse("71e86888 f1e4d311bc220080c73c8881"));
            long rsdp = u64(configuration + 16);
            assertThat(sum(read(rsdp, 20))).isZero();
            assertThat(sum(read(rsdp, 36))).isZero();
            Bytes xsdt = table(u64(rsdp + 24));
            Map<String, Bytes> tables = new TreeMap<>();
            for (int at = 36; at < xsdt.size(); at += 8) {
                Bytes table = table(xsdt.number(at, 8));
                tables.put(signature(table), table);
            }
            Bytes devices = table(Objects.requireNonNull(tables.get("FACP")).number(140, 8));
            tables.put(signature(devices), devices);
            return tables;
        }

        private Bytes table(long address) {
            Bytes table = read(address, (int) u32(address + 4));
            assertThat(sum(table)).as(signature(table)).isZero();
            return table;
        }
    }

    private static String signature(Bytes table) {
        return new String(table.slice(0, 4).toArray(), StandardCharsets.US_ASCII);
    }

    private static int sum(Bytes bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.size(); i++) {
            sum += bytes.at(i);
        }
        return sum & 0xff;
    }

    private static Bytes table(BoardSpec board, String signature) throws ImageFormatException {
        return Objects.requireNonNull(Memory.of(board).tables().get(signature));
    }

    @Test
    void everyTableIsFoundFromTheDeviceTreeOnAndAddsUpToZero() throws ImageFormatException {
        assertThat(Memory.of(BOARD).tables().keySet()).containsExactly("APIC", "DSDT", "FACP", "GTDT", "HEST", "SPCR");
    }

    @Test
    void theSystemTableHasTheChecksumOfUefi() throws ImageFormatException {
        Memory memory = Memory.of(BOARD);
        long system = memory.number("linux,uefi-system-table");

        var crc = new CRC32();
        crc.update(memory.read(system, 120).with(16, 4, 0).toArray());

        assertThat(memory.u32(system + 12)).as("its size").isEqualTo(120);
        assertThat(memory.u32(system + 16)).isEqualTo(crc.getValue());
    }

    @Test
    void theMapOfMemoryCoversRamWithoutGapsAndKeepsWhatIsUsed() throws ImageFormatException {
        Memory memory = Memory.of(BOARD);
        long map = memory.number("linux,uefi-mmap-start");
        long next = MemoryMap.RAM;
        var types = new TreeMap<Long, Long>();
        for (long at = map; at < map + memory.number("linux,uefi-mmap-size");
                at += memory.number("linux,uefi-mmap-desc-size")) {
            assertThat(memory.u64(at + 8)).isEqualTo(next);
            types.put(next, memory.u32(at));
            next += memory.u64(at + 24) * 4096;
        }

        assertThat(next).isEqualTo(BOARD.ramEnd());
        assertThat(types.floorEntry(map).getValue()).as("ACPI reclaim").isEqualTo(9);
        long errors = BOARD.errorSource().orElseThrow().memory();
        assertThat(types.floorEntry(errors).getValue()).as("ACPI NVS").isEqualTo(10);
        assertThat(memory.u64(errors)).as("the block").isBetween(errors, errors + 0xfc00);
        assertThat(types.floorEntry(memory.plan().deviceTree()).getValue()).as("free").isEqualTo(7);
    }

    @Test
    void theDevicesAreWhatTheCompilerOfAcpicaMakesOfTheirSource() throws IOException {
        Bytes compiled;
        try (@Nullable InputStream in = BoardTablesTest.class.getResourceAsStream("dsdt.aml")) {
            compiled = Bytes.copyOf(Objects.requireNonNull(in).readAllBytes());
        }

        Bytes devices = table(BOARD, "DSDT");

        assertThat(devices.slice(36, devices.size() - 36)).isEqualTo(compiled.slice(36, compiled.size() - 36));
        // Up to the compiler's name and version, but for the checksum.
        assertThat(devices.with(9, 1, 0).slice(0, 28)).isEqualTo(compiled.with(9, 1, 0).slice(0, 28));
    }

    @Test
    void processorsAreStartedByPsciAndThereIsNoFixedHardware() throws ImageFormatException {
        Bytes fadt = table(BOARD, "FACP");

        assertThat(fadt.size()).isEqualTo(276);
        assertThat(fadt.number(112, 4) >> 20 & 1).as("HW_REDUCED_ACPI").isEqualTo(1);
        assertThat(fadt.number(129, 2)).as("ARM_BOOT_ARCH: PSCI by HVC").isEqualTo(3);
        assertThat(List.of(fadt.at(8), fadt.at(131))).as("version").containsExactly(6, 3);
    }

    @Test
    void theInterruptControllerIsThatOfTheBoard() throws ImageFormatException {
        Bytes v3 = table(BOARD, "APIC");
        Bytes v2 = table(new BoardSpec(256 * MIB, 1, Gic.V2, List.of()).withAcpi(true), "APIC");

        assertThat(v3.size()).isEqualTo(44 + 2 * 80 + 24 + 16);
        assertThat(List.of(v3.at(44), v3.at(44 + 80), v3.at(204), v3.at(228))).containsExactly(0xb, 0xb, 0xc, 0xe);
        assertThat(v3.number(44 + 80 + 68, 8)).as("MPIDR of the second").isEqualTo(1);
        assertThat(v3.number(44 + 32, 8)).as("no CPU interface in memory").isZero();
        assertThat(v3.at(204 + 20)).as("version").isEqualTo(3);
        assertThat(v3.number(228 + 4, 8)).as("redistributors").isEqualTo(0x080a_0000L);
        assertThat(v3.number(228 + 12, 4)).isEqualTo(2 * 0x2_0000);
        assertThat(v2.size()).isEqualTo(44 + 80 + 24);
        assertThat(v2.number(44 + 32, 8)).as("CPU interface").isEqualTo(0x0801_0000L);
        assertThat(v2.at(124 + 20)).as("version").isEqualTo(2);
    }

    @Test
    void theTimersInterruptsAreThoseOfTheDeviceTree() throws ImageFormatException {
        Bytes gtdt = table(BOARD, "GTDT");

        assertThat(gtdt.size()).isEqualTo(104);
        assertThat(List.of(gtdt.number(48, 4), gtdt.number(56, 4), gtdt.number(64, 4), gtdt.number(72, 4)))
                .containsExactly(29L, 30L, 27L, 26L);
    }

    @Test
    void theErrorSourceIsAskedAtAnAbort() throws ImageFormatException {
        Bytes hest = table(BOARD, "HEST");

        assertThat(hest.size()).isEqualTo(40 + 92);
        assertThat(hest.number(36, 4)).as("sources").isEqualTo(1);
        assertThat(hest.number(40, 2)).as("GHESv2").isEqualTo(10);
        assertThat(hest.at(40 + 32)).as("notification: SEA").isEqualTo(8);
    }

    @Test
    void whatDoesNotGoWithAcpiIsRefused() throws ImageFormatException {
        GuestImage program = GuestImage.ofRaw("raw.bin", new byte[5000], 0x4010_0000L);
        var request = new BootPlan.Request(BOARD, "", Optional.empty(), Optional.empty());
        var withTree = new BootPlan.Request(BOARD, "", Optional.empty(),
                Optional.of(new BootPlan.NamedFile("my.dtb", Bytes.copyOf(new byte[64]))));

        assertThatThrownBy(() -> BootPlan.of(program, request)).isInstanceOf(ImageFormatException.class)
                .hasMessage("0x1388 bytes at 0x40100000: a board with ACPI has its tables there, at 0x40100000");
        assertThatThrownBy(() -> BootPlan.of(program, withTree)).isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith("my.dtb: a board with ACPI has a device tree of its own");
        assertThatThrownBy(() -> BOARD.with(Bytes.copyOf(new byte[4]))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("firmware makes its own ACPI tables");
        assertThatThrownBy(() -> BoardSpec.of(2 * MIB, Gic.NONE).withAcpi(true))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("interrupt controller");
    }
}
