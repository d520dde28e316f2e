package dev.seascope.views.control;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// A text that gets shorter by sense as room gets scarce: the whole, its first clause, then as many whole words as fit.
/// What is left out is in the tooltip.
public final class PhraseLabel extends Label {
    private final Lettering lettering = new Lettering();
    private String phrase = "";

    @SuppressWarnings("this-escape")
    public PhraseLabel(String... styleClasses) {
        getStyleClass().addAll(styleClasses);
        setMinWidth(0);
        setMaxWidth(Double.MAX_VALUE);
        widthProperty().subscribe(_ -> fit());
        fontProperty().subscribe(_ -> fit());
    }

    /// Show a text, as much of it as fits.
    public void show(String text) {
        phrase = text;
        fit();
    }

    private void fit() {
        double room = getWidth() - snappedLeftInset() - snappedRightInset();
        String shown = room <= 0 ? phrase : fitting(room);
        setText(shown);
        setTooltip(shown.equals(phrase) ? null : new Tooltip(phrase));
    }

    private String fitting(double room) {
        Optional<String> whole = Stream.of(phrase, Words.clause(phrase)).filter(text -> fits(text, room)).findFirst();
        if (whole.isPresent()) {
            return whole.get();
        }
        List<String> words = List.of(phrase.split(" ", 0));
        for (int count = words.size() - 1; count > 0; count--) {
            String some = String.join(" ", words.subList(0, count)) + "…";
            if (fits(some, room)) {
                return some;
            }
        }
        return phrase;
    }

    private boolean fits(String text, double room) {
        return lettering.width(getFont(), text) <= room;
    }
}
