package dev.seascope.views.frame;

import dev.seascope.session.Command;
import dev.seascope.views.control.FittingRow;
import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.LastingFocus;
import dev.seascope.views.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The top of the window: which guest, how to run it, what it is doing, how the window looks.
public final class Toolbar {
    private static final double ICON = 16;

    private final FittingRow root = new FittingRow("toolbar");
    private final SessionModel session;
    private final Consumer<Command> commands;
    private final Keymap keys;

    /// What the toolbar asks of the window around it.
    public interface Window {
        /// Use the other theme.
        void switchTheme();

        /// Whether the window is dark now.
        ReadOnlyObjectProperty<Boolean> darkProperty();

        /// Make type bigger or smaller.
        void zoom(int steps);

        /// Let the user choose looks and keys.
        ///
        /// @param near where it was asked for
        void chooseSettings(Node near);
    }

    /// @param guests what can be opened
    public Toolbar(SessionModel session, Consumer<Command> commands, GuestLibrary guests, Keymap keys, Window window) {
        this.session = session;
        this.commands = commands;
        this.keys = keys;
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Node smaller = iconButton(Icons.glyph(Glyph.SMALLER_TYPE, ICON), keys.hints(Action.SMALLER), () -> window.zoom(-1));
        Node bigger = iconButton(Icons.glyph(Glyph.BIGGER_TYPE, ICON), keys.hints(Action.BIGGER), () -> window.zoom(1));
        Node theme = theme(window);
        var wayKeys = new Label();
        var wayText = new Label("Go to anything");
        Node way = anything(wayText, wayKeys);
        var runKeys = new Label();
        var kind = new Label();
        root.getChildren().addAll(mark(), guest(guests, kind), separator(),
                control(RunControl.STEP_INTO, Glyph.STEP_INTO), control(RunControl.STEP_OVER, Glyph.STEP_OVER),
                control(RunControl.STEP_OUT, Glyph.STEP_OUT), run(runKeys), control(RunControl.PAUSE, Glyph.PAUSE),
                restart(), separator(), chip(), gap, way, smaller, bigger, theme, settings(window));
        root.dispenseWith(List.of(kind, wayText, smaller, bigger, theme, wayKeys, runKeys, way));
    }

    public Parent root() {
        return root;
    }

    private Node anything(Label text, Label key) {
        text.getStyleClass().add("muted");
        key.textProperty().bind(keys.keys(Action.PALETTE));
        key.getStyleClass().add("key-cap");
        var content = new HBox(Icons.feather(Feather.SEARCH), text, key);
        content.getStyleClass().add("button-content");
        var button = new Button("", content);
        button.getStyleClass().add("anything");
        button.accessibleTextProperty().bind(keys.hints(Action.PALETTE));
        button.setOnAction(_ -> keys.perform(Action.PALETTE));
        return button;
    }

    private static Node mark() {
        var tile = new HBox(Icons.glyph(Glyph.WAVE, ICON, "on-user"));
        tile.getStyleClass().add("product-mark");
        return tile;
    }

    /// The guest's name; with a menu when there is something else to open.
    private Node guest(GuestLibrary guests, Label kind) {
        var button = new MenuButton();
        button.getStyleClass().add("guest-button");
        button.setAccessibleText("Guest");
        var name = new Label();
        name.getStyleClass().add("guest-name");
        name.textProperty().bind(session.guestProperty().map(guest -> guest.name().isEmpty() ? "Seascope" : guest.name()));
        kind.getStyleClass().addAll("muted", "guest-kind");
        kind.textProperty().bind(session.guestProperty().map(SessionModel.Guest::kind));
        var chevron = Icons.glyph(Glyph.CHEVRON_DOWN, 10, "muted-mark");
        var content = new HBox(name, kind, chevron);
        content.getStyleClass().add("guest-content");
        button.setGraphic(content);
        if (guests.canOpenFiles()) {
            keys.on(Action.OPEN, guests::openFile);
        }
        boolean choice = guests.canOpenFiles() || !guests.samples().isEmpty();
        chevron.setVisible(choice);
        chevron.setManaged(choice);
        // To list the samples takes reading them.
        button.addEventHandler(MenuButton.ON_SHOWING, _ -> {
            if (button.getItems().isEmpty()) {
                button.getItems().setAll(choices(guests));
            }
        });
        return button;
    }

