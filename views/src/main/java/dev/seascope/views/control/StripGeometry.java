package dev.seascope.views.control;

import dev.seascope.arch.Bits;
import dev.seascope.arch.Field;
import dev.seascope.arch.RegisterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Where the fields of a register go in a strip: one row of cells from bit 63 to bit 0, or two rows broken at bit 32
/// when one is too narrow. A field never splits, and no cell is narrower than its name when the field has one bit.
///
/// @param boxes the fields in force, from the top bit down
/// @param brackets the fields of the register that are drawn above their parts
/// @param rows 1 or 2
record StripGeometry(List<Box> boxes, List<Bracket> brackets, int rows) {
    private static final int HALF = 32;
    private static final double GAP = 6;
    private static final double WIDE_GAP = 12;
    private static final int RESERVED_CELL = 11;
    private static final int NARROWEST_RESERVED_CELL = 4;
    private static final double UPPER_CELL = 14;
    private static final double UPPER_SINGLE_CELL = 26;
    private static final double NAME_MARGIN = 1;
    private static final int WIDEST_CELL = 38;
    private static final int DESIGNED_CELL = 28;
    private static final int NARROWEST_CELL_IN_ONE_ROW = 22;
    private static final int NARROWEST_CELL = 12;

    /// One field: as many cells of equal width as it has bits.
    record Box(Field field, int row, double x, double cell) {
        double width() {
            return cell * field.bits().width();
        }

        /// Left edge of the cell of one bit.
        double cellX(int bit) {
            return x + (field.bits().msb() - bit) * cell;
        }

        boolean holds(int bit) {
            return field.bits().lsb() <= bit && bit <= field.bits().msb();
        }
    }

    /// A field of the register itself, above the fields it consists of.
    record Bracket(Field field, int row, double x, double width) {}

    /// Widths of cells at 100 % type size.
    ///
    /// @param rows 1 or 2
    /// @param cell of a bit with a meaning
    /// @param reserved of a reserved bit of the upper half
    private record Cells(int rows, int cell, int reserved) {}

    private static final List<Cells> CELLS = cells();

    /// A field in force and the field of the register that it is part of.
    private record Leaf(Field field, Field top) {}

    /// Place the fields of a register.
    ///
    /// @param available width in pixels
    /// @param scale type size, 1 at 100 %
    /// @param nameWidth pixels that a field's name takes
    static StripGeometry of(RegisterValue register, double available, double scale, ToDoubleFunction<String> nameWidth) {
        List<Leaf> leaves = new ArrayList<>();
        List<Field> outline = register.layout().outline(register.bits());
        for (Field top : outline) {
            for (Field leaf : parts(top, register)) {
                leaves.add(new Leaf(leaf, top));
            }
        }
        boolean bracketed = outline.stream().anyMatch(Field.Union.class::isInstance);
        for (Cells cells : CELLS) {
            Optional<StripGeometry> fits = place(leaves, bracketed, cells, available, scale, nameWidth);
            if (fits.isPresent()) {
                return fits.get();
            }
        }
        return place(leaves, bracketed, CELLS.getLast(), Double.MAX_VALUE, scale, _ -> 0).orElseThrow();
    }

    /// The ways to place a register, the roomiest first: reserved bits give way before those that mean something, and one
    /// row is better than two.
    private static List<Cells> cells() {
        List<Cells> all = new ArrayList<>();
        for (int cell = WIDEST_CELL; cell >= DESIGNED_CELL; cell--) {
            all.add(new Cells(1, cell, RESERVED_CELL));
        }
        for (int reserved = RESERVED_CELL - 1; reserved >= NARROWEST_RESERVED_CELL; reserved--) {
            all.add(new Cells(1, DESIGNED_CELL, reserved));
        }
        for (int cell = DESIGNED_CELL - 1; cell >= NARROWEST_CELL_IN_ONE_ROW; cell--) {
            all.add(new Cells(1, cell, NARROWEST_RESERVED_CELL));
        }
        for (int cell = WIDEST_CELL; cell >= NARROWEST_CELL; cell--) {
            all.add(new Cells(2, cell, Math.min(cell, RESERVED_CELL)));
        }
        return List.copyOf(all);
    }

    private static List<Field> parts(Field top, RegisterValue register) {
        return top instanceof Field.Union union ? union.selector().select(register.bits()).leaves(register.bits())
                : List.of(top);
    }

    private static Optional<StripGeometry> place(List<Leaf> leaves, boolean bracketed, Cells cells, double available,
            double scale, ToDoubleFunction<String> nameWidth) {
        List<Box> boxes = new ArrayList<>();
        List<Bracket> brackets = new ArrayList<>();
        int row = 0;
        double x = 0;
        Leaf before = leaves.getFirst();
        double start = 0;
        for (Leaf leaf : leaves) {
            Bits bits = leaf.field().bits();
            boolean newTop = !leaf.top().equals(before.top());
            if (newTop && bracketed) {
                bracket(before.top(), row, start, x, brackets);
            }
            boolean crosses = before.field().bits().lsb() >= HALF && bits.msb() < HALF;
            if (crosses && cells.rows() == 2) {
                row = 1;
                x = 0;
            } else if (!boxes.isEmpty()) {
                boolean newPart = newTop && leaf.top() instanceof Field.Union && bits.msb() < HALF;
                x += Math.rint(scale * (crosses || newPart ? WIDE_GAP : GAP));
            }
            if (newTop) {
                start = x;
            }
            double cell = Math.floor(scale * cellWidth(leaf.field(), cells));
            double least = nameWidth.applyAsDouble(leaf.field().name()) + NAME_MARGIN * scale;
            if (isNamed(leaf.field()) && cell * bits.width() < least) {
                cell = Math.ceil(least / bits.width());
            }
            boxes.add(new Box(leaf.field(), row, x, cell));
            x += cell * bits.width();
            if (x > available) {
                return Optional.empty();
            }
            before = leaf;
        }
        if (bracketed) {
            bracket(before.top(), row, start, x, brackets);
        }
        return Optional.of(new StripGeometry(List.copyOf(boxes), List.copyOf(brackets), row + 1));
    }

    private static void bracket(Field top, int row, double start, double end, List<Bracket> brackets) {
        if (top.bits().width() > 1) {
            brackets.add(new Bracket(top, row, start, end - start));
        }
    }

    private static double cellWidth(Field field, Cells cells) {
        Bits bits = field.bits();
        if (bits.lsb() >= HALF && !isNamed(field)) {
            return bits.width() == 1 ? Math.max(cells.reserved(), NARROWEST_CELL) : cells.reserved();
        }
        if (cells.rows() == 2 || bits.lsb() < HALF) {
            return cells.cell();
        }
        return bits.width() == 1 ? UPPER_SINGLE_CELL : UPPER_CELL;
    }

    /// Whether these bits have no meaning of their own.
    static boolean isReserved(Field field) {
        return field instanceof Field.Res0 || field instanceof Field.Res1;
    }

    /// Whether these bits have a name to be drawn in full: neither reserved nor a nameless run of fixed bits.
    static boolean isNamed(Field field) {
        return !isReserved(field) && !field.bits().name().isEmpty();
    }

    /// The field that holds a bit.
    Box boxOf(int bit) {
        return boxes.stream().filter(box -> box.holds(bit)).findFirst().orElseThrow();
    }
}
