package dev.seascope.views.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarsTest {
    @Test
    void coverageIsWhatCountingInstructionByInstructionGives() {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            var bars = new Bars();
            boolean[] inside = new boolean[2000];
            int time = random.nextInt(5);
            while (time < 1500) {
                int end = time + 1 + random.nextInt(30);
                bars.begin(time, 0);
                bars.end(end);
                Arrays.fill(inside, time, end, true);
                time = end + random.nextInt(20);
            }
            int from = random.nextInt(1600);
            int to = from + random.nextInt(300);
            double counted = IntStream.range(from, to).filter(t -> inside[t]).count();

            assertThat(bars.covered(from, to, 2000)).isCloseTo(counted, within(1e-9));
        }
    }

    @Test
    void theLastBarGrowsUntilItIsEnded() {
        var bars = new Bars();
        bars.begin(10, 0x1000);

        assertThat(bars.end(0, 25)).isEqualTo(25);
        assertThat(bars.covered(0, 100, 25)).isEqualTo(15);

        bars.end(30);

        assertThat(bars.end(0, 99)).isEqualTo(30);
    }

    @Test
    void beginningABarEndsTheOneBefore() {
        var bars = new Bars();
        bars.begin(10, 0x1000);
        bars.begin(20, 0x2000);

        assertThat(bars.end(0, 50)).isEqualTo(20);
        assertThat(bars.firstEndingAfter(20, 50)).isEqualTo(1);
        assertThat(bars.pc(1)).isEqualTo(0x2000);
    }
}
