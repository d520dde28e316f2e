package dev.seascope.views.syndrome;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Fix;
import dev.seascope.kvm.Contribution.Source;
import dev.seascope.views.control.BitStrip;
import dev.seascope.views.control.Clip;
import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.HexText;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Named;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Notice;
import dev.seascope.views.control.Panel;
import dev.seascope.views.control.Swatch;
import dev.seascope.views.control.TipLayer;
import dev.seascope.views.model.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.animation.PauseTransition;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The signature of the window: one register across its full width, a cell a bit.
public final class SyndromeView {
    private static final PseudoClass INSTRUCTION = PseudoClass.getPseudoClass("instruction");
    private static final PseudoClass UNDEFINED = PseudoClass.getPseudoClass("undefined");
    private static final Duration REST = Duration.millis(450);

    private final SyndromeModel model;
    private final TipLayer tips;
    private final BitStrip strip;
    private final FieldCard card = new FieldCard();
    private final PauseTransition resting = new PauseTransition(REST);
    private boolean pointed;
    private final Panel panel;

    /// @param tips where the strip explains why a bit cannot be changed
    public SyndromeView(SyndromeModel model, Selection selection, TipLayer tips) {
        this.model = model;
        this.tips = tips;
        panel = new Panel(model.wordProperty().map(word -> word.isPresent() ? "Instruction" : "Syndrome"));
        strip = new BitStrip(model.shownProperty().get(), selection, new Editing());
        strip.setId("syndrome-strip");
        strip.valueProperty().bind(model.shownProperty());
        Region legend = legend();
        legend.visibleProperty().bind(model.readingProperty().map(reading -> reading != SyndromeModel.Reading.INSTRUCTION));
        legend.managedProperty().bind(legend.visibleProperty());
        var legendPlace = new HBox(legend);
        var captionPlace = new HBox(caption());
        captionPlace.getStyleClass().add("line");
        panel.describe(chooser(), captionPlace, value(), copy(), instruction()).control(legendPlace)
                .dispenseWith(legendPlace, captionPlace).body(strip);
        panel.root().getStyleClass().add("syndrome-view");
        panel.root().setMinHeight(Region.USE_PREF_SIZE); // the strip is the last thing to give way
    }

    public Region root() {
        return panel.root();
    }

    /// The strip, for the keyboard focus.
    public BitStrip strip() {
        return strip;
    }

    private Node chooser() {
        var chooser = new ComboBox<String>();
        chooser.getStyleClass().addAll("mono", "register-choice");
        chooser.setAccessibleText("Register or instruction shown");
        chooser.setConverter(new Named<>(name -> EditedWord.address(name).isPresent()
                ? "at " + Notation.address(EditedWord.address(name).getAsLong()) : name));
        chooser.getItems().setAll(model.registers());
        chooser.setOnShowing(_ -> {
            String chosen = model.registerProperty().get();
            chooser.getItems().setAll(model.registers());
            chooser.setValue(chosen);
        });
        // The box shows nothing for what is not in its list, so the list learns first.
        model.registerProperty().addListener((Observable _) -> {
            String chosen = model.registerProperty().get();
            if (!chooser.getItems().contains(chosen)) {
                chooser.getItems().add(chosen);
            }
        });
        chooser.valueProperty().bindBidirectional(model.registerProperty());
        model.wordProperty().subscribe(shown -> chooser.pseudoClassStateChanged(INSTRUCTION, shown.isPresent()));
        return chooser;
    }

    private Node caption() {
        var caption = new Label();
        caption.getStyleClass().add("muted");
        caption.textProperty().bind(model.readingProperty().map(SyndromeModel.Reading::text));
        caption.visibleProperty().bind(caption.textProperty().isNotEmpty());
        caption.managedProperty().bind(caption.visibleProperty());
        return caption;
    }

