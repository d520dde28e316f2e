package dev.seascope.views.console;

import dev.seascope.views.control.Clip;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Notice;
import dev.seascope.views.control.Panel;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/// A plain terminal: what the guest writes, and a keyboard for it.
public final class ConsoleView {
    private static final int FIRST_CONTROL = 1;
    private static final int LAST_CONTROL = 26;

    private final ConsoleModel model;
    private final TextArea area = new TextArea();
    private final Panel panel = new Panel("Console");
    private String shown = "";

    public ConsoleView(ConsoleModel model) {
        this.model = model;
        area.setId("console");
        area.setEditable(false);
        area.getStyleClass().addAll("mono", "console-text");
        area.setAccessibleText("Console of the guest; what is typed goes to it");
        area.addEventFilter(KeyEvent.KEY_TYPED, this::type);
        var hint = new Label("click and type");
        hint.getStyleClass().add("muted");
        var copy = new Button("", Icons.feather(Feather.COPY));
        copy.getStyleClass().add("icon-button");
        copy.setTooltip(new Tooltip("Copy all output"));
        copy.setAccessibleText("Copy all output");
        copy.setOnAction(_ -> {
            Clip.copy(shown);
            Notice.done(copy, "Copied the console");
        });
        panel.describe(hint).control(copy).body(area);
        panel.root().getStyleClass().add("console-view");
        model.text().subscribe(this::show);
    }

    public Parent root() {
        return panel.root();
    }

    /// Output only grows, but for a new guest; a reader who has scrolled up stays there.
    private void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        boolean following = area.getCaretPosition() >= area.getLength();
        if (!shown.isEmpty() && text.startsWith(shown)) {
            double top = area.getScrollTop();
            area.appendText(text.substring(shown.length()));
            if (!following) {
                area.setScrollTop(top);
            }
        } else {
            area.setText(text);
        }
        shown = text;
        if (following) {
            area.positionCaret(area.getLength());
        }
    }

    /// Everything that writes goes to the guest, with Ctrl too; a selection is copied with Ctrl+C as everywhere.
    private void type(KeyEvent event) {
        String typed = event.getCharacter();
        if (typed.isEmpty() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        boolean control = typed.charAt(0) >= FIRST_CONTROL && typed.charAt(0) <= LAST_CONTROL && event.isControlDown();
        if (control && area.getSelection().getLength() > 0) {
            return;
        }
        area.deselect();
        area.positionCaret(area.getLength());
        model.type(typed);
        event.consume();
    }
}
