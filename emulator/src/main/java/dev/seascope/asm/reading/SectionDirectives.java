package dev.seascope.asm.reading;

import dev.seascope.asm.program.Piece;
import dev.seascope.asm.program.Point;
import dev.seascope.asm.program.ReadingScope;
import dev.seascope.asm.program.SectionContent;
import dev.seascope.asm.program.SectionFlags;
import dev.seascope.asm.text.Cursor;
import dev.seascope.asm.text.Expression;
import dev.seascope.asm.text.Refusal;
import dev.seascope.asm.text.Value;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// Directives that choose a section and a place in it.
public final class SectionDirectives {
    /// The largest alignment: 2 MiB, the largest that a block of a guest's page tables is likely to want.
    public static final long MOST_ALIGNMENT = 1 << 21;

    public static final Map<String, Directive> TABLE = Map.ofEntries(
            Map.entry(".text", (reading, operands) -> standard(reading, operands, ".text")),
            Map.entry(".data", (reading, operands) -> standard(reading, operands, ".data")),
            Map.entry(".bss", (reading, operands) -> standard(reading, operands, ".bss")),
            Map.entry(".rodata", (reading, operands) -> standard(reading, operands, ".rodata")),
            Map.entry(".section", SectionDirectives::section),
            Map.entry(".pushsection", (reading, operands) -> {
                reading.sections().push();
                section(reading, operands);
            }),
            Map.entry(".popsection", (reading, operands) -> {
                operands.expectEnd();
                reading.sections().pop();
            }),
            Map.entry(".previous", (reading, operands) -> {
                operands.expectEnd();
                reading.sections().enterPrevious();
            }),
            Map.entry(".org", SectionDirectives::org),
            align(".align", true, 0), align(".p2align", true, 0), align(".p2alignw", true, 2),
            align(".p2alignl", true, 4), align(".balign", false, 0), align(".balignw", false, 2),
            align(".balignl", false, 4),
            Map.entry(".ltorg", SectionDirectives::literals),
            Map.entry(".pool", SectionDirectives::literals));

    private static final Set<String> NOT_LOADED = Set.of(".comment", ".gnu", ".note", ".debug", ".ARM", ".llvm");

    private SectionDirectives() {}

    private static void standard(Reading reading, Cursor operands, String name) {
        if (!operands.atEnd()) {
            int at = operands.position();
            if (reading.number(operands) != 0) {
                throw new Refusal(at, "subsections other than 0 are not supported");
            }
            operands.expectEnd();
        }
        reading.sections().enter(reading.sections().section(name, SectionFlags.ofName(name)));
    }

    /// `.section NAME, "FLAGS", @TYPE, ...`
    private static void section(Reading reading, Cursor operands) {
        operands.skipBlanks();
        int start = operands.position();
        String name = operands.peek() == '"'
                ? new String(operands.string(), StandardCharsets.UTF_8) : sectionName(operands);
        SectionFlags flags = SectionFlags.ofName(name);
        if (operands.take(",")) {
            flags = flags(reading, operands, flags);
        }
        operands.expectEnd();
        SectionFlags known = SectionFlags.ofName(name);
        SectionContent section = reading.sections().section(name, flags);
        if (!flags.allocated() && !known.allocated() && flags.elfFlags() == 0 && !section.isUsed()
                && NOT_LOADED.stream().noneMatch(name::startsWith)) {
            reading.warn(start, "section %s is not loaded: it has no flags; write .section %s, \"a\" for data or \"ax\""
                    .formatted(name, name) + " for code");
        }
        reading.sections().enter(section);
    }

    private static String sectionName(Cursor operands) {
        int start = operands.position();
        while (operands.peek() != ',' && operands.peek() != '\0' && !Cursor.isBlank(operands.peek())) {
            operands.next();
        }
        if (operands.position() == start) {
            throw operands.unexpected("a section's name");
        }
        return operands.text().substring(start, operands.position());
    }

