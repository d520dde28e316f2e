package dev.seascope.asm.program;

import dev.seascope.asm.text.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one statement adds to a section.
public sealed interface Piece {
    /// The statement it came from.
    Statement statement();

    /// The moment it was read: its expressions see what was defined up to then.
    int time();

    /// One instruction.
    ///
    /// @param from where in the statement the mnemonic starts
    /// @param pool the pool that it loads from, if it is `ldr Rt, =value` or something of that kind
    record Instruction(Statement statement, int time, int from, @Nullable PoolUse pool) implements Piece {}

    /// Numbers.
    ///
    /// @param width bytes a number: 1, 2, 4, 8 or 16
    /// @param code whether they are instructions, as with `.inst`
    /// @param offsets where in the statement each expression starts
    record Numbers(Statement statement, int time, int width, boolean code, List<Integer> offsets) implements Piece {}

    /// Bytes that are known.
    record Blob(Statement statement, int time, Content content) implements Piece {}

    /// `.fill`, `.skip`, `.zero`: a pattern, again and again.
    ///
    /// @param count how often
    /// @param unit bytes of the pattern
    record Fill(Statement statement, int time, Size count, int unit, long pattern) implements Piece {}

    /// `.align` and its like.
    ///
    /// @param alignment a power of two
    /// @param unit bytes of the pattern, 0 for what suits the section: instructions that do nothing, or zeros
    /// @param most how many bytes may be skipped; beyond that nothing is done
    record Align(Statement statement, int time, long alignment, int unit, long pattern, long most) implements Piece {}

    /// `.org`.
    ///
    /// @param target the offset in the section to go on at
    record Org(Statement statement, int time, long target, long pattern) implements Piece {}

    /// The values that instructions before it load.
    record Literals(Statement statement, int time, LiteralPool pool) implements Piece {}

    /// A size that is known, or the expression for it that has symbols that come later.
    sealed interface Size {
        /// Known.
        record Known(long value) implements Size {}

        /// To be worked out when sections have addresses.
        record Open(SymbolEntry.Later expression, int at) implements Size {}
    }

    /// Bytes that nobody changes.
    record Content(java.nio.ByteBuffer bytes) {
        public static Content of(byte[] bytes) {
            return new Content(java.nio.ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        }

        public int size() {
            return bytes.capacity();
        }
    }
}
