package dev.seascope.views.kernels;

import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.Kernel.Cap245;
import dev.seascope.kvm.Kernel.IlPolicy;
import dev.seascope.kvm.Kernel.Toggle;
import dev.seascope.views.control.Named;
import dev.seascope.views.control.Popover;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks for a kernel that is like another but for a few behaviours, in a box beside the button that asked for it.
final class Deriving {
    private final KernelsModel model;
    private final Popover popover = new Popover("Derive a kernel");
    private final ComboBox<Kernel> base = new ComboBox<>();
    private final ComboBox<IlPolicy> ilPolicy = new ComboBox<>();
    private final ComboBox<Cap245> capability = new ComboBox<>();
    private final Map<Toggle, CheckBox> toggles = new EnumMap<>(Toggle.class);
    private final Label id = new Label();
    private final Button add = new Button("Add to the table");

    Deriving(KernelsModel model) {
        this.model = model;
    }

    void show(Node owner) {
        if (!popover.hasContent()) {
            popover.content(content());
        }
        base.setValue(model.current());
        popover.show(owner);
    }

    private Node content() {
        base.getItems().setAll(Kernel.all());
        base.setConverter(new Named<>(Kernel::id));
        base.setVisibleRowCount(Kernel.all().size());
        ilPolicy.getItems().setAll(IlPolicy.values());
        ilPolicy.setConverter(new Named<>(policy -> switch (policy) {
            case STALE -> "from the last trap";
            case ALWAYS1 -> "always 1";
        }));
        capability.getItems().setAll(Cap245.values());
        capability.setConverter(new Named<>(meaning -> meaning == Cap245.NONE ? "unknown" : meaning.name()));
        var grid = new GridPane();
        grid.getStyleClass().add("deriving");
        grid.addRow(0, new Label("Like"), wide(base));
        grid.addRow(1, new Label("IL of an injected syndrome"), wide(ilPolicy));
        grid.addRow(2, new Label("Capability 245"), wide(capability));
        var switches = new VBox();
        switches.getStyleClass().add("deriving-toggles");
        for (Toggle toggle : Toggle.values()) {
            var box = new CheckBox(toggle.text());
            box.setMnemonicParsing(false);
            box.setOnAction(_ -> name());
            toggles.put(toggle, box);
            switches.getChildren().add(box);
        }
        base.valueProperty().subscribe(kernel -> Optional.ofNullable(kernel).ifPresent(this::take));
        ilPolicy.setOnAction(_ -> name());
        capability.setOnAction(_ -> name());
        id.getStyleClass().addAll("mono", "muted");
        id.setWrapText(true);
        id.setMinHeight(Region.USE_PREF_SIZE);
        add.getStyleClass().add("primary");
        add.setDefaultButton(true);
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(_ -> {
            model.add(derived());
            popover.hide();
        });
        HBox.setHgrow(id, Priority.ALWAYS);
        id.setMaxWidth(Double.MAX_VALUE);
        var footer = new HBox(id, add);
        footer.getStyleClass().add("deriving-footer");
        return new VBox(grid, switches, footer);
    }

    /// Show a kernel's own behaviours.
    private void take(Kernel kernel) {
        ilPolicy.setValue(kernel.ilPolicy());
        capability.setValue(kernel.cap245());
        toggles.forEach((toggle, box) -> box.setSelected(kernel.does(toggle)));
        name();
    }

    private void name() {
        Kernel kernel = derived();
        boolean changed = !kernel.equals(base.getValue());
        id.setText(changed ? kernel.id() : "Change something");
        add.setDisable(!changed);
    }

    private Kernel derived() {
        Kernel kernel = base.getValue();
        Map<String, String> changes = new TreeMap<>();
        if (ilPolicy.getValue() != kernel.ilPolicy()) {
            changes.put("il_policy", ilPolicy.getValue().name().toLowerCase(Locale.ROOT));
        }
        if (capability.getValue() != kernel.cap245()) {
            changes.put("cap_245", capability.getValue().name().toLowerCase(Locale.ROOT));
        }
        toggles.forEach((toggle, box) -> {
            if (box.isSelected() != kernel.does(toggle)) {
                changes.put(toggle.key(), Boolean.toString(box.isSelected()));
            }
        });
        return kernel.derive(changes);
    }

    private static ComboBox<?> wide(ComboBox<?> box) {
        box.setMaxWidth(Double.MAX_VALUE);
        GridPane.setHgrow(box, Priority.ALWAYS);
        return box;
    }
}
