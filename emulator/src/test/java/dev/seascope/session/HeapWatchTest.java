package dev.seascope.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private static final long MIB = 1 << 20;

    private long live = 100 * MIB;
    private long garbage;
    private int collections;
    private final HeapWatch watch = new HeapWatch(() -> live + garbage, () -> {
        collections++;
        garbage = 0;
    });

    @Test
    void garbageStaysBounded() {
        for (int i = 0; i < 1000; i++) {
            garbage += 2 * MIB;
            watch.look();
            assertThat(garbage).isLessThanOrEqualTo(HeapWatch.MOST_GROWTH + 2 * MIB);
        }
        assertThat(collections).isBetween(10, 13);
    }

    @Test
    void aHeapThatIsInUseIsNotCollectedAgainAndAgain() {
        watch.look();
        live += 1000 * MIB;

        for (int i = 0; i < 1000; i++) {
            watch.look();
        }

        assertThat(collections).isEqualTo(1);
    }
}
