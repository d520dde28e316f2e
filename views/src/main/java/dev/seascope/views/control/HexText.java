package dev.seascope.views.control;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// A number in hexadecimal whose leading zeros recede, so that the digits that matter stand out and columns still
/// align.
public final class HexText extends HBox {
    private final Label zeros = new Label();
    private final Label digits = new Label();

    /// @param styleClasses of the digits that matter
    @SuppressWarnings("this-escape")
    public HexText(String... styleClasses) {
        getStyleClass().add("hex-text");
        zeros.getStyleClass().addAll("mono", "zero-text");
        digits.getStyleClass().add("mono");
        digits.getStyleClass().addAll(styleClasses);
        getChildren().addAll(zeros, digits);
    }

    /// Show a number with the prefix `0x`.
    ///
    /// @param count digits shown
    public void show(long value, int count) {
        String all = Notation.digits(value, count);
        int leading = Notation.leadingZeros(value, count);
        zeros.setText("0x" + all.substring(0, leading));
        digits.setText(all.substring(leading));
    }
}
