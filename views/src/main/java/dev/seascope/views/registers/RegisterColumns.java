package dev.seascope.views.registers;

import dev.seascope.views.control.Notation;
import dev.seascope.views.registers.RegisterRow.General;
import dev.seascope.views.registers.RegistersModel.Shown;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Where the columns of the register table are, and how big its digits: as far apart as the design has it where there
/// is room, closer and smaller where there is not.
///
/// @param px pixels for a length at 100 % type size
/// @param digitWidth pixels of a digit of a size at 100 % type size
/// @param width of the table in pixels
/// @param drawn what it shows
record RegisterColumns(DoubleUnaryOperator px, DoubleUnaryOperator digitWidth, double width, Shown drawn) {
    static final int DIGITS = 16;
    static final double NAME = 12;
    static final double SYSTEM_NAME = 22;
    static final double SMALL = 11;
    static final double BODY = 12;

    private static final double VALUE_RIGHT = 151;
    private static final double SECOND = 158;
    private static final double NAME_GAP = 7;
    /// The longest name of those that are always listed: `SCTLR_EL1`.
    private static final int NAME_DIGITS = 9;
    private static final double NOW_RIGHT = 207;
    private static final double ARROW = 214;
    private static final double AFTER = 234;
    private static final double WIDE_ARROW = 3;
    private static final double WIDE_AFTER = 13;
    private static final double TINY = 10;
    private static final double TINIEST = 9;

    private double px(double length) {
        return px.applyAsDouble(length);
    }

    private double digit(double size) {
        return digitWidth.applyAsDouble(size);
    }

    /// Left edge of the second column of general registers: further left when the panel is narrow.
    double second() {
        return Math.min(px(SECOND), (width - px(4)) / 2);
    }

    /// Size of the general registers' digits: small enough for the longest value beside its name.
    double generalSize(List<General> general) {
        int zeros = general.stream().mapToInt(row -> Notation.leadingZeros(row.value(), DIGITS)).min().orElse(DIGITS);
        double room = second() - px(SECOND - VALUE_RIGHT) - generalNameRight();
        for (double size : new double[] {BODY, SMALL, TINY}) {
            if (digit(size) * (DIGITS - zeros) <= room) {
                return size;
            }
        }
        return TINIEST;
    }

    /// Where the longest name of a general register, `X30`, has ended, and a gap.
    double generalNameRight() {
        return px(NAME + NAME_GAP / 2) + digit(SMALL) * 3;
    }

    /// Size of the system registers' digits: small enough for two columns of sixteen, if there must be two.
    double systemSize() {
        if (!drawn.wide()) {
            return BODY;
        }
        return wideEnd(SMALL) <= width ? SMALL : wideEnd(TINY) <= width ? TINY : TINIEST;
    }

    /// Right edge of the present values of system registers.
    double nowRight() {
        return (drawn.wide() ? wideNow(systemSize()) : px(NOW_RIGHT)) - narrower();
    }

    /// Left edge of the values if injected.
    double afterLeft() {
        return (drawn.wide() ? wideNow(systemSize()) + px(WIDE_ARROW + WIDE_AFTER) : px(AFTER)) - narrower();
    }

    private double wideNow(double size) {
        return systemNameRight(NAME_DIGITS) + digit(size) * DIGITS;
    }

    private double wideEnd(double size) {
        return wideNow(size) + px(WIDE_ARROW + WIDE_AFTER + 5) + digit(size) * DIGITS;
    }

    /// Pixels that the panel lacks for all columns of the system registers.
    double narrower() {
        double needed = !drawn.composed() ? px(NOW_RIGHT + 8)
                : drawn.wide() ? wideEnd(systemSize()) : px(AFTER + 10) + digit(BODY) * 8;
        return Math.max(0, needed - width);
    }

    /// Where the value of a general register ends, from the left edge of its column.
    double valueRight() {
        return second() - px(SECOND - VALUE_RIGHT);
    }

    /// Where a system register's name of so many characters has ended, and a gap.
    double systemNameRight(int characters) {
        return px(SYSTEM_NAME + NAME_GAP) + digit(SMALL) * characters;
    }

    /// Left edge of the arrow to the value if injected.
    double arrowLeft() {
        return drawn.wide() ? nowRight() + px(WIDE_ARROW) : px(ARROW) - narrower();
    }
}
