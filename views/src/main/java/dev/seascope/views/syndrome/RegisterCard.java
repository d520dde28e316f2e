package dev.seascope.views.syndrome;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Layout;
import dev.seascope.arch.RegisterValue;
import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.views.control.BitStrip;
import dev.seascope.views.control.HexText;
import dev.seascope.views.control.Popover;
import dev.seascope.views.control.StripValue;
import dev.seascope.views.model.Selection;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The strip of a value that a register had, or has elsewhere, in a box that points at the value.
public final class RegisterCard {
    private final Popover popover = new Popover("");
    private Optional<StripValue> shown = Optional.empty();

    /// Whether the bits of this register can be shown.
    public static boolean describes(String register) {
        return RegisterLayouts.of(register).isPresent();
    }

    /// Show a value, if its register is described.
    ///
    /// @param register Arm name
    /// @param owner where the value stands
    /// @param at where it stands in it, in coordinates of `owner`
    public void show(String register, long value, Node owner, Bounds at) {
        Optional<Layout> layout = RegisterLayouts.of(register);
        if (layout.isPresent()) {
            StripValue strip = StripValue.plain(register, new RegisterValue(layout.get(), value));
            shown = Optional.of(strip);
            popover.content(content(strip));
            if (owner.getScene().getWindow() != null) {
                popover.show(owner, at);
            }
        }
    }

    /// Make a label that names a register, or holds its value, show the value at a click. Does nothing if the register is
    /// not described.
    public void link(Label label, String register, long value) {
        if (describes(register)) {
            label.getStyleClass().add("register-link");
            label.setCursor(Cursor.HAND);
            label.setTooltip(new Tooltip("Show the bits of " + register));
            label.setOnMouseClicked(event -> {
                show(register, value, label, label.getLayoutBounds());
                event.consume();
            });
        }
    }

    /// What was shown last.
    public Optional<StripValue> shown() {
        return shown;
    }

    static Parent content(StripValue value) {
        var name = new Label(value.register());
        name.getStyleClass().addAll("mono-bold", "field-card-name");
        var number = new HexText("strong-number");
        number.getStyleClass().add("result");
        number.show(value.value().bits(), value.value().layout().width() / 4);
        var head = new HBox(name, number);
        head.getStyleClass().add("line");
        var tells = new Label("Point at a bit to read what it tells");
        tells.getStyleClass().addAll("muted", "register-card-tells");
        tells.setMinWidth(0);
        var selection = new Selection();
        var strip = new BitStrip(value, selection, new BitStrip.Editor() {
            @Override
            public void flip(int bit) {
                // The value is one of the past.
            }

            @Override
            public void set(Bits field, long number) {
                // The value is one of the past.
            }

            @Override
            public void explain(int bit, Bounds cell) {
                tells.setText(value.tell(bit));
            }

            @Override
            public void point(OptionalInt bit, Bounds cell) {
                bit.ifPresent(at -> tells.setText(value.tell(at)));
            }
        });
        var all = new VBox(head, strip, tells);
        all.getStyleClass().add("register-card");
        return all;
    }
}
