package dev.seascope.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class DivisionTest {
    private static final double GAP = 5;

    @Test
    void dividersFollowTheSize() {
        FxThread.run(() -> {
            var left = new Region();
            Division division = division(left);

            assertThat(left.getWidth()).isCloseTo(200, within(GAP));
            resize(division, 1600);
            assertThat(left.getWidth()).isCloseTo(400, within(GAP));
        });
    }

    @Test
    void whereTheUserMovedADividerItStays() {
        FxThread.run(() -> {
            var left = new Region();
            Division division = division(left);
            Node divider = division.lookup(".split-pane-divider");

            FxThread.drag(divider, 1, 101, 10);
            resize(division, 800);
            double moved = left.getWidth();
            resize(division, 780);

            assertThat(moved).isGreaterThan(250);
            assertThat(left.getWidth()).isCloseTo(moved, within(10.0));
        });
    }

    private static Division division(Region left) {
        var division = new Division(Orientation.HORIZONTAL);
        division.hold(List.of(left, new Region(), new Region()), _ -> new double[] {0.25, 0.5});
        return FxThread.show(division, 800, 100);
    }

    private static void resize(Division division, double width) {
        division.resize(width, 100);
        division.applyCss();
        division.layout();
    }
}
