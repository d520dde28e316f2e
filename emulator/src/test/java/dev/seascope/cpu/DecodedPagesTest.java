package dev.seascope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class DecodedPagesTest {
    private static final int WORDS = 3 << 20;
    private static final int ADD_X0_X0_1 = 0x9100_0400;
    private static final long FIRST = Guest.DATA;

    /// Twelve mebibytes of code that is executed from its first word to its last, and again.
    private static Guest longProgram() {
        Guest guest = Guest.of("b .");
        var code = ByteBuffer.allocate(4 * WORDS).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < WORDS - 1; i++) {
            code.putInt(ADD_X0_X0_1);
        }
        guest.memory.write(FIRST, code.array());
        long last = FIRST + 4L * (WORDS - 1);
        guest.put(last, "b .-" + (last - FIRST));
        guest.cpu.setPc(FIRST);
        return guest;
    }

    @Test
    void codeThatIsDecodedTakesOnlySoMuch() {
        Guest guest = longProgram();

        for (int i = 0; i < 8; i++) {
            guest.cpu.run(WORDS / 4);
            assertThat(guest.memory.decodedBytes()).isBetween(1L << 20, DecodedPages.MOST_BYTES);
        }

        assertThat(guest.cpu.x[0]).isEqualTo(2L * (WORDS - 1));
        assertThat(guest.cpu.pc).isEqualTo(FIRST);
    }

    @Test
    void codeThatIsForgottenIsDecodedAsItIsThen() {
        Guest guest = longProgram();
        guest.cpu.run(WORDS);

        guest.put(FIRST, "add x1, x1, #7");
        guest.cpu.run(WORDS);

        assertThat(guest.cpu.x[0]).isEqualTo(2L * (WORDS - 1) - 1);
        assertThat(guest.cpu.x[1]).isEqualTo(7);
    }

    @Test
    void codeOfPagesThatAreReplacedAgainAndAgainIsNotCounted() {
        Guest guest = Guest.of("""
                loop: add x0, x0, #1
                str w2, [x1]
                b loop""").with("X1", Guest.CODE + 64);

        for (int i = 0; i < 2000; i++) {
            guest.memory.snapshot();
            guest.cpu.run(300);
        }

        assertThat(guest.cpu.x[0]).isEqualTo(2000 * 100);
        assertThat(guest.memory.decodedBytes()).isLessThan(DecodedPages.MOST_BYTES);
    }
}
