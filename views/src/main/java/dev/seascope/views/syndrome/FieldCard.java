package dev.seascope.views.syndrome;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.Meaning;
import dev.seascope.kvm.Contribution;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Popover;
import dev.seascope.views.control.StripValue;
import dev.seascope.views.control.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;

/// Everything about one field, in a box that points at it: what it tells, why it is in force, who supplied its bits by
/// which rule, and every value it can have.
public final class FieldCard {
    private static final double MARK = 9;
    private static final int MANY_VALUES = 9;

    private final Popover popover = new Popover("");

    /// Explain the field of a register at a bit.
    ///
    /// @param owner the node it lies in
    /// @param at where it lies, in coordinates of `owner`
    public void show(StripValue shown, int bit, Node owner, Bounds at) {
        popover.content(content(shown, shown.value().layout().leafAt(bit, shown.value().bits())));
        popover.show(owner, at);
    }

    private static Node content(StripValue shown, Field field) {
        Bits bits = field.bits();
        long value = bits.get(shown.value().bits());
        var name = label(field.name(), "strong", "field-card-name");
        var range = label(bits.width() == 1 ? "bit " + bits.msb() : "bits " + bits.msb() + ":" + bits.lsb(), "muted");
        var number = label(Words.number(field, value), "mono-bold");
        var head = new HBox(name, range, number);
        head.getStyleClass().add("line");
        var all = new VBox(head);
        all.getStyleClass().add("field-card");
        String meaning = field.meaningIn(shown.value().bits());
        boolean reserved = field instanceof Field.Res0 || field instanceof Field.Res1;
        all.getChildren().add(paragraph(reserved || meaning.isEmpty() || meaning.equals(field.title()) ? field.title()
                : field.title() + ": " + meaning));
        if (!field.explanation().isEmpty()) {
            all.getChildren().add(paragraph(field.explanation()));
        }
        String why = shown.value().layout().why(field, shown.value().bits());
        if (!why.isEmpty()) {
            all.getChildren().add(paragraph(field.name() + " " + why));
        }
        sources(shown, bits, all);
        if (field instanceof Field.Choice choice) {
            all.getChildren().add(values(choice, value));
        }
        return all;
    }

    private static void sources(StripValue shown, Bits bits, VBox all) {
        List<Contribution> rules = new ArrayList<>();
        for (int bit = bits.msb(); bit >= bits.lsb(); bit--) {
            if (shown.isSet(bit)) {
                shown.contribution(bit).filter(rule -> !rules.contains(rule)).ifPresent(rules::add);
            }
        }
        for (Contribution rule : rules) {
            var line = new Label("%s: %s".formatted(Icons.sourceName(rule.source()), rule.text()),
                    Icons.source(rule.source(), MARK));
            line.getStyleClass().addAll(Icons.sourceClass(rule.source()) + "-text", "field-card-source");
            line.setWrapText(true);
            all.getChildren().add(line);
        }
    }

    private static Node values(Field.Choice choice, long value) {
        var grid = new GridPane();
        grid.getStyleClass().add("field-card-values");
        int row = 0;
        for (long number = 0; number < 1L << Math.min(choice.bits().width(), 6); number++) {
            Meaning meaning = choice.meanings().find(number);
            if (meaning != null) {
                boolean here = number == value;
                Label words = label(choice.meaning(number), here ? "strong" : meaning.allocated() ? "" : "muted");
                words.setMinWidth(0);
                grid.addRow(row++, label(Words.number(choice, number), here ? "mono-bold" : "mono"), words);
            }
        }
        if (row <= MANY_VALUES) {
            return grid;
        }
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "field-card-scroll");
        return scroll;
    }

    private static TextFlow paragraph(String text) {
        TextFlow flow = Words.flow(text, "detail-text");
        flow.getStyleClass().add("field-card-text");
        return flow;
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        for (String style : styles) {
            if (!style.isEmpty()) {
                label.getStyleClass().add(style);
            }
        }
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
