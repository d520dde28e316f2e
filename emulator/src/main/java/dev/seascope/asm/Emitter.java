package dev.seascope.asm;

import dev.seascope.arch.Bytes;
import dev.seascope.arch.a64.Expressions;
import dev.seascope.arch.a64.LineAssembler;
import dev.seascope.asm.program.Diagnostics;
import dev.seascope.asm.program.FinalScope;
import dev.seascope.asm.program.LiteralPool;
import dev.seascope.asm.program.Piece;
import dev.seascope.asm.program.Point;
import dev.seascope.asm.program.PoolUse;
import dev.seascope.asm.program.SectionContent;
import dev.seascope.asm.program.SymbolEntry;
import dev.seascope.asm.program.SymbolTable;
import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Statement;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Writes the bytes of a section whose address is settled.
final class Emitter {
    private static final int NOP = 0xd503_201f;

    private final SymbolTable symbols;
    private final Diagnostics diagnostics;
    private final SectionContent section;
    private final ByteBuffer bytes;
    private final List<Long> codeRuns = new ArrayList<>();
    private boolean inCode;

    private Emitter(SectionContent section, SymbolTable symbols, Diagnostics diagnostics) {
        this.section = section;
        this.symbols = symbols;
        this.diagnostics = diagnostics;
        this.bytes = ByteBuffer.allocate(section.flags().zeros() ? 0 : Math.toIntExact(section.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The finished section.
    static Assembly.Section write(SectionContent section, SymbolTable symbols, Diagnostics diagnostics) {
        return new Emitter(section, symbols, diagnostics).write();
    }

    private Assembly.Section write() {
        List<Piece> pieces = section.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            long start = section.offset(i);
            long size = section.offset(i + 1) - start;
            diagnostics.at(piece.time());
            try {
                if (section.flags().zeros()) {
                    requireZeros(piece, size);
                } else if (size > 0) {
                    bytes.position((int) start);
                    markCode(piece, start);
                    write(piece, i, (int) size);
                }
            } catch (Refusal wrong) {
                diagnostics.add(piece.statement(), wrong);
            }
        }
        if (inCode) {
            codeRuns.add(section.size());
        }
        return new Assembly.Section(section.name(), section.source(), section.address(), section.size(),
                Bytes.copyOf(bytes.array()), section.alignment(), section.flags(), codeRuns);
    }

    private void requireZeros(Piece piece, long size) {
        boolean zero = size == 0 || switch (piece) {
            case Piece.Fill fill -> fill.pattern() == 0;
            case Piece.Align align -> align.pattern() == 0;
            case Piece.Org org -> org.pattern() == 0;
            case Piece.Blob blob -> isZero(blob.content().bytes());
            case Piece.Numbers numbers -> {
                for (int offset : numbers.offsets()) {
                    if (Expression.evaluate(cursor(numbers.statement(), offset), scope(piece, 0, 0)).offset() != 0) {
                        throw new Refusal(offset, "section " + section.name() + " can hold nothing but zeros");
                    }
                }
                yield true;
            }
            case Piece.Instruction _, Piece.Literals _ -> false;
        };
        if (!zero) {
            throw new Refusal(0, "section " + section.name() + " can hold nothing but zeros");
        }
    }

    private static boolean isZero(ByteBuffer content) {
        for (int i = 0; i < content.capacity(); i++) {
            if (content.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void markCode(Piece piece, long start) {
        boolean code = switch (piece) {
            case Piece.Instruction _ -> true;
            case Piece.Numbers numbers -> numbers.code();
            // The padding between instructions is instructions, that between data is data.
            case Piece.Align align -> align.unit() == 0 && section.flags().executable();
            default -> false;
        };
        if (code != inCode) {
            codeRuns.add(start);
            inCode = code;
        }
    }

    private void write(Piece piece, int index, int size) {
        switch (piece) {
            case Piece.Instruction instruction -> bytes.putInt(encode(instruction, index));
            case Piece.Numbers numbers -> {
                for (int i = 0; i < numbers.offsets().size(); i++) {
                    int at = i;
                    tryPut(numbers.statement(), () -> putNumber(numbers, numbers.offsets().get(at), index, at));
                }
            }
            case Piece.Blob blob -> bytes.put(blob.content().bytes().duplicate());
            case Piece.Fill fill -> repeat(fill.pattern(), fill.unit(), size);
            case Piece.Org org -> repeat(org.pattern(), 1, size);
            case Piece.Align align -> pad(align, size);
            case Piece.Literals literals -> {
                for (LiteralPool.Entry entry : literals.pool().entries()) {
                    SymbolEntry.Later expression = entry.expression();
                    tryPut(expression.statement(), () -> put(
                            expression.value(symbols, 0), literals.pool().width(), expression.from()));
                }
            }
        }
    }

    /// Run `action`, which puts a number; if it is refused the next number still goes to its place.
    private void tryPut(Statement statement, Runnable action) {
        try {
            action.run();
        } catch (Refusal wrong) {
            diagnostics.add(statement, wrong);
        }
    }

    private void putNumber(Piece.Numbers numbers, int offset, int index, int position) {
        int width = numbers.width();
        int place = bytes.position();
        bytes.position(place + width);
        Cursor cursor = cursor(numbers.statement(), offset);
        if (width == 16) {
            BigInteger big = LargeNumber.read(cursor);
            if (big != null) {
                bytes.putLong(place, big.longValue());
                bytes.putLong(place + 8, big.shiftRight(64).longValue());
                return;
            }
        }
        long value = Expression.evaluate(cursor, scope(numbers, index, (long) position * width)).offset();
        cursor.skipBlanks();
        if (cursor.peek() != ',' && cursor.peek() != '\0') {
            throw cursor.unexpected("an operator or a comma");
        }
        bytes.position(place);
        put(value, width, offset);
    }

    /// Put a number of `width` bytes, which must be able to hold it, as a signed or an unsigned number.
    private void put(long value, int width, int offset) {
        int place = bytes.position();
        bytes.position(place + width);
        switch (width) {
            case 1 -> bytes.put(place, (byte) value);
            case 2 -> bytes.putShort(place, (short) value);
            case 4 -> bytes.putInt(place, (int) value);
            case 8 -> bytes.putLong(place, value);
            default -> {
                bytes.putLong(place, value);
                bytes.putLong(place + 8, value >> 63);
            }
        }
        int bits = 8 * width;
        if (bits < 64 && value >> bits != 0 && value >> (bits - 1) != -1) {
            throw new Refusal(offset, "0x%x (%d) does not fit in %d bits".formatted(value, value, bits));
        }
    }

    private void repeat(long pattern, int unit, int size) {
        int place = bytes.position();
        if (pattern == 0) {
            return;
        }
        for (int i = 0; i < size; i++) {
            int within = i % unit;
            bytes.put(place + i, within < 8 ? (byte) (pattern >>> (8 * within)) : 0);
        }
    }

    private void pad(Piece.Align align, int size) {
        int place = bytes.position();
        if (align.unit() == 0 && section.flags().executable()) {
            for (int i = size % 4; i < size; i += 4) {
                bytes.putInt(place + i, NOP);
            }
        } else if (align.unit() > 1) {
            int odd = size % align.unit();
            bytes.position(place + odd);
            repeat(align.pattern(), align.unit(), size - odd);
        } else {
            repeat(align.pattern() & 0xff, 1, size);
        }
    }

    private int encode(Piece.Instruction instruction, int index) {
        long address = section.address() + section.offset(index);
        FinalScope scope = scope(instruction, index, 0);
        String text = plain(instruction, scope);
        Expressions expressions = (expression, _) -> {
            try {
                Cursor cursor = new Cursor(expression, 0);
                long value = RelocationOperator.evaluate(cursor, scope);
                cursor.expectEnd();
                return new Expressions.Value.Known(value);
            } catch (Refusal wrong) {
                return new Expressions.Value.Problem(wrong.offset(), wrong.why());
            }
        };
        return switch (LineAssembler.assemble(text, address, expressions)) {
            case LineAssembler.Result.Word(int word) -> word;
            case LineAssembler.Result.Failure(int column, String message) -> Respelling.of(text)
                    .map(other -> LineAssembler.assemble(other, address, expressions))
                    .filter(LineAssembler.Result.Word.class::isInstance)
                    .map(LineAssembler.Result.Word.class::cast)
                    .orElseThrow(() -> new Refusal(instruction.from() + Math.max(0, column - 1), message))
                    .word();
        };
    }

    /// The statement as the line assembler takes it: with an address for what is in a pool, and wide moves in full.
    private static String plain(Piece.Instruction instruction, FinalScope scope) {
        String text = instruction.statement().text();
        PoolUse pool = instruction.pool();
        return pool == null
                ? MoveWide.plain(text, instruction.from(), scope)
                : text.substring(instruction.from(), pool.from()) + "0x" + Long.toHexString(pool.number())
                        + text.substring(pool.to());
    }

    private FinalScope scope(Piece piece, int index, long within) {
        return new FinalScope(symbols, piece.time(), new Point(section, index), within, 0);
    }

    private static Cursor cursor(Statement statement, int offset) {
        return new Cursor(statement.text(), offset);
    }
}
