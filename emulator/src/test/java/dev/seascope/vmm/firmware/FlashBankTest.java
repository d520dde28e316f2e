package dev.seascope.vmm.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seascope.arch.Bytes;
import dev.seascope.cpu.GuestMemory;
import dev.seascope.cpu.MemorySlot;
import dev.seascope.cpu.StateTransfer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FlashBankTest {
    private static final long BASE = 0x0400_0000L;
    private static final int SLOT = 7;
    private static final long BLOCK = 256 << 10;
    private static final int BOTH = 0x1_0001;
    /// As a driver of two chips sees a status that is ready and has no error.
    private static final long READY = 0x0080_0080L;
    private static final int PROTECTED = 0x92 * BOTH;
    private static final int SEQUENCE_ERROR = 0xb0 * BOTH;
    /// Commands with two cycles, and data.
    private static final List<Integer> WRITES = List.of(0xff, 0x70, 0x90, 0x98, 0x50, 0x40, 0xe8, 0x20, 0x60, 0xd0, 0x01, 0x00);

    /// A bank, and the memory in which its slot is.
    private static final class Wired {
        private final GuestMemory memory = new GuestMemory(1L << 30);
        private final FlashBank bank;

        Wired(Bytes image) {
            bank = new FlashBank(BASE, SLOT, image, memory, new FlashBank.Slots() {
                @Override
                public void map(int slot, long gpa, long bytes) {
                    memory.setSlot(new MemorySlot(slot, gpa, bytes, true, false));
                }

                @Override
                public void unmap(int slot) {
                    assertThat(memory.removeSlot(slot)).isTrue();
                }
            });
        }

        /// The same command to both chips.
        void command(long offset, int command) {
            bank.write(offset, 4, (long) command * BOTH);
        }

        void program(long offset, long value) {
            command(offset, 0x40);
            bank.write(offset, 4, value);
        }

        long status() {
            command(0, 0x70);
            return bank.read(0, 4);
        }

        /// What the guest reads without an exit.
        long mapped(long offset) {
            command(0, 0xff);
            return memory.read(BASE + offset, 4).orElseThrow().number(0, 4);
        }
    }

    private final Wired flash = new Wired(Bytes.parse("11 22 33 44 55 66 77 88"));

    @Test
    void whatIsStoredIsReadThroughAReadOnlySlot() {
        assertThat(flash.memory.slots()).containsExactly(new MemorySlot(SLOT, BASE, 64 << 20, true, false));
        assertThat(flash.mapped(4)).isEqualTo(0x8877_6655L);
        assertThat(flash.mapped(8)).as("behind the image").isZero();
    }

    @Test
    void thereIsNoSlotUntilWhatIsStoredIsReadAgain() {
        flash.command(0, 0x70);
        assertThat(flash.memory.slots()).isEmpty();
        assertThat(flash.bank.read(0x1234, 4)).isEqualTo(READY);

        flash.command(0, 0x40);
        flash.bank.write(0, 4, -1);
        assertThat(flash.memory.slots()).as("the status is read after programming").isEmpty();

        flash.command(0, 0xff);
        assertThat(flash.memory.slots()).hasSize(1);
    }

    @Test
    void aDriverOfOneChipReachesBothByHalfwords() {
        flash.bank.write(0xaa, 2, 0x98);
        assertThat(List.of(flash.bank.read(0x40, 2), flash.bank.read(0x44, 2), flash.bank.read(0x48, 2)))
                .containsExactly((long) 'Q', (long) 'R', (long) 'Y');

        flash.bank.write(0x20000, 2, 0x20);
        flash.bank.write(0x20000, 2, 0xd0);
        flash.bank.write(0x20000, 2, 0x10);
        flash.bank.write(0x20000, 2, 0x1234);
        flash.bank.write(0x20000, 2, 0xe8);
        flash.bank.write(0x20000, 2, 1);
        flash.bank.write(0x20002, 2, 0x5678);
        flash.bank.write(0x20004, 2, 0x9abc);
        flash.bank.write(0x20000, 2, 0xd0);

        assertThat(flash.bank.read(0x20000, 2)).isEqualTo(0x80);
        assertThat(flash.mapped(0x20000)).isEqualTo(0x5678_1234L);
        assertThat(flash.mapped(0x20004)).isEqualTo(0xffff_9abcL);
    }

    @Test
    void programmingClearsBitsAndErasingSetsThoseOfABlock() {
        flash.program(0, 0x00ff_0f0fL);
        assertThat(flash.status()).isEqualTo(READY);
        assertThat(flash.mapped(0)).isEqualTo(0x0033_0201L);

        flash.program(BLOCK, 0x1234_5678L);
        flash.command(4, 0x20);
        flash.command(4, 0xd0);
        assertThat(flash.status()).isEqualTo(READY);
        assertThat(flash.mapped(0)).isEqualTo(0xffff_ffffL);
        assertThat(flash.mapped(BLOCK - 4)).isEqualTo(0xffff_ffffL);
        assertThat(flash.mapped(BLOCK)).as("the next block").isZero();

        flash.program(BLOCK - 4, 0x1234_5678L);
        assertThat(flash.mapped(BLOCK - 4)).isEqualTo(0x1234_5678L);
    }

    @Test
    void aSingleByteProgramsOnlyItself() {
        flash.command(0, 0x40);
        flash.bank.write(0, 1, 0x10);
        assertThat(flash.mapped(0)).isEqualTo(0x4433_2210L);
    }

    @Test
    void aBufferIsProgrammedWhenItIsConfirmed() {
        flash.command(0, 0x20);
        flash.command(0, 0xd0);
        flash.command(0x1000, 0xe8);
        assertThat(flash.bank.read(0x1000, 4)).as("the buffer is free").isEqualTo(READY);
        flash.command(0x1000, 2);
        for (int i = 0; i < 3; i++) {
            flash.bank.write(0x1000 + 4 * i, 4, 0x1111_1111L * i);
        }
        flash.command(0x1000, 0xd0);

        assertThat(flash.status()).isEqualTo(READY);
        assertThat(List.of(flash.mapped(0x1000), flash.mapped(0x1004), flash.mapped(0x1008), flash.mapped(0x100c)))
                .containsExactly(0L, 0x1111_1111L, 0x2222_2222L, 0xffff_ffffL);
    }

    @Test
    void whatDoesNotFollowTheSequenceChangesNothingAndIsAnError() {
        flash.command(0, 0x20);
        flash.command(0, 0x70);
        assertThat(flash.status()).as("erase not confirmed").isEqualTo(SEQUENCE_ERROR);
        flash.command(0, 0x50);
        assertThat(flash.status()).as("cleared").isEqualTo(READY);

        flash.command(0, 0xe8);
        flash.command(0, 32);
        assertThat(flash.status()).as("33 words").isEqualTo(SEQUENCE_ERROR);
        flash.command(0, 0x50);

        flash.command(0, 0xe8);
        flash.command(0, 0);
        flash.command(128, 0);
        assertThat(flash.status()).as("a word outside of the buffer").isEqualTo(SEQUENCE_ERROR);
        flash.command(0, 0x50);

        flash.command(0, 0xe8);
        flash.command(0, 0);
        flash.command(0, 0);
        flash.command(0, 0xff);
        assertThat(flash.status()).as("buffer not confirmed").isEqualTo(SEQUENCE_ERROR);
        assertThat(flash.mapped(0)).isEqualTo(0x4433_2211L);
    }

    @Test
    void aLockedBlockKeepsItsContentUntilItIsUnlocked() {
        flash.command(BLOCK, 0x60);
        flash.command(BLOCK, 0x01);
        flash.command(BLOCK, 0x90);
        assertThat(flash.bank.read(BLOCK + 8, 4)).isEqualTo(BOTH);
        assertThat(flash.bank.read(8, 4)).as("another block").isZero();

        flash.program(BLOCK, 0);
        assertThat(flash.status()).isEqualTo(PROTECTED);
        flash.command(0, 0x50);
        flash.command(BLOCK, 0x20);
        flash.command(BLOCK, 0xd0);
        assertThat(flash.status()).isEqualTo(0xa2L * BOTH);
        assertThat(flash.mapped(BLOCK)).isZero();

        flash.command(0, 0x50);
        flash.command(BLOCK, 0x60);
        flash.command(BLOCK, 0xd0);
        flash.command(BLOCK, 0x20);
        flash.command(BLOCK, 0xd0);
        assertThat(flash.status()).isEqualTo(READY);
        assertThat(flash.mapped(BLOCK)).isEqualTo(0xffff_ffffL);
    }

    /// JESD68.01: where the numbers are, and what they mean.
    @Test
    void theQueryDescribesTwoChipsThatMakeUpTheBank() {
        flash.command(0x55 * 4, 0x98);

        assertThat(List.of(query(0x10), query(0x11), query(0x12))).containsExactly((long) 'Q', (long) 'R', (long) 'Y');
        assertThat(query(0x13) | query(0x14) << 8).as("Intel's commands").isEqualTo(1);
        long extended = query(0x15);
        assertThat(List.of(query(extended), query(extended + 1), query(extended + 2))).containsExactly((long) 'P',
                (long) 'R', (long) 'I');
        long blocks = (query(0x2d) | query(0x2e) << 8) + 1;
        long blockBytes = (query(0x2f) | query(0x30) << 8) * 256;
        assertThat(1L << query(0x27)).as("bytes of a chip").isEqualTo(FlashBank.BYTES / 2).isEqualTo(blocks * blockBytes);
        assertThat(2 * blockBytes).isEqualTo(BLOCK);
        assertThat(1L << query(0x2a)).as("bytes of a chip's buffer").isEqualTo(64);
    }

    private long query(long word) {
        long both = flash.bank.read(word * 4, 4);
        assertThat(both >>> 16).as("the chips are alike").isEqualTo(both & 0xffff);
        return both & 0xffff;
    }

    @Property(tries = 100)
    void aBankGoesOnFromItsStateAsTheFirstOneDid(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 0xffff) Integer> writes,
            @ForAll @IntRange(min = 0, max = 60) int cut) {
        var first = new Wired(Bytes.parse("01 23 45 67"));
        var second = new Wired(Bytes.parse("01 23 45 67"));
        for (int i = 0; i < writes.size(); i++) {
            if (i == cut) {
                var out = new StateTransfer();
                first.bank.transfer(out);
                second.memory.restore(first.memory.snapshot());
                var in = new StateTransfer(out.values());
                second.bank.transfer(in);
                assertThat(in.isAtEnd()).isTrue();
            }
            write(first, writes.get(i));
            if (i >= cut) {
                write(second, writes.get(i));
                assertThat(second.bank.read(0, 8)).isEqualTo(first.bank.read(0, 8));
            }
        }
        if (cut < writes.size()) {
            assertThat(second.memory.snapshot().checksum()).isEqualTo(first.memory.snapshot().checksum());
        }
    }

    private static void write(Wired wired, int number) {
        int value = WRITES.get(number % WRITES.size());
        wired.bank.write(number >> 8 & 0xc, 4, (number & 0x80) == 0 ? (long) value * BOTH : value);
    }

    @Test
    void anImageLargerThanTheBankIsRefused() {
        assertThatThrownBy(() -> new Wired(Bytes.copyOf(new byte[(64 << 20) + 1])))
                .hasMessageContaining("67108865 bytes do not fit");
    }
}