    /// What the word shown says, and the way back when it was changed.
    private Node instruction() {
        var text = new Label();
        text.getStyleClass().addAll("mono-bold", "instruction-text");
        text.setMinWidth(0);
        var was = new Hyperlink();
        was.getStyleClass().add("quiet-link");
        was.setMinWidth(Region.USE_PREF_SIZE);
        was.setTooltip(new Tooltip("Take the word as it is in the program"));
        was.setOnAction(_ -> model.wordProperty().get().ifPresent(word -> model.tryWord(word.found())));
        var fix = new Hyperlink();
        fix.getStyleClass().add("quiet-link");
        fix.setMinWidth(Region.USE_PREF_SIZE);
        fix.setOnAction(_ -> model.wordProperty().get().flatMap(EditedWord::fix)
                .ifPresent(change -> model.tryWord(change.value())));
        var line = new HBox(text, fix, was);
        line.getStyleClass().add("instruction-line");
        model.wordProperty().subscribe(shown -> {
            line.setVisible(shown.isPresent());
            line.setManaged(shown.isPresent());
            shown.ifPresent(word -> {
                text.setText(word.text());
                text.pseudoClassStateChanged(UNDEFINED, !word.isAllocated());
                show(fix, word.fix().map(Fix::label));
                show(was, word.isEdited() ? Optional.of("was %08x".formatted(word.found())) : Optional.empty());
            });
        });
        return line;
    }

    private static void show(Hyperlink link, Optional<String> text) {
        link.setText(text.orElse(""));
        link.setVisible(text.isPresent());
        link.setManaged(text.isPresent());
    }

    private Node value() {
        var text = new HexText("strong-number");
        text.getStyleClass().add("result");
        model.shownProperty().subscribe(shown -> text.show(shown.value().bits(), shown.value().layout().width() / 4));
        return text;
    }

    private Node copy() {
        var button = new Button("", Icons.feather(Feather.COPY));
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip("Copy the value"));
        button.setAccessibleText("Copy the value");
        button.setOnAction(_ -> {
            String value = Notation.address(model.shownProperty().get().value().bits());
            Clip.copy(value);
            Notice.done(button, "Copied " + value);
        });
        return button;
    }

    private static Region legend() {
        List<Node> entries = new ArrayList<>();
        for (Source source : List.of(Source.YOU, Source.KVM, Source.LAST_TRAP, Source.PSTATE)) {
            entries.add(entry(Icons.source(source, 9),
                    source == Source.KVM ? "ORed by KVM" : Icons.sourceName(source)));
        }
        entries.add(entry(new Swatch(Swatch.Pattern.HATCH), "RES0"));
        entries.add(entry(new Swatch(Swatch.Pattern.DOTTED), "UNKNOWN"));
        entries.add(entry(Icons.glyph(Glyph.LOCK, 11, "muted-mark"), "cannot be cleared"));
        var legend = new HBox();
        legend.getStyleClass().add("legend");
        legend.getChildren().setAll(entries);
        return legend;
    }

    private static Node entry(Node mark, String text) {
        var label = new Label(text, mark);
        label.getStyleClass().addAll("muted", "legend-entry");
        return label;
    }

    private final class Editing implements BitStrip.Editor {
        @Override
        public void flip(int bit) {
            model.flip(bit);
        }

        @Override
        public void set(Bits field, long value) {
            model.set(field, value);
        }

        @Override
        public void explain(int bit, Bounds cell) {
            resting.stop();
            tips.show(Icons.glyph(Glyph.LOCK, 12, "on-tip"), model.explain(bit), strip.localToScene(cell));
        }

        /// A pointer that rests on a bit asks what it is.
        @Override
        public void point(OptionalInt bit, Bounds cell) {
            resting.stop();
            if (pointed) {
                tips.hide();
                pointed = false;
            }
            if (bit.isPresent()) {
                resting.setOnFinished(_ -> {
                    int at = bit.getAsInt();
                    boolean locked = !model.shownProperty().get().isEditable(at);
                    tips.show(Icons.glyph(locked ? Glyph.LOCK : Glyph.NOTE, 12, "on-tip"), model.tell(at),
                            strip.localToScene(cell));
                    pointed = true;
                });
                resting.playFromStart();
            }
        }

        @Override
        public void detail(int bit, Bounds cell) {
            resting.stop();
            tips.hide();
            card.show(model.shownProperty().get(), bit, strip, cell);
        }
    }
}
