package dev.seascope.views.control;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/// Vertical scrolling of equal rows for a drawn control: position, thin scroll bar, wheel and keys. The owner adds
/// [#bar] to its children and calls [#layout] before it draws.
public final class RowScroll {
    private static final double BAR = 9;
    private static final int WHEEL_ROWS = 3;

    private final ScrollBar bar = new ScrollBar();
    private final Runnable changed;
    private int rows;
    private double rowHeight;
    private double height;
    private double top;
    private int pendingFirst = -1;
    private int pendingLast;
    private int pendingFocus;
    private int keptFirst = -1;
    private int keptLast;
    private int keptFocus;

    /// @param owner gets the wheel's events
    /// @param changed called when the position changed
    public RowScroll(Region owner, Runnable changed) {
        this(owner, changed, WHEEL_ROWS);
    }

    /// @param wheelRows rows that a notch of the wheel goes
    public RowScroll(Region owner, Runnable changed, double wheelRows) {
        this.changed = changed;
        bar.setOrientation(Orientation.VERTICAL);
        bar.setManaged(false);
        bar.getStyleClass().add("thin");
        bar.setFocusTraversable(false);
        bar.valueProperty().subscribe(value -> moveTo(value.doubleValue()));
        owner.addEventHandler(ScrollEvent.SCROLL, event -> {
            double lines = event.getDeltaY() / Math.max(1, event.getMultiplierY()) * wheelRows;
            moveTo(top - (event.isDirect() ? event.getDeltaY() : lines * rowHeight));
            event.consume();
        });
    }

    /// The scroll bar, for the owner's children.
    public ScrollBar bar() {
        return bar;
    }

    /// How many rows there are.
    public void setRows(int count) {
        rows = count;
    }

    /// Place the bar at the right edge and take up the geometry; carries out a [#reveal] asked for earlier. What was
    /// brought into sight and still is there stays there when the geometry changes.
    ///
    /// @param ownerHeight height in which rows show
    /// @param row height of one
    public void layout(double width, double ownerHeight, double row) {
        boolean kept = keptFirst >= 0 && keptFocus < rows && isInSight(keptFocus);
        boolean changes = rowHeight != row || height != ownerHeight;
        double scale = rowHeight == 0 ? 1 : row / rowHeight; // a change of type size keeps the first row in place
        rowHeight = row;
        height = ownerHeight;
        top = Math.clamp(top * scale, 0, highest());
        if (pendingFirst >= 0 && height > 0) {
            keptFirst = pendingFirst;
            keptLast = pendingLast;
            keptFocus = pendingFocus;
            pendingFirst = -1;
            top = revealing(keptFirst, keptLast, keptFocus);
        } else if (kept && changes && !isInSight(keptFocus)) {
            top = revealing(keptFirst, keptLast, keptFocus);
        }
        bar.setVisible(highest() > 0);
        bar.setMax(highest());
        bar.setVisibleAmount(Math.min(highest(), highest() * height / Math.max(1, rows * rowHeight)));
        bar.setUnitIncrement(rowHeight);
        bar.setBlockIncrement(Math.max(rowHeight, height - rowHeight));
        bar.setValue(top);
        bar.resizeRelocate(width - BAR, 1, BAR, Math.max(0, height - 2));
    }

    /// Index of the row at a height of the owner; it may lie behind the last row.
    public int rowAt(double y) {
        return (int) Math.floor((top + y) / rowHeight);
    }

    /// Top edge of a row, whole pixels.
    public double y(int row) {
        return Math.round(row * rowHeight - top);
    }

    /// Bring rows into sight at the next layout. Does nothing when they are in sight already. When not all fit, `focus`
    /// counts, and it gets a third of the height above it.
    public void reveal(int first, int last, int focus) {
        if (focus >= 0) {
            pendingFirst = Math.max(0, Math.min(first, focus));
            pendingLast = Math.max(last, focus);
            pendingFocus = focus;
            changed.run();
        }
    }

    /// Page Up, Page Down, Home and End.
    ///
    /// @return whether the key was one of these
    public boolean key(KeyCode code) {
        switch (code) {
            case PAGE_UP -> moveTo(top - height + rowHeight);
            case PAGE_DOWN -> moveTo(top + height - rowHeight);
            case HOME -> moveTo(0);
            case END -> moveTo(highest());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean isInSight(int row) {
        return row * rowHeight >= top && (row + 1) * rowHeight <= top + height;
    }

    private double revealing(int first, int last, int focus) {
        double from = first * rowHeight;
        double to = (last + 1) * rowHeight;
        if (from >= top && to <= top + height) {
            return top;
        }
        if (to - from <= height) {
            // As high as possible, so that what follows shows too; a single row keeps a third above it.
            double above = first == last ? height / 3 : 0;
            return Math.clamp(from - above, 0, highest());
        }
        return Math.clamp(focus * rowHeight - height / 3, 0, highest());
    }

    private double highest() {
        return Math.max(0, rows * rowHeight - height);
    }

    private void moveTo(double wanted) {
        double clamped = Math.clamp(wanted, 0, highest());
        if (clamped != top) {
            top = clamped;
            changed.run();
        }
    }
}
