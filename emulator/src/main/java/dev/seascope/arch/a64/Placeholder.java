package dev.seascope.arch.a64;

import dev.seascope.arch.Bits;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The notation of operands in the syntax of a row: what stands between `<` and `>`.
///
/// | Notation | Operand |
/// |---|---|
/// | `Xd` `Wn` `Xn\|SP` | a register from the field `Rd`, `Rn`, ...; 31 is the zero register or SP |
/// | `Ws+1` `Xn=m` | the register after; the one two fields both name |
/// | `=8` | the number 8 |
/// | `Dd` `Vn.8B` `Vm.H[H:L:M]` `Vt*4.16B` | a SIMD register, as a vector, an element of it, a list of four |
/// | `imm16` | an unsigned field as a hexadecimal number |
/// | `dec:immr` | an unsigned field as a decimal number |
/// | `signed:imm7*8` | a signed field, here scaled by 8 |
/// | `dec:imm3..4` | a field with values up to 4 |
/// | `label:imm26` `byte:immhi:immlo` `page:immhi:immlo` | an address relative to the instruction or its page |
/// | `cond:cond` `shift:shift` `barrier:CRm` ... | one of a list of words |
/// | `bitmask32:...` `bitmask64:...` | a bit mask immediate |
/// | `sysreg:...` | a system register |
final class Placeholder {
    private static final Pattern REGISTER = Pattern.compile("([XW])([a-z][0-9]?)(\\+1)?(=[a-z])?(\\|SP)?");
    private static final Pattern SCALAR = Pattern.compile("([BHSDQ])([a-z][0-9]?)");
    private static final Pattern VECTOR =
            Pattern.compile("V([a-z][0-9]?)(=[a-z])?(?:\\*([1-4]))?\\.(\\d*[BHSDQ])(?:\\[([\\w:]+|=\\d)])?");
    private static final Pattern NUMBER =
            Pattern.compile("(?:(dec|signed):)?([\\w:]+?)(?:\\*(-?\\d+))?([+-]\\d+)?(?:\\.\\.(\\d+))?");

    static final List<String> CONDITIONS = List.of("eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc", "hi", "ls", "ge",
            "lt", "gt", "le", "al", "nv");
    private static final Map<String, String> CONDITION_SYNONYMS = Map.of("hs", "cs", "lo", "cc");

    /// Where the field has the inverse of what is written; neither AL nor NV has one.
    private static final List<String> INVERSE_CONDITIONS = List.of("ne", "eq", "cc", "cs", "pl", "mi", "vc", "vs",
            "ls", "hi", "lt", "ge", "le", "gt", "", "");

    private static final Map<String, Factory> KINDS = kinds();

    private Placeholder() {}

    @FunctionalInterface
    private interface Factory {
        Operand of(FieldList fields);
    }

    private static Map<String, Factory> kinds() {
        Map<String, Factory> kinds = new HashMap<>();
        kinds.put("label", fields -> new Operand.Label(fields, 4));
        kinds.put("byte", fields -> new Operand.Label(fields, 1));
        kinds.put("page", fields -> new Operand.Label(fields, 4096));
        kinds.put("cond", fields -> new Operand.Keyword(fields, CONDITIONS, CONDITION_SYNONYMS, false, "a condition"));
        kinds.put("shift", words("", "lsl", "lsr", "asr", ""));
        kinds.put("rotate", words("", "lsl", "lsr", "asr", "ror"));
        kinds.put("barrier", numeric("a barrier option", "", "oshld", "oshst", "osh", "", "nshld", "nshst", "nsh",
                "", "ishld", "ishst", "ish", "", "ld", "st", "sy"));
        kinds.put("bitmask32", fields -> new ConstantOperand.Bitmask(fields, 32));
        kinds.put("bitmask64", fields -> new ConstantOperand.Bitmask(fields, 64));
        kinds.put("wide32", fields -> wide(fields, 32, false));
        kinds.put("wide64", fields -> wide(fields, 64, false));
        kinds.put("inverted32", fields -> wide(fields, 32, true));
        kinds.put("inverted64", fields -> wide(fields, 64, true));
        kinds.put("inverse", fields -> new Operand.Keyword(fields, INVERSE_CONDITIONS, CONDITION_SYNONYMS, false,
                "a condition other than al"));
        kinds.put("prefetch", numeric("a prefetch operation", prefetches()));
        kinds.put("control", words("c0 to c15", IntStream.range(0, 16).mapToObj(n -> "C" + n).toArray(String[]::new)));
        kinds.put("float", VectorOperand.FpImmediate::new);
        kinds.put("bytes", VectorOperand.ByteMask::new);
        kinds.put("sysreg", fields -> new SystemOperand.Register(fields, false));
        kinds.put("readreg", fields -> new SystemOperand.Register(fields, true));
        for (String kind : List.of("at", "dc", "ic", "tlbi")) {
            String name = kind.toUpperCase(Locale.ROOT);
            kinds.put(kind, fields -> new SystemOperand.Operation(fields, name, true));
            kinds.put(kind + "all", fields -> new SystemOperand.Operation(fields, name, false));
        }
        bitfields(kinds, "64", 64);
        bitfields(kinds, "32", 32);
        return Map.copyOf(kinds);
    }

