package dev.seascope.views.control;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class BothEndsTest {
    private final Region first = sized(100);
    private final Region second = sized(80);
    private final BothEnds line = new BothEnds(first, second);

    private static Region sized(double width) {
        var region = new Region();
        region.setPrefSize(width, 20);
        return region;
    }

    @Test
    void whatFitsIsOneLine() {
        line.resize(300, line.prefHeight(300));
        line.layout();

        assertThat(line.getHeight()).isEqualTo(20);
        assertThat(second.getLayoutX() + second.getWidth()).isEqualTo(300);
    }

    @Test
    void whatDoesNotFitIsBelow() {
        line.resize(185, line.prefHeight(185));
        line.layout();

        assertThat(line.getHeight()).isEqualTo(40);
        assertThat(second.getLayoutX()).isZero();
        assertThat(second.getLayoutY()).isEqualTo(20);
    }
}
