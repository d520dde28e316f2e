package dev.seascope.views.ruler;

import dev.seascope.kvm.Kernel;
import dev.seascope.kvm.uapi.Ioctl;
import dev.seascope.views.control.Icons;
import dev.seascope.views.control.Named;
import dev.seascope.views.control.Notation;
import dev.seascope.views.ruler.RulerModel.Row;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// The ABI ruler: where the bytes of `struct kvm_vcpu_events` lie on several kernels, what each makes of the composed
/// ones, and in what else they differ. Covers the middle of the window while open.
public final class RulerView {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final double MARK = 11;

    private final StackPane root = new StackPane();
    private final RulerModel model;

    public RulerView(RulerModel model) {
        this.model = model;
        var card = new BorderPane(new RulerCanvas(model));
        card.setTop(header());
        card.setBottom(table());
        card.getStyleClass().addAll("panel", "ruler-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        root.getChildren().add(card);
        root.getStyleClass().add("entry-layer");
        root.setPickOnBounds(false);
        root.visibleProperty().bind(model.openProperty());
        root.managedProperty().bind(root.visibleProperty());
    }

    /// A layer for the window; invisible while the ruler is closed.
    public Parent root() {
        return root;
    }

    private Node header() {
        var title = label("ABI ruler", "strong", "card-title");
        var struct = label("struct kvm_vcpu_events", "mono", "muted");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var choices = new HBox();
        choices.getStyleClass().add("kernel-choices");
        model.rowsProperty().subscribe(rows -> fill(choices, rows));
        var add = tool(Feather.PLUS, "Compare with one more kernel", model::add);
        model.rowsProperty().subscribe(_ -> add.setDisable(!model.canAdd()));
        var header = new HBox(title, struct, gap, label("Compare", "muted"), choices, add,
                new Separator(Orientation.VERTICAL),
                tool(Feather.X, "Close (Esc)", () -> model.openProperty().set(false)));
        header.getStyleClass().add("panel-header");
        return header;
    }

    /// One choice a kernel; those that are there are kept, so that an open list stays open.
    private void fill(HBox choices, List<Row> rows) {
        while (choices.getChildren().size() > rows.size()) {
            choices.getChildren().removeLast();
        }
        for (int i = 0; i < rows.size(); i++) {
            if (i == choices.getChildren().size()) {
                choices.getChildren().add(choice(i));
            }
            if (choices.getChildren().get(i) instanceof ComboBox<?> box) {
                show(box, rows.get(i));
            }
        }
    }

    private static void show(ComboBox<?> box, Row row) {
        box.getSelectionModel().select(Kernel.all().indexOf(row.kernel()));
        box.pseudoClassStateChanged(CURRENT, row.current());
    }

    private ComboBox<Kernel> choice(int index) {
        var box = new ComboBox<Kernel>();
        box.getStyleClass().addAll("mono", "kernel-choice");
        box.setAccessibleText("Kernel " + (index + 1));
        box.getItems().setAll(Kernel.all());
        box.setVisibleRowCount(Kernel.all().size());
        box.setConverter(new Named<>(Kernel::id));
        box.setOnAction(_ -> Optional.ofNullable(box.getValue()).filter(kernel ->
                !kernel.equals(model.rowsProperty().get().get(index).kernel())).ifPresent(kernel ->
                model.replace(index, kernel)));
        return box;
    }

    private Node table() {
        var grid = new GridPane();
        grid.getStyleClass().addAll("panel-footer", "ruler-table");
        model.rowsProperty().subscribe(rows -> {
            grid.getChildren().clear();
            grid.addRow(0, label(""), label("KVM_SET_VCPU_EVENTS", "muted"), label("sizeof", "muted"),
                    label("ext_abt_esr", "muted"), label("capability 245, one number, two meanings", "muted"),
                    label("instruction aborts", "muted"));
            for (int i = 0; i < rows.size(); i++) {
                grid.addRow(i + 1, cells(rows.get(i)));
            }
        });
        return grid;
    }

    private static Node[] cells(Row row) {
        boolean known = row.ioctl() == Ioctl.KVM_SET_VCPU_EVENTS.number();
        Label ioctl = label(Notation.hex(row.ioctl()), "mono");
        Label size = label(Integer.toString(row.layout().size()), "mono");
        if (!known) {
            ioctl.getStyleClass().add("error-text");
            ioctl.setGraphic(Icons.error(MARK));
            size.getStyleClass().add("error-text");
        }
        Label capability = row.capability().isEmpty() ? label("no number in the text")
                : label(row.capability(), "mono");
        if (row.shared()) {
            capability.getStyleClass().add("warning-text");
            capability.setGraphic(Icons.warning(MARK));
        }
        return new Node[] {label(row.kernel().id(), "mono", "strong-mono"), ioctl, size, label(row.syndrome()),
            capability, label(row.instruction())};
    }

    private static Button tool(Feather icon, String says, Runnable action) {
        var button = new Button();
        button.setGraphic(Icons.feather(icon));
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
