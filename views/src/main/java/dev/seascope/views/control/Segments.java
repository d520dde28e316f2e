package dev.seascope.views.control;

import java.util.SequencedMap;
import javafx.beans.property.Property;
import javafx.scene.Parent;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// A choice of one of a few, side by side: `Source | Both | Disassembly`. One is always chosen.
///
/// @param <T> what is chosen
public final class Segments<T> {
    private final HBox root = new HBox();

    /// @param choices value to what its button says, in order
    /// @param value follows the buttons and moves them
    public Segments(SequencedMap<T, String> choices, Property<T> value) {
        var group = new ToggleGroup();
        choices.forEach((choice, text) -> {
            var button = new ToggleButton(text);
            button.setToggleGroup(group);
            button.getStyleClass().setAll("segment");
            button.setOnAction(_ -> {
                value.setValue(choice);
                button.setSelected(true); // a second click must not deselect
            });
            value.subscribe(now -> button.setSelected(choice.equals(now)));
            root.getChildren().add(button);
        });
        root.getChildren().getFirst().getStyleClass().add("first");
        root.getChildren().getLast().getStyleClass().add("last");
        root.getStyleClass().add("segments");
    }

    public Parent root() {
        return root;
    }
}
