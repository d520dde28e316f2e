package dev.seascope.asm.reading;

import dev.seascope.asm.program.Piece;
import dev.seascope.asm.program.SymbolEntry;
import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Directives that put numbers, text and repeated patterns into a section.
public final class DataDirectives {
    public static final Map<String, Directive> TABLE = Map.ofEntries(
            numbers(".byte", 1), numbers(".hword", 2), numbers(".short", 2), numbers(".2byte", 2),
            numbers(".word", 4), numbers(".4byte", 4), numbers(".long", 4), numbers(".int", 4),
            numbers(".quad", 8), numbers(".8byte", 8), numbers(".xword", 8), numbers(".dword", 8),
            numbers(".octa", 16), numbers(".dc.b", 1), numbers(".dc.w", 2), numbers(".dc.l", 4),
            Map.entry(".inst", (reading, operands) -> numbers(reading, operands, 4, true)),
            Map.entry(".float", (reading, operands) -> floats(reading, operands, 4)),
            Map.entry(".single", (reading, operands) -> floats(reading, operands, 4)),
            Map.entry(".double", (reading, operands) -> floats(reading, operands, 8)),
            Map.entry(".ascii", (reading, operands) -> strings(reading, operands, 0, 1)),
            Map.entry(".asciz", (reading, operands) -> strings(reading, operands, 1, 1)),
            Map.entry(".string", (reading, operands) -> strings(reading, operands, 1, 1)),
            Map.entry(".string8", (reading, operands) -> strings(reading, operands, 1, 1)),
            Map.entry(".string16", (reading, operands) -> strings(reading, operands, 1, 2)),
            Map.entry(".string32", (reading, operands) -> strings(reading, operands, 1, 4)),
            Map.entry(".string64", (reading, operands) -> strings(reading, operands, 1, 8)),
            Map.entry(".space", DataDirectives::space),
            Map.entry(".skip", DataDirectives::space),
            Map.entry(".zero", DataDirectives::space),
            Map.entry(".fill", DataDirectives::fill),
            Map.entry(".uleb128", (reading, operands) -> leb128(reading, operands, false)),
            Map.entry(".sleb128", (reading, operands) -> leb128(reading, operands, true)));

    private DataDirectives() {}

    private static Map.Entry<String, Directive> numbers(String name, int width) {
        return Map.entry(name, (reading, operands) -> numbers(reading, operands, width, false));
    }

    private static void numbers(Reading reading, Cursor operands, int width, boolean code) {
        List<Integer> offsets = new ArrayList<>(4);
        while (!operands.atEnd()) {
            int start = operands.position();
            offsets.add(start);
            if (operands.argument().isEmpty()) {
                throw operands.unexpected("a number");
            }
            if (!operands.take(",")) {
                operands.expectEnd();
            } else if (operands.atEnd()) {
                throw operands.unexpected("a number");
            }
        }
        if (code) {
            reading.sections().alignForInstruction(reading.statement(), reading.symbols());
        }
        if (!offsets.isEmpty()) {
            reading.append(new Piece.Numbers(
                    reading.statement(), reading.symbols().tick(), width, code, List.copyOf(offsets)));
        }
    }

    private static void floats(Reading reading, Cursor operands, int width) {
        var bytes = ByteBuffer.allocate(operands.text().length() * width).order(ByteOrder.LITTLE_ENDIAN);
        do {
            int at = operands.skipBlanks().position();
            String text = operands.argument();
            String plain = text.replaceFirst("^0[fFdDrRsSeE](?=[-+.\\d])", "");
            try {
                if (!plain.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|[-+]?(?i:inf(inity)?|nan)")) {
                    throw new NumberFormatException();
                }
                double value = special(plain);
                if (width == 4) {
                    bytes.putFloat(Double.isFinite(value) ? Float.parseFloat(plain) : (float) value);
                } else {
                    bytes.putDouble(value);
                }
            } catch (NumberFormatException _) {
                throw new Refusal(at, "expected a decimal number, found `" + text + "`");
            }
        } while (operands.take(","));
        operands.expectEnd();
        blob(reading, java.util.Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static double special(String text) {
        String name = text.replaceFirst("^[-+]", "").toLowerCase(java.util.Locale.ROOT);
        double magnitude = name.startsWith("inf") ? Double.POSITIVE_INFINITY
                : name.equals("nan") ? Double.NaN : Double.parseDouble(name);
        return text.startsWith("-") ? -magnitude : magnitude;
    }

    /// @param terminators zeros behind each string
    /// @param width bytes a character
    private static void strings(Reading reading, Cursor operands, int terminators, int width) {
        var bytes = new ByteArrayOutputStream();
        if (operands.atEnd()) {
            return;
        }
        do {
            for (byte b : operands.string()) {
                bytes.write(b);
                bytes.writeBytes(new byte[width - 1]);
            }
            bytes.writeBytes(new byte[terminators * width]);
        } while (operands.take(","));
        operands.expectEnd();
        blob(reading, bytes.toByteArray());
    }

    public static void blob(Reading reading, byte[] bytes) {
        if (bytes.length > 0) {
            reading.append(new Piece.Blob(reading.statement(), reading.symbols().tick(), Piece.Content.of(bytes)));
        }
    }

    /// `.skip COUNT, FILL`
    private static void space(Reading reading, Cursor operands) {
        Piece.Size count = size(reading, operands);
        long fill = operands.take(",") ? reading.number(operands) : 0;
        operands.expectEnd();
        reading.append(new Piece.Fill(reading.statement(), reading.symbols().tick(), count, 1, fill & 0xff));
    }

    /// `.fill COUNT, SIZE, VALUE`: the value has four bytes at most, the rest of a larger size is zero.
    private static void fill(Reading reading, Cursor operands) {
        Piece.Size count = size(reading, operands);
        int unit = 1;
        long value = 0;
        if (operands.take(",")) {
            unit = (int) Math.min(8, reading.number(operands, 0, Integer.MAX_VALUE));
            if (operands.take(",")) {
                value = reading.number(operands) & 0xffff_ffffL;
            }
        }
        operands.expectEnd();
        reading.append(new Piece.Fill(reading.statement(), reading.symbols().tick(), count, unit, value));
    }

    /// A count, which may have symbols that come later.
    private static Piece.Size size(Reading reading, Cursor operands) {
        int start = operands.skipBlanks().position();
        SymbolEntry.Later later = reading.later(reading.statement(), start);
        @Nullable Long known = null;
        try {
            Value value = Expression.evaluate(operands, reading.scope());
            known = value.isAbsolute() ? (Long) value.offset() : null;
        } catch (Refusal wrong) {
            if (!wrong.isEarly()) {
                throw wrong;
            }
            operands.moveTo(start);
            operands.argument();
        }
        if (known != null && known < 0) {
            throw new Refusal(start, "expected a count of 0 or more, found " + known);
        }
        return known == null ? new Piece.Size.Open(later, start) : new Piece.Size.Known(known);
    }

    /// Numbers of a variable length (DWARF 5, section 7.6). What they come to must be known here.
    private static void leb128(Reading reading, Cursor operands, boolean signed) {
        var bytes = new ByteArrayOutputStream();
        do {
            long value = reading.number(operands);
            boolean more = true;
            while (more) {
                int low = (int) value & 0x7f;
                value = signed ? value >> 7 : value >>> 7;
                more = signed ? value != ((low & 0x40) != 0 ? -1 : 0) : value != 0;
                bytes.write(more ? low | 0x80 : low);
            }
        } while (operands.take(","));
        operands.expectEnd();
        blob(reading, bytes.toByteArray());
    }
}
