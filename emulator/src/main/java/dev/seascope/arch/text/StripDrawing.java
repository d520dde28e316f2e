package dev.seascope.arch.text;

import dev.seascope.arch.Field;
import dev.seascope.arch.Layout;
import dev.seascope.arch.RegisterValue;
import java.util.ArrayList;
import java.util.List;

/// A register drawn as a strip, 32 bits a row, as shapes: whoever paints them, as SVG or as pixels, paints the same.
///
/// @param width in pixels, as [#height]
/// @param title the register and its value
/// @param cells the parts of fields that lie in one row each, from the top bit down
public record StripDrawing(int width, int height, String title, List<Cell> cells) {
    /// Type size in pixels; the type is monospaced.
    public static final int TYPE_SIZE = 11;
    /// Behind everything.
    public static final int BACKGROUND = 0xffffff;

    private static final int CELL = 22;
    private static final int BOX_HEIGHT = 24;
    private static final int ROW = 74;
    private static final int ROW_BITS = 32;
    /// Width of a character in [#TYPE_SIZE], with a little air.
    private static final int CHARACTER = 7;
    private static final int SMALLEST = 6;
    private static final int TEXT = 0x1c2228;
    private static final int MUTED = 0x56616c;
    private static final int LINE = 0x87919b;
    private static final int RESERVED = 0xedf0f3;

    /// One part: a box, texts on and above it, and what it means.
    ///
    /// @param box its outline
    /// @param labels the bits, the name above them, the range above that
    /// @param tooltip what the whole field means
    public record Cell(Box box, List<Label> labels, String tooltip) {
        public Cell {
            labels = List.copyOf(labels);
        }
    }

    /// A rectangle with colours as `0xrrggbb`.
    public record Box(int x, int y, int width, int height, int fill, int stroke) {}

    /// A text centred on `x` with its baseline at `y`, as large as `size` says in pixels.
    public record Label(int x, int y, String text, int size, int colour) {}

    public StripDrawing {
        cells = List.copyOf(cells);
    }

    /// The drawing of a register.
    public static StripDrawing of(RegisterValue register) {
        List<Cell> cells = new ArrayList<>();
        for (Layout.Reading reading : register.read()) {
            Field field = reading.field();
            int msb = field.bits().msb();
            while (msb >= field.bits().lsb()) {
                int lsb = Math.max(field.bits().lsb(), msb / ROW_BITS * ROW_BITS);
                cells.add(cell(reading, register, msb, lsb));
                msb = lsb - 1;
            }
        }
        return new StripDrawing(ROW_BITS * CELL + 2, rows(register) * ROW, RegisterExport.title(register), cells);
    }

    private static int rows(RegisterValue register) {
        return Math.ceilDiv(register.layout().width(), ROW_BITS);
    }

    private static Cell cell(Layout.Reading reading, RegisterValue register, int msb, int lsb) {
        long bits = register.bits();
        int top = (rows(register) - 1 - msb / ROW_BITS) * ROW;
        int left = 1 + (ROW_BITS - 1 - msb % ROW_BITS) * CELL;
        int width = (msb - lsb + 1) * CELL;
        boolean reserved = RegisterExport.reserved(reading.field());
        boolean fixed = reading.field() instanceof Field.Fixed;
        List<Label> labels = new ArrayList<>();
        if (!reserved && !(fixed && reading.field().bits().name().isEmpty())) {
            labels.add(name(reading.field().name(), left, top, width));
        }
        labels.add(new Label(left + width / 2, top + 12, msb == lsb ? String.valueOf(msb) : msb + ":" + lsb, TYPE_SIZE,
                MUTED));
        for (int bit = msb; bit >= lsb; bit--) {
            labels.add(new Label(left + (msb - bit) * CELL + CELL / 2, top + 46, String.valueOf(bits >>> bit & 1), TYPE_SIZE,
                    TEXT));
        }
        return new Cell(new Box(left, top + 30, width, BOX_HEIGHT, reserved || fixed ? RESERVED : BACKGROUND, LINE), labels,
                reading.field().bits() + " = " + RegisterExport.hex(reading.value()) + " "
                        + RegisterExport.meaning(reading));
    }

    /// A name above a field: smaller where it is too long, cut where it would be too small.
    private static Label name(String name, int left, int top, int width) {
        int size = TYPE_SIZE;
        while (size > SMALLEST && name.length() * CHARACTER * size > width * TYPE_SIZE) {
            size--;
        }
        int most = Math.max(1, width * TYPE_SIZE / (CHARACTER * size));
        return new Label(left + width / 2, top + 25, name.substring(0, Math.min(most, name.length())), size, TEXT);
    }
}
