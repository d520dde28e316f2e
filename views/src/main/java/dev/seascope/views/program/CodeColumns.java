package dev.seascope.views.program;

import dev.seascope.session.ProgramListing.Instruction;
import dev.seascope.session.ProgramListing.Line;
import dev.seascope.views.program.ProgramRow.Code;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Where the columns of the program are: further right when line numbers have more than two digits or addresses more than
/// eight, further left when there are no line numbers, or no words before the code. All places are pixels.
///
/// @param px pixels for a length at 100 % type size
/// @param digit width of a digit of numbers and addresses in pixels
/// @param width of the list in pixels
/// @param lastNumber the last line's number, 0 when lines have none
/// @param addressDigits how many digits of an address are shown
record CodeColumns(DoubleUnaryOperator px, double digit, double width, int lastNumber, int addressDigits) {
    private static final double NUMBER_RIGHT = 39;
    private static final double ADDRESS = 44;
    private static final double WORD = 106;
    private static final double CODE = 181;
    private static final double LABEL_GAP = 3;
    /// Room for a label such as `3:` where there is no word.
    private static final double LABEL = 18;
    private static final double SOURCE_CODE = 96;
    private static final int SHORT_ADDRESS = 8;
    /// In a narrower list instruction words give way to the code: for addresses of sixteen digits, and of eight.
    private static final double WORD_WITH_LONG_ADDRESS = 440;
    private static final double WORD_WITH_ADDRESS = 365;

    /// The columns for these rows.
    static CodeColumns of(List<ProgramRow> rows, DoubleUnaryOperator px, double digit, double width) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i) instanceof Code(Line line)) {
                boolean large = line instanceof Instruction last && last.address() >>> Integer.SIZE != 0;
                return new CodeColumns(px, digit, width, line.number(), large ? 2 * SHORT_ADDRESS : SHORT_ADDRESS);
            }
        }
        return new CodeColumns(px, digit, width, 0, SHORT_ADDRESS);
    }

    /// Whether there is room for instruction words.
    boolean showsWords() {
        return width >= px(isShort() ? WORD_WITH_ADDRESS : WORD_WITH_LONG_ADDRESS);
    }

    /// Where line numbers end.
    double numberRight() {
        return px(NUMBER_RIGHT) + numbers();
    }

    /// Where addresses begin.
    double address() {
        return px(ADDRESS) + numbers();
    }

    /// Where instruction words begin.
    double word() {
        return px(WORD) + numbers() + addresses();
    }

    /// Where code begins.
    double code() {
        return px(showsWords() ? CODE : WORD + LABEL_GAP + (isShort() ? LABEL : 0)) + numbers() + addresses();
    }

    /// Where code begins that has no address before it.
    double sourceCode() {
        return px(SOURCE_CODE) + numbers();
    }

    /// Where a label before the code ends.
    double labelRight() {
        return code() - px(LABEL_GAP);
    }

    /// How wide a label before the code may be.
    ///
    /// @param word an instruction word is before it
    double labelRoom(boolean word) {
        double end = word ? word() + digit * SHORT_ADDRESS : showsWords() ? word() : address() + digit * addressDigits;
        return labelRight() - end;
    }

    /// Whether an instruction word is there.
    boolean isWord(double x) {
        double left = word() - px(LABEL_GAP);
        return showsWords() && x >= left && x < left + digit * SHORT_ADDRESS + px(2 * LABEL_GAP);
    }

    private boolean isShort() {
        return addressDigits == SHORT_ADDRESS;
    }

    private double numbers() {
        return digit * (lastNumber == 0 ? -2 : Math.max(0, Integer.toString(lastNumber).length() - 2));
    }

    private double addresses() {
        return digit * (addressDigits - SHORT_ADDRESS);
    }

    private double px(double length) {
        return px.applyAsDouble(length);
    }
}
