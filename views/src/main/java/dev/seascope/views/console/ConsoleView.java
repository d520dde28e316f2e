package dev.seascope.views.console;

import dev.seascope.arch.text.Found;
import dev.seascope.arch.text.Found.Kind;
import dev.seascope.views.control.Clip;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Notation;
import dev.seascope.views.control.Notice;
import dev.seascope.views.control.Panel;
import dev.seascope.views.frame.Action;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.syndrome.RegisterCard;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// A plain terminal: what the guest writes, and a keyboard for it. The syndrome that the guest told of last, or that was
/// chosen in the text, is decoded in the line below.
public final class ConsoleView {
    private static final int FIRST_CONTROL = 1;
    private static final int LAST_CONTROL = 26;

    private final ConsoleModel model;
    private final ConsoleText text;
    private final Panel panel = new Panel("Console");
    private final RegisterCard card = new RegisterCard();
    private final HBox decoded = new HBox();

    /// @param decode opens all of the text where every value is decoded, with one of them chosen
    public ConsoleView(ConsoleModel model, Keymap keys, Runnable decode) {
        this.model = model;
        text = new ConsoleText(model, this::showBits);
        text.area().addEventFilter(KeyEvent.KEY_TYPED, this::type);
        var hint = new Label("click and type");
        hint.getStyleClass().add("muted");
        hint.setMinWidth(0);
        panel.describe(hint).control(decoding(keys, decode), button(Feather.COPY, "Copy all output", this::copy))
                .body(text.root());
        panel.root().getStyleClass().add("console-view");
        decoded.getStyleClass().addAll("line", "console-decoded");
        model.selectedProperty().subscribe(_ -> tell());
        model.outputProperty().subscribe(_ -> tell());
    }

    public Parent root() {
        return panel.root();
    }

    /// Give it the keyboard.
    ///
    /// @return false if it had it already
    public boolean focus() {
        boolean had = text.area().isFocused();
        text.area().requestFocus();
        return !had;
    }

    /// Choose the next syndrome in the text, after the last one the first.
    public void nextSyndrome() {
        model.next();
        text.reveal();
    }

    private Node decoding(Keymap keys, Runnable decode) {
        var link = new Button("Decode");
        link.getStyleClass().add("jump");
        var key = new Label();
        key.textProperty().bind(keys.keys(Action.DECODE_CONSOLE));
        key.getStyleClass().add("key-cap");
        link.setGraphic(key);
        link.setTooltip(new Tooltip("Decode every value in this text"));
        link.setOnAction(_ -> decode.run());
        link.setFocusTraversable(false);
        ObservableValue<Boolean> any = model.outputProperty().map(output -> !output.found().isEmpty());
        link.visibleProperty().bind(any);
        link.managedProperty().bind(any);
        return link;
    }

    private void copy() {
        Clip.copy(model.text());
        Notice.done(panel.root(), "Copied the console");
    }

    private static Button button(Feather icon, String says, Runnable action) {
        var button = new Button("", Icons.feather(icon));
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// The line below the text: `ESR_EL1 0x96000010 Data Abort, same EL · DFSC 0x10 Synchronous External abort`.
    private void tell() {
        Optional<Found> chosen = model.selectedProperty().get();
        if (chosen.isPresent()) {
            decoded.getChildren().setAll(words(chosen.get()));
            if (decoded.getParent() == null) {
                panel.footer(decoded);
            }
        } else if (decoded.getParent() != null) {
            panel.noFooter();
        }
    }

    private Node[] words(Found one) {
        var register = new Label(ConsoleModel.register(one));
        register.getStyleClass().add("mono-bold");
        register.setMinWidth(Region.USE_PREF_SIZE);
        var value = new Hyperlink(Notation.address(ConsoleModel.value(one)));
        value.getStyleClass().addAll("mono", "quiet-link");
        value.setMinWidth(Region.USE_PREF_SIZE);
        value.setTooltip(new Tooltip("Show the bits"));
        value.setOnAction(_ -> showBits(one, value.localToScreen(value.getLayoutBounds())));
        var meaning = new Label(ConsoleModel.meaning(one));
        meaning.setTooltip(new Tooltip(meaning.getText()));
        meaning.setMinWidth(0);
        var line = new HBox(register, value, meaning);
        line.getStyleClass().add("line");
        HBox.setHgrow(line, Priority.ALWAYS);
        line.setMinWidth(0);
        line.setAccessibleText("%s %s, %s".formatted(register.getText(), value.getText(), ConsoleModel.meaning(one)));
        String place = model.position();
        if (place.isEmpty()) {
            return new Node[] {line};
        }
        var position = new Label(place);
        position.getStyleClass().addAll("muted", "small");
        position.setMinWidth(Region.USE_PREF_SIZE);
        return new Node[] {line, button(Feather.CHEVRON_LEFT, "Previous syndrome", () -> move(-1)), position,
            button(Feather.CHEVRON_RIGHT, "Next syndrome", () -> move(1))};
    }

    private void move(int by) {
        model.move(by);
        text.reveal();
    }

    /// What has a strip shows it, in a box at the value.
    private void showBits(Found one, Bounds onScreen) {
        if (one.kind() != Kind.INSTRUCTION) {
            card.show(ConsoleModel.register(one), ConsoleModel.value(one), panel.root(),
                    panel.root().screenToLocal(onScreen));
        }
    }

    /// Everything that writes goes to the guest, with Ctrl too; a selection is copied with Ctrl+C as everywhere.
    private void type(KeyEvent event) {
        String typed = event.getCharacter();
        if (typed.isEmpty() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        boolean control = typed.charAt(0) >= FIRST_CONTROL && typed.charAt(0) <= LAST_CONTROL && event.isControlDown();
        if (control && text.area().getSelection().getLength() > 0) {
            return;
        }
        text.area().deselect();
        text.toEnd();
        model.type(typed);
        event.consume();
    }
}
