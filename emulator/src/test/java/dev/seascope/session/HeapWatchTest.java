package dev.seascope.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private static final long MIB = 1 << 20;

    private long live = 60 * MIB;
    private long guest;
    private long garbage;
    private int collections;
    private final HeapWatch watch = new HeapWatch(() -> live + guest + garbage, () -> {
        collections++;
        garbage = 0;
    });

    @Test
    void garbageStaysBounded() {
        watch.rest(guest);
        for (int i = 0; i < 1000; i++) {
            garbage += 2 * MIB;
            watch.look(guest);
            assertThat(garbage).isLessThanOrEqualTo(HeapWatch.MOST_GROWTH);
        }
        assertThat(collections).isBetween(65, 80);
    }

    @Test
    void whatTheStartLeavesIsCollectedOnceEvenIfTheGuestNeverRests() {
        garbage = 20 * MIB;
        for (int i = 0; i < 10 * HeapWatch.MANY_LOOKS; i++) {
            watch.look(guest);
        }

        assertThat(collections).isEqualTo(1);
        assertThat(garbage).isZero();
    }

    @Test
    void whatIsLeftInTheLongRunIsLessThanWhatComesAndGoes() {
        watch.rest(guest);
        for (int i = 0; i < 20 * HeapWatch.MANY_LOOKS; i++) {
            live += i % 4 == 0 ? -24 * MIB : 8 * MIB;
            watch.look(guest);
        }
        assertThat(collections).isEqualTo(1);

        for (int i = 0; i < 20 * HeapWatch.MANY_LOOKS; i++) {
            garbage += MIB / 10;
            watch.look(guest);
            assertThat(garbage).isLessThan(HeapWatch.MOST_LEFT + 2 * HeapWatch.MANY_LOOKS * MIB / 10);
        }
        assertThat(collections).isGreaterThan(1);
    }

    @Test
    void aHeapThatIsInUseIsNotCollectedAgainAndAgain() {
        watch.look(guest);
        live += 1000 * MIB;

        for (int i = 0; i < 1000; i++) {
            watch.look(guest);
        }

        assertThat(collections).isEqualTo(1);
    }

    @Test
    void memoryThatTheGuestTouchesIsNoReasonToCollect() {
        watch.rest(guest);
        for (int i = 0; i < 1000; i++) {
            guest += MIB;
            watch.look(guest);
            watch.rest(guest);
        }

        assertThat(collections).isEqualTo(1);
    }

    @Test
    void memoryOfAGuestThatIsGoneIsCollectedAtOnce() {
        guest = 256 * MIB;
        watch.rest(guest);

        guest = MIB;
        garbage = 255 * MIB;
        watch.look(guest);

        assertThat(collections).isEqualTo(2);
    }

    @Test
    void theStartIsNotHeldUpAndWhatItLeavesIsCollectedOnceAtRest() {
        garbage = 80 * MIB;
        watch.look(guest);
        assertThat(collections).isZero();

        for (int i = 0; i < 10; i++) {
            watch.rest(guest);
        }
        assertThat(collections).isEqualTo(1);
        assertThat(garbage).isZero();
    }
}
