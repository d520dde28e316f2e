package dev.seascope.views.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seascope.views.FxThread;
import java.io.ByteArrayInputStream;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;

class PngTest {
    @Test
    void anotherReaderFindsTheSamePixels() {
        FxThread.run(() -> {
            var image = new WritableImage(37, 11);
            for (int y = 0; y < 11; y++) {
                for (int x = 0; x < 37; x++) {
                    image.getPixelWriter().setArgb(x, y, 0xff00_0000 | ((x * 7) << 16) | ((y * 23) << 8) | (x ^ y));
                }
            }

            var read = new Image(new ByteArrayInputStream(Png.encode(image)));

            assertThat(read.isError()).isFalse();
            assertThat(read.getWidth()).isEqualTo(37);
            for (int y = 0; y < 11; y++) {
                for (int x = 0; x < 37; x++) {
                    assertThat(read.getPixelReader().getArgb(x, y)).isEqualTo(image.getPixelReader().getArgb(x, y));
                }
            }
        });
    }
}
