package dev.seascope.views.welcome;

import dev.seascope.views.control.Glyph;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Words;
import dev.seascope.views.frame.Action;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.frame.Settings;
import dev.seascope.views.frame.SettingsPane;
import dev.seascope.views.model.SessionModel;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.feather.Feather;

/// The card that greets: what is loaded, ways to begin, looks and keys.
public final class WelcomeView {
    private static final double ICON = 18;

    private final StackPane root = new StackPane();
    private final BooleanProperty open;
    private final Keymap keys;

    /// A way to begin.
    ///
    /// @param action what it does; the card closes first
    /// @param title in the imperative
    /// @param says in one line
    public record Door(Action action, Node icon, String title, String says, Runnable run) {}

    /// @param open made false to close the card
    public WelcomeView(BooleanProperty open, Settings settings, SessionModel session, Keymap keys, List<Door> doors) {
        this.open = open;
        this.keys = keys;
        var body = new VBox(loaded(session), doors(doors));
        body.getStyleClass().add("welcome-body");
        var card = new BorderPane(body);
        card.setTop(header());
        card.setBottom(new VBox(new SettingsPane(settings).root(), footer(settings)));
        card.getStyleClass().addAll("panel", "welcome-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        root.getChildren().add(card);
        root.getStyleClass().add("welcome-layer");
        root.setOnMousePressed(event -> {
            if (root.equals(event.getTarget())) {
                close();
            }
        });
    }

    /// The doors of a window.
    ///
    /// @param watch starts the tour
    /// @param decode opens the pad
    /// @param compare opens the table of kernels
    /// @param openFile lets the user choose a guest
    public static List<Door> doors(Runnable watch, Runnable decode, Runnable compare, Runnable openFile) {
        return List.of(
                new Door(Action.TOUR, Icons.glyph(Glyph.RUN, ICON, "on-user"), "Watch an abort",
                        "90 seconds, by your own hand", watch),
                new Door(Action.DECODE, Icons.feather(Feather.CODE, ICON), "Decode a value",
                        "An ESR, an oops or a trace line", decode),
                new Door(Action.OPEN, Icons.feather(Feather.FOLDER, ICON), "Open a guest",
                        "ELF, Image, assembly, scenario", openFile),
                new Door(Action.EVERY_KERNEL, Icons.feather(Feather.LAYERS, ICON), "Compare kernels",
                        "One injection on every KVM", compare));
    }

    /// A layer for the window.
    public Parent root() {
        return root;
    }

    private void close() {
        open.set(false);
    }

    private Node header() {
        var mark = new HBox(Icons.glyph(Glyph.WAVE, 28, "on-user"));
        mark.getStyleClass().addAll("product-mark", "welcome-mark");
        var title = label("Seascope", "strong", "welcome-title");
        var says = label("See what a synchronous external abort looks like to the guest that takes it.", "muted");
        var words = new VBox(title, says);
        words.getStyleClass().add("welcome-words");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var close = new Button("", Icons.feather(Feather.X));
        close.getStyleClass().add("icon-button");
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setAccessibleText("Close (Esc)");
        close.setOnAction(_ -> close());
        var header = new HBox(mark, words, gap, close);
        header.getStyleClass().add("welcome-header");
        return header;
    }

    private static Node loaded(SessionModel session) {
        var line = new HBox();
        line.getStyleClass().add("welcome-loaded");
        session.guestProperty().subscribe(guest -> {
            TextFlow text = Words.flow(guest.name().isEmpty() ? "Nothing is loaded yet. Pick a start."
                    : "The %s %s is loaded and runs to its first exit. Pick a start; no file is needed."
                            .formatted(guest.kind(), guest.name()), "welcome-loaded-text");
            line.getChildren().setAll(Icons.glyph(Glyph.EXIT, 14, "host-mark"), text);
        });
        return line;
    }

    private Node doors(List<Door> doors) {
        var grid = new GridPane();
        grid.getStyleClass().add("welcome-doors");
        for (int i = 0; i < 2; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(50);
            grid.getColumnConstraints().add(column);
        }
        for (int i = 0; i < doors.size(); i++) {
            Button door = door(doors.get(i), i == 0);
            grid.add(door, i % 2, i / 2);
        }
        return grid;
    }

    private Button door(Door door, boolean first) {
        var tile = new StackPane(door.icon());
        tile.getStyleClass().add("door-tile");
        var words = new VBox(label(door.title(), "strong", "door-title"), label(door.says(), "muted"));
        words.getStyleClass().add("door-words");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var key = label("", "key-cap");
        ObservableValue<String> text = keys.keys(door.action());
        key.textProperty().bind(text);
        var content = new HBox(tile, words, gap, key);
        content.getStyleClass().add("door-content");
        var button = new Button("", content);
        button.getStyleClass().add("door");
        if (first) {
            button.getStyleClass().addAll("door-first", "first-focus");
        }
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(door.title() + ": " + door.says());
        button.setOnAction(_ -> {
            close();
            door.run().run();
        });
        return button;
    }

    private Node footer(Settings settings) {
        var again = new CheckBox("Show this at the start");
        again.selectedProperty().bindBidirectional(settings.welcomeProperty());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var back = label("", "muted");
        back.textProperty().bind(keys.keys(Action.WELCOME).map(key -> "Esc closes it, %s brings it back".formatted(key)));
        var footer = new HBox(again, gap, back);
        footer.getStyleClass().add("welcome-footer");
        return footer;
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
