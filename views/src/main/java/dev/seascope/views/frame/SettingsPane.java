package dev.seascope.views.frame;

import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Named;
import dev.seascope.views.control.Segments;
import dev.seascope.views.frame.Settings.Look;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Looks and keys: theme, contrast, type size, preset of keys, side by side.
public final class SettingsPane {
    private final Settings settings;
    private final HBox root;

    public SettingsPane(Settings settings) {
        this.settings = settings;
        root = new HBox(titled("Theme", theme()), titled("Type size", size()), titled("Keys", keys()));
        root.getStyleClass().add("settings-pane");
    }

    public Parent root() {
        return root;
    }

    private Node theme() {
        SequencedMap<Look, String> choices = new LinkedHashMap<>();
        for (Look look : Look.values()) {
            choices.put(look, look.title());
        }
        var contrast = new CheckBox("High contrast");
        contrast.setMinWidth(Region.USE_PREF_SIZE);
        contrast.selectedProperty().bindBidirectional(settings.contrastProperty());
        Region looks = new Segments<>(choices, settings.lookProperty()).root();
        looks.setMinWidth(Region.USE_PREF_SIZE);
        var box = new HBox(looks, contrast);
        box.getStyleClass().add("line");
        return box;
    }

    private Node size() {
        var percent = new Label();
        percent.getStyleClass().add("type-size");
        percent.textProperty().bind(settings.typeSizeProperty().map(size -> size + " %"));
        var box = new HBox(button(Feather.MINUS, "Smaller type", -1), percent, button(Feather.PLUS, "Bigger type", 1));
        box.getStyleClass().add("line");
        return box;
    }

    private Button button(Feather icon, String says, int steps) {
        var button = new Button("", Icons.feather(icon));
        button.getStyleClass().add("icon-button");
        button.setAccessibleText(says);
        button.setOnAction(_ -> settings.zoom(steps));
        return button;
    }

    private Node keys() {
        var box = new ComboBox<Keymap.Preset>();
        box.setAccessibleText("Keys");
        box.getItems().setAll(Keymap.Preset.values());
        box.setConverter(new Named<>(Keymap.Preset::title));
        box.valueProperty().bindBidirectional(settings.keysProperty());
        return box;
    }

    private static Node titled(String title, Node control) {
        var label = new Label(title);
        label.getStyleClass().add("muted");
        var box = new VBox(label, control);
        box.getStyleClass().add("setting");
        return box;
    }
}
