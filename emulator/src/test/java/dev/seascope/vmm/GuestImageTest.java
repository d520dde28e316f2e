package dev.seascope.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.asm.Assembler;
import dev.seascope.asm.Assembly;
import dev.seascope.asm.elf.ElfWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestImageTest {
    private static final long BASE = 0x4008_0000L;
    private static final Assembly ASSEMBLY = Assembler.assemble("guest.s", """
                    nop
            _start: b   _start
                    .data
            value:  .quad 1, 2, 3
                    .bss
            room:   .skip 100
            """, BASE);
    private static final byte[] ELF = ElfWriter.executable(ASSEMBLY, ".");

    @Test
    void anExecutableIsReadBackAsItWasWritten() throws ImageFormatException {
        GuestImage image = GuestImage.ofElf("guest.elf", ELF);

        assertThat(image.entry()).isEqualTo(BASE + 4);
        assertThat(image.segments()).extracting(GuestImage.Segment::address).containsExactly(BASE, BASE + 16);
        assertThat(image.segments()).extracting(GuestImage.Segment::size).containsExactly(8L, 32L + 100);
        assertThat(image.segments().getFirst().content().toString()).isEqualTo("1f 20 03 d5 00 00 00 14");
        assertThat(image.segments().getLast().content().size()).isEqualTo(24);
        assertThat(image.symbols()).containsEntry("_start", BASE + 4).containsEntry("room", BASE + 0x30)
                .doesNotContainKeys("$x", "$d", "guest.s");
    }

    @Test
    void anAssemblyBecomesItsSectionsAndKeepsItsLines() {
        GuestImage image = GuestImage.ofAssembly("guest.s", ASSEMBLY);

        assertThat(image.entry()).isEqualTo(BASE + 4);
        assertThat(image.segments()).extracting(GuestImage.Segment::address)
                .containsExactly(BASE, BASE + 16, BASE + 48);
        assertThat(image.segments().getLast().content().size()).isZero();
        assertThat(image.lines()).isEqualTo(ASSEMBLY.lines());
        assertThat(image.symbols()).containsEntry("value", BASE + 16);
    }

    @Test
    void rawBytesAreEnteredAtTheirAddress() throws ImageFormatException {
        GuestImage image = GuestImage.ofRaw("guest.bin", new byte[] {1, 2, 3}, BASE);

        assertThat(image.entry()).isEqualTo(BASE);
        assertThat(image.segments()).singleElement()
                .satisfies(segment -> assertThat(segment.content().toString()).isEqualTo("01 02 03"));
        assertThatThrownBy(() -> GuestImage.ofRaw("guest.bin", new byte[0], BASE))
                .isInstanceOf(ImageFormatException.class).hasMessage("guest.bin: the file is empty");
        assertThatThrownBy(() -> GuestImage.ofRaw("guest.bin", new byte[2], -1))
                .isInstanceOf(ImageFormatException.class).hasMessageContaining("end of the address space");
        assertThatThrownBy(() -> GuestImage.ofRaw("guest.bin", new byte[2], 2))
                .isInstanceOf(ImageFormatException.class).hasMessageContaining("multiple of 4");
    }

    /// A field of the file that is overwritten, and what the message then says.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
             0 | 1 | 0                  | does not begin with
             4 | 1 | 1                  | 32-bit file
             5 | 1 | 2                  | big-endian
            16 | 2 | 1                  | an object file; link it first
            16 | 2 | 3                  | shared object
            18 | 2 | 62                 | it is for x86-64
            18 | 2 | 999                | it is for machine 999
            24 | 8 | 0x1000             | entry point 0x1000 is in none
            24 | 8 | 0x40080002         | not a multiple of 4
            32 | 8 | 0x7fffffffffffffff | program headers at offset 0x7fffffffffffffff
            32 | 8 | -1                 | lie outside of the file
            54 | 2 | 55                 | have 55 bytes each; expected 56
            56 | 2 | 0                  | no program headers
            56 | 2 | 0xffff             | 65535 program headers
            40 | 8 | -64                | section headers
            58 | 2 | 0                  | have 0 bytes each; expected 64
            60 | 2 | 0xffff             | section headers
            64 | 4 | 3                  | needs a dynamic linker
            72 | 8 | 0x100000000        | segment 0 claims 0x8 bytes at offset 0x100000000
            96 | 8 | -1                 | segment 0 claims
            96 | 8 | 9                  | takes 0x8 bytes of memory but brings 0x9
            104 | 8 | -1                 | beyond the end of the address space
            88 | 8 | -4                 | beyond the end of the address space
            88 | 8 | 0x40080010         | overlap
            """)
    void aFileThatLiesIsRefusedWithTheReason(int offset, int bytes, String value, String reason) {
        byte[] lying = ELF.clone();
        long number = Long.decode(value);
        for (int i = 0; i < bytes; i++) {
            lying[offset + i] = (byte) (number >>> (8 * i));
        }

        assertThatThrownBy(() -> GuestImage.ofElf("bad.elf", lying))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith("bad.elf: not a guest program: ")
                .hasMessageContaining(reason);
    }

    @Test
    void aSymbolTableThatLiesIsRefused() {
        ByteBuffer file = ByteBuffer.wrap(ELF.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int headers = (int) file.getLong(40);
        int symbols = headers;
        while (file.getInt(symbols + 4) != 2) {
            symbols += 64;
        }
        file.putInt(symbols + 40, 1000);
        int names = symbols;

        assertThatThrownBy(() -> GuestImage.ofElf("bad.elf", file.array()))
                .hasMessageContaining("takes names from section 1000");

        file.putInt(names + 40, 0).putLong(names + 32, Long.MAX_VALUE);
        assertThatThrownBy(() -> GuestImage.ofElf("bad.elf", file.array())).hasMessageContaining("outside of the file");
    }

    @Property(tries = 2000)
    void aDamagedFileIsReadOrRefusedButNeverBreaksTheReader(@ForAll Random random, @ForAll @IntRange(max = 12) int hits) {
        byte[] damaged = ELF.clone();
        for (int i = 0; i <= hits; i++) {
            int at = random.nextBoolean() ? random.nextInt(240) : random.nextInt(damaged.length);
            damaged[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? 0xff : 0);
        }
        byte[] file = random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;

        assertReadOrRefused(file);
    }

    @Property(tries = 300)
    void bytesOfAnyKindAreRefused(@ForAll byte[] bytes) {
        assertReadOrRefused(bytes);
    }

    private static void assertReadOrRefused(byte[] file) {
        try {
            GuestImage image = GuestImage.ofElf("fuzz.elf", file);
            assertThat(image.segments()).isNotEmpty()
                    .allSatisfy(segment -> assertThat(segment.content().size()).isLessThanOrEqualTo(file.length));
        } catch (ImageFormatException refused) {
            assertThat(refused).hasMessageStartingWith("fuzz.elf: not a guest program: ");
        }
    }
}