    private List<MenuItem> choices(GuestLibrary guests) {
        List<MenuItem> items = new ArrayList<>();
        for (GuestLibrary.Entry entry : guests.samples()) {
            var item = new MenuItem(entry.title());
            item.setMnemonicParsing(false); // names of constants have underscores
            item.setOnAction(_ -> guests.open(entry));
            items.add(item);
        }
        if (guests.canOpenFiles()) {
            if (!items.isEmpty()) {
                items.add(new SeparatorMenuItem());
            }
            var open = new MenuItem("Open file…  " + keys.text(Action.OPEN));
            open.setOnAction(_ -> guests.openFile());
            items.add(open);
        }
        return items;
    }

    private Node control(RunControl control, Glyph glyph) {
        return enable(control, iconButton(Icons.glyph(glyph, ICON), keys.hints(control.action()),
                () -> commands.accept(control.command())));
    }

    private Node restart() {
        return enable(RunControl.RESTART, iconButton(Icons.feather(Feather.ROTATE_CW, ICON),
                keys.hints(Action.RESTART), () -> commands.accept(RunControl.RESTART.command())));
    }

    private Node run(Label key) {
        var text = new Label("Run");
        text.getStyleClass().add("medium");
        key.textProperty().bind(keys.keys(Action.RUN));
        key.getStyleClass().addAll("muted", "small");
        var content = new HBox(Icons.glyph(Glyph.RUN, 14, "go"), text, key);
        content.getStyleClass().add("button-content");
        var button = new Button("", content);
        button.getStyleClass().add("run-button");
        button.accessibleTextProperty().bind(keys.hints(Action.RUN));
        button.setOnAction(_ -> commands.accept(RunControl.RUN.command()));
        LastingFocus.on(button);
        return enable(RunControl.RUN, button);
    }

    private <B extends ButtonBase> B enable(RunControl control, B button) {
        button.disableProperty().bind(session.state().map(state -> !control.isAllowed(state)));
        keys.on(control.action(), () -> {
            if (control.isAllowed(session.snapshot().state())) {
                commands.accept(control.command());
            }
        });
        return button;
    }

    /// While the guest runs only the number in it changes, ten times a second: nothing else may be styled anew.
    private Node chip() {
        ObservableValue<Chip> now = session.snapshotProperty().map(Chip::of);
        var text = new Label();
        text.getStyleClass().add("medium");
        text.textProperty().bind(now.map(Chip::text));
        var code = new Label();
        code.getStyleClass().add("mono");
        code.textProperty().bind(now.map(Chip::code));
        code.managedProperty().bind(code.textProperty().isNotEmpty());
        var icon = new HBox();
        icon.getStyleClass().add("chip-icon");
        var chip = new HBox(icon, text, code);
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.accessibleTextProperty().bind(now.map(it -> it.text() + " " + it.code()));
        now.map(Chip::look).subscribe(look -> {
            chip.getStyleClass().setAll("chip", look.name().toLowerCase(Locale.ROOT));
            icon.getChildren().setAll(icon(look));
        });
        return chip;
    }

    private static Node icon(Chip.Look look) {
        return switch (look) {
            case EMPTY -> Icons.feather(Feather.CIRCLE, 12);
            case PAUSED -> Icons.glyph(Glyph.PAUSE, 12, "chip-mark");
            case RUNNING -> Icons.glyph(Glyph.RUN, 11, "chip-mark");
            case EXIT -> Icons.glyph(Glyph.EXIT, 14, "chip-mark");
            case BREAKPOINT -> Icons.glyph(Glyph.CIRCLE, 11, "chip-mark");
            case ERRNO, FAILED -> Icons.glyph(Glyph.CROSS, 14, "chip-mark");
        };
    }

    private Node theme(Window window) {
        var button = iconButton(Icons.feather(Feather.MOON, ICON), keys.hints(Action.SWITCH_THEME), window::switchTheme);
        window.darkProperty().subscribe(dark -> button.setGraphic(Icons.feather(dark ? Feather.SUN : Feather.MOON, ICON)));
        return button;
    }

    private Node settings(Window window) {
        Button button = iconButton(Icons.feather(Feather.SETTINGS, ICON), keys.hints(Action.SETTINGS), () -> { });
        button.setId("settings");
        button.setOnAction(_ -> window.chooseSettings(button));
        keys.on(Action.SETTINGS, () -> window.chooseSettings(button));
        return button;
    }

    private static Button iconButton(Node icon, ObservableValue<String> hint, Runnable action) {
        var button = new Button("", icon);
        button.getStyleClass().add("icon-button");
        var tip = new Tooltip();
        tip.textProperty().bind(hint);
        button.setTooltip(tip);
        button.accessibleTextProperty().bind(hint);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Node separator() {
        return new Separator(Orientation.VERTICAL);
    }
}
