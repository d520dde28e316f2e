package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The encoding diagram of an instruction, written as in the Arm ARM: from bit 31 down, fixed bits as `0` and `1`,
/// fields as `name:width`, fixed bits with a name as `name=bits`, blanks between them as one likes.
///
/// @param mask which bits are fixed
/// @param bits the fixed bits
/// @param fields the named bits, fixed or not
public record Encoding(int mask, int bits, Map<String, Bits> fields) {
    private static final Pattern BLANKS = Pattern.compile(" +");

    /// Parse a diagram.
    ///
    /// @throws IllegalArgumentException if the diagram does not describe 32 bits, or names a field twice
    public static Encoding of(String diagram) {
        int position = Integer.SIZE;
        int mask = 0;
        int bits = 0;
        Map<String, Bits> fields = new LinkedHashMap<>();
        for (String token : diagram.split(" ", -1)) {
            if (token.isEmpty()) {
                continue; // more than one blank
            }
            int colon = token.indexOf(':');
            int equals = token.indexOf('=');
            int width = colon < 0 ? token.length() - equals - 1
                    : Integer.parseInt(token, colon + 1, token.length(), 10);
            position -= width;
            if (position < 0) {
                throw new IllegalArgumentException("more than 32 bits described: " + diagram);
            }
            if (colon < 0) {
                mask |= (-1 >>> (Integer.SIZE - width)) << position;
                bits |= Integer.parseUnsignedInt(token, equals + 1, token.length(), 2) << position;
            }
            if (colon >= 0 || equals >= 0) {
                String name = token.substring(0, Math.max(colon, equals));
                if (fields.put(name, new Bits(name, position + width - 1, position)) != null) {
                    throw new IllegalArgumentException("field %s twice: %s".formatted(name, diagram));
                }
            }
        }
        if (position != 0) {
            throw new IllegalArgumentException("%d bits described: %s".formatted(Integer.SIZE - position, diagram));
        }
        return new Encoding(mask, bits, Map.copyOf(fields));
    }

    /// This encoding with some fields fixed. They can still be named.
    ///
    /// @param values `name=bits` separated by blanks: `Rd=11111 sh=0`; leading zeros may be
    ///     left out, and `imms=1*` sets all bits
    public Encoding with(String values) {
        int fixedMask = mask;
        int fixedBits = bits;
        for (String assignment : BLANKS.split(values.strip(), -1)) {
            int equals = assignment.indexOf('=');
            Bits field = field(assignment.substring(0, equals));
            String value = assignment.substring(equals + 1);
            if (value.endsWith("*")) {
                value = "1".repeat(field.width());
            }
            fixedMask |= (int) field.set(0, -1L >>> (Long.SIZE - field.width()));
            fixedBits |= (int) field.set(0, Integer.parseInt(value, 2));
        }
        return new Encoding(fixedMask, fixedBits, fields);
    }

    /// The field of that name.
    ///
    /// @throws IllegalArgumentException if there is no such field
    public Bits field(String name) {
        Bits field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("no field " + name + " in " + fields.keySet());
        }
        return field;
    }

    public boolean matches(int word) {
        return (word & mask) == bits;
    }

    /// The bits of `word` that are fixed here to another value; 0 if it matches.
    public int wrong(int word) {
        return (word & mask) ^ bits;
    }

    /// Whether some word matches both.
    boolean overlaps(Encoding other) {
        return ((bits ^ other.bits) & mask & other.mask) == 0;
    }

    /// Whether every word of this encoding is one of the other's, but not the reverse.
    boolean refines(Encoding other) {
        return overlaps(other) && mask != other.mask && (mask & other.mask) == other.mask;
    }
}
