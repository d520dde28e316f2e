package dev.seascope.views.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimeScaleTest {
    @Test
    void pixelsAndTimesAreInverse() {
        var scale = new TimeScale(716, 1430, 96, 1334);

        assertThat(scale.time(scale.x(1257))).isCloseTo(1257, within(1e-9));
        assertThat(scale.x(716)).isEqualTo(96);
    }

    @Test
    void theGridHasRoundLabelsWithOneLineBetween() {
        var ticks = new TimeScale(716, 1430, 96, 1334).ticks(100);

        assertThat(ticks).filteredOn(TimeScale.Tick::labelled).extracting(TimeScale.Tick::time)
                .containsExactly(800L, 900L, 1000L, 1100L, 1200L, 1300L, 1400L);
        assertThat(ticks).first().isEqualTo(new TimeScale.Tick(750, false));
    }

    @Test
    void timeBeforeTheStartHasNoGrid() {
        assertThat(new TimeScale(-50, 100, 0, 300).ticks(50))
                .allSatisfy(tick -> assertThat(tick.time()).isNotNegative());
    }

    @Test
    void aSpanOfABillionHasAFewLabels() {
        assertThat(new TimeScale(0, 1e9, 0, 1300).ticks(100)).hasSizeLessThan(30);
    }
}