    private static void bitfields(Map<String, Factory> kinds, String suffix, int width) {
        kinds.put("lsl" + suffix, fields -> new BitfieldOperand.LeftShift(immr(fields), imms(fields), width));
        kinds.put("lsb" + suffix, fields -> new BitfieldOperand.InsertPosition(immr(fields), width));
        kinds.put("insert" + suffix, fields -> new BitfieldOperand.InsertWidth(immr(fields), imms(fields), width));
        kinds.put("extract" + suffix, fields -> new BitfieldOperand.ExtractWidth(immr(fields), imms(fields), width));
    }

    private static Bits immr(FieldList fields) {
        return fields.parts().get(0);
    }

    private static Bits imms(FieldList fields) {
        return fields.parts().get(1);
    }

    /// By `type:target:policy`; what has no name is a hint all the same.
    private static String[] prefetches() {
        String[] names = new String[32];
        for (int i = 0; i < names.length; i++) {
            String type = List.of("pld", "pli", "pst", "").get(i >> 3);
            String target = List.of("l1", "l2", "l3", "").get(i >> 1 & 3);
            names[i] = type.isEmpty() || target.isEmpty() ? "" : type + target + ((i & 1) == 0 ? "keep" : "strm");
        }
        return names;
    }

    private static Factory words(String what, String... words) {
        return fields -> new Operand.Keyword(fields, List.of(words), Map.of(), false, what);
    }

    private static Factory numeric(String what, String... words) {
        return fields -> new Operand.Keyword(fields, List.of(words), Map.of(), true, what);
    }

    private static Operand wide(FieldList fields, int width, boolean inverted) {
        return new ConstantOperand.WideImmediate(fields.parts().get(1), fields.parts().get(0), width, inverted);
    }

    /// The register, or if another field is named one that both fields must name.
    private static Operand same(Operand register, Bits field, @Nullable String other, Encoding encoding) {
        return other == null ? register : new Operand.Same(register, field, encoding.field("R" + other.substring(1)));
    }

    /// An operand made of SIMD and floating-point registers, or null if it is none.
    private static @Nullable Operand vector(String notation, Encoding encoding) {
        Matcher scalar = SCALAR.matcher(notation);
        if (scalar.matches()) {
            return new VectorOperand.Scalar(
                    encoding.field("R" + scalar.group(2)), VectorOperand.bits(scalar.group(1).charAt(0)));
        }
        Matcher matcher = VECTOR.matcher(notation);
        if (!matcher.matches()) {
            return null;
        }
        String suffix = matcher.group(4).toLowerCase(Locale.ROOT);
        int bits = VectorOperand.bits(suffix.charAt(suffix.length() - 1));
        int lanes = suffix.length() == 1 ? 1 : Integer.parseInt(suffix, 0, suffix.length() - 1, 10);
        Bits field = encoding.field("R" + matcher.group(1));
        if (matcher.group(3) != null) {
            return new VectorOperand.Registers(field, Integer.parseInt(matcher.group(3)), lanes, bits, suffix);
        }
        return matcher.group(5) == null
                ? same(new VectorOperand.Vector(field, lanes, bits, suffix), field, matcher.group(2), encoding)
                : element(field, lanes * bits, matcher.group(5), encoding, suffix);
    }

    /// @param index field names, or `=1` where the index is always the same
    private static Operand element(Bits field, int bits, String index, Encoding encoding, String suffix) {
        return index.startsWith("=")
                ? new VectorOperand.Element(
                        field, bits, new FieldList(List.of()), Integer.parseInt(index, 1, 2, 10), suffix)
                : new VectorOperand.Element(field, bits, FieldList.of(index, encoding), 0, suffix);
    }

    /// The operand for a placeholder.
    ///
    /// @throws IllegalArgumentException if the notation is unknown, or the encoding has no such field
    static Operand of(String notation, Encoding encoding) {
        Matcher register = REGISTER.matcher(notation);
        if (register.matches()) {
            boolean wide = register.group(1).equals("X");
            boolean stackPointer = register.group(5) != null;
            int offset = register.group(3) == null ? 0 : 1;
            Bits field = encoding.field("R" + register.group(2));
            return same(new Operand.Register(field, wide, stackPointer, offset), field, register.group(4), encoding);
        }
        Operand vector = vector(notation, encoding);
        if (vector != null) {
            return vector;
        }
        if (notation.startsWith("=")) {
            return new Operand.Constant(Long.parseLong(notation, 1, notation.length(), 10));
        }
        int colon = notation.indexOf(':');
        Factory factory = colon < 0 ? null : KINDS.get(notation.substring(0, colon));
        if (factory != null) {
            return factory.of(FieldList.of(notation.substring(colon + 1), encoding));
        }
        Matcher number = NUMBER.matcher(notation);
        if (!number.matches()) {
            throw new IllegalArgumentException("unknown operand <" + notation + ">");
        }
        FieldList fields = FieldList.of(number.group(2), encoding);
        return new Operand.Immediate(
                fields,
                "signed".equals(number.group(1)),
                number.group(3) == null ? 1 : Integer.parseInt(number.group(3)),
                number.group(4) == null ? 0 : Integer.parseInt(number.group(4)),
                number.group(5) == null ? fields.largest() : Integer.parseInt(number.group(5)),
                number.group(1) == null);
    }
}
