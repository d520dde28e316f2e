package dev.seascope.views.decode;

import dev.seascope.arch.Severity;
import dev.seascope.arch.a64.word.InstructionWord;
import dev.seascope.arch.syndrome.Esr;
import dev.seascope.arch.text.Found;
import dev.seascope.arch.text.Found.Kind;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.PhraseLabel;
import java.util.List;
import java.util.OptionalLong;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Everything found in the text, a row each.
final class FoundList {
    private static final double MARK = 11;

    private final ListView<Found> list = new ListView<>();
    private final DecodeModel model;
    private boolean following;

    FoundList(DecodeModel model) {
        this.model = model;
        list.getStyleClass().add("found-list");
        list.setAccessibleText("Values found");
        var nothing = new Label();
        nothing.getStyleClass().add("muted");
        nothing.textProperty().bind(model.textProperty().map(text -> text.isBlank()
                ? "What is found is listed here" : "No ESR, SPSR or FAR in this text"));
        list.setPlaceholder(nothing);
        list.setCellFactory(_ -> new FoundCell());
        model.foundProperty().subscribe(found -> {
            following = true;
            list.getItems().setAll(found);
            following = false;
            follow();
        });
        model.selectedProperty().subscribe(_ -> follow());
        list.getSelectionModel().selectedItemProperty().addListener((_, _, chosen) -> {
            if (chosen != null && !following) {
                model.select(chosen);
            }
        });
    }

    Parent root() {
        return list;
    }

    private void follow() {
        following = true;
        model.selectedProperty().get().ifPresentOrElse(one -> {
            list.getSelectionModel().select(one);
            list.scrollTo(Math.max(0, list.getItems().indexOf(one) - 1));
        }, () -> list.getSelectionModel().clearSelection());
        following = false;
    }

    /// `ESR_EL1 0x96000010 Data Abort, same EL ... line 3`.
    private final class FoundCell extends ListCell<Found> {
        private final Label register = new Label();
        private final Label value = new Label();
        private final PhraseLabel meaning = new PhraseLabel("muted");
        private final Label line = new Label();
        private final HBox row = new HBox(register, value, meaning, line);

        FoundCell() {
            register.getStyleClass().addAll("medium", "found-register");
            register.setMinWidth(Region.USE_PREF_SIZE);
            value.getStyleClass().add("mono");
            value.setMinWidth(Region.USE_PREF_SIZE);
            line.getStyleClass().addAll("muted", "small");
            line.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(meaning, Priority.ALWAYS);
            row.getStyleClass().add("line");
            row.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Found one, boolean empty) {
            super.updateItem(one, empty);
            setText(null);
            if (empty || one == null) {
                setGraphic(null);
                return;
            }
            register.setText(name(one));
            boolean wrong = one.kind() == Kind.ESR && Esr.lint(one.value(), one.context()).stream()
                    .anyMatch(finding -> finding.severity() == Severity.ERROR);
            value.setText(one.kind() == Kind.CLASS ? "EC 0x%02x".formatted(one.value())
                    : Notation.address(one.value()));
            value.setGraphic(wrong ? Icons.error(MARK) : null);
            meaning.show(meaning(one));
            line.setText("line " + lineOf(one));
            setGraphic(row);
            setAccessibleText("%s %s, %s".formatted(register.getText(), value.getText(), meaning(one)));
        }
    }

    private long lineOf(Found one) {
        return 1 + model.textProperty().get().substring(0, (int) Math.min(one.offset(),
                model.textProperty().get().length())).chars().filter(character -> character == '\n').count();
    }

    private static String name(Found one) {
        String level = one.view().isPresent() ? "_EL" + one.view().getAsInt() : "";
        return switch (one.kind()) {
            case ESR, CLASS -> "ESR" + level;
            case SPSR -> "SPSR" + level;
            case FAR -> "FAR" + level;
            case INSTRUCTION -> "A64";
        };
    }

    private static String meaning(Found one) {
        return switch (one.kind()) {
            case ESR -> classOf(one.value(), one);
            case CLASS -> classOf(one.value() << Esr.EC.bits().lsb(), one);
            case SPSR -> List.of("EL%dt", "EL%dh").get((int) one.value() & 1).formatted(one.value() >>> 2 & 3);
            case FAR -> "";
            case INSTRUCTION -> new InstructionWord((int) one.value(), OptionalLong.empty()).text();
        };
    }

    private static String classOf(long esr, Found one) {
        return Esr.read(esr, one.context()).stream().filter(reading -> reading.field().name().equals("EC"))
                .findFirst().map(reading -> reading.meaning()).orElse("");
    }
}
