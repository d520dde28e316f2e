package dev.seascope.views.control;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.views.control.StripGeometry.Box;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.Selection.Subject.RegisterBits;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// The bits of a register in one row: brackets over the parts, field names, a cell a bit, who supplied each 1 and what
/// the value means. Editable bits flip at a click, a drag across a field writes a number; a click on any other bit asks
/// why it cannot be changed. With the keyboard: arrow keys, Home and End move, Space flips, hexadecimal digits type a
/// value into the field.
public final class BitStrip extends DrawnControl {
    private static final int NO_BIT = -1;
    private static final double SIDE = 12;
    private static final double ROW_HEIGHT = 103;

    /// What the strip asks of its owner.
    public interface Editor {
        /// Change one editable bit.
        void flip(int bit);

        /// Write a number into a field. Bits that are not editable stay as they are.
        void set(Bits field, long value);

        /// Someone clicked a bit that cannot be changed.
        ///
        /// @param cell the bit's cell in the coordinates of the strip
        void explain(int bit, Bounds cell);

        /// The pointer came to rest on a bit, or left it.
        ///
        /// @param bit the bit; nothing when it left
        /// @param cell its cell in the coordinates of the strip
        default void point(OptionalInt bit, Bounds cell) {}

        /// Someone wants to know everything about a bit's field: right button, F1.
        ///
        /// @param cell the bit's cell in the coordinates of the strip
        default void detail(int bit, Bounds cell) {}
    }

    private final ObjectProperty<StripValue> value;
    private final Selection selection;
    private final Editor editor;
    private final StripPainter painter;
    private StripGeometry geometry;
    private double geometryWidth = -1;
    private boolean isShort;
    private int focusedBit = NO_BIT;
    private int pointedBit = NO_BIT;
    private boolean paintingOnes;
    private @Nullable Box painting;
    private long typed;

    /// @param initial what is shown first
    /// @param selection selected and hovered fields, shared with the other views
    @SuppressWarnings("this-escape")
    public BitStrip(StripValue initial, Selection selection, Editor editor) {
        this.value = new SimpleObjectProperty<>(this, "value", initial);
        this.selection = selection;
        this.editor = editor;
        this.painter = new StripPainter(this);
        this.geometry = StripGeometry.of(initial.value(), Double.MAX_VALUE, 1, _ -> 0);
        getStyleClass().add("bit-strip");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleRoleDescription("bit strip");
        value.subscribe(_ -> {
            geometryWidth = -1;
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
            redraw();
        });
        selection.selectedProperty().subscribe(_ -> redraw());
        selection.hoveredProperty().subscribe(_ -> redraw());
        focusedProperty().subscribe(_ -> redraw());
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(_ -> painting = null);
        setOnMouseMoved(this::move);
        setOnMouseExited(_ -> {
            selection.hover(Subject.NOTHING);
            point(NO_BIT);
        });
        setOnContextMenuRequested(event -> {
            int bit = event.isKeyboardTrigger() ? focusedBit : bitAt(event.getX(), event.getY());
            if (bit != NO_BIT) {
                editor.detail(bit, cell(bit));
            }
        });
        setOnKeyPressed(this::key);
        setOnKeyTyped(this::type);
    }

    /// What is shown.
    public ObjectProperty<StripValue> valueProperty() {
        return value;
    }

    /// The bit that the keyboard acts on, or -1 before the first key or click.
    public int focusedBit() {
        return focusedBit;
    }

    /// What a screen reader says of a bit: `FnV, bit 10, 1, set by you`.
    public String describe(int bit) {
        StripValue shown = value.get();
        Field field = shown.value().layout().leafAt(bit, shown.value().bits());
        String by = shown.source(bit).map(source -> switch (source) {
            case YOU -> ", set by you";
            case KVM -> ", set by KVM";
            case PSTATE -> ", from PSTATE";
            case LAST_TRAP -> ", from the last trap";
        }).orElse("");
        String access = shown.isEditable(bit) ? "" : ", locked";
        return "%s, bit %d, %d%s%s".formatted(field.name(), bit, shown.isSet(bit) ? 1 : 0, by, access);
    }