    private static SectionFlags flags(Reading reading, Cursor operands, SectionFlags byName) {
        long bits = 0;
        operands.skipBlanks();
        int start = operands.position();
        if (operands.peek() == '"') {
            for (byte letter : operands.string()) {
                long bit = SectionFlags.letter((char) letter);
                if (bit < 0) {
                    throw new Refusal(start, "expected section flags of a, w, x, M, S, G, T, o, e and R, found `%c`"
                            .formatted((char) letter));
                }
                bits |= bit;
            }
        } else {
            bits = reading.number(operands);
        }
        int type = byName.elfType();
        if (operands.take(",")) {
            operands.skipBlanks();
            if (operands.peek() == '@' || operands.peek() == '%') {
                operands.next();
                int at = operands.position();
                String word = operands.word();
                Integer named = SectionFlags.TYPES.get(word);
                if (named == null) {
                    throw new Refusal(at, "expected progbits, nobits or note, found `" + word + "`");
                }
                type = named;
            }
            // An entry size, a group and the like: of no consequence for one image.
            operands.rest();
        }
        return SectionFlags.of(bits, type);
    }

    /// `.org TARGET, FILL`: an offset in this section, or a place in it.
    public static void org(Reading reading, Cursor operands) {
        int at = operands.skipBlanks().position();
        Value target = Expression.evaluate(operands, reading.scope());
        long offset = target.offset();
        Value.Anchor base = target.base();
        if (base != null) {
            Point point = ReadingScope.point(base);
            SectionContent section = reading.sections().current();
            if (point == null || point.section() != section || !section.isSettledUpTo(point.index())) {
                throw new Refusal(at, "expected a place in section " + section.name()
                        + " that is known at this point");
            }
            offset += section.offset(point.index());
        }
        long pattern = operands.take(",") ? reading.number(operands) & 0xff : 0;
        operands.expectEnd();
        long end = reading.sections().current().size();
        if (offset < end) {
            throw new Refusal(at, "cannot go back to offset 0x%x, the section is already at 0x%x"
                    .formatted(offset, end));
        }
        reading.append(new Piece.Org(reading.statement(), reading.symbols().tick(), offset, pattern));
    }

    private static Map.Entry<String, Directive> align(String name, boolean powerOfTwo, int unit) {
        return Map.entry(name, (reading, operands) -> align(reading, operands, powerOfTwo, unit));
    }

    /// `.align N, FILL, MOST`
    private static void align(Reading reading, Cursor operands, boolean powerOfTwo, int unit) {
        long alignment = 1;
        int at = operands.skipBlanks().position();
        if (!operands.atEnd()) {
            alignment = powerOfTwo
                    ? 1L << reading.number(operands, 0, Long.numberOfTrailingZeros(MOST_ALIGNMENT))
                    : Math.max(1, reading.number(operands, 0, MOST_ALIGNMENT));
        }
        if (Long.bitCount(alignment) != 1) {
            throw new Refusal(at, "expected a power of two, found " + alignment);
        }
        boolean filled = false;
        long pattern = 0;
        long most = Long.MAX_VALUE;
        if (operands.take(",")) {
            operands.skipBlanks();
            if (operands.peek() != ',' && !operands.atEnd()) {
                pattern = reading.number(operands);
                filled = true;
            }
            if (operands.take(",") && !operands.atEnd()) {
                long limit = reading.number(operands);
                most = limit == 0 ? Long.MAX_VALUE : limit;
            }
        }
        operands.expectEnd();
        SectionContent section = reading.sections().current();
        section.align(alignment);
        reading.append(new Piece.Align(reading.statement(), reading.symbols().tick(), alignment,
                filled ? Math.max(1, unit) : 0, pattern, most));
    }

    private static void literals(Reading reading, Cursor operands) {
        operands.expectEnd();
        reading.sections().placePools(reading.statement(), reading.symbols());
    }
}
