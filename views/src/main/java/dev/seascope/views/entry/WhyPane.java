package dev.seascope.views.entry;

import dev.seascope.inject.WhyVector;
import dev.seascope.views.control.Notation;
import dev.seascope.views.model.VectorEntry;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Why this vector: three questions, the sum they make, and all sixteen entries with how often each was entered.
final class WhyPane {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");
    private static final PseudoClass OTHER = PseudoClass.getPseudoClass("other");
    private static final PseudoClass HIT = PseudoClass.getPseudoClass("hit");
    private static final int GROUP = 0x200;

    private final EntryModel model;
    private final VBox root = new VBox();

    WhyPane(EntryModel model) {
        this.model = model;
        root.getStyleClass().add("why-pane");
        model.entryProperty().subscribe(shown -> shown.ifPresent(this::fill));
        model.otherWayProperty().subscribe(_ -> model.entryProperty().get().ifPresent(this::fill));
    }

    Parent root() {
        return root;
    }

    private void fill(Entry entry) {
        var questions = new VBox();
        questions.getStyleClass().add("questions");
        for (int i = 0; i < entry.questions().size(); i++) {
            questions.getChildren().add(question(i + 1, entry.questions().get(i)));
        }
        boolean other = model.otherWayProperty().get();
        int offset = other ? entry.otherOffset() : entry.offset();
        root.getChildren().setAll(styled("Why this vector", "strong", "why-title"), questions, sum(entry, offset),
                table(entry, offset));
        if (entry.otherOffset() != entry.offset()) {
            root.getChildren().add(toggle(entry, other));
        }
    }

    private static Node question(int number, WhyVector.Question question) {
        var mark = styled(Integer.toString(number), "mono", "question-number");
        var ask = styled(question.question(), "muted", "ask");
        var answer = styled(question.answer(), "strong", "answer-text");
        var evidence = styled(question.evidence(), "mono", "muted", "small");
        var consequence = styled(question.consequence(), "muted", "small");
        consequence.setMinWidth(0);
        var row = new HBox(mark, ask, answer, evidence, gap(), consequence);
        row.getStyleClass().add("question");
        return row;
    }

    private static Node sum(Entry entry, int offset) {
        int group = offset / GROUP * GROUP;
        var terms = styled("%s + 0x%03x + 0x%03x =".formatted(Notation.address(entry.vectors()), group, offset - group),
                "mono", "vector-sum-terms");
        var result = styled(Notation.address(entry.vectors() + offset), "mono", "vector-sum-result");
        var names = styled("VBAR_EL1 + level + kind", "muted", "small");
        names.setMinWidth(0);
        var row = new HBox(terms, result, gap(), names);
        row.getStyleClass().add("vector-sum");
        return row;
    }

    private Node table(Entry entry, int offset) {
        var grid = new GridPane();
        grid.getStyleClass().add("vector-table");
        var names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().add(names);
        for (int i = 0; i < VectorEntry.KINDS.size(); i++) {
            var column = new ColumnConstraints();
            column.setHgrow(Priority.ALWAYS);
            column.setPercentWidth(19);
            column.setHalignment(HPos.CENTER);
            grid.getColumnConstraints().add(column);
            grid.add(styled(VectorEntry.KINDS.get(i), "muted"), i + 1, 0);
        }
        Map<Integer, Integer> hits = model.hits();
        for (VectorEntry vector : VectorEntry.ALL) {
            int row = 1 + vector.offset() / GROUP;
            int column = 1 + vector.offset() % GROUP / VectorEntry.BYTES;
            if (column == 1) {
                var source = styled(capitalized(vector.source()), vector.offset() / GROUP == offset / GROUP ? "strong"
                        : "muted");
                grid.add(source, 0, row);
            }
            grid.add(cell(vector, entry, offset, hits.getOrDefault(vector.offset(), 0)), column, row);
        }
        return grid;
    }

    private static Node cell(VectorEntry vector, Entry entry, int offset, int hits) {
        boolean here = vector.offset() == offset;
        boolean other = !here && entry.otherOffset() != entry.offset()
                && (vector.offset() == entry.otherOffset() || vector.offset() == entry.offset());
        String count = hits == 0 ? "" : Notation.grouped(hits) + (hits == 1 ? " hit" : " hits");
        String remark = here ? "now" : other ? "EASE" : count;
        var cell = new HBox(styled(vector.notation(), "mono", "small"), styled(remark, "small"));
        cell.getStyleClass().add("vector");
        cell.pseudoClassStateChanged(HERE, here);
        cell.pseudoClassStateChanged(OTHER, other);
        cell.pseudoClassStateChanged(HIT, hits > 0);
        cell.setMaxWidth(Double.MAX_VALUE);
        return cell;
    }

    private Node toggle(Entry entry, boolean other) {
        boolean ease = entry.offset() % GROUP != 0;
        boolean on = ease != other;
        var toggle = new ToggleButton();
        toggle.getStyleClass().setAll("switch");
        toggle.setSelected(on);
        toggle.setAccessibleText("SCTLR2_EL1.EASE");
        toggle.setOnAction(_ -> model.otherWayProperty().set(!other));
        var knob = new Region();
        knob.getStyleClass().add("knob");
        toggle.setGraphic(knob);
        var name = styled("SCTLR2_EL1.EASE", "mono");
        var state = styled(on ? "on" : "off");
        int elsewhere = other ? entry.offset() : entry.otherOffset();
        var says = styled("%s: same ESR, PC moves to +0x%03x".formatted(on ? "Off" : "On", elsewhere), "muted");
        var row = new HBox(toggle, name, state, gap(), says);
        row.getStyleClass().add("switch-row");
        return row;
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Region gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static Label styled(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