    /// The cell of a bit in the coordinates of the strip.
    public Bounds cell(int bit) {
        Box box = geometry().boxOf(bit);
        return new BoundingBox(px(SIDE) + box.cellX(bit), painter.cellTop(box.row()) - above(), box.cell(),
                painter.cellHeight());
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute == AccessibleAttribute.TEXT) {
            return focusedBit == NO_BIT ? value.get().register() + " " + Notation.address(value.get().value().bits())
                    : describe(focusedBit);
        }
        return super.queryAccessibleAttribute(attribute, parameters);
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(geometry(width).rows() * rowHeight() - above());
    }

    /// Whether height is short: an upper half that is 0, cannot be edited and would be a row of its own is left out then.
    public void setShort(boolean now) {
        if (now != isShort) {
            isShort = now;
            requestLayout();
        }
    }

    /// Height of what is left out above the rows on show.
    private double above() {
        StripValue shown = value.get();
        boolean idle = ((shown.value().bits() | shown.editable()) >>> Integer.SIZE) == 0 && focusedBit < Integer.SIZE;
        return isShort && idle && geometry.rows() == 2 ? rowHeight() : 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        StripGeometry places = geometry();
        g.translate(0, -above());
        painter.draw(g, value.get(), places, px(SIDE), width);
    }

    double rowHeight() {
        return px(isBracketed() ? ROW_HEIGHT : ROW_HEIGHT - StripPainter.BRACKET_ROW);
    }

    boolean isBracketed() {
        return !geometry.brackets().isEmpty();
    }

    boolean isSelected(Field field) {
        return selection.selects(value.get().register(), field.bits());
    }

    /// The bits of `field` under the pointer, here or in another view.
    Optional<Bits> hovered(Field field) {
        return selection.hovered() instanceof RegisterBits(_, Bits bits)
                && selection.hovers(value.get().register(), field.bits())
                ? Optional.of(bits) : Optional.empty();
    }

    private StripGeometry geometry() {
        return geometry(getWidth());
    }

    private StripGeometry geometry(double width) {
        double inner = (width <= 0 ? 1440 : width) - 2 * px(SIDE);
        if (inner != geometryWidth) {
            geometryWidth = inner;
            geometry = StripGeometry.of(value.get().value(), inner, px(1), painter::nameWidth);
        }
        return geometry;
    }

    private int bitAt(double x, double y) {
        for (Box box : geometry().boxes()) {
            double left = px(SIDE) + box.x();
            double top = painter.cellTop(box.row()) - above();
            if (x >= left && x < left + box.width() && y >= top && y < top + painter.cellHeight()) {
                return box.field().bits().msb() - (int) ((x - left) / box.cell());
            }
        }
        return NO_BIT;
    }

    private Optional<Field> fieldAt(double x, double y) {
        for (Box box : geometry().boxes()) {
            double left = px(SIDE) + box.x();
            double top = painter.cellTop(box.row()) - px(18) - above();
            if (x >= left && x < left + box.width() && y >= top && y < top + px(80)) {
                return Optional.of(box.field());
            }
        }
        return Optional.empty();
    }

    private void press(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        requestFocus();
        fieldAt(event.getX(), event.getY()).ifPresent(field -> select(field.bits()));
        int bit = bitAt(event.getX(), event.getY());
        if (bit != NO_BIT) {
            focus(bit);
            if (value.get().isEditable(bit)) {
                painting = geometry().boxOf(bit);
                paintingOnes = !value.get().isSet(bit);
            }
            act(bit);
        }
    }

    private void drag(MouseEvent event) {
        Box field = painting;
        if (field != null) {
            int bit = bitAt(event.getX(), painter.cellTop(field.row()));
            if (bit != NO_BIT && field.holds(bit) && value.get().isSet(bit) != paintingOnes
                    && value.get().isEditable(bit)) {
                editor.flip(bit);
            }
        }
    }

    private void move(MouseEvent event) {
        int bit = bitAt(event.getX(), event.getY());
        selection.hover(bit == NO_BIT ? Subject.NOTHING
                : new RegisterBits(value.get().register(), new Bits("", bit, bit)));
        point(bit);
    }

    private void point(int bit) {
        if (bit != pointedBit) {
            pointedBit = bit;
            editor.point(bit == NO_BIT ? OptionalInt.empty() : OptionalInt.of(bit),
                    bit == NO_BIT ? getLayoutBounds() : cell(bit));
        }
    }

    private void select(Bits bits) {
        selection.select(new RegisterBits(value.get().register(), bits));
    }

    private void focus(int bit) {
        focusedBit = bit;
        typed = 0;
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        redraw();
    }

    private void act(int bit) {
        if (value.get().isEditable(bit)) {
            editor.flip(bit);
        } else {
            editor.explain(bit, cell(bit));
        }
    }

    private void key(KeyEvent event) {
        int top = geometry().boxes().getFirst().field().bits().msb();
        KeyCode code = event.getCode();
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int from = focusedBit == NO_BIT ? top : focusedBit;
        switch (code) {
            case LEFT -> go(Math.min(top, from + 1));
            case RIGHT -> go(Math.max(0, from - 1));
            case UP -> go(Math.min(top, geometry().boxOf(from).field().bits().msb() + 1));
            case DOWN -> go(Math.max(0, geometry().boxOf(from).field().bits().lsb() - 1));
            case HOME -> go(top);
            case END -> go(0);
            case F1 -> editor.detail(from, cell(from));
            case SPACE -> {
                go(from);
                act(from);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void go(int bit) {
        focus(bit);
        select(geometry().boxOf(bit).field().bits());
    }

    private void type(KeyEvent event) {
        String text = event.getCharacter();
        int digit = text.length() == 1 ? Character.digit(text.charAt(0), 16) : -1;
        if (digit >= 0 && focusedBit != NO_BIT && !event.isShortcutDown() && !event.isAltDown()) {
            Bits field = geometry().boxOf(focusedBit).field().bits();
            long next = typed << 4 | digit;
            typed = field.fits(next) ? next : digit;
            if (field.fits(typed)) {
                editor.set(field, typed);
            }
            event.consume();
        }
    }
}
